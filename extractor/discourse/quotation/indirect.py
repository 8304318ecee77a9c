"""Claims without quotation marks: after «что», and around a parenthesis that names the speaker."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from spacy.tokens import Doc, Token

from extractor.discourse.cues import Cues
from extractor.discourse.quotation.claims import Claim
from extractor.discourse.quotation.speaker_phrases import Source, Sources
from extractor.grammar.marks import DASHES, QUOTATION
from extractor.grammar.morphology import (
    feature_of,
    is_any_participle,
    is_clausal,
    is_finite,
    is_gerund,
    is_infinitive,
    is_short,
)
from extractor.grammar.ranges import Range, is_line_break, trimmed

_EDGE = " .,;:—–-…''"
_LINKS = {"а", "но", "и", "однако", "при"}
_OWN = {"его", "её", "ее", "их"}
_CLAUSES = {"что", "будто"}
_OPPOSING = {"а", "но", "однако"}
_CONTINUING = {"и", "также", "затем", "далее"}
_REACH = 60  # tokens from a cue to what belongs to it; longer ways are none, and the cost stays linear
_NEIGHBOURS = 8  # cues after one in its sentence that can end its claim


@dataclass(frozen=True)
class Sentence:
    """Tokens `[start, end)` of a sentence and which of them may be cues."""

    doc: Doc
    start: int
    end: int
    cues: tuple[int, ...]

    @cached_property
    def semicolons(self) -> list[int]:
        return [token.i for token in self.doc[self.start : self.end] if token.text == ";"]

    @cached_property
    def words(self) -> list[str]:
        return [token.lower_ for token in self.doc[self.start : self.end]]

    def part_end(self, at: int) -> int:
        """Where the part with this token ends: at a semicolon, unless «что» goes on after it."""
        ends = (i for i in self.semicolons if i >= at and (i + 1 >= self.end or self.doc[i + 1].lower_ != "что"))
        return next(ends, self.end)

    def part_start(self, at: int) -> int:
        """Where the part with this token begins: after the last semicolon."""
        return next((i + 1 for i in reversed(self.semicolons) if i < at), self.start)


class IndirectQuotes:
    """Finds the indirect quotes of one document; `taken` are tokens that direct quotes have used."""

    def __init__(self, doc: Doc, cues: Cues, sources: Sources, taken: frozenset[int]) -> None:
        self._doc = doc
        self._cues = cues
        self._sources = sources
        self._taken = taken

    def find(self, sentences: Iterable[Sentence]) -> list[Claim]:
        """The claims of sentences that have cues."""
        claims: list[Claim] = []
        for sentence in sentences:
            found: list[Claim] = []
            for cue in sentence.cues:
                claim = None if cue in self._taken else self._claim(self._doc[cue], sentence)
                if claim is not None:
                    found.append(self._shared(claim, found))
            claims += [
                self._cut(claim, found[place + 1 : place + 1 + _NEIGHBOURS]) for place, claim in enumerate(found)
            ]
        return [claim for claim in claims if not self._is_stump(claim)]

    def _is_stump(self, claim: Claim) -> bool:
        """Whether nothing is left of a claim, or one word: «выступил с заявлением: **он** сообщил, что …»."""
        single = claim.end - claim.start == 1 and not claim.direct
        return claim.start >= claim.end or (single and not is_clausal(self._doc, claim.start, claim.end))

    def headlines(self, sentences: Iterable[Range]) -> Iterator[Claim]:
        """«Иванов: завод остановлен», «Завод остановлен — Иванов»: a name and a colon, a dash and a name."""
        for start, end in sentences:
            signed = self._signed(start, end)
            if signed is not None:
                yield signed
                continue
            colon = next((token.i for token in self._doc[start : min(start + 5, end)] if token.text == ":"), None)
            if colon is None or colon == start or colon + 1 >= end or {colon + 1, colon + 2} & self._taken:
                continue
            source = self._sources.sole_name(start, colon)
            if source is not None and is_clausal(self._doc, colon + 1, end):
                spoken = self._doc[colon + 1].text in DASHES  # an interview: «Иванов: — Мы откроем завод»
                yield Claim(*trimmed(self._doc, colon + 1, end, _EDGE), spoken, None, source)

    def _signed(self, start: int, end: int) -> Claim | None:
        """A line without a full stop that a dash and a name end."""
        start, end = trimmed(self._doc, start, end, "")
        dash = next((token.i for token in reversed(self._doc[max(start, end - 5) : end]) if token.text in DASHES), None)
        if dash is None or dash - start < 2 or self._taken.intersection(range(start, dash)):
            return None
        source = self._sources.sole_name(dash + 1, end)
        claimed = any(is_finite(token) or is_short(token) for token in self._doc[start:dash])
        return Claim(*trimmed(self._doc, start, dash, _EDGE), False, None, source) if source and claimed else None

    def _claim(self, cue: Token, sentence: Sentence) -> Claim | None:
        if cue.lower_ in self._cues.according:
            return self._according(cue, sentence)
        words = self._words(cue, sentence) if self._speaks(cue) else None
        if words is None:
            return None
        return (
            self._complement(cue, words, sentence)
            or self._pointing(cue, words, sentence)
            or self._inserted(cue, words, sentence)
            or self._after_colon(cue, words, sentence)
        )

    def _made(self, start: int, end: int, cue: Range, source: Source | None) -> Claim | None:
        """A claim with clean edges; one that stands wholly in quotation marks is direct."""
        doc = self._doc
        start, end = trimmed(doc, start, end, _EDGE)
        about = start + (doc[start].lower_ in _OPPOSING) if start < end else start
        if end - about > 3 and doc[about].lower_ == "о" and doc[about + 3].lower_ == "что":  # «(однако) о том, что …»
            start = about + 3
        if start < end and doc[start].lower_ == "что":
            start, end = trimmed(doc, start + 1, end, _EDGE)
        own_words = source is not None and doc[source.head].lower_ in {"я", "мы"}
        alone = end - start == 1 and not is_clausal(doc, start, end)
        if start >= end or alone or own_words:  # a first person stands in words that are quoted already
            return None
        quoted = doc[start].text in QUOTATION and doc[end - 1].text in QUOTATION
        if quoted and not any(token.text in QUOTATION for token in doc[start + 1 : end - 1]):
            return Claim(start + 1, end - 1, True, cue, source)
        return Claim(start, end, False, cue, source)

    # --- verbs of speech ----------------------------------------------------------------------------

    def _speaks(self, verb: Token) -> bool:
        """Not an infinitive, imperative or passive; «не сообщил, что» claims nothing, «не исключил, что» does."""
        if self._opens_phase(verb):
            return False
        if self._is_phase(verb):
            verb = verb.head
        elif not self._is_predicative(verb):
            passive = is_short(verb) and feature_of(verb, "Voice") == "Pass"
            # the part of speech is not asked: taggers take «передаёт» and the like for nouns
            author = feature_of(verb, "Person") == "1"  # «скажем», «напомним»
            if passive or author or verb.lower_ == verb.lemma_ or feature_of(verb, "Mood") == "Imp":
                return False
        if verb.i + 1 < len(self._doc) and self._doc[verb.i + 1].lower_ == "ли":
            return False
        negated = verb.i > 0 and self._doc[verb.i - 1].lower_ in {"не", "ни"}
        return negated == (verb.lemma_ in self._cues.claim_when_negated)

    def _is_phase(self, verb: Token) -> bool:
        """«продолжает **утверждать**, что …», «поспешил **заверить**, что …»: the infinitive is what is done."""
        return is_infinitive(verb) and verb.head.lemma_ in self._cues.phases and is_finite(verb.head)

    def _opens_phase(self, verb: Token) -> bool:
        return verb.lemma_ in self._cues.phases and any(
            is_infinitive(child) and child.lemma_ in self._cues.verbs for child in verb.children
        )

    def _is_predicative(self, token: Token) -> bool:
        return token.lemma_ in self._cues.predicatives and is_short(token)

    def _words(self, verb: Token, sentence: Sentence) -> Range | None:
        """The cue: the verb, with the noun that makes it a verb of speech, or with its negation."""
        nouns = self._cues.phrases.get(verb.lemma_, frozenset())
        for token in self._doc[verb.i + 1 : min(verb.i + 6, sentence.end)]:
            if token.lemma_ in nouns:
                return verb.i, token.i + 1
        for token in self._doc[max(sentence.start, verb.i - 3) : verb.i]:
            if token.lemma_ in nouns:  # «такое заявление сделал …»
                return token.i, verb.i + 1
        if verb.lemma_ in self._cues.speech | self._cues.reported or self._is_predicative(verb):
            return verb.i - (verb.lemma_ in self._cues.claim_when_negated), verb.i + 1
        return None

    def _source(self, verb: Token, start: int, end: int, cue: Range) -> tuple[Range, Source | None] | None:
        """The cue and its speaker; None where nobody speaks, as in «сообщается, что»."""
        spoken = self._sources.of_cue(verb, start, end)
        if spoken is None:
            return (cue, None) if self._is_elliptical(verb, start) else None
        return (cue if spoken[0] == (verb.i, verb.i + 1) else spoken[0]), spoken[1]

    def _is_elliptical(self, verb: Token, start: int) -> bool:
        """«Также добавил, что …», «И заявляют, что …»: the last speaker goes on; «Говорят, что …» names nobody."""
        if verb.sent.start != start or verb.i - start > 2 or not is_finite(verb):
            return False
        if verb.lemma_ not in self._cues.speech or feature_of(verb, "Gender") == "Neut":
            return False
        continued = verb.i > start and self._doc[start].lower_ in _CONTINUING
        return continued or feature_of(verb, "Number") == "Sing"

    def _shared(self, claim: Claim, earlier: list[Claim]) -> Claim:
        """«сказал, что …, добавив, что …», «сказал, что … и добавил, что …»: the speaker of the verb before it."""
        at = claim.anchor
        if not earlier:
            return claim
        verb, before = self._doc[at], earlier[-1]
        added = is_gerund(verb) and self._doc[at - 1].text == ","
        if not added and claim.source is not None and self._doc[at - 1].pos_ == "CCONJ":
            inside = before.start <= claim.source.head < at  # the subject of the first claim is no speaker
            added = inside and _inflection(verb) == _inflection(self._doc[before.anchor])
        return replace(claim, source=before.source) if added else claim

    # --- «заявил, что …» ------------------------------------------------------------------------------

    def _complement(self, verb: Token, cue: Range, sentence: Sentence) -> Claim | None:
        what = self._what(verb, cue[1], sentence.end)
        if what is None:
            return None
        spoken = self._source(verb, self._clause_start(verb.i, sentence.start), what, cue)
        return None if spoken is None else self._made(what + 1, self._content_end(verb, what, sentence), *spoken)

    def _what(self, verb: Token, start: int, end: int) -> int | None:
        """The conjunction that opens the clause of a verb.

        An inserted verb has none behind the comma that closes it: «при этом, отметил он, мир должен знать, что …».
        """
        inserted = verb.i > 0 and self._doc[verb.i - 1].text in {",", *DASHES}
        for token in self._doc[start : min(end, start + _REACH)]:
            if is_gerund(token) and token.lemma_ in self._cues.verbs:
                return None  # «указал лишь виновных, отметив, что …»
            if token.lower_ in _CLAUSES and (token.i == start or self._opens_clause(token)):
                return token.i
            closed = inserted and token.text == "," and self._doc[min(token.i + 1, end - 1)].lower_ not in _CLAUSES
            if closed or token.text in {":", ";"} or (is_finite(token) and token.dep_ not in {"acl", "acl:relcl"}):
                return None
        return None

    def _opens_clause(self, conjunction: Token) -> bool:
        before = self._doc[conjunction.i - 1]
        pronoun = self._doc[before.i - 1]
        if pronoun.lower_ == "то" and self._doc[pronoun.i - 1].lower_ == "на":  # «указал на то, что …»
            return True
        return before.text == "," and pronoun.lower_ not in {"то", "того", "тому", "тем"}

    def _content_end(self, verb: Token, what: int, sentence: Sentence) -> int:
        end = sentence.part_end(what)
        for token in self._doc[what : min(end, what + 2 * _REACH)]:
            if token.text == "," and self._ends_at(token.i, verb, end):
                return token.i
            if is_finite(token) and token.dep_ == "conj" and token.head.i == verb.i:
                comma = self._clause_start(token.i, what)
                return comma if comma > what and self._doc[comma + 1].pos_ == "CCONJ" else end
            if token.lower_ == "и" and self._goes_on(verb, what, token.i, end):
                return token.i
        return end

    def _ends_at(self, comma: int, verb: Token, end: int) -> bool:
        """«партия, объявившая, что …, распущена», «сообщив, что …, он ушёл», «что …, а в Кремле назвали это ложью»."""
        opening = is_gerund(verb) and verb.i < verb.sent.start + 3
        attached = is_any_participle(verb) or verb.dep_ == "acl:relcl" or opening
        return (attached and self._leaves(verb, comma + 1, end)) or self._reacts(comma, verb, end)

    def _reacts(self, comma: int, verb: Token, end: int) -> bool:
        """Whether somebody else's answer to the claim follows, in the tense of the cue."""
        if comma + 1 >= end or self._doc[comma + 1].lower_ not in _OPPOSING:
            return False
        following = self._doc[comma + 2 : min(end, comma + 12)]
        second = next((token for token in following if is_finite(token) or token.text == ","), None)
        return (
            second is not None
            and second.lemma_ in self._cues.reacting
            and feature_of(second, "Tense") == feature_of(verb, "Tense")
        )

    def _goes_on(self, verb: Token, what: int, conjunction: int, end: int) -> bool:
        """«сказал, что …, и уехал»: the second verb has the form of the first, and no verb of the claim has."""
        if conjunction + 1 >= end or self._doc[conjunction - 1].text != ",":
            return False
        second = self._doc[conjunction + 1]
        if not is_finite(second) or _inflection(second) != _inflection(verb):
            return False
        return all(_inflection(token) != _inflection(verb) for token in self._doc[what:conjunction] if is_finite(token))

    def _leaves(self, participle: Token, at: int, end: int) -> bool:
        """«партия, объявившая, что …, распущена»: here the main clause goes on."""
        return at < end and not participle.is_ancestor(self._doc[at])

    # --- «об этом сообщил …» --------------------------------------------------------------------------

    def _pointing(self, verb: Token, cue: Range, sentence: Sentence) -> Claim | None:
        pointer = self._pointer(sentence)
        if pointer is None:
            return None
        relative = self._doc[pointer + 1].lower_ in {"чём", "чем"}
        if relative and verb.i < pointer:
            return None
        if not relative and (sentence.start == 0 or (pointer - sentence.start > 4 and verb.i - pointer > 12)):
            return None
        spoken = self._source(verb, pointer, min(sentence.end, verb.i + _REACH), cue)
        if spoken is None:
            return None
        content = (sentence.start, pointer) if relative else self._previous(sentence.start)
        return self._made(*content, *spoken)

    def _pointer(self, sentence: Sentence) -> int | None:
        words = sentence.words
        for at in range(min(len(words) - 1, 2 * _REACH)):
            if tuple(words[at : at + 2]) in self._cues.pointers or tuple(words[at : at + 3]) in self._cues.pointers:
                inside = at > 0 and words[at - 1] in _CLAUSES  # «отметил, что об этом он сообщил министру»
                return None if inside else sentence.start + at
        return None

    def _previous(self, start: int) -> Range:
        """The sentence before."""
        end = start
        while end > 0 and self._doc[end - 1].is_space:
            end -= 1
        return (self._doc[end - 1].sent.start, end) if end else (0, 0)

    # --- «…, сообщает X», «как отметил X, …» ------------------------------------------------------------

    def _inserted(self, verb: Token, cue: Range, sentence: Sentence) -> Claim | None:
        opened = None if is_gerund(verb) else self._opens_insertion(verb, sentence)
        if opened is None or (verb.lemma_ in self._cues.not_parenthetical and self._doc[opened].lower_ != "как"):
            return None
        closed = verb.i
        for _ in range(3):  # «заявил во вторник, 3 мая, министр»: the speaker may stand behind a comma
            closed = self._closes_insertion(closed + 1, sentence.end)
            spoken = self._source(verb, opened, closed, cue)
            if spoken is not None and self._stands_inside(spoken, verb, opened, closed):
                return self._around(opened, closed, *spoken, sentence)
        return None

    def _stands_inside(self, spoken: tuple[Range, Source | None], verb: Token, opened: int, closed: int) -> bool:
        """Whether an insertion names its speaker, not in a clause of its own, or else a text: «говорится в статье»."""
        (start, end), source = spoken
        if source is None:
            return end - start > 1
        within = self._doc[verb.i + 1 : max(source.head, verb.i + 1)]
        clause = any(token.pos_ == "SCONJ" and self._doc[token.i - 1].text == "," for token in within)
        return opened <= source.head < closed and not clause

    def _opens_insertion(self, verb: Token, sentence: Sentence) -> int | None:
        """Where the inserted clause begins: at «как», or at the verb itself after a comma or dash."""
        at = verb.i
        while at > sentence.start and self._doc[at - 1].pos_ in {"ADV", "PART"} and verb.i - at < 3:
            if self._doc[at - 1].lower_ in _OPPOSING:  # «доволен решением, однако считает нужным …»
                return None
            at -= 1
        if at == sentence.start:
            return None
        before = self._doc[at - 1]
        if before.lower_ == "как":
            free = before.i == sentence.start or self._doc[before.i - 1].pos_ in {"PUNCT", "CCONJ"}
            return before.i if free else None
        return at if before.text == "," or before.text in DASHES else None

    def _closes_insertion(self, start: int, end: int) -> int:
        """The comma after the speaker; a participle, «который» or «ссылаясь» belongs to the insertion."""
        for token in self._doc[start : min(end, start + _REACH)]:
            if token.text in {";", ":"} or (token.text in DASHES and self._doc[token.i - 1].text == ","):
                return token.i
            if token.text == "," and token.i + 1 < end and not self._belongs(self._doc[token.i + 1]):
                return token.i
        return min(end, start + _REACH)

    def _belongs(self, token: Token) -> bool:
        return token.lemma_ == "который" or is_gerund(token) or (is_any_participle(token) and token.dep_ != "root")

    def _around(self, opened: int, closed: int, cue: Range, source: Source | None, sentence: Sentence) -> Claim | None:
        """What is claimed: the words after the insertion, or before it where it ends the sentence."""
        before = trimmed(self._doc, sentence.part_start(opened), opened, _EDGE)
        after = trimmed(self._doc, closed, sentence.part_end(closed + 1), _EDGE)
        longer = before[1] - before[0] < after[1] - after[0]
        if after[0] < after[1] and (is_clausal(self._doc, *after) or longer) and not self._is_chained(before, after):
            return None if self._is_other_claim(*after) else self._made(*after, cue, source)
        return None if before[0] in self._taken else self._made(*before, cue, source)

    def _is_chained(self, before: Range, after: Range) -> bool:
        """«Завод стоит, заявил министр, передаёт агентство»: after one insertion comes the next."""
        first = self._doc[after[0]]
        return is_finite(first) and first.lemma_ in self._cues.speech and is_clausal(self._doc, *before)

    def _is_other_claim(self, start: int, end: int) -> bool:
        """«министр, по данным газеты, заявил, что …» is the minister's claim."""
        first = self._doc[start]
        claims = end - start == 1 or self._what(first, start + 1, end) is not None
        return first.lemma_ in self._cues.speech and claims

    # --- «он сказал: мы уйдём» ----------------------------------------------------------------------------

    def _after_colon(self, verb: Token, cue: Range, sentence: Sentence) -> Claim | None:
        for token in self._doc[verb.i + 1 : min(verb.i + 25, sentence.end)]:
            if token.text == ":":
                spoken = self._source(verb, self._clause_start(verb.i, sentence.start), token.i, cue)
                if spoken is None:
                    return None
                if token.i + 1 >= sentence.end:
                    return self._next_paragraph(token.i, *spoken)
                quoted = self._doc[token.i + 1].text in QUOTATION
                claims = not quoted and any(
                    is_finite(t) or t.pos_ == "AUX" or is_short(t) for t in self._doc[token.i + 1 : sentence.end]
                )
                return self._made(token.i + 1, sentence.end, *spoken) if claims else None
            if token.text == "," or is_finite(token):
                return None
        return None

    def _next_paragraph(self, colon: int, cue: Range, source: Source | None) -> Claim | None:
        """A statement that stands as a paragraph of its own under «Министр заявил:»."""
        doc = self._doc
        start = colon + 1
        while start < len(doc) and (doc[start].is_space or doc[start].text in DASHES):
            start += 1
        if start >= len(doc) or not doc[start].is_alpha or start in self._taken:
            return None
        end = next((token.i for token in doc[start:] if is_line_break(token)), len(doc))
        return Claim(*trimmed(doc, start, end, ""), True, cue, source) if is_clausal(doc, start, end) else None

    # --- «по словам X» ----------------------------------------------------------------------------------------

    def _according(self, preposition: Token, sentence: Sentence) -> Claim | None:
        forms = self._cues.according[preposition.lower_]
        following = self._doc[preposition.i + 1 : min(preposition.i + 4, sentence.end)]
        noun = next((token for token in following if token.lower_ in forms or token.pos_ == "PUNCT"), None)
        if noun is None or noun.pos_ == "PUNCT":
            return None
        source, end = self._owner(preposition.i, noun, sentence.end)
        if source is None:
            return None
        closed = self._closes_insertion(end, sentence.end)
        marked = end < sentence.end and self._doc[end].text == ","
        if not marked and is_clausal(self._doc, end, closed):  # no comma: «по данным полиции бежали двое»
            closed = end
        return self._around(preposition.i, closed, (preposition.i, noun.i + 1), source, sentence)

    def _owner(self, start: int, noun: Token, end: int) -> tuple[Source | None, int]:
        """Whose words: «по **его** словам», «по словам **министра**»; and where the phrase ends."""
        for token in self._doc[start + 1 : noun.i]:
            if token.lower_ in _OWN:
                return Source(token.i, token.i + 1, token.i), noun.i + 1
        source = self._sources.genitive(noun.i + 1, min(end, noun.i + _REACH))
        return source, max(source.end, noun.i + 2) if source else noun.i + 1

    # --- where one claim ends because the next begins -----------------------------------------------------------

    def _cut(self, claim: Claim, following: list[Claim]) -> Claim:
        """Ends a claim where a cue of its own rank begins: «…, что А, добавив, что Б», «что А, сообщает X»."""
        end = claim.end
        for other in following:
            if claim.start < other.anchor < end:
                start = self._clause_start(other.anchor, claim.start)
                if start == claim.start:  # «что А и отметил, что Б»: no comma parts them
                    start = other.anchor
                trails = other.end <= other.anchor  # the other's content is before its cue and holds this claim
                if trails or self._is_linked(start, other) or self._is_sibling(other.anchor, claim):
                    end = start
        start, end = trimmed(self._doc, claim.start, end, _EDGE)
        if end > start and self._doc[end - 1].lower_ in _LINKS:
            start, end = trimmed(self._doc, start, end - 1, _EDGE)
        return replace(claim, start=start, end=end)

    def _is_linked(self, start: int, other: Claim) -> bool:
        """«…, а министр отметил, что …»: the conjunction opens a new main clause."""
        after = self._doc[start + 1]
        return self._doc[start].text == "," and other.start > start and (after.lower_ in _LINKS or is_gerund(after))

    def _is_sibling(self, other: int, claim: Claim) -> bool:
        token = self._doc[other]
        for _ in range(_REACH // 2):
            if token.head.i == token.i:
                return False
            if token.head.i == claim.anchor:
                return token.dep_ in {"conj", "advcl", "parataxis"}
            token = token.head
        return False

    def _clause_start(self, at: int, start: int) -> int:
        """The last comma or semicolon before a token, or the start of its sentence."""
        start = max(start, at - _REACH)
        return next((token.i for token in reversed(self._doc[start:at]) if token.text in {",", ";"}), start)


def _inflection(verb: Token) -> tuple[str | None, ...]:
    return tuple(feature_of(verb, name) for name in ("Tense", "Number", "Gender", "Person"))
