"""Phrases that name whose a post is: a state, a company, «отделения партии {«Рассвет»}»."""

from dataclasses import dataclass

from extractor.entities import Reference, mentions_of
from extractor.facts.lexicon import Lexicon
from extractor.grammar.marks import MAY_CLOSE, MAY_OPEN
from extractor.grammar.morphology import feature_of, has, is_participle
from extractor.grammar.tokens import Parse, Token
from extractor.records import Span

PLACES = {"COUNTRY", "CITY", "STATE_OR_PROVINCE", "DISTRICT", "LOCATION"}
_BODIES = {*PLACES, "ORGANIZATION", "FACILITY", "PRODUCT"}
_OUTWARD = {"от", "в", "во", "на", "из"}  # «члены палаты {от штата}»: no part of the body's name
_LONGEST, _LONGEST_QUOTED = 20, 9  # tokens


@dataclass(frozen=True, slots=True)
class Body:
    """A body or a place: its span, and the entity where the text has one for it."""

    span: Span
    entity: int | None


class Bodies:
    """The bodies and places that one document names, by token.

    `people` are the tokens in names of people, `starts` and `ends` the tokens by the offsets of their edges.
    """

    def __init__(self, doc: Parse, lexicon: Lexicon) -> None:
        mentions = mentions_of(doc)
        self._doc = doc
        self._entities = mentions.entities
        self.words = mentions.words
        self._lexicon = lexicon
        self._starting: dict[int, tuple[int, Reference]] = {}
        self._proper: set[int] = set()
        self.people: set[int] = set()
        self.starts = {start: position for position, start in enumerate(mentions.words.start)}
        self.ends = {end: position + 1 for position, end in enumerate(mentions.words.end)}
        for reference in mentions.references:
            if reference.start in self.starts and reference.end in self.ends and reference.form != "pronoun":
                self._index(self.starts[reference.start], self.ends[reference.end], reference)

    def _index(self, start: int, end: int, reference: Reference) -> None:
        kind = self._entities[reference.entities[0]].type
        if (kind == "PERSON" and reference.form == "name") or kind == "NATIONALITY":
            self.people.update(range(start, end))
        if kind in _BODIES and reference.form != "nominal":
            self._proper.add(start)
        if kind in _BODIES and (start not in self._starting or self._starting[start][0] < end):
            self._starting[start] = (end, reference)

    def adjective(self, position: int) -> Body | None:
        """The state or place that an adjective stands for: «{чилийский} министр»."""
        found = self._starting.get(position)
        return self._body(position, found[0], found[1].entities[0]) if found and found[1].form == "adjective" else None

    def is_place(self, body: Body) -> bool:
        """Whether a body is a state, a town or another place and no organisation."""
        return body.entity is not None and self._entities[body.entity].type in PLACES

    def is_organisation(self, body: Body) -> bool:
        return body.entity is not None and self._entities[body.entity].type == "ORGANIZATION"

    def is_name(self, position: int) -> bool:
        """Whether a name of a body or of a place begins at a token, or an adjective from one."""
        return position in self._proper

    def at(self, start: int, *, introduced: bool = False) -> tuple[Body | None, int]:
        """The body whose phrase begins at a token, and where that phrase ends.

        Args:
            introduced: whether a preposition or a verb asks for another case than the genitive.
        """
        end = self._until(start, introduced)
        return (self._named(start, end) if end > start else None), end

    # How far the phrase reaches

    def _until(self, start: int, introduced: bool) -> int:
        if start >= len(self._doc):
            return start
        position, last = start, min(start + _LONGEST, self.words.sentence_range(start)[1])
        while position < last:
            following = self._step(start, position, introduced)
            if following is None:
                break
            position = following
        return min(position, last)

    def _step(self, start: int, position: int, introduced: bool) -> int | None:
        """The token behind the next part of the phrase; None where it does not go on."""
        token = self._doc[position]
        if position in self.people:
            return None
        if token.text in MAY_OPEN:
            return self._closing(position)
        if token.lower_ == "при" and position > start:
            return self._attached(position)
        if token.lower_ in _OUTWARD and position > start and has(self._doc[position - 1], "VerbForm", "Part"):
            return self._attached(position)  # «запрещённой {в стране} партии»
        first = position == start
        if not _may_be_part(token) or not (self._goes_on(token) or (first and introduced)):
            return None
        if self._lexicon.is_post(token.lemma_) and not first:
            return None
        found = self._starting.get(position)
        return position + 1 if found is None else self._behind(position, *found)

    def _behind(self, start: int, end: int, reference: Reference) -> int:
        """The end of a mention, of a nominal without what leads out of it, and with the closing quotation mark."""
        nominal = reference.form == "nominal"
        for position in range(start + 1, end):
            token = self._doc[position]
            if has(token, "Variant", "Short") or token.lower_ == "от" or (nominal and token.lower_ in _OUTWARD):
                return position
        opened = any(token.text in MAY_OPEN for token in self._doc[max(0, start - 1) : end])
        closes = end < len(self._doc) and self._doc[end].text in MAY_CLOSE
        return end + 1 if opened and closes else end

    def _closing(self, opening: int) -> int | None:
        inside = range(opening + 2, min(opening + _LONGEST_QUOTED, len(self._doc)))
        return next((i + 1 for i in inside if self._doc[i].text in MAY_CLOSE), None)

    def _attached(self, preposition: int) -> int | None:
        """The end of «комитета {при прокуратуре}»."""
        for position in range(preposition + 1, min(preposition + 5, len(self._doc))):
            token = self._doc[position]
            if token.pos_ in ("NOUN", "PROPN"):
                return position + 1
            if token.pos_ not in ("ADJ", "DET"):
                return None
        return None

    @staticmethod
    def _goes_on(token: Token) -> bool:
        """Whether a word may belong to a phrase in the genitive."""
        return may_be_genitive(token) or token.pos_ in ("PROPN", "X") or token.text.isupper()

    # What the phrase names

    def _named(self, start: int, end: int) -> Body | None:
        """The body of a phrase: its own name behind a label («партии {«Рассвет»}»), else the whole."""
        start = self._behind_epithets(start, end)
        found = self._starting.get(start)
        if found and found[0] >= end:
            return self._body(start, end, found[1].entities[0])
        inner = [(i, *self._starting[i]) for i in range(start, end) if i in self._starting]
        label = self._label_until(start, end)
        for position, stop, reference in inner:
            if label is not None and position - label in (0, 1) and reference.form == "name" and stop >= end - 1:
                return self._body(position, stop, reference.entities[0])
        if not inner and not any(self._lexicon.is_body(token.lemma_) for token in self._doc[start:end]):
            return None
        organisations = [item for item in inner if self._entities[item[2].entities[0]].type == "ORGANIZATION"]
        best = found or next(((stop, reference) for _, stop, reference in organisations or inner), None)
        return self._body(start, end, best[1].entities[0] if best else None)

    def _behind_epithets(self, start: int, end: int) -> int:
        """Where the name of an organisation begins behind adjectives: «влиятельного {Движения матерей}»."""
        position = start
        while position < end - 1 and self._doc[position].is_lower and self._doc[position].pos_ in ("ADJ", "ADV"):
            position += 1
        found = self._starting.get(position)
        named = found is not None and found[1].form == "name" and found[0] >= end and not self._doc[position].is_lower
        return position if named else start

    def _label_until(self, start: int, end: int) -> int | None:
        """Where the proper name begins behind its label: «Заря» in «футбольного клуба Заря»; not a genitive «Чили»."""
        tokens = self._doc[start:end]
        for token in tokens:
            if token.is_lower and token.pos_ == "ADJ":
                continue
            if not self._lexicon.is_body(token.lemma_) or token.i + 1 >= end:
                return None
            name = self._doc[token.i + 1]
            if name.text in MAY_OPEN:
                return name.i
            found = self._starting.get(name.i)
            place = found is not None and self._entities[found[1].entities[0]].type in PLACES
            return None if name.is_lower or place else name.i
        return None

    def _body(self, start: int, end: int, entity: int | None) -> Body:
        return Body(span_of(self._doc, start, end), entity)


def span_of(doc: Parse, start: int, end: int) -> Span:
    """The stretch of the text that some tokens cover."""
    return Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))


def may_be_genitive(token: Token) -> bool:
    """Whether a form may be a genitive; the tagger takes an animate one for an accusative."""
    case = feature_of(token, "Case")
    return case in ("Gen", None) or (case == "Acc" and has(token, "Animacy", "Anim"))


def _may_be_part(token: Token) -> bool:
    if token.is_punct or token.is_space or token.like_num:
        return False
    return token.pos_ in ("NOUN", "ADJ", "PROPN", "X", "DET") or is_participle(token)
