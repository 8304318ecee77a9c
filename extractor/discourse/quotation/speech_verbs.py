"""Verbs of speech: which of them claim something, with which words, and who speaks."""

from extractor.discourse.cues import Cues
from extractor.discourse.quotation.sentence import Sentence
from extractor.discourse.speakers.finder import SpeakerFinder
from extractor.discourse.speakers.phrases import SpeakerPhrase
from extractor.grammar.marks import MAY_OPEN, QUOTATION
from extractor.grammar.morphology import (
    feature_of,
    is_any_participle,
    is_finite,
    is_gerund,
    is_infinitive,
    is_short,
)
from extractor.grammar.ranges import Range
from extractor.grammar.tokens import Parse, Token

NEGATIONS = {"не", "ни"}
_SUPPOSING = {"якобы", "слухам"}
_CONDITIONS = {"если", "кабы", "чтобы"}
_NEAR = 4  # tokens before a verb in which «якобы» or «если» make what it says a supposition
_FAR = 12  # the same for «опроверг, что»
_FARTHEST = 120  # tokens behind the verb of a recording in which it is called a fake
_ON_WHICH = {"который", "где"}
_CONTINUING = {"и", "также", "затем", "далее"}
_THERE = {"там"}


def is_supposed(verb: Token, cues: Cues) -> bool:
    """«Якобы сказал», «если скажет», «опроверг, что говорил»: nobody asserts that anybody said so."""
    sentence = verb.sent
    around = [token.lower_ for token in verb.doc[max(sentence.start, verb.i - _NEAR) : verb.i]]
    if "якобы" in around and "," in around[around.index("якобы") :]:  # «якобы уйдёт, сообщает Reuters»
        around.remove("якобы")
    unreal = not _SUPPOSING.isdisjoint(around) or not _CONDITIONS.isdisjoint(around)
    return (
        unreal
        or _is_forged(verb, cues)
        or any(
            token.lemma_ in cues.denying and _opens_clause_over(token, verb)
            for token in verb.doc[max(sentence.start, verb.i - _FAR) : verb.i]
        )
    )


def _is_forged(verb: Token, cues: Cues) -> bool:
    """«Видео, на котором он говорит: «Уходите», — **подделка**»: a fake, as the words beside what is quoted tell."""
    doc, sentence = verb.doc, verb.sent
    before = list(doc[max(sentence.start, verb.i - _FAR) : verb.i])
    recorded = next((place for place, token in enumerate(before) if token.lemma_ in cues.recordings), None)
    if recorded is None or not any(token.lemma_ in _ON_WHICH for token in before[recorded:]):
        return False
    quoted, around = False, [*doc[sentence.start : verb.i]]
    for token in doc[verb.i : min(sentence.end, verb.i + _FARTHEST)]:
        quoted = (token.text in MAY_OPEN and not quoted) if token.text in QUOTATION else quoted
        around += [] if quoted else [token]
    return any(token.lemma_ in cues.forged for token in around)


def _opens_clause_over(denial: Token, verb: Token) -> bool:
    """Whether the clause behind a denial holds the verb: «отрицает, **что он сказал**», with no comma between."""
    doc, following = verb.doc, denial.i + 1
    clause = following + 1 < verb.i and doc[following].text == "," and doc[following + 1].lower_ in {"что", "будто"}
    return clause and not any(token.text in {",", ":", ";"} for token in doc[following + 1 : verb.i])


def is_unsaid(verb: Token, cues: Cues) -> bool:
    """Whether a clause rejects or supposes what quotation marks hold: «не говорил: «…»», «мог сказать: «…»»."""
    negated = _is_negated(verb) and verb.lemma_ not in cues.agreeing
    return negated or _is_undone(verb, cues) or is_conditional(verb) or is_supposed(verb, cues)


def _is_negated(verb: Token) -> bool:
    return verb.i > 0 and verb.doc[verb.i - 1].lower_ in NEGATIONS


def _is_undone(verb: Token, cues: Cues) -> bool:
    """«Мог сказать», «отказался сказать», «не стал говорить»; but «не преминул сказать», «не побоялся сказать»."""
    if not is_infinitive(verb) or verb.head.i == verb.i:
        return False
    governor = verb.head
    if _is_negated(governor):
        return governor.lemma_ not in cues.daring
    return governor.lemma_ in cues.unreal


def is_conditional(verb: Token) -> bool:
    """«Сказал **бы**»."""
    doc = verb.doc
    return any(token.lower_ in {"бы", "б"} for token in doc[max(verb.sent.start, verb.i - 1) : verb.i + 2])


class SpeechVerbs:
    """The verbs of speech of one document."""

    def __init__(self, doc: Parse, cues: Cues, speakers: SpeakerFinder) -> None:
        self._doc = doc
        self._cues = cues
        self._speakers = speakers

    def speaks(self, verb: Token) -> bool:
        """Not an infinitive, imperative or passive; «не сообщил, что» claims nothing, «не исключил, что» does."""
        if self._opens_phase(verb) or (is_gerund(verb) and verb.lemma_ in self._cues.doing):
            return False
        if self._is_phase(verb):
            verb = verb.head
        elif not self._is_predicative(verb) and not self._speakers.is_stated(verb):
            passive = is_any_participle(verb) and feature_of(verb, "Voice") == "Pass"
            # the part of speech is not asked: taggers take «передаёт» and the like for nouns
            author = feature_of(verb, "Person") == "1"  # «скажем», «напомним»
            if passive or author or verb.lower_ == verb.lemma_ or feature_of(verb, "Mood") == "Imp":
                return False
        if verb.i + 1 < len(self._doc) and self._doc[verb.i + 1].lower_ == "ли":
            return False
        negated = _is_negated(verb)
        return negated == (verb.lemma_ in self._cues.claim_when_negated) and not is_supposed(verb, self._cues)

    def _is_phase(self, verb: Token) -> bool:
        """«продолжает **утверждать**, что …», «был вынужден **признать**, что …»: the infinitive is what is done."""
        governor = verb.head
        return (
            is_infinitive(verb) and governor.lemma_ in self._cues.phases and (is_finite(governor) or is_short(governor))
        )

    def _opens_phase(self, verb: Token) -> bool:
        """«Продолжает утверждать, что …», «продолжает расти, что …»: what is done is the infinitive."""
        return verb.lemma_ in self._cues.phases and any(map(is_infinitive, verb.children))

    def _is_predicative(self, token: Token) -> bool:
        return token.lemma_ in self._cues.predicatives and is_short(token)

    def words(self, verb: Token, sentence: Sentence) -> Range | None:
        """The cue: the verb, with the noun that makes it a verb of speech, or with its negation."""
        nouns = self._cues.phrases.get(verb.lemma_, frozenset())
        for token in self._doc[verb.i + 1 : min(verb.i + 6, sentence.end)]:
            if token.lemma_ in nouns:
                return verb.i, token.i + 1
        for token in self._doc[max(sentence.start, verb.i - 3) : verb.i]:
            if token.lemma_ in nouns:  # «такое заявление сделал …»
                return token.i, verb.i + 1
        if verb.lemma_ in self._cues.speech | self._cues.reported or self._is_predicative(verb):
            return verb.i - (verb.lemma_ in self._cues.claim_when_negated), verb.i + 1
        return (verb.i, verb.i + 1) if self._is_shown(verb) else None

    def _is_shown(self, verb: Token) -> bool:
        """«**Опрос** показал, что …», not «Петров показал, что …»."""
        subjects = (child.lemma_ for child in verb.children if child.dep_.startswith("nsubj"))
        return verb.lemma_ in self._cues.showing and any(lemma in self._cues.findings for lemma in subjects)

    def speaker(self, verb: Token, start: int, end: int, cue: Range) -> tuple[Range, SpeakerPhrase | None] | None:
        """The cue and its speaker; None where nobody speaks, as in «сообщается, что»."""
        spoken = self._speakers.of_cue(verb, start, end)
        if spoken is None:
            return (cue, None) if self._is_elliptical(verb, start) else None
        return (cue if spoken[0] == (verb.i, verb.i + 1) else spoken[0]), spoken[1]

    def _is_elliptical(self, verb: Token, start: int) -> bool:
        """«Также добавил, что …», «Там заявили, что …»: the last speaker goes on; «Говорят, что …» names nobody."""
        if verb.sent.start != start or verb.i - start > 2 or not is_finite(verb):
            return False
        if verb.lemma_ not in self._cues.speech or feature_of(verb, "Gender") == "Neut":
            return False
        continued = verb.i > start and self._doc[start].lower_ in _CONTINUING | _THERE
        return continued or feature_of(verb, "Number") == "Sing"
