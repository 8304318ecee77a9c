"""Facts by the rules of FactRuEval-2016: the gold's reader, the answers, the figures."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

import extractor
from extractor.cli import app
from extractor.errors import InputError
from extractor.scoring.factrueval.answers import FactAnswer, as_task1, as_task3, facts_of
from extractor.scoring.factrueval.collection import GoldDocument, GoldFact, read_collection
from extractor.scoring.factrueval.facts import score_facts
from extractor.scoring.factrueval.mentions import read_mentions

TEXT = "Директор «Ромашки» Анна Лугова купила Василёк. Лугова довольна."
SPANS = {"1": "job Директор", "2": "org_name Ромашки", "3": "name Анна", "4": "surname Лугова", "5": "org_name Василёк"}
OBJECTS = "11 Org 2 # Ромашки\n12 Person 3 4 # Анна Лугова\n13 Org 5 # Василёк\n"
COREF = "21 11\nname Ромашка\ndescriptor фирма\n\n22 12\nfirstname Анна\nlastname Лугова\n\n23 13\nname Василёк\n"
FACTS = """1-0 Occupation
Who obj22 Лугова Анна
Position span1 директор
Where obj21 Ромашка
Фаза начало

1-1 Deal
Participant obj22 Лугова Анна
Participant obj23 Василёк
Type купля/продажа
Модальность возможность

1-2 Ownership
Owner obj22 Лугова Анна
Property obj23 Василёк
Сложность повышенная
"""


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    """A folder with one document in the form of the campaign."""
    tokens = [(str(101 + i), token) for i, token in enumerate(re.finditer(r"\w+|[^\w\s]", TEXT))]
    place = {token.group(): (name, token) for name, token in reversed(tokens)}
    spans = []
    for number, (label, word) in ((number, span.split()) for number, span in SPANS.items()):
        name, token = place[word]
        spans.append(f"{number} {label} {token.start()} {len(word)} {name} 1  # {name} {word}\n")
    layers = {
        "txt": TEXT,
        "tokens": "".join(f"{name} {token.start()} {len(token.group())} {token.group()}\n" for name, token in tokens),
        "spans": "".join(spans),
        "objects": OBJECTS,
        "coref": COREF,
        "facts": FACTS,
    }
    for layer, text in layers.items():
        (tmp_path / f"book_1.{layer}").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_gold_is_read(collection: Path) -> None:
    [document] = read_collection(collection)
    occupation, deal, ownership = document.facts
    assert [name for name, _ in occupation.arguments] == ["who", "position", "where"]
    who, position, where = (values for _, values in occupation.arguments)
    assert who == {"лугова анна", "анна лугова", "лугова", "анна", '" анна лугов'}
    assert position == {"директор"}
    # A mention is also accepted as the text has it, with quotes around, without its last character.
    assert {"ромашка", "ромашки", '"ромашки', "фирма ромашка", "ромашка фирма"} == where
    assert occupation.phase == {"начало"}
    assert (deal.unreal, deal.difficult, ownership.unreal, ownership.difficult) == (True, False, False, True)


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no documents \(book_N.txt\) here"):
        read_collection(tmp_path)


def test_a_broken_layer_is_named(collection: Path) -> None:
    (collection / "book_1.objects").write_text("11 Org 9 # Ромашки\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"book_1.txt: its annotation cannot be read: '9'"):
        read_collection(collection)


def test_an_object_of_another_type_is_none_to_find_and_the_rest_counts(collection: Path) -> None:
    """«Ромашка» as a building: it fills the fact by the words of the text alone, and no name is asked for."""
    objects = OBJECTS.replace("11 Org", "11 Facility")
    (collection / "book_1.objects").write_text(objects, encoding="utf-8")
    [document] = read_collection(collection)
    assert document.facts[0].arguments[2] == ("where", {"ромашка", "ромашки", '"ромашки'})
    easy = score_facts([document], {"book_1": [OCCUPATION, DEAL]})["overall"]
    assert (easy.f1, easy.gold, easy.found) == (1.0, 2, 2)
    [text] = read_mentions(collection)
    assert sorted(mention.kind for mention in text.mentions) == ["org", "per"]


OCCUPATION = FactAnswer("occupation", (("who", "Лугова"), ("position", "Директор"), ("where", "Ромашки")))
DEAL = FactAnswer("deal", (("participant", "Василёк"), ("participant", "Анна Лугова"), ("type", "купля/продажа")))
OWNERSHIP = FactAnswer("ownership", (("owner", "Лугова"), ("property", "Василёк")))


def test_right_answers(collection: Path) -> None:
    answers = {"book_1": [OCCUPATION, DEAL, OWNERSHIP]}
    easy = score_facts(read_collection(collection), answers)
    assert {name: (tally.f1, tally.gold, tally.found) for name, tally in easy.items()} == {
        "ownership": (1.0, 0, 0),  # difficult, so neither asked for nor counted
        "occupation": (1.0, 1, 1),
        "meeting": (1.0, 0, 0),
        "deal": (1.0, 1, 1),
        "overall": (1.0, 2, 2),
    }
    hard = score_facts(read_collection(collection), answers, hard=True)
    assert hard["ownership"].f1 == 1.0
    assert hard["occupation"].f1 == pytest.approx(2.5 / 3)  # the phase is missing
    assert (hard["deal"].gold, hard["deal"].precision) == (0, 0.0)  # a deal that may be is none


WHO, POSITION, WHERE = ("who", "лугова"), ("position", "директор"), ("where", "ромашка")
WRONG = ("where", "лютик")


@pytest.mark.parametrize(
    "answers, precision, recall",
    [
        ([(WHO, POSITION, WRONG)], 1.5 / 3.5, 1.5 / 3.5),
        ([(WHO, POSITION)], 0.6, 0.6),
        ([(WHO, POSITION), (WHO, WHERE)], 5 / 6, 5 / 6),  # two of three pairs of arguments are held together
        ([(POSITION,)], 0.0, 0.0),  # a position alone links nothing
        ([], 1.0, 0.0),
        ([(WHO, WHERE), (WRONG,)], 0.4, 0.8),
    ],
)
def test_clusters(answers: list[tuple[tuple[str, str], ...]], precision: float, recall: float) -> None:
    arguments = tuple((name, frozenset({value})) for name, value in (WHO, POSITION, WHERE))
    gold = [GoldDocument("book_1", "", (GoldFact("occupation", arguments),))]
    tally = score_facts(gold, {"book_1": [FactAnswer("occupation", answer) for answer in answers]})["occupation"]
    assert (tally.precision, tally.recall) == (pytest.approx(precision), pytest.approx(recall))


def test_annotations_become_answers() -> None:
    annotation = extractor.annotate(
        "Президент Чили Пётр Крамов встретился с Анной Котовой. Садовник Иван Петров ушёл. "
        "Сбербанк купил компанию «Рябина»."
    )
    assert as_task3(facts_of(annotation)).split("\n\n") == [
        "occupation\nwho : Пётр Крамов\nposition : Президент\nwhere : Чили",
        "meeting\nparticipant : Пётр Крамов\nparticipant : Анной Котовой",
        "deal\nparticipant : Сбербанк\nparticipant : Рябина\ntype : купля/продажа\n",
    ]


def test_names_become_regions() -> None:
    annotation = extractor.annotate("Чили ждёт Петра Крамова. Сбербанк работает в Чили.")
    assert as_task1(annotation).splitlines() == ["locorg 0 4", "per 10 13", "org 25 8", "loc 45 4"]


def test_the_command_scores_a_folder(collection: Path) -> None:
    result = CliRunner().invoke(app, ["evaluate", "factrueval", str(collection), "--json"])
    assert result.exit_code == 0
    figures = json.loads(result.stdout)
    assert list(figures) == ["ownership", "occupation", "meeting", "deal", "overall"]
    assert figures["occupation"] == {"p": 1.0, "r": 1.0, "f": 1.0, "gold": 1, "found": 1}
