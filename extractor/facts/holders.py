"""Who holds a post, or owns something: the person whose name stands at its phrase."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from extractor.entities import Reference, mentions_of
from extractor.facts.bodies import Bodies
from extractor.facts.lexicon import Lexicon
from extractor.facts.posts import Post
from extractor.grammar.morphology import feature_of, has
from extractor.grammar.tokens import Parse, Token

_DASHES = {"—", "–"}
_LINKS = {",", "-", "(", *_DASHES}
_COPULAS = {"быть", "являться", "стать", "становиться", "оставаться", "остаться", "служить", "считаться"}
_TRAILING = {"в", "во", "на", "по", "от", "из", "при"}
_LONGEST_REST, _FARTHEST = 12, 15  # tokens of «в своём регионе» before a name; of appositions between a name and a post
_PARTIES = {"PERSON", "ORGANIZATION", "COUNTRY"}


@dataclass(slots=True)
class _Names:
    """Names by the tokens where they start, and behind which they end."""

    starting: dict[int, Reference] = field(default_factory=dict)
    ending: dict[int, Reference] = field(default_factory=dict)


class Holders:
    """Finds the holders of the posts of one document."""

    def __init__(self, doc: Parse, bodies: Bodies, lexicon: Lexicon) -> None:
        mentions = mentions_of(doc)
        self._doc = doc
        self._lexicon = lexicon
        self._entities = mentions.entities
        self._mentions = mentions
        self._people, self._parties = _Names(), _Names()
        self._anaphors: dict[int, Reference] = {}
        self._ends = bodies.ends
        for reference in mentions.references:
            if self._is_named_party(reference) and reference.start in bodies.starts and reference.end in bodies.ends:
                self._index(bodies.starts[reference.start], bodies.ends[reference.end], reference)

    def _index(self, start: int, end: int, reference: Reference) -> None:
        person = self._entities[reference.entities[0]].type == "PERSON"
        if reference.form == "name":
            for names in (self._people, self._parties) if person else (self._parties,):
                names.starting[start], names.ending[end] = reference, reference
        elif reference.form == "nominal" and person:
            self._anaphors[self._doc[start:end].root.i] = reference

    def _is_named_party(self, reference: Reference) -> bool:
        if len(reference.entities) > 1:
            return False
        entity = self._entities[reference.entities[0]]
        return entity.type in _PARTIES and any(mention.form == "name" for mention in entity.mentions)

    def _sentence(self, post: Post) -> tuple[int, int]:
        return self._mentions.words.sentence_range(post.head.i)

    def _names(self, post: Post) -> "_Names":
        """Who may be the holder: people, and of those who own also organisations."""
        return self._parties if post.owner else self._people

    def pairs(self, posts: Sequence[Post]) -> Iterator[tuple[Post, Reference]]:
        """Each post of one person with its holder."""
        single = [post for post in posts if not self._is_plural(post)]
        held: dict[int, tuple[Post, Reference]] = {}
        for post in reversed(single):
            holder = self._name_behind(post) or self._shared(post, held)
            if holder is not None:
                held[post.start] = (post, holder)
        for post in single:
            known = held.get(post.start)
            holder = known[1] if known else self._name_before(post) or self._subject(post) or self._anaphor(post)
            if holder is not None:
                yield post, holder
        for post in posts:
            if self._is_plural(post):
                yield from self._each(post)

    def _is_plural(self, post: Post) -> bool:
        if self._mentions.words.features[post.head.i].number != "Plur":
            return False
        before = self._doc[max(0, post.start - 2) : post.start]
        return [token.lemma_ for token in before] != ["один", "из"]  # «один из {директоров завода}» is one person

    def _each(self, post: Post) -> Iterator[tuple[Post, Reference]]:
        """«Президенты {Чили} и {Перу} {Пётр Крамов} и {Хуан Перес}»: each has his own; one body is everybody's."""
        names, position = self._names(post).starting, post.end
        holders: list[Reference] = []
        while position in names:
            holders.append(names[position])
            position = self._ends[names[position].end]
            position += position < len(self._doc) and self._doc[position].lower_ in (",", "и")
        paired = len(post.bodies) == len(holders) > 1
        for number, holder in enumerate(holders if len(holders) > 1 else ()):
            yield (replace(post, bodies=(post.bodies[number],)) if paired else post), holder

    # Titles before a name

    def _name_behind(self, post: Post) -> Reference | None:
        """The name behind the phrase, behind its attributes and the rest of the title too."""
        if post.head.dep_ == "nmod" and post.head.head.lemma_ in self._lexicon.no_posts:
            return None  # «сын {президента} Иван»
        position = self._behind_brackets(post.end)
        names = self._names(post).starting
        if position < self._sentence(post)[1] and self._doc[position].text in _DASHES:
            return names.get(self._behind_label(position + 1) if post.owner else position + 1)
        while position < self._sentence(post)[1] and position not in names and self._is_between(position):
            position += 1
        if position < self._sentence(post)[1] and self._doc[position].lower_ in _TRAILING:
            position = next(
                (
                    i
                    for i in range(position, min(position + _LONGEST_REST, self._sentence(post)[1]))
                    if self._ends_rest(i)
                ),
                position,
            )
        return names.get(position) if position < self._sentence(post)[1] else None

    def _behind_label(self, position: int) -> int:
        """Behind the common noun before a name: «компания «»."""
        while position < len(self._doc) and (
            self._lexicon.is_body(self._doc[position].lemma_) or self._doc[position].text in ("«", '"')
        ):
            position += 1
        return position

    def _behind_brackets(self, position: int) -> int:
        """Behind «(FN)»: an abbreviation in brackets."""
        doc = self._doc
        if position + 2 < len(doc) and doc[position].text == "(" and doc[position + 2].text == ")":
            return position + 3
        return position

    def _is_between(self, position: int) -> bool:
        """«президент, 74-летний {Пётр}», «режиссёр, знаменитый …»."""
        token = self._doc[position]
        aged = position + 1 < len(self._doc) and "летний" in self._doc[position + 1].lower_
        return token.pos_ == "ADJ" or (token.text == "," and aged)

    def _ends_rest(self, position: int) -> bool:
        token = self._doc[position]
        listed = token.text == "," and position + 1 < len(self._doc) and self._doc[position + 1].lower_ in _TRAILING
        return position in self._people.starting or (token.is_punct and not listed) or token.pos_ in ("VERB", "AUX")

    def _shared(self, post: Post, held: dict[int, tuple[Post, Reference]]) -> Reference | None:
        """The holder of the next title in a row: «депутат, {лидер партии Пётр Крамов}»."""
        doc, position = self._doc, post.end
        if position < len(doc) and doc[position].lower_ in _TRAILING:
            rest = range(position, min(position + _LONGEST_REST, self._sentence(post)[1]))
            position = next((i for i in rest if i in held or self._ends_rest(i)), position)
        if position < len(doc) and doc[position].text in (",", "и"):
            position += 1
        found = held.get(position)
        if found is None or self._sentence(found[0]) != self._sentence(post) or not _agree(post.head, found[0].head):
            return None
        return found[1]

    # Appositions, predicates, anaphors

    def _name_before(self, post: Post) -> Reference | None:
        """The name before an apposition: «Иван Петров, {глава завода}», «Петров — {глава завода}»."""
        doc, first, start, names = self._doc, self._sentence(post)[0], post.start, self._names(post)
        while start > first and doc[start - 1].pos_ in ("ADV", "CCONJ"):
            start -= 1
        if start - 1 <= first or doc[start - 1].text not in _LINKS:
            return None
        for position in range(start - 1, max(first, start - _FARTHEST), -1):
            token = doc[position]
            if position in names.ending and token.text in _LINKS:
                return names.ending[position] if _agree(post.head, doc[position - 1]) else None
            if token.pos_ in ("VERB", "AUX", "SCONJ") or token.text in (".", ":", ";"):
                return None
            if position < start - 1 and position in names.starting:
                return None
        return None

    def _subject(self, post: Post) -> Reference | None:
        """The subject of «является {главой завода}», «был {главой завода}»."""
        head = post.head
        if has(head, "Case", "Ins") and head.head.lemma_ in _COPULAS:
            clause = head.head
        elif any(child.dep_ == "cop" for child in head.children):
            clause = head
        else:
            return None
        for child in clause.children:
            if child.dep_.startswith("nsubj") and child.i != head.i:
                return next((r for r in self._mentions.at(child) if self._may_hold(post, r)), None)
        return None

    def _may_hold(self, post: Post, reference: Reference) -> bool:
        person = self._entities[reference.entities[0]].type == "PERSON"
        return self._is_named_party(reference) and (person or post.owner)

    def _anaphor(self, post: Post) -> Reference | None:
        """The person whom the phrase takes up: «{глава завода} добавил»."""
        sought = post.head.head.lemma_ in self._lexicon.seats  # «кандидат на пост {главы завода}» holds none
        return None if sought else self._anaphors.get(post.head.i)


def _agree(one: Token, other: Token) -> bool:
    """Whether two words may stand in one case; the tagger confuses genitive and accusative of people."""
    cases = {feature_of(one, "Case"), feature_of(other, "Case")} - {None}
    return len(cases) < 2 or cases == {"Gen", "Acc"}
