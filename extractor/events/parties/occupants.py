"""Who holds the places around an act: somebody named, somebody whom the text does not name, or nobody."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from extractor.events.parties.candidates import Stage
from extractor.events.template import EventHit
from extractor.grammar.morphology import coordinated
from extractor.grammar.tokens import Token
from extractor.grammar.tree import clause_head, root_of
from extractor.templates.language import Source
from extractor.templates.places import Places

_SOURCES = tuple(map(Source, ("subject", "object", "genitive", "owner", "context", "doer")))
_OWN = frozenset({"subject", "object", "genitive", "doer", "subject of the clause", "object of the clause"})
_PRONOUNS = ("PRON", "DET")

Held = Sequence[tuple[str, Sequence[Token]]]  # places by name, each with the heads of what stands there


class Occupants:
    """The places of one document's acts: those of the template language, and the subjects and objects around."""

    def __init__(self, stage: Stage, sources: Places) -> None:
        self._stage, self._sources = stage, sources

    def of(self, hit: EventHit) -> Held:
        """The places around an act."""
        return list(self._held(hit))

    def _held(self, hit: EventHit) -> Iterator[tuple[str, Sequence[Token]]]:
        grammar = self._sources.grammar
        for source in _SOURCES:
            yield source.place, self._sources.at(hit, source)
        clause = clause_head(hit.focus)
        if clause != hit.focus:
            yield "subject of the clause", grammar.surface_subjects(clause)
            yield "object of the clause", grammar.objects(clause)
        if clause.head != clause:
            above = clause_head(clause.head)
            yield "subject above", grammar.surface_subjects(above)
            yield "object above", grammar.objects(above)
        start = self._stage.words.sentence_range(hit.token.i)[0]
        last = next((i for i in range(start - 1, -1, -1) if not self._stage.words.space[i]), None)
        if last is not None:
            root = root_of(hit.token.doc[last])
            yield "subject of the sentence before", grammar.surface_subjects(root)
            yield "object of the sentence before", grammar.objects(root)

    def by_party(self, held: Held) -> dict[int, list[str]]:
        """The places in which each entity stands."""
        out: dict[int, list[str]] = defaultdict(list)
        for name, heads in held:
            for head in heads:
                for token in coordinated(head):
                    for reference in self._stage.mentions.at(token):
                        for entity in reference.entities:
                            if name not in out[entity]:
                                out[entity].append(name)
        return out

    def told(self, held: Held) -> Iterator[str]:
        """By whom the act's own places are held; «кто-то» in one of them speaks against anybody from elsewhere."""
        for name, heads in held:
            if name in _OWN:
                yield f"{name}: {self._holder(heads)}"

    def _holder(self, heads: Sequence[Token]) -> str:
        if not heads:
            return "nobody"
        if any(self._stage.mentions.at(head) for head in heads):
            return "somebody named"
        words, first = self._stage.words, heads[0].i
        if words.pos[first] in _PRONOUNS:
            return "a pronoun"
        return "somebody else" if words.features[first].animacy == "Anim" else "something"
