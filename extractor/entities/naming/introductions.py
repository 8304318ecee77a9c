"""What an article says of a person where it names one: the title before or behind the name, and the sex."""

from dataclasses import dataclass
from functools import lru_cache

from extractor.entities.forms.noun_phrases import leftmost, nominal_at, rightmost
from extractor.entities.forms.title_phrases import title_behind, title_of
from extractor.entities.tables.gazetteer import Gazetteer
from extractor.entities.tables.lexicon import Lexicon, Nominal
from extractor.grammar.columns import Words
from extractor.grammar.dictionary import fold, is_known, parses, stem

_SEXES = {"Masc": "m", "Fem": "f"}
# Of a surname of two genders («Зеленской», «Зеленскую»); «Толстой» has no other, and «Обамой» is a man's as well.
_FEMININE = ("овой", "евой", "ёвой", "иной", "ыной", "ской", "цкой", "ую", "ая")


@dataclass(frozen=True, slots=True)
class Introduction:
    """One place where a person is named.

    `lemma`, `nominal` and `stems` are of the title, `sector` of the body in it, `codes` of the states that it names,
    `local` says that it is the office of one place; `sex` is what verb, title or ending tell (m, f or empty), `form`
    the last word of the name.
    """

    sentence: int
    form: str
    lemma: str = ""
    nominal: Nominal | None = None
    stems: frozenset[str] = frozenset()
    sector: str | None = None
    codes: frozenset[str] = frozenset()
    local: bool = False
    sex: str = ""


class Introductions:
    """Reads the introductions of the people of one document, whose names stand in the tokens of `spans`."""

    def __init__(self, words: Words, gazetteer: Gazetteer, lexicon: Lexicon, spans: list[tuple[int, int]]) -> None:
        self._words = words
        self._gazetteer = gazetteer
        self._lexicon = lexicon
        self._starts = dict(spans)
        self._ends = {end: start for start, end in spans}

    def at(self, start: int, end: int) -> Introduction:
        """What is said of the name in the tokens `[start, end)`."""
        words = self._words
        head = words.top(start, end)
        sentence = words.sentence[start]
        title = title_of(words, self._lexicon, start, end, self._starts, self._ends)
        first, last = (leftmost(words, title), start) if title is not None else (0, 0)
        if title is None:
            title = title_behind(words, self._lexicon, end, head)
            first, last = (leftmost(words, title), rightmost(words, title)) if title is not None else (0, 0)
        sex = self._sex(start, end, head, title)
        if title is None:
            return Introduction(sentence, words.form[end - 1], sex=sex)
        nominal = nominal_at(words, self._lexicon, title)
        return Introduction(
            sentence,
            words.form[end - 1],
            words.lemma[title],
            nominal,
            frozenset(stem(words.form[position]) for position in range(first, last) if words.text[position].isalpha()),
            self._sector(title, last, nominal),
            self._codes(first, last),
            self._is_local(title, last),
            sex,
        )

    def _sector(self, title: int, last: int, nominal: Nominal | None) -> str | None:
        """The sector of a title, of the body that it names where it has that of its body: «директор {завода}»."""
        if nominal is None or not (nominal.owned or nominal.sector is None):
            return nominal.sector if nominal else None
        lexicon, lemmas = self._lexicon, self._words.lemma[title + 1 : last]
        bodies = (lexicon.nominals[lemma] for lemma in lemmas if lemma in lexicon.nominals)
        return next((body.sector for body in bodies if body.kind == "institution"), nominal.sector)

    def _is_local(self, title: int, last: int) -> bool:
        """Whether a title is that of a town or a region: «мэр», «глава {района}»."""
        lexicon, lemmas = self._lexicon, self._words.lemma[title + 1 : last]
        of_place = any(lemma in lexicon.nominals and lexicon.nominals[lemma].kind == "location" for lemma in lemmas)
        return self._words.lemma[title] in lexicon.local_offices or of_place

    def _codes(self, first: int, last: int) -> frozenset[str]:
        words, found = self._words, set[str | None]()
        for position in range(first, last):
            match = self._gazetteer.at(words, position)
            if match is not None and match.record.kind in ("states", "cities", "places"):
                found.add(match.record.code)
            elif words.pos[position] == "ADJ":
                found |= {record.code for record in self._gazetteer.pointed_at(words.lemma[position])}
        return frozenset(code for code in found if code)

    def _is_feminine(self, surname: str) -> bool:
        """Whether the ending is a woman's: «Зеленской», not «Толстой», and not «Карзая», whose nominative is known."""
        mans = surname.endswith("ая") and self._gazetteer.people.famous(f"{surname[:-1]}й")
        return surname.endswith(_FEMININE) and not mans and not _is_masculine(surname)

    def _is_oblique(self, surname: str) -> bool:
        """Whether a form is an oblique case of known surnames alone: «Шольцу», which the parser takes for a subject."""
        bearers = self._gazetteer.people.bearers(surname)
        return bool(bearers) and all(fold(called.words[-1]) != surname for called in bearers)

    def _sex(self, start: int, end: int, head: int, title: int | None) -> str:
        """The sex that a form, a title («певица») or a verb in the past shows; a man's title is also a woman's."""
        words = self._words
        if start + 1 == end and self._is_feminine(words.form[start]):
            return "f"
        if title is not None and is_womans(words.form[title]):
            return "f"
        above = words.head[head] if words.dep[head] in ("appos", "flat") else None
        for subject in (head, title, above):
            if subject is None or words.dep[subject] != "nsubj" or self._is_oblique(words.form[head]):
                continue
            said = words.features[words.head[subject]]
            if said.number == "Sing" and not said.case:  # a verb, a participle or an adjective in the short form
                if self._is_cut_off(subject, words.head[subject]):
                    return ""
                sex = _SEXES.get(said.gender, "")
                return sex if sex == "f" or (subject == head and title is None) else ""
        return ""

    def _is_cut_off(self, subject: int, verb: int) -> bool:
        """Whether another verb stands between a subject and its verb, which may then be another's."""
        words = self._words
        first, last = sorted((subject, verb))
        return any(words.pos[position] == "VERB" for position in range(first + 1, last))


@lru_cache(maxsize=4096)
def _is_masculine(form: str) -> bool:
    """Whether a form is a man's nominative: «Толстой»."""
    return any({"Surn", "masc", "nomn"} <= set(parse.tag.grammemes) and is_known(parse) for parse in parses(form))


@lru_cache(maxsize=4096)
def is_womans(form: str) -> bool:
    """Whether a noun names women only: «гимнастка», «певицей», not «глава»."""
    nouns = [parse.tag for parse in parses(form) if parse.tag.POS == "NOUN"][:1]
    return any("anim" in tag and tag.gender == "femn" and "ms-f" not in tag for tag in nouns)
