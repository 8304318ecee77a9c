"""Which stretches of the text are names: the tagger's spans and the tables' matches, made one list."""

from collections.abc import Iterable
from dataclasses import dataclass

from extractor.entities.forms.noun_phrases import label_before
from extractor.entities.naming import fused
from extractor.entities.naming.bodies import Bodies
from extractor.entities.naming.undertakings import undertakings
from extractor.entities.tables.gazetteer import Gazetteer, Match, Record
from extractor.entities.tables.geography import geography
from extractor.entities.tables.lexicon import Lexicon
from extractor.grammar.columns import Words
from extractor.grammar.dictionary import (
    is_animate,
    is_common,
    is_common_noun,
    is_first_name,
    is_verb_only,
    stem,
)
from extractor.grammar.marks import MAY_CLOSE, MAY_OPEN, QUOTATION

_LONGEST_QUOTED = 9  # tokens
_SHORTEST_SURNAME = _SHORTEST_PLACE = 4  # letters
_INSIDE = ("в", "во")
_HEADLINE = 3  # words in capitals from which a sentence is a headline
_ALPHABETIC_SHARE = 0.7
_LABELLED = {"BUS", "JRN", "PTY", "EDU", "REL", "MED"}  # sectors whose labels say of what kind a name is


@dataclass(frozen=True, slots=True)
class Name:
    """The tokens of a name; `label` is PER, LOC, ORG, or GAZ where only a table knows it.

    `record` and `alias` are the table's entry and its spelling of the name.
    """

    start: int
    end: int
    label: str
    record: Record | None = None
    alias: str = ""

    def __len__(self) -> int:
        return self.end - self.start


class NameSpans:
    """Finds the names of one document."""

    def __init__(self, words: Words, gazetteer: Gazetteer, lexicon: Lexicon) -> None:
        self._words = words
        self._gazetteer = gazetteer
        self._lexicon = lexicon
        self._undertakings = {start for start, _ in undertakings(words, lexicon)}

    def find(self, spans: Iterable[tuple[int, int, str]]) -> list[Name]:
        """The names in text order, an outer before an inner.

        Args:
            spans: the tagger's names by token positions, with its labels PER, LOC, ORG.
        """
        shouted = self._shouted()
        seen = (span for span in self._rejoined(spans) if self._words.sentence[span[0]] not in shouted)
        tagged = [self._trimmed(*part) for span in seen for part in self._parted(*span)]
        names = self._merged([name for name in tagged if self._is_name(name)], self._gazetteer.names(self._words))
        names += self._quoted(names)
        names += self._repeated(names)
        names += self._places(names)
        names += self._surnames(names)
        return sorted(set(names), key=lambda name: (name.start, -name.end, name.label))

    def _rejoined(self, spans: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
        """The tagger's spans, those of one Arabic name that a spaced hyphen parts as one: «Мурад {аль - Хамди}»."""
        text, form = self._words.text, self._words.form
        joined: list[tuple[int, int, str]] = []
        for start, end, label in spans:
            first = start
            if label == "PER" and start > 1 and text[start - 1] == "-" and form[start - 2] in self._lexicon.articles:
                first = start - 2
                if joined and joined[-1][1] >= first and joined[-1][2] == label:
                    first = joined.pop()[0]
            joined.append((first, end, label))
        return joined

    def _shouted(self) -> set[int]:
        """The sentences in capitals: the tagger takes their verbs for names."""
        words = self._words
        counts: dict[int, list[int]] = {}
        for text, sentence in zip(words.text, words.sentence, strict=True):
            if text.isalpha():
                count = counts.setdefault(sentence, [0, 0])
                count[0] += 1
                count[1] += text.isupper()
        return {
            sentence
            for sentence, (every, upper) in counts.items()
            if upper >= _HEADLINE and upper >= _ALPHABETIC_SHARE * every
        }

    def _parted(self, start: int, end: int, label: str) -> list[tuple[int, int, str]]:
        """A span cut where a line ends, where a second person begins, and before a body's abbreviation in brackets."""
        text, sentence = self._words.text, self._words.sentence
        if label == "PER" and start + 1 < end and self._is_title(start):
            return self._parted(start + 1, end, label)
        for position in range(start + 1, end):
            if sentence[position] != sentence[start] or self._words.space[position]:
                rest = position + self._words.space[position]
                return [(start, position, label), *(self._parted(rest, end, label) if rest < end else ())]
        cut = fused.addressed(self._words, self._gazetteer, start, end)
        if cut < end and (label == "PER" or self._speaks(cut - 1)):
            first = "PER" if text[cut - 1].istitle() else label
            return [*self._parted(start, cut, first), (cut, end, "ORG")]
        if label == "PER":
            return [(*span, label) for span in fused.parted(self._words, self._gazetteer, start, end)]
        if label == "ORG" and self._is_scene(start, end):
            return [(start, start + 1, "LOC")]
        if label != "ORG" or "(" not in text[start + 1 : end - 1]:
            return [(start, end, label)]
        bracket = text.index("(", start + 1)
        inside = (bracket + 1, end - (text[end - 1] == ")"), label)
        return [(start, bracket, label), inside] if inside[0] < inside[1] else [(start, bracket, label)]

    def _speaks(self, position: int) -> bool:
        """Whether a word before an agency's name is no label of it but another name: «{МЧС} ТАСС», «{Клячко} ТАСС».

        An abbreviation is a name unless it says of what sort the agency is: «ИА ТАСС», «АО ТАСС».
        """
        text = self._words.text[position]
        if text in self._lexicon.media_labels or text in self._lexicon.legal_forms:
            return False
        return text.isupper() or (text.istitle() and not is_common(self._words.form[position]))

    def _is_scene(self, start: int, end: int) -> bool:
        """Whether a body's span is a place and a common noun behind it: «в {Ипсвиче} полиция»."""
        words = self._words
        return (
            end - start > 1
            and start > 0
            and words.form[start - 1] in _INSIDE
            and words.features[start].case == "Loc"
            and words.text[start].istitle()
            and all(text.islower() for text in words.text[start + 1 : end])
            and words.features[words.top(start + 1, end)].case != "Loc"
            and bool(geography().called((words.form[start],)))
        )

    def _trimmed(self, start: int, end: int, label: str) -> Name:
        """The tagger's span without what surrounds the name: quotation marks, a label before them, a translation."""
        text = self._words.text
        opening = next((position for position in range(start, end) if text[position] in MAY_OPEN), None)
        if label == "ORG" and opening is not None and opening > start and self._is_label(start, opening):
            closing = self._closing(opening + 1) or end
            return self._trimmed(opening + 1, closing, label) if opening + 1 < closing else Name(start, end, label)
        while start < end - 1 and text[start] in QUOTATION:
            start += 1
        while start < end - 1 and (
            text[end - 1] in {",", "."} or (text[end - 1] in QUOTATION and not self._opens(start, end))
        ):
            end -= 1
        if label == "PER" and "(" in text[start + 1 : end]:
            end = text.index("(", start + 1)
        if "„" in text[start:end] and MAY_CLOSE.isdisjoint(text[start:end]) and text[end : end + 1] in (["“"], ["”"]):
            end += 1  # the tagger leaves out the mark that closes what the name opens
        return Name(start, end, label)

    def _is_title(self, position: int) -> bool:
        """Whether a person's span begins with a word that only begins the sentence: «{Банкир} Линь», «{Ждал} Ли»."""
        form = self._words.form[position]
        first = position == 0 or self._words.sentence[position] != self._words.sentence[position - 1]
        known = bool(self._gazetteer.people.alone(self._words.form[position + 1]))  # «{Письмо} Меркель»
        return first and ((is_common_noun(form) and (known or is_animate(form))) or is_verb_only(form))

    def _closing(self, start: int) -> int | None:
        """Where the quotation mark closes that has opened before a token, if it does soon; „“ within it is its own."""
        text, within = self._words.text, False
        for position in range(start + 1, min(start + _LONGEST_QUOTED, len(text))):
            if text[position] in MAY_CLOSE and not within:
                return position
            within = text[position] == "„" or (within and text[position] not in MAY_CLOSE)
        return None

    def _opens(self, start: int, end: int) -> bool:
        return any(text in MAY_OPEN for text in self._words.text[start : end - 1])

    def _is_label(self, start: int, opening: int) -> bool:
        """Whether only a common noun with its adjectives or a legal form stands before the quotation mark.

        «{правящая партия} «Рассвет»», «{ПАО} «Рассвет»».
        """
        words = self._words
        if self._lexicon.legal_forms.issuperset(words.text[start:opening]):
            return True
        nominal = self._lexicon.nominals.get(words.lemma[opening - 1])
        described = all(words.pos[position] == "ADJ" for position in range(start, opening - 1))
        return described and nominal is not None and nominal.kind in ("institution", "collective")

    def _is_name(self, name: Name) -> bool:
        """Whether a span is a name at all: the tagger takes a lone adjective, a letter, a first word for one."""
        words = self._words
        if name.label != "LOC" and name.start in self._undertakings:
            return False
        if len(name) == 1 and name.label != "ORG" and self._gazetteer.points_at(words.lemma[name.start]):
            return False
        if name.label != "PER":
            return not self._is_people(name)
        if self._is_called_after(name):
            return False
        inside = words.text[name.start : name.end]
        if inside[0].islower() and all(text.islower() or text.isupper() for text in inside):
            return False  # «представитель МИД»
        if len(name) > 1:
            return True
        adjective = words.pos[name.start] == "ADJ" and words.dep[name.start] == "amod"
        return len(words.text[name.start]) > 1 and not adjective

    def _is_called_after(self, name: Name) -> bool:
        """Whether something is called after a person, who is not spoken of: «улица {Удальцова}», «автомат {Ларина}»."""
        words, before = self._words, name.start - 1
        labelled = before >= 0 and words.lemma[before] in self._lexicon.streets | self._lexicon.inventions
        return (
            labelled
            and words.features[name.end - 1].case == "Gen"
            and words.sentence[before] == words.sentence[name.start]
        )

    def _is_people(self, name: Name) -> bool:
        """Whether a place's or a body's span only begins a sentence and is a phrase for people: «{Члены} партии»."""
        words = self._words
        start = name.start
        if start and words.sentence[start] == words.sentence[start - 1] and words.text[start - 1] not in QUOTATION:
            return False
        lemma = words.lemma[words.top(start, name.end)]
        nominal = self._lexicon.nominal(lemma)
        return self._gazetteer.demonym(lemma) is not None or (
            nominal is not None and nominal.kind in ("office", "person")
        )

    def _merged(self, tagged: list[Name], matches: list[Match]) -> list[Name]:
        """Both sources together: a table's name gives way to a longer person's, else it wins or is nested."""
        names: list[Name] = []
        covering = {position: name for name in tagged for position in range(name.start, name.end)}
        dropped: set[Name] = set()
        starts = {match.start for match in matches}
        for match in matches:
            if match.record.kind == "organisations" and self._is_other(match):
                continue
            over = {covering[position] for position in range(match.start, match.end) if position in covering} - dropped
            if any(self._yields(match, name) for name in over):
                continue
            person = self._person_at(match) if not over else None
            if person is not None:
                names.append(person)
                continue
            outer = [
                name
                for name in over
                if name.start <= match.start and match.end <= name.end and len(name) > match.end - match.start
            ]
            if (
                not outer
                or outer[0].label == "LOC"
                or (match.record.kind == "organisations" and self._is_whole(match, outer[0], starts))
            ):
                dropped |= over
            elif match.record.kind == "organisations" and not self._is_owner(match, outer[0]):
                continue
            label = "PER" if match.record.kind == "people" else "GAZ"
            names.append(Name(match.start, match.end, label, match.record, match.alias))
        return names + [name for name in tagged if name not in dropped]

    def _is_whole(self, match: Match, name: Name, starts: set[int]) -> bool:
        """Whether the tagger's longer name is the table's with words that are none of it.

        They are a legal form and quotation marks before it, and behind it what has no capital or is the next name of
        the tables, at one of `starts`: «ООО «{Газпром}»», «{ТАСС} в среду», but not «{Sony} Music».
        """
        before = self._words.text[name.start : match.start]
        behind = self._words.text[match.end : name.end]
        own = all(text in QUOTATION or text in self._lexicon.legal_forms for text in before)
        longer = bool(behind) and (behind[0][0].isupper() or behind[0][0].isdigit())
        return own and (not longer or match.end in starts)

    def _is_owner(self, match: Match, name: Name) -> bool:
        """Whether the tagger's longer name is a part of the table's body: «комитет {Совета Федерации}»."""
        words = self._words
        head = words.top(name.start, name.end)
        nominal = self._lexicon.nominals.get(words.lemma[head])
        phrase = nominal is not None and nominal.kind in ("institution", "collective")
        genitive = words.features[words.top(match.start, match.end)].case == "Gen"
        return phrase and genitive and head < match.start and match.end == name.end and name.label == "ORG"

    def _is_other(self, match: Match) -> bool:
        """Whether what stands around says that a table's organisation is not meant.

        Its label is another kind's («завод «Вектор»»), or it is the brand of a product («Toyota {Camry}»).
        """
        words = self._words
        following = words.text[match.end] if match.end < len(words) else ""
        if match.record.sector == "BUS" and following.isascii() and following[:1].isupper():
            return words.text[match.end - 1].isascii()
        label = label_before(words, self._lexicon, match.start)
        if label is None or words.text[match.start - 1] not in MAY_OPEN:
            return False
        sector = self._lexicon.nominals[words.lemma[label]].sector
        return sector in _LABELLED and match.record.sector in _LABELLED and sector != match.record.sector

    def _yields(self, match: Match, name: Name) -> bool:
        """Whether the tagger's person is more than a name of the tables.

        «Парис» in «Парис Хилтон», a surname «Самара», one of the table of people: «Мерца» is of «Мерц», not «Мерец».
        """
        if name.label != "PER":
            return False
        town = match.record.kind == "cities" and not match.record.capital
        body = match.record.kind == "organisations" and self._gazetteer.people.alone(self._words.form[match.start])
        return len(name) > match.end - match.start or (bool(town or body) and len(name) == 1)

    def _person_at(self, match: Match) -> Name | None:
        """A person whose surname is a city, which the tagger missed: «Джек {Лондон}»."""
        before = match.start - 1
        words = self._words
        if match.record.kind != "cities" or before < 0 or words.sentence[before] != words.sentence[match.start]:
            return None
        first = words.text[before][0].isupper() and is_first_name(words.form[before])
        return Name(before, match.end, "PER") if first else None

    def _quoted(self, names: list[Name]) -> list[Name]:
        """Names in quotation marks after a common noun that wants one or a legal form, which the tagger missed."""
        words, found = self._words, []
        covered = self._undertakings | {position for name in names for position in range(name.start, name.end)}
        for position, text in enumerate(words.text[:-1]):
            start = position + 1
            if text not in MAY_OPEN or start in covered or not words.text[start][0].isupper():
                continue
            labelled = label_before(words, self._lexicon, start) is not None
            if not labelled and (position == 0 or words.text[position - 1] not in self._lexicon.legal_forms):
                continue
            closing = self._closing(start)
            if closing is not None and covered.isdisjoint(range(start, closing)):
                found.append(self._trimmed(start, closing, "ORG"))
        return found

    def _repeated(self, names: list[Name]) -> list[Name]:
        """Names in quotation marks that the article has told with a label, in any case, which the tagger missed."""
        words, told = self._words, self._told(names)
        covered = self._undertakings | {position for name in names for position in range(name.start, name.end)}
        opened = (position + 1 for position, text in enumerate(words.text[:-1]) if text in MAY_OPEN)
        stretches = ((start, self._closing(start)) for start in opened if words.text[start][0].isupper())
        return [
            Name(start, closing, "ORG")
            for start, closing in stretches
            if closing is not None
            and covered.isdisjoint(range(start, closing))
            and any(told.like(words.form[start:closing]))
        ]

    def _told(self, names: list[Name]) -> Bodies:
        """The bodies that the article has called by a label and a name in quotation marks: «партия «Тихая гавань»»."""
        bodies = (
            name for name in names if name.label == "ORG" and self._words.text[max(0, name.start - 1)] in MAY_OPEN
        )
        told = Bodies()
        for name in bodies:
            if label_before(self._words, self._lexicon, name.start) is not None:
                told.add(self._words.form[name.start : name.end])
        return told

    def _places(self, names: list[Name]) -> list[Name]:
        """Places that the tagger missed behind «в»: known ones whose name is no other word's."""
        words = self._words
        covered = {position for name in names for position in range(name.start, name.end)}
        return [
            Name(position, position + 1, "LOC")
            for position, text in enumerate(words.text)
            if position not in covered
            and words.form[position - 1] in _INSIDE
            and len(text) >= _SHORTEST_PLACE
            and text[0].isupper()
            and not text.isupper()
            and words.features[position].case == "Loc"
            and not is_common(words.form[position])
            and geography().called((words.form[position],))
        ]

    def _surnames(self, names: list[Name]) -> list[Name]:
        """Lone surnames that the tagger missed: of people named elsewhere in the article or known to the table."""
        words = self._words
        covered = {position for name in names for position in range(name.start, name.end)}
        people = {stem(words.form[name.end - 1]) for name in names if name.label == "PER"}
        return [
            Name(position, position + 1, "PER")
            for position, text in enumerate(words.text)
            if text.istitle()
            and len(text) >= _SHORTEST_SURNAME
            and position not in covered
            and words.pos[position] == "PROPN"
            and self._is_surname(position, people)
        ]

    def _is_surname(self, position: int, people: set[str]) -> bool:
        """Whether a word is a known surname; one that is a common noun too only where its capital is its own."""
        words = self._words
        form = words.form[position]
        if stem(form) in people:
            return True
        if self._is_called_after(Name(position, position + 1, "PER")):
            return False
        inside = position > 0 and words.sentence[position - 1] == words.sentence[position]
        own = (inside and words.text[position - 1][-1].isalnum()) or words.features[position].animacy == "Anim"
        return len(self._gazetteer.people.alone(form)) == 1 and (own or not is_common(form))
