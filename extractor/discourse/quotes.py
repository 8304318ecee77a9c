"""The component that finds quotes: who said what, and whether in these very words."""

from collections.abc import Iterator

from spacy.attrs import LEMMA
from spacy.language import Language
from spacy.tokens import Doc

from extractor import layers
from extractor.discourse.cues import Cues, load_cues
from extractor.discourse.quotation.claims import Claim
from extractor.discourse.quotation.direct import DirectQuotes
from extractor.discourse.quotation.headlines import Headlines
from extractor.discourse.quotation.indirect import IndirectQuotes
from extractor.discourse.quotation.sentence import Sentence
from extractor.discourse.quotation.speaker_phrases import Source, Sources
from extractor.discourse.quotation.speakers import Speakers
from extractor.grammar.parsed import check_parsed
from extractor.grammar.quotations import quotations
from extractor.grammar.ranges import Range, grouped, is_line_break, keys, places, sentences, span_of
from extractor.records import Quote


@Language.factory("extractor_quotes", requires=["token.lemma", "token.morph", "token.dep", "doc.sents"])
def make_quotes(nlp: Language, name: str) -> "QuoteFinder":
    return QuoteFinder(load_cues())


class QuoteFinder:
    """Finds quotes and sets `doc._.quotes`."""

    def __init__(self, cues: Cues) -> None:
        layers.register()
        self._cues = cues
        words = {*cues.verbs, *cues.predicatives, *cues.according, "с"}  # the lemma of «со»
        self._keys = keys(words)

    def __call__(self, doc: Doc) -> Doc:
        doc._.quotes = self.find(doc)
        return doc

    def find(self, doc: Doc) -> tuple[Quote, ...]:
        """The quotes of a document, in text order; reads the Doc and changes nothing.

        Raises:
            PipelineError: the document has no sentences, lemmas or syntax.
        """
        check_parsed(doc, "extractor_quotes", "SENT_START", "LEMMA", "DEP")
        sources = Sources(doc, self._cues)
        marked = quotations(doc)
        direct = DirectQuotes(doc, self._cues, sources, marked).find()
        taken = frozenset(i for claim in direct for i in claim.tokens())
        finder = IndirectQuotes(doc, self._cues, sources, taken)
        indirect = [*finder.find(self._sentences(doc)), *Headlines(doc, sources, taken).find(_line_starts(doc))]
        claims = [*direct, *indirect]
        return _records(doc, claims) if claims else ()

    def _sentences(self, doc: Doc) -> Iterator[Sentence]:
        """Sentences with words that may be cues."""
        for whole, cues in grouped(sentences(doc), places(doc, LEMMA, self._keys)):
            for start, end in _unglued(doc, *whole):
                inside = tuple(cue for cue in cues if start <= cue < end)
                if inside:
                    yield Sentence(doc, start, end, inside)


def _unglued(doc: Doc, start: int, end: int) -> Iterator[Range]:
    """The parts of a sentence that lost the space after a full stop: «…, заявил Иванов.Он добавил, что …»."""
    while end > start and doc[end - 1].is_space:
        end -= 1
    for token in doc[start : end - 1]:
        if token.text != "." or token.whitespace_:
            continue
        if doc[token.i + 1].is_title and len(doc[token.i - 1]) > 2:
            yield start, token.i + 1
            start = token.i + 1
    yield start, end


def _line_starts(doc: Doc) -> list[Range]:
    """The sentences that open a line."""
    return [(start, end) for start, end in sentences(doc) if start == 0 or is_line_break(doc[start - 1])]


def _records(doc: Doc, claims: list[Claim]) -> tuple[Quote, ...]:
    speakers = Speakers(doc)
    quotes: dict[tuple[int, int, int], Quote] = {}
    last: Source | None = None
    for claim in sorted(claims, key=lambda claim: (claim.anchor, claim.start)):
        source = claim.source or last  # a text without an author is its last speaker's
        if source is None and not claim.direct:
            continue
        last = source or last
        cue = span_of(doc, claim.cue) if claim.cue else None
        span = span_of(doc, (claim.source.start, claim.source.end)) if claim.source else None
        content = span_of(doc, (claim.start, claim.end))
        quote = Quote(
            content,
            claim.direct,
            cue,
            span,
            speakers.of(source, claim.tokens().start, claim.tokens().stop) if source else None,
        )
        quotes.setdefault((content.start, content.end, cue.start if cue else -1), quote)
    return tuple(sorted(quotes.values(), key=lambda q: (q.content.start, q.content.end)))
