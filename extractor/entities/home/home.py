"""The home of an article, the state that it is about, and the scene of a passage in it."""

from bisect import bisect_left, bisect_right
from collections import Counter
from operator import itemgetter

from extractor.entities.registry import Cluster, Occurrence, Registry
from extractor.entities.tables.lexicon import lexicon
from extractor.grammar.columns import Words
from extractor.grammar.dictionary import fold

_SHARE = 0.5  # share of all mentions of states from which one state is the article's …
_LEAD = 2  # … where it is named this many times as often as the next
_LEADING = 0.25  # share from which a state is one of those that the article is about
_LEAST = 3  # mentions, a subject counted twice, from which a body without a state is taken for the home's
_TITLE_WEIGHT = 2
_AT = ("на", "в")
_SITES = ("facility", "location")
_APPOSED = ("nmod", "appos", "flat")
_NAMING = ("appos", "flat")
_UNDERGOING = ("obj", "nmod")
_TRIBUNALS = frozenset({"трибунал", "уголовный", "мус", "мтбю", "мутр"})  # in the names of criminal courts
_OF_TRIBUNALS = ("суд", "судья", "прокурор", "трибунал")
_EVERYWHERE = ("JRN", "CVL")  # sectors of media and of clubs, whose states say little of the article's


class Home:
    """Answers which state who names none belongs to; made when all names are in the registry.

    Args:
        given: the code of the home, where the caller knows it.

    Attributes:
        code: the article's home: what the caller said, else the state named far more often than any other, in more
            than one sentence.
        leading: the codes of the states that the article is about, from the most named.
    """

    def __init__(self, words: Words, registry: Registry, title_end: int, given: str | None = None) -> None:
        seen = sorted(
            (occurrence.head, cluster.code or "", words.dep[occurrence.head] == "nsubj")
            for cluster in registry.clusters
            if _speaks_of_state(cluster)
            for occurrence in cluster.occurrences
        )
        self._places = sorted(
            (occurrence.head, cluster.code)
            for cluster in registry.clusters
            if cluster.code and cluster.kind in ("state", "place")
            for occurrence in cluster.occurrences
            if _is_scene(words, occurrence)
        )
        self._tribunals = sorted(
            (occurrence.head, cluster.code)
            for cluster in registry.clusters
            if cluster.kind == "organisation" and cluster.code and not _TRIBUNALS.isdisjoint(fold(cluster.name).split())
            for occurrence in cluster.occurrences
        )
        self._words = words
        self._title_end = title_end
        self._positions = [position for position, _, _ in seen]
        self._codes = [code for _, code, _ in seen]
        weights = Counter[str]()
        for position, code, subject in seen:
            weights[code] += (_TITLE_WEIGHT if words.start[position] < title_end else 1) + subject
        ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
        bar = max(_LEAST, _LEADING * weights.total())
        self.leading = tuple(code for code, weight in ranked if weight >= bar)
        first, second = [*(weight for _, weight in ranked[:2]), 0, 0][:2]
        leads = first >= max(_SHARE * weights.total(), _LEAD * second, 1)
        top = ranked[0][0] if leads else None
        told = {words.sentence[position] for position, code, _ in seen if code == top}
        self.code = given or (top if len(told) > 1 else None)
        self._body_state = given or (top if first >= _LEAST else None)

    def in_title(self, position: int) -> bool:
        return self._words.start[position] < self._title_end

    def inferred(self, position: int, how: str | None, host: str | None = None) -> str | None:
        """The state of a body whose phrase names none.

        Args:
            host: the state to which it is sent, which is not its own.
            how: `near` for what belongs to some state always (a ministry), `article` for what belongs to one
                only where the article is about one (a commission); None for what belongs to none.
        """
        if how == "near":
            return self.sender(position, host) if host else self.state(position)
        return self._body_state if how == "article" else None

    def sender(self, position: int, host: str) -> str | None:
        """The state that has sent somebody to another: one that the article is about, else the last one named."""
        last = bisect_right(self._positions, position)
        before = (code for code in reversed(self._codes[:last]) if code != host)
        return next((code for code in self.leading if code != host), next(before, None))

    def tribunal(self, position: int) -> str | None:
        """The international criminal court last named before a token: judges and prosecutors there are its own."""
        last = bisect_right(self._tribunals, position, key=itemgetter(0)) - 1
        code = self._tribunals[last][1] if last >= 0 else ""
        bare = not any(self._words.dep[child] == "amod" for child in self._words.children[position])
        own = bare and self._words.lemma[position] in _OF_TRIBUNALS
        return code if own and code.startswith("IGO:") else None

    def scene(self, position: int) -> str | None:
        """The state of the last place where the clause of a token says that something is: «в Остине»."""
        start, end = self._words.sentence_range(position)
        around = {position, *self._words.ancestors(position)}
        first, last = (bisect_right(self._places, bound, key=itemgetter(0)) for bound in (start - 1, end))
        codes = [code for place, code in self._places[first:last] if not around.isdisjoint(self._said_of(place))]
        return codes[-1] if codes else None

    def site(self, position: int) -> str | None:
        """The one state where the sentence of a token says that something is; None where there are several."""
        start, end = self._words.sentence_range(position)
        first, last = (bisect_right(self._places, bound, key=itemgetter(0)) for bound in (start - 1, end))
        codes = {code for _, code in self._places[first:last]}
        return codes.pop() if len(codes) == 1 else None

    def _said_of(self, place: int) -> set[int]:
        """The words of which is said that they are at a place: the governor of «в городе {Остине}», «в Чили и {Перу}».

        Who goes to what is there is there as well: «вышли на протесты в {Осло}».
        """
        words = self._words
        while words.dep[place] == "conj" or (words.dep[place] in _APPOSED and not words.preposition(place)):
            place = words.head[place]
        governor = words.head[place]
        joined = words.dep[governor] == "obl" and words.preposition(governor) in _AT
        return {governor, words.head[governor]} if joined else {governor}

    def only(self, position: int) -> str | None:
        """The one state of whose places, bodies and people a sentence speaks; None where there are several."""
        start, end = self._words.sentence_range(position)
        first, last = bisect_left(self._positions, start), bisect_left(self._positions, end)
        codes = {self._codes[place] for place in range(first, last) if not self._is_of_mission(place)}
        return codes.pop() if len(codes) == 1 else None

    def _is_of_mission(self, place: int) -> bool:
        """Whether a state is named only as the owner of a house in another: «у посольства {Чили}»."""
        words = self._words
        return words.lemma[words.head[self._positions[place]]] in lexicon().missions

    def expels(self, position: int, code: str | None) -> bool:
        """Whether somebody mentioned at a token is sent out of a state, as far as the sentence names another or none.

        «Из {Чили} выслали рабочих»: they are from elsewhere.
        """
        words, expelling = self._words, lexicon().expelling
        while words.dep[position] in _NAMING and words.head[position] != position:
            position = words.head[position]
        governor = words.head[position]
        done_to = words.dep[position] in _UNDERGOING or (
            words.dep[position] == "nsubj" and words.features[governor].verb_form != "Fin"
        )
        expelled = done_to and not words.preposition(position) and words.lemma[governor] in expelling
        described = any(words.lemma[child] in expelling for child in words.children[position])
        return (expelled or described) and self.only(position) in (code, None)

    def place(self, position: int) -> str | None:
        """The code of the last state before a token where the article says that something is: «в Сирии»."""
        last = bisect_right(self._places, position, key=itemgetter(0)) - 1
        return self._places[last][1] if last >= 0 else self.state(position)

    def state(self, position: int) -> str | None:
        """The code of the state that a body mentioned at a token belongs to.

        The article's home; without one, the last state named before it in its sentence or the one before.
        """
        if self._body_state:
            return self._body_state
        sent = self._words.lemma[position] in lexicon().sent
        before = range(bisect_right(self._positions, position) - 1, -1, -1)
        return next((self._codes[last] for last in before if sent or not self._is_of_mission(last)), None)


def _is_scene(words: Words, mention: Occurrence) -> bool:
    """Whether a name says where something is, or with a thing there where somebody goes: «в Осло», «на улицы Осло»."""
    if mention.form != "name":
        return False
    if words.features[mention.head].case == "Loc":
        return True
    governor = words.head[mention.head]
    nominal = lexicon().nominal(words.lemma[governor])
    return (
        words.dep[mention.head] == "nmod"
        and not words.preposition(mention.head)
        and nominal is not None
        and nominal.kind in _SITES
        and words.preposition(governor) in _AT
    )


def _speaks_of_state(cluster: Cluster) -> bool:
    """Whether a mention makes a state likelier for the article: not of a union or of who is read everywhere."""
    if not cluster.code or cluster.code.startswith("IGO:"):
        return False
    if cluster.kind == "organisation":
        return cluster.sector not in _EVERYWHERE and not cluster.name.isascii()
    return cluster.kind in ("state", "place", "person")
