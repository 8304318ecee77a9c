"""Verbs and subjects that the dictionary tells better than the networks."""

from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Token

from extractor import markup
from extractor.grammar.mending.change import Change
from extractor.grammar.mending.component import make_mending, without_circles
from tests.marked import lines

CASES = lines(Path(__file__).with_name("mending.txt"))
RELATIONS = {"S": "nsubj", "O": "obj", "I": "iobj"}
# What the parser gets right or nobody can tell: the tree stays as it is.
KEPT = [
    "Флот получит три десятка кораблей.",
    "Иран поддержал Ирак.",
    "По словам министра, Египет поддержал Судан.",
    "Банк поддержал Газпром.",
    "Перу поддержало Чили.",
    "Две делегации обсудили договор.",
    "Трое горняков получили ожоги.",
    "Ряд стран ввели санкции.",
    "Депутат спросила министра.",
    "Министра сняли.",
    "Ирану ввели санкции.",
    "Экспорт угля из Перу обогнал импорт.",
    "Он приехал и осудил Париж.",
    "Проект закона не решает задачи.",
    "Волгоград, Пермь и Самара имеют шансы.",
    "Отряд вышел в город Лима.",
    "В городе открылся завод «Заря».",
    "Лавров рассказал Аракчи, что ждёт.",
    "Парагвай он посетил в мае.",
]


def parser_only(nlp: Language, text: str) -> Doc:
    with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name == "extractor_mending"]):
        return nlp(text)


def tree(doc: Doc) -> list[tuple[str, str, int, str]]:
    return [(token.pos_, token.dep_, token.head.i, str(token.morph)) for token in doc]


def told(doc: Doc, marks: list[markup.Marked]) -> list[str]:
    """What is wrong of the marked words."""
    words: dict[str, Token] = {}
    for mark in marks:
        span = doc.char_span(mark.start, mark.end)
        assert span is not None
        words[mark.label] = span.root
    verb = words.pop("V")
    wrong = [] if verb.pos_ == "VERB" and verb.morph.get("VerbForm") == ["Fin"] else ["V"]
    return wrong + [label for label, word in words.items() if (word.head, word.dep_) != (verb, RELATIONS[label])]


@pytest.mark.parametrize("marked", CASES)
def test_form_and_agreement_tell_better(nlp: Language, marked: str) -> None:
    text, marks = markup.parse(marked)
    assert told(parser_only(nlp, text), marks), "the networks alone get it right"
    assert not told(nlp(text), marks)


def test_a_coordinate_verb_goes_with_the_verb_of_its_own_number(nlp: Language) -> None:
    text = "Мэр сообщил, что армия преследовала боевиков, которые накануне напали на пост пограничников и убили солдат."
    for doc, above in ((parser_only(nlp, text), "преследовала"), (nlp(text), "напали")):
        [verb] = [token for token in doc if token.text == "убили"]
        assert (verb.dep_, verb.head.text) == ("conj", above)


@pytest.mark.parametrize("text", ["Сухопутная операция во главе с Чили началась.", "Приехала группа во главе с мэром."])
def test_a_preposition_does_not_head_what_it_governs(nlp: Language, text: str) -> None:
    *_, leader = [token for token in nlp(text) if token.text in ("Чили", "мэром")]
    assert (parser_only(nlp, text)[leader.i].head.text, leader.head.text) == ("во", "главе")


@pytest.mark.parametrize(
    ("text", "word", "verb", "relation"),
    [
        ("Поставки оружия Израилю Испанией прекращены.", "Испанией", "прекращены", "obl"),
        ("По Сирии Израилем было нанесено около десяти ударов.", "Израилем", "нанесено", "obl"),
        ("Поставки газа Чехии были Норвегией остановлены.", "Норвегией", "остановлены", "obl"),
        ("Судану Египет предложил помощь.", "Судану", "предложил", "iobj"),
    ],
)
def test_agents_and_addressees_belong_to_the_verb(
    nlp: Language, text: str, word: str, verb: str, relation: str
) -> None:
    *_, told = [token for token in nlp(text) if token.text == word]
    alone = parser_only(nlp, text)[told.i]
    assert (told.dep_, told.head.text) == (relation, verb) != (alone.dep_, alone.head.text)


def test_no_change_makes_a_circle() -> None:
    """Word 2 hangs on 1, and 1 on 0, the root: what hangs on a word may not come to carry it."""
    heads = [0, 0, 1]
    up, down = Change(0, 2, "conj", {}), Change(2, 0, "obj", {})
    assert without_circles([up], heads) == []
    assert without_circles([up, down], heads) == [down]
    assert without_circles([down, Change(1, 2, "obj", {})], heads) == [down, Change(1, 2, "obj", {})]
    assert without_circles([Change(1, 1, "obj", {})], heads) == []


@pytest.mark.parametrize("text", KEPT)
def test_what_may_be_right_stays(nlp: Language, text: str) -> None:
    assert tree(nlp(text)) == tree(parser_only(nlp, text))


def test_a_new_subject_is_a_nominative_and_a_new_verb_has_its_lemma(nlp: Language) -> None:
    doc = nlp("Действия Чада осудил Тунис. Негодуют рыбаки.")
    subjects = [token for token in doc if token.dep_ == "nsubj"]
    assert [(token.text, token.morph.get("Case")) for token in subjects] == [("Тунис", ["Nom"]), ("рыбаки", ["Nom"])]
    assert [token.lemma_ for token in doc if token.pos_ == "VERB"] == ["осудить", "негодовать"]


@pytest.mark.parametrize(("partner", "head"), [("группой", "партнёрстве"), ("учётом", "союзу")])
def test_a_partner_belongs_to_the_act_of_two_right_before_it(nlp: Language, partner: str, head: str) -> None:
    """What the parser hung on an earlier noun: «путь к союзу в партнёрстве с группой»."""
    doc = Doc(
        nlp.vocab,
        words=["путь", "к", "союзу", "в", "партнёрстве", "с", partner],
        lemmas=["путь", "к", "союз", "в", "партнёрство", "с", {"группой": "группа", "учётом": "учёт"}[partner]],
        pos=["NOUN", "ADP", "NOUN", "ADP", "NOUN", "ADP", "NOUN"],
        deps=["root", "case", "nmod", "case", "nmod", "case", "nmod"],
        heads=[0, 2, 0, 4, 0, 6, 2],
        morphs=["Case=Nom", "", "Case=Dat", "", "Case=Loc", "", "Case=Ins"],
    )
    assert make_mending(nlp, "mending")(doc)[6].head.text == head


@pytest.mark.parametrize(
    ("text", "rough", "counted", "relation"),
    [
        ("Более ста шахтёров арестовала полиция.", "Более", "шахтёров", "obj"),
        ("В Лиме задержано не менее ста шахтёров.", "менее", "шахтёров", "nsubj:pass"),
        ("Чили передала Перу около сорока танков.", "около", "танков", "obj"),
        ("Семьи получили по три коровы.", "по", "коровы", "obj"),
        ("Шахтёр ранен около двух домов.", "около", "домов", "obl"),
    ],
)
def test_what_is_counted_roughly_is_the_argument(
    nlp: Language, text: str, rough: str, counted: str, relation: str
) -> None:
    doc = nlp(text)
    words = {token.text: token for token in doc}
    assert words[rough].head == words[counted]
    assert words[rough].dep_ == ("case" if relation == "obl" else "advmod")
    assert words[counted].dep_ == relation
