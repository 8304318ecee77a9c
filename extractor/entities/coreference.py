"""«Обе стороны», «две страны», «страна», «компания», «ведомство» to what the article has named before.

For one word the search goes back over a few sentences only, so the whole is linear in the length of the text.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from extractor.entities.context import Context
from extractor.entities.naming import Namer
from extractor.entities.pronouns import Pronouns
from extractor.entities.registry import Cluster, Registry
from extractor.entities.words import Words

_TABLE = Path(__file__).parent / "gazetteer" / "anaphors.yaml"
_PEOPLE_WINDOW, _STATES_WINDOW, _BODY_WINDOW, _CAPITALS_WINDOW = 2, 6, 12, 20  # sentences
_FARTHEST = 400  # tokens
_MOST_MEMBERS = 4
_OUTSIDE = {"в", "во", "из", "на", "через"}  # «коллеги из Швеции»: the state takes no part
_MODIFIERS = {"amod", "nmod", "acl", "appos"}


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return table


class Coreference:
    """Links the anaphors of one document; called token by token in text order, after the names are known."""

    def __init__(
        self, words: Words, registry: Registry, namer: Namer, context: Context, titles: dict[int, list[Cluster]]
    ) -> None:
        self._words = words
        self._registry = registry
        self._namer = namer
        self._context = context
        self._pronouns = Pronouns(words, registry, titles, _table()["pronouns"])

    def add(self, position: int) -> bool:
        """Note the mention if the token is an anaphor that can be resolved; whether it was one."""
        words = self._words
        if words.pos[position] == "NOUN":
            return self._nominal(position, words.lemma[position])
        if words.lemma[position] == "который":
            found = self._pronouns.relative(position)
        elif words.form[position] in self._pronouns:
            found = self._pronouns.personal(position)
        else:
            return False
        for cluster in found:
            self._registry.add(cluster, position, position + 1, position, "pronoun")
        return bool(found)

    def _nominal(self, position: int, lemma: str) -> bool:
        words, table = self._words, _table()
        if any(words.dep[child] in _MODIFIERS and not words.space[child] for child in words.children[position]):
            return False
        count, start = self._count(position)
        found: tuple[Cluster, ...] = ()
        if words.features[position].number != "Plur" and count < 2:
            found = self._single(position, lemma, count)
        elif lemma == "столица" and count:
            found = self._capitals(position, count)
        elif lemma in table["states"] and (count or lemma == "сторона"):
            found = self._states(position, count)
        elif lemma in table["people"] and count:
            found = self._people(position, count)
        for cluster in found:
            self._registry.add(cluster, start, position + 1, position, "nominal")
        return bool(found)

    def _single(self, position: int, lemma: str, count: int) -> tuple[Cluster, ...]:
        table = _table()
        if lemma in table["settlements"]:
            return self._city(position)
        return self._polity(position) if lemma in table["polity"] and not count else self._body(position, lemma)

    def _count(self, position: int) -> tuple[int, int]:
        """How many a noun phrase says there are (0: it does not), and where it begins."""
        words, table = self._words, _table()
        before = position - 1
        if before < 0:
            return 0, position
        form = words.form[before]
        if form in table["both"]:
            return 2, before
        if form in table["counts"]:
            return table["counts"][form], before
        return 0, before if words.lemma[before] in ("этот", "сам") else position

    def _back(self, position: int, window: int) -> Iterator[int]:
        """The tokens before one, from the nearest, as far as the window of sentences goes."""
        sentences = self._words.sentence
        for place in range(position - 1, max(-1, position - 1 - _FARTHEST), -1):
            if sentences[position] - sentences[place] > window:
                return
            yield place

    def _city(self, position: int) -> tuple[Cluster, ...]:
        """The last city named as a place."""
        for place in self._back(position, _STATES_WINDOW):
            for occurrence, cluster in self._registry.heads[place]:
                if occurrence.form == "name" and cluster.type == "CITY":
                    return (cluster,)
        return ()

    def _polity(self, position: int) -> tuple[Cluster, ...]:
        state = self._namer.state(self._context.state(position) or "")
        return (state,) if state else ()

    def _states(self, position: int, count: int) -> tuple[Cluster, ...]:
        """The states of the last sentence that names as many, or of several together; without a count two to four."""
        together: dict[str, None] = {}
        for codes in self._codes_backwards(position):
            if (len(codes) > 1 and len(codes) == count) or (count == 0 and 1 < len(codes) <= _MOST_MEMBERS):
                return self._of_codes(codes)
            together.update(dict.fromkeys(codes))
            if len(together) == count and count > 1:
                return self._of_codes(list(together))
        return ()

    def _of_codes(self, codes: list[str]) -> tuple[Cluster, ...]:
        states = [self._namer.state(code) for code in codes]
        return tuple(state for state in states if state)

    def _codes_backwards(self, position: int) -> Iterator[list[str]]:
        """Codes of the states that act in each sentence, from the anaphor's own backwards, each in text order."""
        sentences = self._words.sentence
        codes: dict[str, None] = {}
        sentence = sentences[position]
        for place in self._back(position, _STATES_WINDOW):
            if sentences[place] != sentence:
                yield list(reversed(codes))
                codes, sentence = {}, sentences[place]
            codes.update(dict.fromkeys(self._acting(place)))
        yield list(reversed(codes))

    def _acting(self, place: int) -> list[str]:
        """Codes of the states that a token names as taking part."""
        if not self._registry.heads[place] or self._words.preposition(place) in _OUTSIDE:
            return []
        return [
            cluster.code
            for occurrence, cluster in self._registry.heads[place]
            if cluster.code in self._namer.codes
            and cluster.code is not None
            and cluster.kind in ("state", "person")
            and occurrence.form != "pronoun"
        ]

    def _capitals(self, position: int, count: int) -> tuple[Cluster, ...]:
        """The last states for which their capitals have stood, or whose capitals have been named."""
        found: dict[int, Cluster] = {}
        for place in self._back(position, _CAPITALS_WINDOW):
            for occurrence, cluster in self._registry.heads[place]:
                if occurrence.form == "name" and cluster.code and self._namer.is_capital(place):
                    state = self._namer.state(cluster.code)
                    found.update({id(state): state} if state else {})
            if len(found) == count:
                return tuple(reversed(found.values()))
        return ()

    def _people(self, position: int, count: int) -> tuple[Cluster, ...]:
        """The last people named, if there are as many."""
        found: dict[int, Cluster] = {}
        for place in self._back(position, _PEOPLE_WINDOW):
            for _, cluster in self._registry.heads[place]:
                if cluster.kind == "person":
                    found.setdefault(id(cluster), cluster)
            if len(found) == count:
                return tuple(reversed(found.values()))
        return ()

    def _body(self, position: int, lemma: str) -> tuple[Cluster, ...]:
        """The last body named whose sector the noun fits."""
        sectors = {sector for sector, lemmas in _table()["bodies"].items() if lemma in lemmas}
        for place in self._back(position, _BODY_WINDOW) if sectors else ():
            for occurrence, cluster in self._registry.heads[place]:
                if occurrence.form != "adjective" and cluster.sector in sectors and cluster.kind == "organisation":
                    return (cluster,)
        return ()
