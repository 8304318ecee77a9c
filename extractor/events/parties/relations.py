"""How a word stands to a trigger in the tree, as one short name."""

from extractor.events.template import EventHit
from extractor.grammar.columns import Words

_VERBS = ("VERB", "AUX")
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ")
_CLAUSES = ("acl", "advcl", "ccomp", "xcomp", "parataxis", "conj")
_BARE = ("nsubj", "amod", "appos", "flat", "root", "csubj")
_CASED = ("obl", "nmod", "iobj")
_CORE = ("nsubj", "obj", "iobj", "amod")
_FARTHEST = 40  # words above one another; a deeper tree is the parser's error
APART = 9  # steps between words of different trees


class Relations:
    """Paths in the trees of one document."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._chains: dict[int, list[int]] = {}

    def of(self, hit: EventHit, word: int) -> tuple[str, int]:
        """The name of the path from a hit's own words to another word of its sentence, and how many steps it has."""
        words, trigger = self._words, int(hit.token.i)
        frame = {token.i for token in hit.frame}
        outermost = self.outermost(word)
        above = words.head[outermost]
        if above in frame and outermost not in frame:
            light = hit.predicate is not None and above == hit.predicate.i
            return f"{'light ' if light else ''}{self._link(outermost)}", 1
        chain = self._chain(trigger)
        places = {position: step for step, position in enumerate(chain)}
        down = [position for position in self._chain(word) if position not in places]
        meeting = words.head[down[-1]] if down else word
        if meeting not in places:
            return "apart", APART
        up = places[meeting]
        if not down:
            return f"above by {self._link(chain[up - 1] if up else word)}{' far' if up > 1 else ''}", up
        last = down[-1]
        if up == 0 or meeting in frame:
            return f"below {self._link(last)}{' twice' if len(down) == 2 else ' deep'}", len(down)
        return self._aside(chain[1 : up + 1], last, deep=outermost != last), up + len(down)

    def below(self, above: int, word: int) -> str | None:
        """The name of the path from a word down to one below it; None where it is not below."""
        outermost = self.outermost(word)
        if outermost == above:
            return "itself"
        chain = self._chain(outermost)
        if above not in chain:
            return None
        down = chain[: chain.index(above)]
        return f"{self._link(down[-1])}{'' if len(down) == 1 else ' deep'}"

    def _aside(self, between: list[int], last: int, *, deep: bool) -> str:
        """Both hang on a third word: a verb is the clause's own or a higher one's."""
        words = self._words
        verbs = sum(words.pos[position] in _VERBS for position in between)
        where = "a noun above" if words.pos[between[-1]] not in _VERBS else "clause" if verbs < 2 else "clause above"
        kind = self._link(last) if words.dep[last] in _CORE else "other"
        return f"{where}: {kind}{' deep' if deep else ''}"

    def outermost(self, word: int) -> int:
        """The word itself, or that of which it is a coordinate, an apposition or a part of the name."""
        words = self._words
        for _ in range(_FARTHEST):
            above = words.head[word]
            if words.dep[word] not in ("conj", "appos", "flat") or above == word or words.pos[above] not in _NOMINAL:
                break
            word = above
        return word

    def _chain(self, word: int) -> list[int]:
        """A word and those above it; many acts ask for the same one."""
        chain = self._chains.get(word)
        if chain is None:
            chain = self._chains[word] = [word]
            while (above := self._words.head[chain[-1]]) != chain[-1] and len(chain) < _FARTHEST:
                chain.append(above)
        return chain

    def _link(self, word: int) -> str:
        """A word's relation, preposition and case; a preposition tells more than a relation."""
        words = self._words
        relation, preposition = words.dep[word], words.preposition(word)
        if relation in _CLAUSES or (relation in _BARE and not preposition):
            return relation
        if preposition:
            return f"{relation} {preposition}" if relation in _BARE else preposition
        return f"{relation} {words.features[word].case}" if relation in _CASED else relation
