"""Phrases that name a post and whose it is: «{бывший} {первый заместитель министра} {Чили}»."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.attrs import POS
from spacy.symbols import ADJ, NOUN, PROPN, VERB

from extractor.entities.tables.gazetteer import gazetteer
from extractor.facts.bodies import Bodies, Body, may_be_genitive, span_of
from extractor.facts.lexicon import Lexicon
from extractor.grammar.marks import MAY_OPEN
from extractor.grammar.morphology import feature_of, has, is_any_participle
from extractor.grammar.tokens import Parse, Token
from extractor.records import Phase, Span

_HEADS = frozenset((NOUN, PROPN, ADJ, VERB))
_ATTRIBUTES = {"ADJ", "DET"}
_LONGEST_FIELD = 12  # tokens


@dataclass(frozen=True, slots=True)
class Post:
    """A post's phrase in the tokens `[start, end)`: its name, whose it is, when it is held.

    `owner`: no post, but who owns or has made what stands in `bodies`.
    """

    head: Token
    start: int
    end: int
    position: Span
    bodies: tuple[Body, ...]
    phase: Phase | None
    owner: bool
    of_state: bool


class Posts:
    """Reads the phrases of posts in one document."""

    def __init__(self, doc: Parse, bodies: Bodies, lexicon: Lexicon) -> None:
        self._doc = doc
        self._bodies = bodies
        self._lexicon = lexicon

    def find(self) -> Iterator[Post]:
        """The posts that the text names, in its order; a post inside the name of another is none of its own."""
        posts: list[Post] = []
        covered = 0
        for position, pos in enumerate(self._doc.to_array(POS).tolist()):
            if pos not in _HEADS or position < covered or position in self._bodies.people:
                continue
            token = self._doc[position]
            if self._is_head(token):
                post, covered = self._read(token)
                posts.append(post)
        following: Post | None = None
        for number, post in reversed(list(enumerate(posts))):
            following = posts[number] = self._shared(post, following)
        yield from posts

    def _shared(self, post: Post, following: Post | None) -> Post:
        """A post without a body has that of the one coordinated with it: «основатель и {владелец «Зари»}»."""
        coordinated = (
            following is not None
            and not post.bodies
            and following.start == post.end + 1
            and self._doc[post.end].lower_ == "и"
            and feature_of(post.head, "Case") == feature_of(following.head, "Case")
        )
        return replace(post, bodies=following.bodies) if following and coordinated else post

    def _sentence(self, token: Token) -> tuple[int, int]:
        return self._bodies.words.sentence_range(token.i)

    def _is_head(self, token: Token) -> bool:
        lemma = token.lemma_
        if token.pos_ == "VERB":
            return lemma in self._lexicon.governing and has(token, "VerbForm", "Part") and token.dep_ != "amod"
        if self._lexicon.is_post(lemma) or self._lexicon.is_owner(lemma):
            return token.pos_ != "ADJ" or token.dep_ != "amod"
        return self._is_occupation(token)

    def _is_occupation(self, token: Token) -> bool:
        """Any other noun for a person: «{садовник} дворца»; where somebody is from is no post («бразилец»)."""
        animate = token.pos_ == "NOUN" and has(token, "Animacy", "Anim")
        return animate and token.lemma_ not in self._lexicon.no_posts and gazetteer().demonym(token.lemma_) is None

    def _read(self, head: Token) -> tuple[Post, int]:
        start, first, adjective, phase = self._before(head)
        named = self._named_until(head)
        bodies, end = self._owners(head, named, adjective)
        if not self._lexicon.is_of_place(head.lemma_) and not self._lexicon.is_owner(head.lemma_):
            bodies = tuple(body for body in bodies if not self._bodies.is_place(body))
        post = Post(
            head=head,
            start=start,
            end=end,
            position=span_of(self._doc, first, named),
            bodies=bodies,
            phase=phase or self._lexicon.phase(head.lemma_),
            owner=self._lexicon.is_owner(head.lemma_),
            of_state=any(self._lexicon.is_of_state(token.lemma_) for token in self._doc[head.i : named]),
        )
        return post, named

    # Before the head

    def _before(self, head: Token) -> tuple[int, int, Body | None, Phase | None]:
        """Where the phrase and where the post's name begin; the body and the phase that adjectives tell."""
        start = first = head.i
        body: Body | None = None
        phase: Phase | None = None
        while start > self._sentence(head)[0] and _is_attribute(self._doc[start - 1]):
            start -= 1
            token = self._doc[start]
            phase = phase or self._lexicon.phase(token.lemma_)
            body = body or self._bodies.adjective(start)
            if start == first - 1 and self._lexicon.qualifies(token.lemma_, head.lemma_):
                first = start
        return start, first, body, phase

    # Behind the head

    def _named_until(self, head: Token) -> int:
        """The token behind the post's name: behind the dots in «помощник … министра», «министр … иностранных дел»."""
        end = head.i + 1
        if head.lemma_ in self._lexicon.deputies:
            superior = self._superior(end)
            if superior is not None:
                return self._named_until(superior)
        organ = end < len(self._doc) and self._doc[end].lemma_ in self._lexicon.organs
        if organ or head.lemma_ in self._lexicon.fields:
            end = self._field_until(end)
        if end < self._sentence(head)[1] and self._doc[end].lower_ == "по":
            end = self._field_until(end + 1)
        return end

    def _superior(self, position: int) -> Token | None:
        """The post in the genitive beside a deputy's."""
        while position < len(self._doc) and self._lexicon.is_qualifier(self._doc[position].lemma_):
            position += 1
        if position == len(self._doc) or position in self._bodies.people:
            return None
        token = self._doc[position]
        return token if self._lexicon.is_post(token.lemma_) and may_be_genitive(token) else None

    def _field_until(self, start: int) -> int:
        """The end of the field of a post: a run of common nouns and adjectives up to a name or another post."""
        position = start
        while position < min(len(self._doc), start + _LONGEST_FIELD):
            token = self._doc[position]
            if position in self._bodies.people or self._bodies.is_name(position) or has(token, "Case", "Nom"):
                break
            if position > start and self._lexicon.is_body(token.lemma_) and self._is_labelled(position + 1):
                break
            conjunction = token.lower_ == "и" and position > start
            if not conjunction and (token.pos_ not in ("NOUN", "ADJ") or self._lexicon.is_post(token.lemma_)):
                break
            position += 1
        return position - 1 if position > start and self._doc[position - 1].lower_ == "и" else position

    def _is_labelled(self, position: int) -> bool:
        """Whether a name or a quotation mark follows: «директор по связям {компании} «Заря»»."""
        return position < len(self._doc) and (self._bodies.is_name(position) or self._doc[position].text in MAY_OPEN)

    def _owners(self, head: Token, position: int, adjective: Body | None) -> tuple[tuple[Body, ...], int]:
        """Whose a post is, and where its phrase ends: «член {палаты} и {рабочей группы}»."""
        doc = self._doc
        first = position
        behind = position < self._sentence(head)[1]
        if adjective is None and behind and doc[position].lower_ in self._lexicon.introductions:
            first += 1
        introduced = first > position or head.lemma_ in self._lexicon.governing
        body, end = self._bodies.at(first, introduced=introduced)
        if end == first:
            return ((adjective,) if adjective else ()), position
        found = [body] if body else []
        conjoined = end + 1 < self._sentence(head)[1] and doc[end].lower_ == "и" and may_be_genitive(doc[end + 1])
        if body and conjoined and not introduced:
            second, stop = self._bodies.at(end + 1)
            if second:
                found.append(second)
                end = stop
        return tuple(found) or ((adjective,) if adjective else ()), end


def _is_attribute(token: Token) -> bool:
    """Before a noun; a participle that opens the sentence passes with taggers for a name: «{Смещённый} министр»."""
    misread = token.pos_ == "PROPN" and token.is_sent_start
    return token.pos_ in _ATTRIBUTES or (token.dep_ == "amod" and (misread or is_any_participle(token)))
