"""Which states and organisations a noun phrase itself names."""

from extractor.entities.board import Board
from extractor.grammar.columns import Words

_WHICH = "который"
_TOWARDS = ("в", "во", "на", "при", "по")


class States:
    """Answers for the phrases of one document, from the names in its registry."""

    def __init__(self, board: Board) -> None:
        self._words = board.words
        self._gazetteer = board.gazetteer
        self._lexicon = board.lexicon
        self._registry = board.registry

    def of(self, start: int, end: int, head: int) -> tuple[str, ...]:
        """The codes that a phrase names: several only where they are coordinated.

        An adjective of the head comes first, then the genitives behind it, then a possessive pronoun or «которого»,
        then what has a preposition. Who is against somebody does not belong to his state, nor who is sent to one.
        """
        words = self._words
        if words.lemma[head] in self._lexicon.against:
            return ()
        demonym = self._gazetteer.demonym(words.lemma[head])
        if demonym is not None and demonym.code:
            return (demonym.code,)
        for position in range(start, head):
            found = self._at(position, "adjective")
            if found:
                return self._with_adjectives(position, head, found)
        far: tuple[str, ...] = ()
        prepositional = False
        for position in range(head + 1, end):
            prepositional = prepositional or words.pos[position] == "ADP"
            # «бизнесмен с американским образованием» is no American: behind a preposition only names count.
            found = self._at(position, "name" if prepositional else "")
            if found and self._is_of_accord(position):
                found = ()
            if found and not prepositional:
                return self._with_conjuncts(position, end, found)
            far = far or found
        if far and far[0] == self.host(start, end, head):
            far = ()
        return self._possessor(start, head) or far or self._where(start, end, head)

    def _is_of_accord(self, position: int) -> bool:
        """Whether an adjective tells where something was agreed on: «гарант {минских} соглашений»."""
        words = self._words
        return words.dep[position] == "amod" and words.lemma[words.head[position]] in self._lexicon.accords

    def host(self, start: int, end: int, head: int) -> str | None:
        """Where somebody is sent, which is not his own state: «{посол} в Осло», «{постпред} при НАТО»."""
        words = self._words
        if words.lemma[head] not in self._lexicon.sent:
            return None
        for position in range(head + 1, min(end + 3, len(words))):
            if words.sentence[position] != words.sentence[head]:
                return None
            to = words.form[position - 1] in _TOWARDS and (position < end or start <= words.head[position] < end)
            held = self._at(position, "name") if to else ()
            if held:
                return held[0]
        return None

    def _where(self, start: int, end: int, head: int) -> tuple[str, ...]:
        """The state right behind a phrase that says where it is: «директора компаний {в Чехии}»."""
        words = self._words
        if words.lemma[head] in self._lexicon.sent:
            return ()
        if end + 1 >= len(words) or words.form[end] not in ("в", "во") or words.sentence[end] != words.sentence[start]:
            return ()
        if words.features[end + 1].case != "Loc" or not start <= words.head[end + 1] < end:
            return ()
        return tuple(
            cluster.code
            for occurrence, cluster in self._registry.heads[end + 1]
            if cluster.code and cluster.kind in ("state", "place") and occurrence.form == "name"
        )

    def _possessor(self, start: int, head: int) -> tuple[str, ...]:
        for position in (*range(start, head), *owning_relatives(self._words, head)):
            found = self._at(position, "pronoun")
            if found:
                return found
        return ()

    def _with_adjectives(self, position: int, head: int, codes: tuple[str, ...]) -> tuple[str, ...]:
        """The states of the adjectives joined to one, of several bodies: «{русские} и {китайские} службы»."""
        words = self._words
        if words.features[head].number != "Plur":
            return codes
        for child in words.children[position]:
            if words.dep[child] == "conj" and child < head:
                codes += tuple(code for code in self._at(child, "adjective") if code not in codes)
        return codes

    def _with_conjuncts(self, position: int, end: int, codes: tuple[str, ...]) -> tuple[str, ...]:
        words = self._words
        for following in range(position + 1, end):
            if words.form[following] in ("и", ",", "»", "«"):
                continue
            found = self._at(following, "name")
            if not found or words.pos[following] not in ("NOUN", "PROPN"):
                break
            codes += tuple(code for code in found if code not in codes)
        return codes

    def _at(self, position: int, form: str) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(
                cluster.code
                for occurrence, cluster in self._registry.heads[position]
                if cluster.code and (occurrence.form == form or not form)
            )
        )


def owning_relatives(words: Words, head: int) -> list[int]:
    """The «которого» behind a head that says whose it is: «Чили, рыбаки {которого} …»."""
    return [
        child
        for child in words.children[head]
        if child == head + 1 and words.lemma[child] == _WHICH and words.features[child].case == "Gen"
    ]
