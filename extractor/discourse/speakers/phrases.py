"""The noun phrase that names who speaks: from its head to its words, or in a stretch that holds nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.discourse.cues import Cues
from extractor.entities import mentions_of
from extractor.grammar.marks import DASHES, STOPS
from extractor.grammar.morphology import NAMING, feature_of, has, is_any_participle, is_finite, is_short
from extractor.grammar.ranges import ITALICS
from extractor.grammar.tokens import Parse, Stretch, Token

_SUBJECT = {"nsubj", "nsubj:pass", "csubj"}
MODIFIERS = {"ADJ", "DET", "NUM"}
_OUTSIDE = {"VERB", "AUX", "ADV", "PART"}  # what no noun phrase goes on over, unless it is part of a name
_TITLE = 10  # tokens before a colon that can be a speaker
FARTHEST = 25  # tokens of a noun phrase at most, so that the cost stays linear


@dataclass(frozen=True, slots=True)
class SpeakerPhrase:
    """A speaker as the text names it: tokens `[start, end)` and the token that stands for them."""

    start: int
    end: int
    head: int


class SpeakerPhrases:
    """The phrases of one document that can name who speaks."""

    def __init__(self, doc: Parse, cues: Cues) -> None:
        self._doc = doc
        self._cues = cues
        self._names: dict[int, Stretch] = {i: name for name in doc.group("names") for i in _tokens(name)}
        self._mentions = mentions_of(doc)
        self._people = {doc[i].text for i, name in self._names.items() if name.label_ == "PER"}
        self._roles = _roles(doc)
        self._held = {i for head, end in self._roles.items() for i in range(head, end)}

    def genitive(self, start: int, end: int) -> SpeakerPhrase | None:
        """The noun phrase in the genitive that opens `[start, end)`: «по словам **министра**»."""
        start = self._behind_acting(start, end)
        for token in self._doc[start:end]:
            if token.i in self._names or token.pos_ in NAMING:
                governed = token.i in self._names or feature_of(token, "Case") in {"Gen", None}
                return self._while_genitive(self.phrase(token)) if governed else None
            if token.lemma_ == "один" and token.i + 1 < end and self._doc[token.i + 1].lower_ == "из":
                whole = self.genitive(token.i + 2, end)  # «по словам **одного из министров**»
                return None if whole is None else SpeakerPhrase(token.i, whole.end, whole.head)
            if token.text == "," or token.pos_ not in {*MODIFIERS, "PUNCT", "VERB", "ADV", "PART"}:
                return None
        return None

    def _behind_acting(self, start: int, end: int) -> int:
        """«По словам **и.о.** начальника»: the abbreviation begins no phrase."""
        acting = [token.lower_ for token in self._doc[start : min(start + 4, end)]] == ["и", ".", "о", "."]
        return start + 4 if acting else start

    def _while_genitive(self, speaker: SpeakerPhrase) -> SpeakerPhrase:
        """«по мнению экспертов (рост цен продолжится)»: without a comma, a nominative opens the claim."""
        for token in self._doc[speaker.head + 1 : speaker.end]:
            declined = token.pos_ in {"NOUN", "ADJ", "DET"} and token.i not in self._names
            inanimate = feature_of(token, "Case") == "Acc" and feature_of(token, "Animacy") == "Inan"
            if declined and (feature_of(token, "Case") == "Nom" or inanimate) and self._doc[token.i - 1].pos_ != "ADP":
                return SpeakerPhrase(speaker.start, token.i, speaker.head)
        return speaker

    def oblique(self, start: int, end: int) -> SpeakerPhrase | None:
        """The first person or body in `[start, end)` that is an object: «цитирует агентство **министра**»."""
        nouns = (t for t in self._doc[start:end] if t.pos_ in NAMING and not t.is_ascii)
        found = (t for t in nouns if feature_of(t, "Case") in {"Gen", "Acc"} and self.is_voice(t))
        head = next(found, None)
        return None if head is None else self.phrase(head)

    def is_voice(self, token: Token) -> bool:
        """Not «цитирует **сообщение** ТАСС», «цитирует в **пятницу** агентство»."""
        return (
            token.pos_ == "PRON"
            or token.i in self._names
            or has(token, "Animacy", "Anim")
            or token.lemma_ in self._cues.voices
            or bool(self._mentions.at(token))
        )

    def sole_name(self, start: int, end: int) -> SpeakerPhrase | None:
        """The person or body whose name is all that `[start, end)` holds."""
        if start >= end:
            return None
        name = self._names.get(start)
        if name is None:
            # a surname that the tagger knows only in its full form, or «Источник: …»
            alone = end == start + 1
            known = self._doc[start].text in self._people or self._doc[start].lemma_ in self._cues.informants
            return SpeakerPhrase(start, end, start) if alone and known else None
        whole = self._named(name, name.root)
        if name.label_ == "LOC" or (whole.start, whole.end) != (start, end):
            return None
        return whole

    def sole_role(self, start: int, end: int) -> SpeakerPhrase | None:
        """A noun phrase of a person in the nominative and nothing else: «Министр обороны», «Канцлер ФРГ Шольц»."""
        words = self._doc[start:end]
        if not 0 < end - start <= _TITLE or any(is_finite(t) or t.text in STOPS | DASHES | {",", ";"} for t in words):
            return None
        for token in words:
            if token.pos_ in {"ADJ", "DET"} or (token.pos_ == "VERB" and is_any_participle(token)):
                continue
            if token.pos_ == "NOUN" and has(token, "Case", "Nom") and has(token, "Animacy", "Anim"):
                speaker = self.phrase(token)
                return speaker if speaker.end == end else None
            if token.pos_ != "ADP" and token.dep_ not in {"nmod", "obl"}:
                return None
        return None

    def sole_person(self, start: int, end: int) -> SpeakerPhrase | None:
        """The person whom a clause `[start, end)` is about: «**Петров** был краток», «**он** возмутился»."""
        subjects = [
            token
            for token in self._doc[start:end]
            if token.dep_ in _SUBJECT and token.head.dep_ == "root" and feature_of(token, "Number") == "Sing"
        ]
        if len(subjects) != 1:
            return None
        speaker = self.phrase(subjects[0])
        named = any(self.is_person(token) for token in self._doc[speaker.start : speaker.end])
        return speaker if named or subjects[0].lower_ in {"он", "она"} else None

    def is_person(self, token: Token) -> bool:
        name = self._names.get(token.i)
        return name is not None and name.label_ == "PER"

    def is_source(self, token: Token) -> bool:
        """Whether a noun is the name of a body or person, or the press: «Reuters», «СМИ»."""
        name = self._names.get(token.i)
        return token.lemma_ in self._cues.informants or (name is not None and name.label_ != "LOC")

    def phrase(self, head: Token) -> SpeakerPhrase:
        """The name in a noun phrase, else the phrase itself up to the next verb or mark."""
        own = self._names.get(head.i)
        if own is not None and not self._is_bearer(head):
            return self._named(own, head)
        name = self._apposed(head)
        if name is not None:
            return self._named(name, name.root)
        end = max(self._right(head), self._roles.get(head.i, 0))
        name = self._named_behind(head, end)
        return SpeakerPhrase(self._left(head), end, head.i) if name is None else self._named(name, name.root)

    def _named_behind(self, head: Token, end: int) -> Stretch | None:
        """«сообщил лидер фракции, депутат сейма **Ян Новак**»: the name behind further roles of one person."""
        doc = self._doc
        one = head.lemma_ == "один" and has(head, "Case", "Nom")
        person = has(head, "Case", "Nom") and has(head, "Number", "Sing") and has(head, "Animacy", "Anim")
        if not (person or one):
            return None
        name = self._names.get(end)
        if name is not None and name.start == end and name.label_ == "PER":
            return name  # «министр промышленности, науки и технологий **Ян Новак**»
        if end < len(doc) and doc[end].text in DASHES:
            return self._behind_dash(end)
        if end >= len(doc) or doc[end].text != ",":
            return None
        roles = int(head.dep_ in _SUBJECT and head.head.i > end)  # «бывший министр, **Ян Новак**, заявил»
        for token in doc[end + 1 : end + 2 * FARTHEST]:
            name = self._names.get(token.i)
            if name is not None and name.start == token.i and name.label_ == "PER":
                goes_on = name.end < len(doc) and doc[name.end].pos_ in _OUTSIDE
                return name if roles and feature_of(name.root, "Case") in {"Nom", None} and not goes_on else None
            if token.is_space or token.pos_ in {"PRON", "SCONJ"} or token.text in STOPS | DASHES:
                return None
            if token.pos_ in _OUTSIDE and name is None:
                return None
            roles += feature_of(token, "Case") == "Nom" and feature_of(token, "Animacy") == "Anim"
        return None

    def _behind_dash(self, dash: int) -> Stretch | None:
        """«Адвокат истца — **Ян Новак** заявил», «один из рыбаков — **Ян Новак** — заявил»."""
        name = self._names.get(dash + 1)
        if name is None or name.start != dash + 1 or name.label_ != "PER" or name.end >= len(self._doc):
            return None
        behind = self._doc[name.end]
        told = is_finite(behind) or behind.text in {",", *DASHES}
        return name if told and feature_of(name.root, "Case") in {"Nom", None} else None

    def _named(self, name: Stretch, head: Token) -> SpeakerPhrase:
        """A name as it stands; a body's with its country and adjectives: «МИД **Чили**», «**чилийский** МИД»."""
        following = self._names.get(name.end)
        body = name.label_ == "ORG"
        head = name.root if head.pos_ == "ADJ" else head  # «(на сайте) **чилийского** МИДа», all of it a name
        start = self._left(head) if body and name.start == head.i else name.start
        if body and following is not None and following.label_ == "LOC" and feature_of(following.root, "Case") == "Gen":
            return SpeakerPhrase(start, following.end, head.i)
        return SpeakerPhrase(start, name.end, head.i)

    def _is_bearer(self, token: Token) -> bool:
        return token.lemma_ in self._cues.bearing

    def _apposed(self, head: Token) -> Stretch | None:
        """«президент США **Барак Обама**», «агентство **Agerpres**»."""
        found = None
        for token in self._run(head):
            name = self._names.get(token.i)
            if name is None or name.start != token.i:
                continue
            if name.label_ == "PER" and self._stands_for(name.root, head):
                found = name
            elif name.label_ == "ORG" and self._is_bearer(head) and self._follows(head, name.start):
                return None if self._owns_site(name, head) else name
        return found

    def _owns_site(self, name: Stretch, head: Token) -> bool:
        """«Сайт **РФС** сообщает»: whose the site is, not what it is called, as «сайт «Гавань»» or «сайт Lenta.ru»."""
        genitive = has(name.root, "Case", "Gen") and not name.root.is_ascii
        return head.lemma_ in self._cues.texts and has(head, "Case", "Nom") and genitive and name.start == head.i + 1

    def _stands_for(self, root: Token, head: Token) -> bool:
        agrees = len({feature_of(root, "Case"), feature_of(head, "Case")} - {None}) < 2
        if has(head, "Case", "Nom") and has(root, "Case", "Gen") and head.lemma_ in self._cues.related:
            return False
        return agrees or (root.head.i == head.i and root.dep_ in {"appos", "flat:name", "flat", "nsubj"})

    def _follows(self, head: Token, start: int) -> bool:
        between = self._doc[head.i + 1 : start]
        owned = (token.pos_ == "NOUN" and has(token, "Case", "Gen") for token in between)  # «агентство недвижимости X»
        return all(
            of or token.pos_ in {"PUNCT", "ADJ"} or token.text in ITALICS
            for token, of in zip(between, owned, strict=True)
        )

    def _run(self, head: Token) -> Iterator[Token]:
        """The words after a noun that can belong to its phrase."""
        for token in self._doc[head.i + 1 : head.i + FARTHEST]:
            mark = token.pos_ == "PUNCT" and token.text not in '«»"“”„' and token.text not in ITALICS
            if token.is_space or mark or token.pos_ in {"PRON", "SCONJ"}:
                return
            own = token.i + 1 < len(self._doc) and self._doc[token.i + 1].lemma_ == "свой"
            if token.pos_ == "ADP" and own:  # «пишет политолог на своей странице»
                return
            if (token.pos_ in _OUTSIDE or is_short(token)) and token.i not in self._names:
                return
            if token.pos_ == "CCONJ" and not self._joins_modifiers(token, head):
                return
            yield token

    def _joins_modifiers(self, conjunction: Token, head: Token) -> bool:
        """«член комитета по обороне **и** безопасности»: not a second speaker."""
        following = self._doc[conjunction.i + 1 : conjunction.i + 4]
        case = next((feature_of(token, "Case") for token in following if token.pos_ in NAMING), None)
        other = conjunction.lower_ == "и" and conjunction.i > head.i + 1
        return other and case not in {None, feature_of(head, "Case")}

    def holds(self, comma: int) -> bool:
        """Whether a comma stands inside a role: «министр промышленности, науки и технологий»."""
        return comma in self._held

    def _left(self, head: Token) -> int:
        start = head.i
        while start > 0:
            before = self._doc[start - 1]
            modifies = before.pos_ in MODIFIERS or (before.pos_ == "VERB" and before.dep_ == "amod")
            if not modifies or before.head.i != head.i:
                break
            start -= 1
        return start

    def _right(self, head: Token) -> int:
        end = head.i + 1
        if head.pos_ == "PRON":
            return end
        inside = {head.i}
        for token in self._run(head):
            if token.head.i not in inside and token.head.i < head.i:
                break
            inside.add(token.i)
            end = token.i + 1
        while end > head.i + 1 and self._doc[end - 1].pos_ in {"ADP", "PUNCT", "CCONJ"}:
            opened = self._doc[end - 1].text == '"' and sum(t.text == '"' for t in self._doc[head.i : end]) == 1
            if self._doc[end - 1].text in '»"”' and not opened:
                break
            end -= 1
        return end


def _roles(doc: Parse) -> dict[int, int]:
    """Where the phrase of each role ends that is longer than a comma lets it seem, by its head."""
    mentions = mentions_of(doc)
    words = mentions.words
    found = {}
    for reference in mentions.references:
        person = mentions.entities[reference.entities[0]].type in {"PERSON", "PROFESSION"}
        start, end = words.starting.get(reference.start), words.ending.get(reference.end)
        if reference.form != "nominal" or not person or start is None or end is None:
            continue
        if any(token.text == "," for token in doc[start:end]):
            found[words.top(start, end)] = end
    return found


def _tokens(span: Stretch) -> range:
    return range(span.start, span.end)
