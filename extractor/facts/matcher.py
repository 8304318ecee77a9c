"""The templates of facts against a document."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from spacy.attrs import LEMMA
from spacy.strings import get_string_id
from spacy.tokens import Doc

from extractor.entities import mentions_of
from extractor.facts.bodies import Bodies
from extractor.facts.filling import Filling
from extractor.facts.lexicon import Lexicon
from extractor.facts.posts import Post
from extractor.facts.states import States
from extractor.facts.template import FactTemplate
from extractor.grammar.clause import Grammar
from extractor.grammar.lexicon import load_lexicon
from extractor.records import Fact, FactArgument, Phase, Status
from extractor.templates.hits import Hit
from extractor.templates.places import Sources
from extractor.templates.recognition import Recogniser
from extractor.templates.status import StatusReader


class FactMatcher:
    """Templates in an index by trigger lemma."""

    def __init__(self, templates: Iterable[FactTemplate], lexicon: Lexicon) -> None:
        self.grammar = Grammar(load_lexicon())
        self.lexicon = lexicon
        self.index: dict[str, list[tuple[FactTemplate, tuple[str, ...]]]] = defaultdict(list)
        for template in templates:
            for lemma in template.trigger.lemma:
                self.index[lemma].append((template, ()))
            for phrase in template.trigger.phrase:
                head, *beside = phrase.split()
                self.index[head].append((template, tuple(beside)))
        self._keys = frozenset(map(get_string_id, self.index))

    def find(self, doc: Doc, bodies: Bodies, posts: Sequence[Post]) -> Iterator[Fact]:
        """The facts of a document, in the order of their triggers."""
        triggers = [doc[i] for i, key in enumerate(doc.to_array(LEMMA).tolist()) if key in self._keys]
        if not triggers:
            return
        mentions = mentions_of(doc)
        sources = Sources(self.grammar, mentions.entities, mentions)
        recogniser, status = Recogniser(self.grammar, sources), StatusReader(self.grammar)
        filling = Filling(sources, bodies, posts, States(doc), self.lexicon)
        for token in triggers:
            for template, beside in self.index[token.lemma_]:
                hit = recogniser.recognise(template, token, beside)
                if not isinstance(hit, Hit):
                    continue
                verdict = status.read(hit, {})
                arguments = filling.fill(hit)
                if arguments and verdict not in ("negated", None):
                    yield _fact(template, hit, arguments, verdict)
                    break


def _fact(template: FactTemplate, hit: Hit[FactTemplate], arguments: tuple[FactArgument, ...], status: Status) -> Fact:
    return Fact(
        type=template.fact,
        arguments=arguments,
        template=template.id,
        status=status,
        phase=_phase(template, hit, status) if template.fact == "occupation" else None,
        kind=template.kind,
    )


def _phase(template: FactTemplate, hit: Hit[FactTemplate], status: Status) -> Phase:
    if status != "actual":
        return "future"
    return template.phase or "now"
