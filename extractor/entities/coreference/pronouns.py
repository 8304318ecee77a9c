"""Pronouns and relative pronouns to what they stand for, by gender, number, syntax and recency.

Precision comes first: where two candidates are about as good, there is no link.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.entities.coreference.disjoint import are_disjoint
from extractor.entities.registry import NOBODY, Cluster, Link, Registry
from extractor.grammar.columns import Words
from extractor.grammar.lexicon import load_lexicon, saying

_WINDOW = 2  # sentences before the pronoun's own
_NEXT = 1  # sentences between the words of one speaker
_FARTHEST = 150  # tokens
_MARGIN = 0.35  # by which the best candidate must lead
_SUBJECT, _SAME_ROLE, _NESTED, _PERSON, _PER_TOKEN = 1.0, 0.5, -0.6, 1.2, -0.005


@dataclass(frozen=True, slots=True)
class _Candidate:
    position: int
    clusters: tuple[Cluster, ...]
    score: float


class Pronouns:
    """Resolves the pronouns of one document.

    Args:
        titles: what the titles before names stand for.
        forms: the forms of personal pronouns by gender, and by «Plur».
    """

    def __init__(
        self, words: Words, registry: Registry, titles: dict[int, list[Cluster]], forms: dict[str, list[str]]
    ) -> None:
        self._words = words
        self._registry = registry
        self._titles = titles
        self._titled = sorted(titles)
        self._fitting: dict[str, frozenset[str]] = {
            form: frozenset(gender for gender, others in forms.items() if form in others)
            for listed in forms.values()
            for form in listed
        }

    def __contains__(self, form: str) -> bool:
        return form in self._fitting

    def relative(self, position: int) -> Link:
        """The head of the relative clause of «который», if it agrees."""
        words = self._words
        node = position
        for above in words.ancestors(position):
            if words.dep[node] == "acl":
                plural = words.features[position].number == "Plur"
                held = self._held(above)
                agrees = plural == (words.features[above].number == "Plur") or len(held) > 1
                if held and above < position and agrees:
                    return Link(held, f"the relative clause belongs to «{words.text[above]}»")
                return NOBODY
            node = above
        return NOBODY

    def reflexive(self, position: int) -> Link:
        """The subject of the clause of «свой», «себя», or the noun whose participle governs it."""
        words = self._words
        node = position
        for above in words.ancestors(position):
            if words.dep[node] == "acl" and words.features[node].verb_form == "Part":
                return self._own(above)
            subject = next((child for child in words.children[above] if words.dep[child] == "nsubj"), None)
            if subject is not None and subject != node:
                return self._own(subject)
            if subject is not None or (words.features[above].verb_form == "Fin" and words.dep[above] != "conj"):
                return NOBODY
            node = above
        return NOBODY

    def _own(self, owner: int) -> Link:
        held = self._group(owner)
        return Link(held, f"the subject of its clause is «{self._words.text[owner]}»") if held else NOBODY

    def personal(self, position: int) -> Link:
        """What a personal or a possessive pronoun stands for; nothing where it is not clear."""
        best: dict[tuple[int, ...], _Candidate] = {}
        for candidate in self._candidates(position):
            key = tuple(sorted(id(cluster) for cluster in candidate.clusters))
            if key not in best or candidate.score > best[key].score:
                best[key] = candidate
        ranked = sorted(best.values(), key=lambda candidate: (-candidate.score, -candidate.position))
        if not ranked or (len(ranked) > 1 and ranked[0].score - ranked[1].score < _MARGIN):
            return NOBODY
        return Link(ranked[0].clusters, self._reason(position, ranked))

    def speaker(self, position: int) -> Link:
        """Who spoke last, where a pronoun of one person is told to speak: ««…», сказал Ривера. {Он} добавил, что …»."""
        words = self._words
        if not self._speaks(position):
            return NOBODY
        for place in self._places(position):
            if words.sentence[position] - words.sentence[place] > _NEXT:
                return NOBODY
            held = self._held(place)
            if held and self._speaks(place):
                one = len(held) == 1 and held[0].kind == "person" and self._agrees(place, held, self.genders(position))
                return Link(held, f"«{words.text[place]}» spoke last") if one else NOBODY
        return NOBODY

    def _speaks(self, place: int) -> bool:
        """Whether a token names who says something: «сообщил {министр}», «по словам {министра}»."""
        words = self._words
        named = place
        while words.dep[named] in ("appos", "flat") and words.head[named] != named:
            named = words.head[named]
        above = words.lemma[words.head[named]]
        if words.dep[named] == "nsubj":
            return above in saying()
        return words.dep[named] in ("nmod", "det") and above in load_lexicon().saying_nouns

    def _reason(self, position: int, ranked: list[_Candidate]) -> str:
        """The features that agree, and how the best candidate beats the next."""
        words, best = self._words, ranked[0]
        genders = "/".join(sorted(self.genders(position)))
        distance = words.sentence[position] - words.sentence[best.position]
        where = "in the same sentence" if not distance else f"{distance} sentence{'s' * (distance > 1)} before"
        relation = self._relation(best.position)
        told = f"{genders}: «{words.text[best.position]}», {relation} {where}, scores {best.score:.2f}"
        if len(ranked) == 1:
            return f"{told}; nothing else agrees"
        return f"{told}; next «{words.text[ranked[1].position]}» with {ranked[1].score:.2f}"

    def genders(self, position: int) -> frozenset[str]:
        """The genders that the pronoun may have, or «Plur»; the tagger decides where a form is both."""
        fitting, feats = self._fitting[self._words.form[position]], self._words.features[position]
        if "Plur" in fitting and len(fitting) > 1:
            plural = feats.number == "Plur" or feats.case == "Dat"
            return frozenset({"Plur"}) if plural else fitting - {"Plur"}
        return fitting

    def _candidates(self, position: int) -> Iterator[_Candidate]:
        words = self._words
        genders = self.genders(position)
        governors = set() if words.dep[position] == "nsubj" else set(words.ancestors(position))
        for place in self._places(position):
            if place in governors or are_disjoint(words, place, position):
                continue
            clusters = self._group(place) if "Plur" in genders else self._held(place)
            if clusters and self._agrees(place, clusters, genders):
                yield _Candidate(place, clusters, self._score(place, position, clusters, genders))

    def _places(self, position: int) -> list[int]:
        """The tokens before a pronoun that name somebody, from the nearest."""
        sentences = self._words.sentence
        opening = bisect_left(sentences, sentences[position] - _WINDOW, hi=position)
        first = max(opening, position - _FARTHEST)
        titles = self._titled[bisect_left(self._titled, first) : bisect_left(self._titled, position)]
        return sorted({*titles, *self._registry.heading(first, position)}, reverse=True)

    def _score(self, place: int, position: int, clusters: tuple[Cluster, ...], genders: frozenset[str]) -> float:
        distance = self._words.sentence[position] - self._words.sentence[place]
        score = -distance + _PER_TOKEN * (position - place)
        relation = self._relation(place)
        if relation == "nsubj":
            score += _SUBJECT + _SAME_ROLE * (self._words.dep[position] == "nsubj")
        elif relation in ("nmod", "appos") and place not in self._titles:
            score += _NESTED
        if clusters[0].animate and "Plur" not in genders:
            score += _PERSON
        return score

    def _relation(self, place: int) -> str:
        """The relation of a token; of a coordinated one, of the first: «Петров и {Сидоров} спорят»."""
        words = self._words
        return words.dep[words.head[place]] if words.dep[place] == "conj" else words.dep[place]

    def _held(self, position: int) -> tuple[Cluster, ...]:
        return tuple(self._titles.get(position) or self._registry.at(position))

    def _group(self, place: int) -> tuple[Cluster, ...]:
        """The clusters headed at a token together with those coordinated with it."""
        words = self._words
        clusters = list(self._held(place))
        for child in words.children[place] if clusters else ():
            if words.dep[child] == "conj" and child > place:
                clusters += [cluster for cluster in self._held(child) if cluster not in clusters]
        return tuple(clusters)

    def _agrees(self, place: int, clusters: tuple[Cluster, ...], genders: frozenset[str]) -> bool:
        first, feats = clusters[0], self._words.features[place]
        if first.kind == "place" or any(seen.form == "adjective" for seen, _ in self._registry.heads[place]):
            return False
        if "Plur" in genders:
            return len(clusters) > 1 or first.plural or feats.number == "Plur"
        if len(clusters) > 1 or first.plural:
            return False
        if first.kind == "person":
            return not first.gender or first.gender in genders
        return (feats.gender or first.gender) in genders
