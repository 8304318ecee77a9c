"""«Заявил, что …»: the clause of a verb of speech, and where it ends."""

from extractor.discourse.cues import Cues
from extractor.discourse.quotation.claims import Claim, made
from extractor.discourse.quotation.sentence import OPPOSING, REACH, Sentence, clause_start, inflection
from extractor.discourse.quotation.speech_verbs import SpeechVerbs
from extractor.grammar.marks import DASHES
from extractor.grammar.morphology import (
    feature_of,
    is_any_participle,
    is_finite,
    is_gerund,
    is_short,
)
from extractor.grammar.ranges import Range
from extractor.grammar.tokens import Parse, Token

CLAUSES = {"что", "будто"}
_SUSPECTING = frozenset({"подозревать", "заподозрить"})


class Complement:
    """The content clauses of one document."""

    def __init__(self, doc: Parse, cues: Cues, verbs: SpeechVerbs) -> None:
        self._doc = doc
        self._cues = cues
        self._verbs = verbs

    def find(self, verb: Token, cue: Range, sentence: Sentence) -> Claim | None:
        """What the clause behind a verb of speech claims."""
        what = self.conjunction(verb, cue[1], sentence.end)
        if what is None:
            return None
        spoken = self._verbs.speaker(verb, clause_start(self._doc, verb.i, sentence.start), what, cue)
        return None if spoken is None else made(self._doc, what + 1, self._content_end(verb, what, sentence), *spoken)

    def conjunction(self, verb: Token, start: int, end: int) -> int | None:
        """The conjunction that opens the clause of a verb.

        An inserted verb has none behind the comma that closes it: «при этом, отметил он, мир должен знать, что …».
        """
        inserted = verb.i > 0 and self._doc[verb.i - 1].text in {",", *DASHES}
        for token in self._doc[start : min(end, start + REACH)]:
            if is_gerund(token) and token.lemma_ in self._cues.verbs:
                return None  # «указал лишь виновных, отметив, что …»
            if token.lower_ in CLAUSES and (token.i == start or self._opens_clause(token, verb)):
                return None if self._is_relative(token, start) else token.i
            closed = inserted and token.text == "," and self._doc[min(token.i + 1, end - 1)].lower_ not in CLAUSES
            if closed or token.text in {":", ";"} or (is_finite(token) and token.dep_ not in {"acl", "acl:relcl"}):
                return None
        return None

    def _is_relative(self, conjunction: Token, start: int) -> bool:
        """«сообщили о взрыве, что вызвало панику»: what is told stands before the comma already."""
        told = self._doc[start : conjunction.i - 1]
        about = next((token.i for token in told if token.lower_ in {"о", "об"}), None)
        return about is not None and "том" not in {token.lower_ for token in told[about - start : about - start + 2]}

    def _opens_clause(self, conjunction: Token, verb: Token) -> bool:
        before = self._doc[conjunction.i - 1]
        pronoun = self._doc[before.i - 1]
        noted = pronoun.i == verb.i + 1 and verb.lemma_ not in self._cues.telling
        if pronoun.lower_ == "то" and (self._doc[pronoun.i - 1].lower_ == "на" or noted):
            return True  # «указал на то, что …», «отметил то, что …», not «говорит то, что думает»
        if pronoun.lower_ == "том" and self._doc[pronoun.i - 1].lower_ == "в" and verb.lemma_ in _SUSPECTING:
            return False  # «подозревают в том, что …» is no opinion
        if pronoun.i > verb.i and self._governs(pronoun):
            return False  # «сообщил сторож, **обнаруживший**, что …»
        if pronoun.lower_ == "тем" and (
            verb.lemma_ in self._cues.instrumental
            or (self._doc[pronoun.i - 1].lower_ == "с" and verb.lemma_ in self._cues.agreeing)
        ):
            return True  # «объяснил тем, что …», «согласился с тем, что …»
        return before.text == "," and pronoun.lower_ not in {"то", "того", "тому", "тем"}

    def _governs(self, token: Token) -> bool:
        """Whether the clause behind it is a participle's or a gerund's own; «сообщил **бастующим**, что …» is not."""
        participle = is_any_participle(token) and not is_short(token) and token.dep_ in {"acl", "amod"}
        return token.lemma_ not in self._cues.speech and (participle or is_gerund(token))

    def _content_end(self, verb: Token, what: int, sentence: Sentence) -> int:
        end = sentence.part_end(what)
        for token in self._doc[what : min(end, what + 2 * REACH)]:
            if token.text == "," and self._ends_at(token.i, verb, end):
                return token.i
            if is_finite(token) and token.dep_ == "conj" and token.head.i == verb.i:
                comma = clause_start(self._doc, token.i, what)
                return comma if comma > what and self._doc[comma + 1].pos_ == "CCONJ" else end
            if token.lower_ == "и" and self._goes_on(verb, what, token.i, end):
                return token.i
        return end

    def _ends_at(self, comma: int, verb: Token, end: int) -> bool:
        """«партия, объявившая, что …, распущена», «сообщив, что …, он ушёл», «что …, а в Кремле назвали это ложью»."""
        opening = is_gerund(verb) and verb.i < verb.sent.start + 3
        attached = is_any_participle(verb) or verb.dep_ == "acl:relcl" or opening
        return (attached and self._leaves(verb, comma + 1, end)) or self._reacts(comma, verb, end)

    def _reacts(self, comma: int, verb: Token, end: int) -> bool:
        """Whether somebody else's answer to the claim follows, in the tense of the cue."""
        if comma + 1 >= end or self._doc[comma + 1].lower_ not in OPPOSING:
            return False
        following = self._doc[comma + 2 : min(end, comma + 12)]
        second = next((token for token in following if is_finite(token) or token.text == ","), None)
        return (
            second is not None
            and second.lemma_ in self._cues.reacting
            and feature_of(second, "Tense") == feature_of(verb, "Tense")
        )

    def _goes_on(self, verb: Token, what: int, conjunction: int, end: int) -> bool:
        """«сказал, что …, и уехал»: the second verb has the form of the first, and no verb of the claim has."""
        if conjunction + 1 >= end or self._doc[conjunction - 1].text != ",":
            return False
        second = self._doc[conjunction + 1]
        if not is_finite(second) or inflection(second) != inflection(verb):
            return False
        return all(inflection(token) != inflection(verb) for token in self._doc[what:conjunction] if is_finite(token))

    def _leaves(self, participle: Token, at: int, end: int) -> bool:
        """«партия, объявившая, что …, распущена»: here the main clause goes on."""
        return at < end and not participle.is_ancestor(self._doc[at])
