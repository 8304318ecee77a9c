"""Titles before and behind the names of people, and common nouns before proper names: offices and states from them."""

from collections import defaultdict

from extractor.entities.board import Board
from extractor.entities.forms.noun_phrases import NounPhrase, label_before, leftmost, nominal_at, rightmost
from extractor.entities.forms.title_phrases import title_behind, title_of
from extractor.entities.home.home import Home
from extractor.entities.home.origins import may_be_of
from extractor.entities.nominals import sectors
from extractor.entities.nominals.named_states import States
from extractor.entities.registry import Cluster, Occurrence
from extractor.entities.tables.lexicon import Lexicon, Nominal
from extractor.grammar.columns import Words

_MOST_TITLES, _LONGEST = 3, 14  # titles of one name before another, tokens of one title
_OWNERS = ("institution", "organisation", "collective", "state")
_CLUBS = "CVL"  # the sector of bodies that take people of any state: «вратарь «Челси» Петр Чех»


class Titles:
    """Reads the titles of one document.

    `heads` then says whose title or label a token is, `labelled` where the phrase of a label and its name ends.
    """

    def __init__(self, board: Board, states: States) -> None:
        self._board = board
        self._words = board.words
        self._lexicon = board.lexicon
        self._registry = board.registry
        self._states = states
        self.heads: dict[int, list[Cluster]] = defaultdict(list)
        self.labelled: dict[int, int] = {}
        self._spans: list[tuple[Cluster, int, int, int]] = []

    def read(self) -> None:
        """Give people the offices and states of their titles, and organisations the sector of their labels."""
        people: dict[int, tuple[Occurrence, Cluster]] = {}
        for cluster in list(self._registry.clusters):
            for occurrence in list(cluster.occurrences):
                if occurrence.form != "name":
                    continue
                if cluster.type == "PERSON":
                    people[occurrence.start] = (occurrence, cluster)
                else:
                    self._label(occurrence, cluster)
        starts = {start: occurrence.end for start, (occurrence, _) in people.items()}
        ends = {end: start for start, end in starts.items()}
        for start, (occurrence, cluster) in sorted(people.items(), key=lambda item: item[0]):
            title = title_of(self._words, self._lexicon, start, occurrence.end, starts, ends)
            if title is not None:
                self._hold(cluster, title, leftmost(self._words, title), start)
                self._chain(cluster, title)
            self._behind(occurrence, cluster)
        heads = {occurrence.head: cluster for occurrence, cluster in people.values()}
        for position, lemma in enumerate(self._words.lemma):
            if lemma in self._lexicon.office_nouns and position not in self.heads:
                self._told(position, heads)

    def complete(self, home: Home) -> None:
        """Sectors for people by their titles, and states: of the body in the title, else from the article."""
        words = self._words
        for cluster, start, title, end in reversed(
            self._spans
        ):  # the first title that tells a sector has the last word
            nominal = nominal_at(words, self._lexicon, title)
            if nominal:
                told = sectors.of_phrase(self._board, NounPhrase(start, end, title), nominal)
                cluster.sector = told or cluster.sector
        for cluster, start, title, end in self._spans:
            if cluster.code is not None:
                continue
            codes = [
                inner.code
                for position in range(title + 1, end)
                for _, inner in self._registry.heads[position]
                if inner.code and inner.kind in _OWNERS and not self._is_legionary(cluster, inner.code, title, end)
            ]
            rank = self.heads[title].index(cluster)
            if words.features[title].number == "Plur" and len(codes) == len(self.heads[title]):
                cluster.take(codes[rank], "the body in its title")
            else:
                cluster.take(codes[0] if len(set(codes)) == 1 else None, "the body in its title")
            nominal = nominal_at(words, self._lexicon, title)
            if not codes and nominal:
                host = cluster.host = self._states.host(start, end, title)
                state = home.tribunal(title) or home.inferred(title, nominal.state, host)
                cluster.take(state, "its title, in the home of the article")

    def complete_names(self, home: Home) -> None:
        """States for organisations that are called by a name of their own: «правящая партия «Рассвет»»."""
        for cluster in self._registry.clusters:
            if cluster.kind == "organisation" and cluster.code is None and cluster.state:
                cluster.take(home.inferred(cluster.occurrences[0].head, cluster.state), "the home of the article")

    def _label(self, occurrence: Occurrence, cluster: Cluster) -> None:
        label = label_before(self._words, self._lexicon, occurrence.start)
        if label is None:
            return
        self.heads[label].append(cluster)
        self.labelled[label] = occurrence.end + (
            self._words.text[occurrence.end : occurrence.end + 1] in (["»"], ['"'])
        )
        nominal = self._lexicon.nominals[self._words.lemma[label]]
        cluster.sector = cluster.sector or nominal.sector
        if cluster.state is None:
            cluster.state = _state(self._words, self._lexicon, label, nominal)
        codes = self._states.of(leftmost(self._words, label), label, label)
        if cluster.code is None and len(codes) == 1 and cluster.kind == "organisation":
            cluster.take(codes[0], "the label before its name")

    def _behind(self, occurrence: Occurrence, cluster: Cluster) -> None:
        """The office behind a name: «Пётр Лысенко, {глава} ведомства»."""
        behind = title_behind(self._words, self._lexicon, occurrence.end, occurrence.head)
        if behind is not None and not self._registry.names[behind]:
            start, end = leftmost(self._words, behind), rightmost(self._words, behind)
            end = max(end, self.labelled.get(end - 1, 0))
            self._hold(cluster, behind, start, end)
            self._registry.add(cluster, Occurrence(start, end, behind, "nominal"))

    def _chain(self, cluster: Cluster, title: int) -> None:
        """The titles that stand before a title: «премьер Чехии, лидер партии, {бывший министр} Ян Новак»."""
        words = self._words
        for _ in range(_MOST_TITLES):
            end = leftmost(words, title)
            before = end - (words.form[end - 1 : end] == [","])
            earlier = self._title_ending(before, title)
            if earlier is None or earlier in self.heads:
                return
            self._hold(cluster, earlier, leftmost(words, earlier), before)
            title = earlier

    def _title_ending(self, end: int, title: int) -> int | None:
        """The head of the title that ends right before a token, in the case and number of the one behind it."""
        words, agreeing = self._words, self._words.features[title]
        for position in range(end - 1, max(-1, end - 1 - _LONGEST), -1):
            if words.sentence[position] != words.sentence[title] or words.text[position] == ",":
                return None
            nominal = nominal_at(words, self._lexicon, position) if words.pos[position] == "NOUN" else None
            feats = words.features[position]
            titles = nominal is not None and (nominal.kind == "office" or self._is_apposed(title, position))
            if titles and (feats.case, feats.number) == (agreeing.case, agreeing.number):
                last = rightmost(words, position)
                # «лидер партии «Рассвет»» ends where the name of its label does
                return position if max(last, self.labelled.get(last - 1, 0)) >= end else None
        return None

    def _is_apposed(self, title: int, position: int) -> bool:
        """Whether a title stands right behind another: «физика {профессора} Ланга», not «жены {министра} Ланга»."""
        return title == position + 1 and self._words.head[title] == position and self._words.dep[title] == "appos"

    def _told(self, title: int, people: dict[int, Cluster]) -> None:
        """The office that a sentence gives to a person: «Ирма Вельд стала {президентом}», «с поста {министра}»."""
        words = self._words
        above = words.head[title]
        if words.lemma[above] in self._lexicon.posts and words.features[title].case == "Gen":
            around = (words.head[above],)
        elif words.lemma[above] in self._lexicon.becoming and words.features[title].case == "Ins":
            around = (above,)
        elif words.features[title].case == "Nom" and words.dep[title] != "nsubj":
            around = (title,)
        else:
            return
        nearest = [child for node in around for child in words.children[node]]
        if any(words.form[child] == "не" for child in nearest):
            return
        held = [people[child] for child in nearest if child in people and words.dep[child] in ("nsubj", "obj", "nmod")]
        if len(held) == 1:
            self._hold(held[0], title, leftmost(words, title), rightmost(words, title))

    def _hold(self, cluster: Cluster, title: int, start: int, end: int) -> None:
        """A person holds the office of the title in the tokens `[start, end)`."""
        words = self._words
        self.heads[title].append(cluster)
        self._spans.append((cluster, start, title, end))
        nominal = nominal_at(words, self._lexicon, title)
        codes = (nominal.code,) if nominal and nominal.code else self._states.of(start, end, title)
        rank = self.heads[title].index(cluster)
        code = (
            codes[0]
            if len(codes) == 1
            else codes[rank]
            if rank < len(codes) and words.features[title].number == "Plur"
            else None
        )
        if self._lexicon.former.isdisjoint(words.lemma[start:title]):
            offices = self._lexicon.offices(words.lemma[title], words.lemma[start:end], bool(code))
            cluster.offices.update((office, code) for office in offices)
        if code is not None and cluster.code is None and not self._is_legionary(cluster, code, title, end):
            cluster.take(code, f"the title «{words.between(start, end)}»")

    def _is_legionary(self, cluster: Cluster, code: str, title: int, end: int) -> bool:
        """Whether a title is one in a club and the name speaks against the club's state."""
        heads = (self._registry.heads[position] for position in range(title + 1, end))
        of_club = any(inner.kind == "organisation" and inner.sector == _CLUBS for held in heads for _, inner in held)
        return of_club and not may_be_of(cluster.name, code, self._lexicon)


def _state(words: Words, lexicon: Lexicon, head: int, nominal: Nominal) -> str | None:
    """How a body gets its state from the article: «государственная телекомпания» belongs to some state always."""
    attributes = words.lemma[leftmost(words, head) : head]
    return "near" if any(lemma in lexicon.of_state for lemma in attributes) else nominal.state
