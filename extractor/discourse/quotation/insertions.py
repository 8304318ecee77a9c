"""«…, сообщает X», «как отметил X, …»: what a parenthesis that names the speaker stands in."""

from extractor.discourse.cues import Cues
from extractor.discourse.quotation.claims import EDGE, Claim, made
from extractor.discourse.quotation.complement import Complement
from extractor.discourse.quotation.sentence import OPPOSING, REACH, Sentence
from extractor.discourse.quotation.speech_verbs import SpeechVerbs
from extractor.discourse.speakers.finder import SpeakerFinder
from extractor.discourse.speakers.phrases import SpeakerPhrase
from extractor.grammar.marks import DASHES
from extractor.grammar.morphology import (
    has,
    is_any_participle,
    is_clausal,
    is_finite,
    is_gerund,
    is_short,
)
from extractor.grammar.ranges import Range, trimmed
from extractor.grammar.relatives import WHICH
from extractor.grammar.tokens import Parse, Token

_RELATIVES = {WHICH, "где", "чей"}  # «представитель завода, где …»: of the speaker
_QUESTIONS = {"как", "где", "когда", "куда", "почему", "сколько", "кто"}


class Insertions:
    """The parentheses of one document; `taken` are tokens that direct quotes have used."""

    def __init__(
        self,
        doc: Parse,
        cues: Cues,
        speakers: SpeakerFinder,
        verbs: SpeechVerbs,
        complement: Complement,
        taken: frozenset[int],
    ) -> None:
        self._doc = doc
        self._cues = cues
        self._speakers = speakers
        self._verbs = verbs
        self._complement = complement
        self._taken = taken

    def find(self, verb: Token, cue: Range, sentence: Sentence) -> Claim | None:
        """What a verb of speech inserted into a sentence says of the rest of it."""
        attribute = is_any_participle(verb) and not is_short(verb)
        opened = None if is_gerund(verb) or attribute else self._opens_insertion(verb, sentence)
        if opened is None or (verb.lemma_ in self._cues.not_parenthetical and self._doc[opened].lower_ != "как"):
            return None
        closed = verb.i
        for _ in range(3):  # «заявил во вторник, 3 мая, министр»: the speaker may stand behind a comma
            closed = self.end_of(closed + 1, sentence.end)
            spoken = self._verbs.speaker(verb, opened, closed, cue)
            if spoken is not None and self._stands_inside(spoken, verb, opened, closed):
                return self.around(opened, closed, *spoken, sentence)
        return None

    def _stands_inside(self, spoken: tuple[Range, SpeakerPhrase | None], verb: Token, opened: int, closed: int) -> bool:
        """Whether an insertion names its speaker, not in a clause of its own, or else a text: «говорится в статье»."""
        (start, end), speaker = spoken
        if speaker is None:
            return end - start > 1
        within = self._doc[verb.i + 1 : max(speaker.head, verb.i + 1)]
        clause = any(
            (token.pos_ == "SCONJ" or token.lower_ in _QUESTIONS) and self._doc[token.i - 1].text == ","
            for token in within
        )
        return opened <= speaker.head < closed and not clause

    def _opens_insertion(self, verb: Token, sentence: Sentence) -> int | None:
        """Where the inserted clause begins: at «как», or at the verb itself after a comma or dash."""
        at = verb.i
        while at > sentence.start and self._doc[at - 1].pos_ in {"ADV", "PART"} and verb.i - at < 3:
            if self._doc[at - 1].lower_ == "как":  # taggers take it for an adverb too
                break
            if self._doc[at - 1].lower_ in OPPOSING:  # «доволен решением, однако считает нужным …»
                return None
            at -= 1
        if at == sentence.start:
            return None
        before = self._doc[at - 1]
        if before.lower_ == "как":
            free = before.i == sentence.start or self._doc[before.i - 1].pos_ in {"PUNCT", "CCONJ"}
            return before.i if free else None
        return at if before.text == "," or before.text in DASHES else None

    def end_of(self, start: int, end: int) -> int:
        """The comma after the speaker; a participle, «который» or «ссылаясь» belongs to the insertion."""
        for token in self._doc[start : min(end, start + REACH)]:
            if token.text in {";", ":"} or (token.text in DASHES and self._doc[token.i - 1].text == ","):
                return token.i
            inside = token.text == "," and self._speakers.holds(token.i)
            if token.text == "," and token.i + 1 < end and not inside and not self._belongs(self._doc[token.i + 1]):
                return token.i
        return min(end, start + REACH)

    def _belongs(self, token: Token) -> bool:
        attribute = is_any_participle(token) and token.dep_ != "root" and token.head.i < token.i
        following = self._doc[token.i + 1] if token.i + 1 < len(self._doc) else token
        whose = token.pos_ == "NOUN" and following.lemma_ == WHICH and has(following, "Case", "Gen")
        behind = token.pos_ == "ADP" and following.lemma_ == WHICH
        # not «по словам мэра, {закрытый} порт откроют»
        return token.lemma_ in _RELATIVES or whose or behind or is_gerund(token) or attribute

    def around(
        self, opened: int, closed: int, cue: Range, speaker: SpeakerPhrase | None, sentence: Sentence
    ) -> Claim | None:
        """What is claimed: the words after the insertion, or before it where it ends the sentence."""
        before = trimmed(self._doc, sentence.part_start(opened), opened, EDGE)
        after = trimmed(self._doc, closed, sentence.part_end(closed + 1), EDGE)
        longer = before[1] - before[0] < after[1] - after[0]
        if self._is_opposed(before, after):
            return made(self._doc, *before, cue, speaker)
        opposing = opened > 1 and self._doc[opened - 2].lower_ in OPPOSING  # «…, однако, по данным X, …»
        follows = after[0] < after[1] and (opposing or longer or is_clausal(self._doc, *after))
        if follows and not self._is_chained(before, after):
            return None if self._is_other_claim(*after) else made(self._doc, *after, cue, speaker)
        return None if before[0] in self._taken else made(self._doc, *before, cue, speaker)

    def _is_opposed(self, before: Range, after: Range) -> bool:
        """«Суд должен отменить приговор, считает Иванов, но этого не происходит»: the author goes on."""
        opposing = after[0] < after[1] and self._doc[after[0]].lower_ in OPPOSING
        return opposing and before[0] < before[1] and is_clausal(self._doc, *before)

    def _is_chained(self, before: Range, after: Range) -> bool:
        """«Завод стоит, заявил министр, передаёт агентство»: after one insertion comes the next."""
        first = self._doc[after[0]]
        return is_finite(first) and first.lemma_ in self._cues.speech and is_clausal(self._doc, *before)

    def _is_other_claim(self, start: int, end: int) -> bool:
        """«министр, по данным газеты, заявил, что …» is the minister's claim."""
        first = self._doc[start]
        claims = end - start == 1 or self._complement.conjunction(first, start + 1, end) is not None
        return first.lemma_ in self._cues.speech and claims
