"""The named person behind «премьер», «политик», «он», where coreference has found nobody."""

from collections import defaultdict
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cached_property

from extractor.discourse.cues import Cues
from extractor.discourse.speakers.phrases import SpeakerPhrase
from extractor.discourse.speakers.subjects import IMPERSONAL
from extractor.entities import mentions_of
from extractor.grammar.morphology import feature_of, is_finite
from extractor.grammar.tokens import Parse, Token

_OFFICIAL = "чиновник"
_HEAD_OF_STATE = {"глава", "государство"}  # «пресс-секретарь главы государства»
_STATE = 4  # tokens of «глава Саудовской Аравии» at most
_OWNING = ("Gen", "Acc")
_BEFORE = 8  # tokens before a name in which its role stands
_LEAD = 60  # tokens behind a headline in which its people are introduced
_NEAR = 3  # sentences back in which a person is looked for
OTHERS = frozenset({"другой", "один", "некоторый", "каждый", "любой", "второй", "ещё", "какой-то", "неназванный"})
POSSESSIVES = frozenset({"его", "её", "ее"})
PRONOUNS = {"он": "Masc", "его": "Masc", "она": "Fem", "её": "Fem", "ее": "Fem"}


@dataclass(frozen=True, slots=True)
class _Introduction:
    """A person whose name at a token stands beside nouns: those of the person's roles, and all of them.

    Of the roles, `sure` are those that cannot govern the name: «адвокат Лунин», not «(слова) адвоката Лунина».
    """

    place: int
    number: int
    roles: frozenset[str]
    sure: frozenset[str]
    words: frozenset[str]


class People:
    """The named people of one document, by their roles and where they stand."""

    def __init__(self, doc: Parse, cues: Cues) -> None:
        self._doc = doc
        self._cues = cues
        self._mentions = mentions_of(doc)
        self._heard: set[int] = set()

    def hear(self, number: int) -> None:
        """Notes that somebody has spoken: «представитель фонда» may be them again."""
        self._heard.add(number)

    def is_named(self, number: int) -> bool:
        """Whether an entity is a person with a name."""
        entity = self._mentions.entities[number]
        return entity.type == "PERSON" and any(mention.form == "name" for mention in entity.mentions)

    def behind(self, speaker: SpeakerPhrase, before: int, last: int | None) -> int | None:
        """The person for whom a role stands.

        Args:
            speaker: the words of the speaker, which have no name.
            before: the token where what is said begins, so that nobody in it is taken.
            last: who has spoken shortly before, whom a role takes up that nobody else has.
        """
        head = self._doc[speaker.head]
        only = any(token.lemma_ == "главный" for token in self._doc[speaker.start : speaker.head])
        alone = head.lemma_ in self._cues.experts and speaker.end - speaker.start == 1
        other = speaker.head > 0 and self._doc[speaker.head - 1].lemma_ in OTHERS
        if other or (head.lemma_ in self._cues.nameless and not only and not alone):
            return None
        if feature_of(head, "Number") == "Plur" or feature_of(head, "Animacy") == "Inan":
            return None
        gender = _told_gender(head, self._cues.epicenes)
        last = last if last is not None and self._can_be(last, gender) else None
        holder = self._holder(speaker, before, gender)
        if holder is not None or not self._is_noun(head) or head.lemma_ in self._cues.lawyers:
            return holder
        if not self._is_bare(speaker):
            if head.lemma_ in self._cues.epithets:
                return last if last is not None else self._nearest(0, before, gender)
            return last if last is not None and head.lemma_ in self._cues.heads else self._of_state(speaker, before)
        return last if last is not None or alone else self._nearest(0, before, gender)

    def _is_noun(self, head: Token) -> bool:
        """Not a name that the tagger has missed; a capital does not make «**Голландец** заявил» one."""
        demonym = head.pos_ == "PROPN" and any(one.form == "nominal" for one in self._mentions.at(head))
        return head.pos_ in {"NOUN", "ADJ"} or demonym

    def only_owns(self, number: int, role: str) -> bool:
        """Whether a role is told only as another's for this person: «адвокат **Сидорова**» makes Сидоров no lawyer."""
        own = [one for one in self._introduced if one.number == number]
        return any(role in one.words - one.roles for one in own) and not any(role in one.sure for one in own)

    def is_introduced_as(self, number: int, role: str) -> bool:
        """Whether a role stands beside the name of a person."""
        return self._has_been(number, frozenset({role}))

    def is_elses(self, speaker: SpeakerPhrase, number: int) -> bool:
        """Whether a role («источник издания», «представитель дворца») is never told of this named person.

        Who has spoken, or of whom no role at all is told, may be a spokesman or a lawyer all the same; no president is.
        """
        lemma = self._doc[speaker.head].lemma_
        if not self.is_named(number):
            return False
        if speaker.end > speaker.head + 1 and lemma in self._cues.related:
            return not self._has_been(number, frozenset({lemma}))
        if lemma == _OFFICIAL and speaker.end - speaker.start > 1:  # «федеральный чиновник» has no name
            return not self._has_been(number, frozenset({lemma}))
        roles = _like(lemma, self._cues) or (self._cues.experts if lemma in self._cues.experts else frozenset())
        silent = number not in self._heard and any(one.number == number and one.roles for one in self._introduced)
        return (
            bool(roles)
            and (silent or self._has_been(number, self._cues.statesmen))
            and not self._has_been(number, roles)
        )

    def is_silent(self, speaker: SpeakerPhrase, number: int, last: int, since: int) -> bool:
        """Whether a bare noun («следователь») is rather whoever has spoken last than a person who has said nothing.

        Args:
            number: the person, whom nobody calls so and whom no name tells again after `since`.
            last: who has spoken last; `since` is the token where these words end.
        """
        head = self._doc[speaker.head]
        if not self.is_named(number) or number == last or number in self._heard or not self._is_bare(speaker):
            return False
        if (
            head.lemma_ in self._cues.officials
            or feature_of(head, "Animacy") == "Inan"
            or feature_of(head, "Number") == "Plur"
        ):
            return False
        again = any(one == number and since <= place < speaker.head for place, one, _ in self._named)
        known = again or any(one.place < speaker.head for one in self._introduced_as(number, {head.lemma_}))
        return not known and self._can_be(last, _told_gender(head, self._cues.epicenes))

    def is_of_other_sex(self, speaker: SpeakerPhrase, number: int) -> bool:
        """Whether a noun or its verb tells of the other sex: «**женщина** утверждает», taken for Ян Новак."""
        head = self._doc[speaker.head]
        return (
            head.pos_ == "NOUN"
            and self.is_named(number)
            and not self._can_be(number, _told_gender(head, self._cues.epicenes))
        )

    def _has_been(self, number: int, roles: frozenset[str]) -> bool:
        """Whether a person is introduced with one of these roles."""
        return any(True for _ in self._introduced_as(number, roles))

    def _introduced_as(self, number: int, roles: Set[str]) -> Iterator[_Introduction]:
        return (one for one in self._introduced if one.number == number and not roles.isdisjoint(one.roles))

    def pronoun(self, form: str, after: int, before: int, last: int | None) -> int | None:
        """For whom «он» and «она» stand: the subject since the last words said, else the one who said them."""
        gender = PRONOUNS[form]
        subject = self._nearest(after, before, gender)
        if subject is not None or last is None:
            return subject
        return last if self._can_be(last, gender) else None

    def _can_be(self, number: int, gender: str | None) -> bool:
        own = next((own for _, one, own in self._named if one == number and own), None)
        return gender is None or own in {gender, None}

    def _is_bare(self, speaker: SpeakerPhrase) -> bool:
        """Whether a phrase names no body of its own: «премьер», «российский лидер», not «представитель фонда»."""
        return all(token.pos_ in {"ADJ", "DET", "NUM"} for token in self._doc[speaker.start : speaker.head]) and (
            speaker.end == speaker.head + 1
        )

    def _of_state(self, speaker: SpeakerPhrase, before: int) -> int | None:
        """«Премьер-министр **Израиля**»: the only person of that state whom the text has named so far."""
        head, phrase = self._doc[speaker.head], self._mentions.within(speaker.head + 1, speaker.end)
        if head.lemma_ not in self._cues.statesmen or len(phrase) != 1 or speaker.end - speaker.head > _STATE:
            return None
        state = self._mentions.entities[phrase[0].entities[0]]
        people = {number for place, number, _ in self._named if place < before}
        own = [number for number in sorted(people) if self._mentions.entities[number].code == state.code]
        return own[0] if state.type == "COUNTRY" and len(own) == 1 else None

    def _holder(self, speaker: SpeakerPhrase, before: int, gender: str | None) -> int | None:
        """Who is introduced with the same role, or leads the same body; the nearest before, else the first behind.

        «Представитель фонда» is also who has spoken for it, whatever the role was.
        """
        lemma = self._doc[speaker.head].lemma_
        wanted = self._cues.heads if lemma in self._cues.heads else {lemma}
        bodies = {
            token.lemma_ for token in self._doc[speaker.head + 1 : speaker.end] if token.pos_ in {"NOUN", "PROPN"}
        }
        bodies = {"президент"} if bodies == _HEAD_OF_STATE else bodies
        fitting = [
            (one.place, one.number)
            for one in self._introduced
            if (wanted & one.roles or (lemma == "представитель" and bodies and one.number in self._heard))
            and bodies <= one.words
            and self._can_be(one.number, gender)
        ]
        earlier = [number for place, number in fitting if place < before]
        if earlier or fitting:
            return earlier[-1] if earlier else fitting[0][1]
        return self._lead(speaker, wanted, gender)

    def _lead(self, speaker: SpeakerPhrase, wanted: Set[str], gender: str | None) -> int | None:
        """«**Глава комиссии** по делу о пожаре ждёт» in a headline, and in the lead «глава комиссии Ян Новак»."""
        behind = self._doc[speaker.head + 1 : min(speaker.head + 2, speaker.end)]
        first = next((token.lemma_ for token in behind if token.pos_ in {"NOUN", "PROPN"}), None)
        for one in self._introduced if first is not None else ():
            near = speaker.head < one.place < speaker.head + _LEAD
            if near and first in one.words and wanted & one.roles and self._can_be(one.number, gender):
                return one.number
        return None

    @cached_property
    def _introduced(self) -> list[_Introduction]:
        """The people whose names stand beside nouns, in the order of the text."""
        found = []
        for start, number, _ in self._named:
            nouns = [*self._nouns_before(start), *self._nouns_behind(start)]
            if nouns:
                own = [noun for noun in nouns if not self._owns(self._doc[start], noun)]
                sure = [noun for noun in own if feature_of(noun, "Case") not in _OWNING]
                found.append(_Introduction(start, number, *map(_lemmas, (own, sure, nouns))))
        return found

    def _owns(self, name: Token, noun: Token) -> bool:
        """«адвокат **Сидорова** Трунов»: the name of whom the role is for, not of who has it."""
        return feature_of(name, "Case") in _OWNING and feature_of(noun, "Case") not in {*_OWNING, None}

    def _nouns_before(self, start: int) -> Iterator[Token]:
        for token in reversed(self._doc[max(0, start - _BEFORE) : start]):
            if token.is_space or token.pos_ in {"VERB", "AUX", "SCONJ"} or token.text in {".", ",", ":", ";", "(", ")"}:
                return
            if token.pos_ in {"NOUN", "PROPN"}:
                yield token

    def _nouns_behind(self, start: int) -> Iterator[Token]:
        """«Ян Новак, **главный врач больницы**, …»."""
        end = next((t.i for t in self._doc[start : start + _BEFORE] if t.pos_ != "PROPN" and not t.is_title), start)
        apposed = self._doc[end + 1 : end + 1 + _BEFORE] if end > start and self._doc[end].text == "," else ()
        found: list[Token] = []
        for token in apposed:
            if token.text in {",", ".", "-", "–", "—"}:
                yield from found if found and feature_of(found[0], "Case") == "Nom" else ()
                return
            if token.pos_ not in {"NOUN", "PROPN", "ADJ", "ADP", "CCONJ"}:
                return
            if token.pos_ in {"NOUN", "PROPN"}:
                found.append(token)

    @cached_property
    def _named(self) -> list[tuple[int, int, str | None]]:
        """First token, entity and gender of the names of people, in the order of the text."""
        starts = {token.idx: token.i for token in self._doc}
        found = [
            (starts[mention.start], number, self._gender(starts[mention.start], mention.end))
            for number in range(len(self._mentions.entities))
            if self.is_named(number)
            for mention in self._mentions.entities[number].mentions
            if mention.form == "name" and mention.start in starts
        ]
        return sorted(found)

    def _gender(self, start: int, end: int) -> str | None:
        tokens = [token for token in self._doc[start : start + 4] if token.idx < end]
        return next((gender for token in tokens if (gender := feature_of(token, "Gender"))), None)

    def _nearest(self, after: int, before: int, gender: str | None) -> int | None:
        """The subject named last in the sentences before; where nobody has spoken, else whom they name most."""
        counts: dict[int, int] = defaultdict(int)
        for place, number, own in reversed(self._named):
            if place >= before:
                continue
            if place < after or self._sentences_between(place, before) > _NEAR:
                break
            if gender is not None and own not in {gender, None}:
                continue
            if self._is_subject(place):
                return number
            counts[number] += 1
        return None if after else max(counts, key=lambda number: counts[number], default=None)

    def _is_subject(self, place: int) -> bool:
        """A name whose first word, or the role before it, is a subject."""
        token: Token = self._doc[place]
        for _ in range(4):
            if token.dep_.startswith("nsubj"):
                return True
            if token.head.lemma_ in IMPERSONAL and feature_of(token, "Case") == "Dat":
                return True  # «**Лунину** пришлось уйти. Он …»
            if token.dep_ not in {"appos", "flat", "flat:name", "nmod"} or token.head.i == token.i:
                return False
            token = token.head
        return False

    def _sentences_between(self, place: int, before: int) -> int:
        between = self._doc[place : min(before, place + 400)]
        return sum(1 for token in between if token.is_sent_start) - 1 + (before - place > 400) * 10


def _told_gender(head: Token, epicenes: Set[str]) -> str | None:
    """What the verb tells of who speaks: «отметил**а** представитель»; else a noun that is a woman's."""
    verb = head.head if head.dep_.startswith("nsubj") else head
    told = feature_of(verb, "Gender") if verb.i != head.i and is_finite(verb) else None
    if told is not None:
        return told
    womans = feature_of(head, "Gender") == "Fem" and (verb.i == head.i or head.lemma_ not in epicenes)
    return "Fem" if womans else None


def _like(lemma: str, cues: Cues) -> frozenset[str]:
    """The roles by which somebody may be introduced who is then called so; none where any may."""
    return next((roles for roles in (cues.spokesmen, cues.lawyers) if lemma in roles), cues.unknown & {lemma})


def _lemmas(nouns: list[Token]) -> frozenset[str]:
    return frozenset(noun.lemma_ for noun in nouns)
