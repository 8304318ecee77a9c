"""The component that finds quotes: who said what, and whether in these very words."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator

from spacy.attrs import LEMMA
from spacy.language import Language
from spacy.tokens import Doc

from extractor import layers
from extractor.discourse.cues import Cues, load_cues
from extractor.discourse.quotation.claims import EDGE, Claim
from extractor.discourse.quotation.direct import DirectQuotes
from extractor.discourse.quotation.headlines import Headlines
from extractor.discourse.quotation.indirect import IndirectQuotes
from extractor.discourse.quotation.references import References
from extractor.discourse.quotation.sentence import Sentence
from extractor.discourse.quotation.speech_verbs import is_conditional
from extractor.discourse.speakers.entities import SpeakerEntities
from extractor.discourse.speakers.finder import SpeakerFinder
from extractor.discourse.speakers.phrases import SpeakerPhrase
from extractor.grammar.morphology import has, is_clausal, is_finite
from extractor.grammar.parsed import check_parsed
from extractor.grammar.quotations import Quotation, quotations
from extractor.grammar.ranges import Range, grouped, is_line_break, keys, places, sentences, span_of, trimmed
from extractor.grammar.tokens import Parse, parse_of
from extractor.records import Entity, Quote, Said

_BRIEF = 4  # tokens in quotation marks that are no sentence of their own


@Language.factory(
    "extractor_quotes",
    requires=["token.lemma", "token.morph", "token.dep", "doc.sents", "doc._.entities"],
    assigns=["doc._.quotes", "doc._.entities"],
)
def make_quotes(nlp: Language, name: str) -> "QuoteFinder":
    return QuoteFinder(load_cues())


class QuoteFinder:
    """Finds quotes; sets `doc._.quotes` and adds speakers that no entity stands for to `doc._.entities`."""

    def __init__(self, cues: Cues) -> None:
        layers.register()
        self._cues = cues
        words = {*cues.verbs, *cues.predicatives, *cues.according, "с"}  # the lemma of «со»
        self._keys = keys(words)

    def __call__(self, doc: Doc) -> Doc:
        quotes, newcomers = self._find(doc)
        if newcomers:
            doc._.entities = (*doc._.entities, *newcomers)
        doc._.quotes = quotes
        return doc

    def find(self, doc: Doc) -> tuple[Quote, ...]:
        """The quotes of a document, in text order; reads the Doc and changes nothing.

        A speaker whom no entity stands for has a position behind those that the document has.

        Raises:
            PipelineError: the document has no sentences, lemmas or syntax.
        """
        return self._find(doc)[0]

    def _find(self, doc: Doc) -> tuple[tuple[Quote, ...], tuple[Entity, ...]]:
        check_parsed(doc, "extractor_quotes", "SENT_START", "LEMMA", "DEP")
        parse = parse_of(doc)
        speakers = SpeakerFinder(parse, self._cues)
        marked = quotations(parse)
        direct = DirectQuotes(parse, self._cues, speakers, marked).find()
        taken = frozenset(i for claim in direct for i in claim.tokens())
        cued = self._sentences(parse)
        indirect = [*IndirectQuotes(parse, self._cues, speakers, direct).find(cued)]
        indirect += Headlines(parse, speakers, taken).find(_line_starts(parse))
        inner = IndirectQuotes(parse, self._cues, speakers, ()).find(_inside(cued, direct))
        claims = [*direct, *indirect, *inner]
        claims += _going_on(parse, marked, claims)
        claims += References(parse, self._cues, speakers).find(tuple(claims))
        return _records(parse, claims, self._cues) if claims else ((), ())

    def _sentences(self, doc: Parse) -> list[Sentence]:
        """Sentences with words that may be cues."""
        found = []
        named = {i for name in doc.group("names") for i in range(name.start, name.end)}
        for whole, cues in grouped(sentences(doc), places(doc, LEMMA, self._keys)):
            for start, end in _unglued(doc, *whole, named):
                inside = tuple(cue for cue in cues if start <= cue < end)
                if inside:
                    found.append(Sentence(doc, start, end, inside))
        return found


def _inside(cued: list[Sentence], direct: list[Claim]) -> Iterator[Sentence]:
    """The parts of the sentences that are quoted: ««Суд **признал, что мы правы**», — написал Петров»."""
    ends = [sentence.end for sentence in cued]
    for claim in direct:
        for sentence in cued[bisect_right(ends, claim.start) :]:
            if sentence.start >= claim.end:
                break
            start, end = max(sentence.start, claim.start), min(sentence.end, claim.end)
            inside = tuple(cue for cue in sentence.cues if start <= cue < end)
            if inside:
                yield Sentence(sentence.doc, start, end, inside)


def _unglued(doc: Parse, start: int, end: int, named: set[int]) -> Iterator[Range]:
    """The parts of a sentence that lost the space after a full stop: «…, заявил Иванов.Он добавил, что …».

    A stop that is `named` stands inside a name: «Волна.Ru».
    """
    while end > start and doc[end - 1].is_space:
        end -= 1
    for token in doc[start : end - 1]:
        if token.text != "." or token.whitespace_ or token.i in named:
            continue
        if doc[token.i + 1].is_title and len(doc[token.i - 1]) > 2:
            yield start, token.i + 1
            start = token.i + 1
    yield start, end


def _going_on(doc: Parse, marked: list[Quotation], claims: list[Claim]) -> Iterator[Claim]:
    """«Министр заявил, что порт закрыт. «Рыбаки терпят убытки»»: a sentence in marks goes on with what was said."""
    ends = {doc[(claim.cue or (claim.start, claim.end))[0]].sent.end: claim for claim in claims}
    taken = {i for claim in claims for i in (claim.start, claim.end - 1)}
    for quotation in marked:
        opened, closed = quotation.opened, quotation.closed
        last = doc[closed].sent.end
        whole = doc[opened].is_sent_start and all(token.is_punct or token.is_space for token in doc[closed + 1 : last])
        at = opened
        while at > 0 and doc[at - 1].is_space:
            at -= 1
        before = ends.get(at) or ends.get(opened)
        if before is None or not whole or taken & {opened + 1, closed - 1}:
            continue
        if closed - opened > _BRIEF and is_clausal(doc, opened + 1, closed):
            yield Claim(*trimmed(doc, opened + 1, closed, EDGE), True, None, before.speaker)


def _line_starts(doc: Parse) -> list[Range]:
    """The sentences that open a line."""
    return [(start, end) for start, end in sentences(doc) if start == 0 or is_line_break(doc[start - 1])]


def _records(doc: Parse, claims: list[Claim], cues: Cues) -> tuple[tuple[Quote, ...], tuple[Entity, ...]]:
    entities = SpeakerEntities(doc, cues)
    quotes: dict[tuple[int, int, object], Quote] = {}
    last: SpeakerPhrase | None = None
    reached = 0  # where the words end that a cue before them has brought
    for claim in sorted(claims, key=lambda claim: (claim.anchor, claim.start)):
        speaker = claim.speaker or last or _text(doc, claim, cues)  # a text without an author is its last speaker's
        if speaker is None and not claim.direct:
            continue
        within = claim.anchor < reached  # «Лунин сказал, что Новак считает …»: who goes on is Лунин
        last = last if within else speaker or last
        number = None
        if speaker is not None:
            number = entities.of(speaker, _told_from(doc, claim), claim.tokens().stop, within=within)
        if claim.anchor < claim.start and not entities.is_outlet(number):  # what Reuters tells is a story of many
            reached = max(reached, claim.end)
        cue = span_of(doc, claim.cue) if claim.cue else None
        span = span_of(doc, (claim.speaker.start, claim.speaker.end)) if claim.speaker else None
        content = span_of(doc, (claim.start, claim.end))
        quote = Quote(
            content,
            claim.direct,
            cue,
            span,
            number,
            _status(doc, claim, cues),
        )
        known = quote.speaker if quote.speaker is not None else (cue, span)
        quotes.setdefault((content.start, content.end, known), quote)
    told = sorted(quotes.values(), key=lambda q: (q.content.start, q.content.end))
    return tuple(_without_repeats(told)), entities.newcomers()


def _without_repeats(told: list[Quote]) -> Iterator[Quote]:
    """«Он уверен, что силы, которые, **по его словам**, ждут, …»: no cue inside the words of the same speaker.

    Args:
        told: the quotes in the order of the text.
    """
    starts: dict[int | None, list[int]] = defaultdict(list)
    reached: dict[int | None, list[int]] = defaultdict(list)  # how far the speaker's words up to here go
    for quote in told:
        ends = reached[quote.speaker]
        starts[quote.speaker].append(quote.content.start)
        ends.append(max(quote.content.end, ends[-1] if ends else 0))
    for quote in told:
        if quote.cue is None or quote.speaker is None:
            yield quote
            continue
        earlier = bisect_left(starts[quote.speaker], quote.cue.start)
        if earlier == 0 or reached[quote.speaker][earlier - 1] <= quote.cue.end:
            yield quote


def _text(doc: Parse, claim: Claim, cues: Cues) -> SpeakerPhrase | None:
    """«В **указе** говорится», where nobody has spoken yet: the text itself."""
    words = doc[slice(*claim.cue)] if claim.cue else ()
    return next((SpeakerPhrase(token.i, token.i + 1, token.i) for token in words if token.lemma_ in cues.texts), None)


def _told_from(doc: Parse, claim: Claim) -> int:
    """Where a claim begins; «об этом заявил президент» only points to a sentence that may name him."""
    points = claim.cue is not None and claim.end <= claim.cue[0] and doc[claim.start].sent.end <= claim.cue[0]
    return claim.cue[0] if points and claim.cue and not claim.direct else claim.tokens().start


def _status(doc: Parse, claim: Claim, cues: Cues) -> Said:
    """Whether the speaker denies a claim, or it is still to be made or would be."""
    words = doc[slice(*claim.cue)] if claim.cue else ()
    if any(token.lemma_ in cues.denying for token in words):
        return "negated"
    ahead = any(has(token, "Tense", "Fut") or is_conditional(token) for token in words if is_finite(token))
    return "hypothetical" if ahead else "said"
