"""Quotes in quotation marks and in dialogue after a dash, with the clause that names the speaker."""

from collections.abc import Iterator
from itertools import pairwise

from extractor.discourse.cues import Cues
from extractor.discourse.quotation.claims import Claim
from extractor.discourse.quotation.speech_verbs import is_unsaid
from extractor.discourse.speakers.finder import SpeakerFinder
from extractor.discourse.speakers.phrases import SpeakerPhrase
from extractor.grammar.marks import DASHES, MAY_OPEN, STOPS
from extractor.grammar.morphology import has, is_clausal, is_finite
from extractor.grammar.quotations import Quotation
from extractor.grammar.ranges import ITALICS, Range, is_line_break, line_breaks, previous, text_before, trimmed
from extractor.grammar.tokens import Parse, Token

_THIS = "это"
_ABOUT = frozenset({"о", "об", "обо", "про"})
_EDGE = ",.;:—–-"
_TITLE = 3  # words of a title
_BRIEF = 8  # tokens of a cue clause whose verb is none of speech
_REACH = 40  # tokens of a cue clause: longer ones are no cue clauses, and the cost stays linear


class DirectQuotes:
    """Finds the direct quotes of one document."""

    def __init__(self, doc: Parse, cues: Cues, speakers: SpeakerFinder, quotations: list[Quotation]) -> None:
        self._doc = doc
        self._cues = cues
        self._speakers = speakers
        self._quotations = quotations
        self._titled: tuple[int, SpeakerPhrase | None] | None = None  # where a title in marks ends, and its author

    def find(self) -> list[Claim]:
        claims: list[Claim] = []
        resume = -1  # where a quote that goes on after its cue would open
        for quotation in self._quotations:
            title = self._titled
            if title is not None and title[0] < quotation.opened:
                self._titled = None  # only the first quotation behind a title can be its text
            found, end = self._attributed(quotation)
            if not found and title is not None and self._is_next_line(title[0], quotation.opened):
                found = [self._within(quotation, None, title[1])]
            elif not found and claims and self._continues(quotation, resume):
                found = [self._within(quotation, claims[-1].cue, claims[-1].speaker)]
            if found:
                claims += found
                resume = end
        return [claim for claim in claims if claim.start < claim.end] + self._dialogue()  # «Иванов: «»» says nothing

    def _attributed(self, quotation: Quotation) -> tuple[list[Claim], int]:
        """The quotes of one quotation, and the token after its cue."""
        inside = self._broken(quotation)
        if inside:
            return inside, quotation.closed + 1
        before = self._cue_before(quotation)
        if before:
            return [self._within(quotation, *before)], quotation.closed + 1
        after = self._cue_after(quotation)
        if after:
            cue, speaker, end = after
            return [self._within(quotation, cue, speaker)], end
        return [], quotation.closed + 1

    def _within(self, quotation: Quotation, cue: Range | None, speaker: SpeakerPhrase | None) -> Claim:
        return self._content(quotation.opened + 1, quotation.closed, cue, speaker)

    def _content(self, start: int, end: int, cue: Range | None, speaker: SpeakerPhrase | None) -> Claim:
        start, end = trimmed(self._doc, start, end, _EDGE)
        return Claim(start, end, True, cue, speaker)

    # --- the cue inside the marks: «…, — сказал он. — …» ------------------------------------------

    def _broken(self, quotation: Quotation) -> list[Claim]:
        claims, start = [], quotation.opened + 1
        at, end = start, quotation.closed
        while at < end:
            verb = self._inserted_verb(at, end)
            if verb is None:
                at += 1
                continue
            close = self._clause_end(verb.i, end)
            claims.append(self._content(start, at, *self._cue(verb, at, close)))
            start = at = close + 1
        if claims and start < end:
            claims.append(self._content(start, end, claims[-1].cue, claims[-1].speaker))
        return [claim for claim in claims if claim.start < claim.end]

    def _inserted_verb(self, at: int, end: int) -> Token | None:
        """The verb of speech of a cue that a dash at this place opens."""
        doc = self._doc
        if doc[at].text not in DASHES or at + 1 >= end or text_before(doc, at) not in {",", *STOPS}:
            return None
        for token in doc[at + 1 : min(at + 4, end)]:
            if is_finite(token) and (token.lemma_ in self._cues.verbs or self._stands_between_dashes(token, end)):
                return token
            if token.pos_ not in {"ADV", "PRON", "PROPN", "SPACE"}:
                return None
        return None

    def _stands_between_dashes(self, verb: Token, end: int) -> bool:
        """«Порт закрыт, — **советует** он. — Уходите»: any verb whose subject a second dash follows."""
        doc, close = self._doc, self._clause_end(verb.i, end)
        subject = doc[verb.i + 1] if verb.i + 1 < close else verb
        closed = close < end and (doc[close].text in DASHES or is_line_break(doc[close]))
        return (
            closed
            and close - verb.i < _BRIEF
            and subject.pos_ in {"PRON", "PROPN", "NOUN"}
            and has(subject, "Case", "Nom")
        )

    def _clause_end(self, start: int, end: int) -> int:
        """Where a cue clause stops: at the dash after it, or at the end of its sentence."""
        doc = self._doc
        limit = min(end, start + _REACH)
        for at in range(start, limit):
            text = doc[at].text
            if "\n" in text or text in {";", ":"}:
                return at
            if text in DASHES and text_before(doc, at) in {",", *STOPS}:
                return at
            if text in STOPS and not self._ends_no_clause(at):
                dash = next((i for i in range(at + 1, min(at + 3, limit)) if doc[i].text in DASHES), None)
                return at if dash is None else dash
        return limit

    def _ends_no_clause(self, stop: int) -> bool:
        """Whether a full stop ends no clause: «сказал Я**.** Новак», «пишет Gavan**.**ru»."""
        before, mark = self._doc[stop - 1], self._doc[stop]
        following = self._doc[stop + 1] if stop + 1 < len(self._doc) else mark
        address = not mark.whitespace_ and before.is_alpha and following.is_alpha and following.is_lower
        return mark.text == "." and (address or (len(before.text) == 1 and before.is_title))

    def _cue(self, verb: Token, start: int, end: int) -> tuple[Range, SpeakerPhrase | None]:
        return self._speakers.of_cue(verb, start, end) or ((verb.i, verb.i + 1), None)

    # --- the cue before: «Он сказал: «…»», «призвал «…»» -------------------------------------------

    def _cue_before(self, quotation: Quotation) -> tuple[Range | None, SpeakerPhrase | None] | None:
        doc, opened = self._doc, quotation.opened
        before = previous(doc, opened)
        if before is not None and before.text == ":":
            return None if self._is_title(quotation) else self._behind_colon(quotation, before.i)
        if before is not None and before.text in DASHES and self._is_speech(quotation):
            speaker = self._speakers.sole_name(self._sentence_start(before.i), before.i)
            return None if speaker is None else (None, speaker)  # «Иванов — «Мы уйдём»»
        return self._governed(quotation)

    def _behind_colon(self, quotation: Quotation, colon: int) -> tuple[Range | None, SpeakerPhrase | None] | None:
        """What a verb, a text or a name announces; a phrase behind a name is a title: «Петров: «Осень в порту»»."""
        announced = self._announced(colon)
        if announced is not None and announced[0] is None and not self._is_statement(quotation):
            self._titled = (quotation.closed, announced[1])
            return None
        return announced or self._told(quotation, colon)

    def _is_next_line(self, closed: int, opened: int) -> bool:
        """«Петров: «Осень в порту»» and on the next line what Петров writes."""
        between = self._doc[closed + 1 : opened]
        return any(map(is_line_break, between)) and all(token.is_space for token in between)

    def _is_statement(self, quotation: Quotation) -> bool:
        """Whether quotation marks hold a clause, a full stop or more words than a title has.

        A title may be as long as it likes where its text is in quotation marks too.
        """
        start, end = quotation.opened + 1, quotation.closed
        if any(token.text in STOPS for token in self._doc[start : end + 2]) or is_clausal(self._doc, start, end):
            return True
        long = sum(token.is_alpha for token in self._doc[start:end]) > _TITLE
        behind = next((token.i for token in self._doc[end + 1 : end + _REACH] if not token.is_space), end)
        return long and not (self._doc[behind].text in MAY_OPEN and self._is_next_line(end, behind))

    def _is_speech(self, quotation: Quotation) -> bool:
        """Whether quotation marks hold a sentence with a verb, and no title."""
        content = self._doc[quotation.opened + 1 : quotation.closed]
        return len(content) > 2 and content[0].is_title and any(map(is_finite, content))

    def _is_title(self, quotation: Quotation) -> bool:
        """«МИД: «Северный путь» закроют»: quotation marks within what is said."""
        after = next((t for t in self._doc[quotation.closed + 1 : quotation.closed + 2] if not t.is_space), None)
        goes_on = after is not None and after.is_alpha and after.is_lower
        return goes_on and not is_clausal(self._doc, quotation.opened + 1, quotation.closed)

    def _announced(self, colon: int) -> tuple[Range | None, SpeakerPhrase | None] | None:
        start = self._sentence_start(colon)
        start += self._doc[start].text in DASHES  # «- Иванов: «…»» among links
        for token in reversed(self._doc[start:colon]):
            if token.pos_ == "VERB" and token.lemma_ in self._cues.verbs:
                return None if is_unsaid(token, self._cues) else self._cue(token, start, colon)
            if token.lemma_ in self._cues.texts and token.pos_ == "NOUN":
                if token.head.lemma_ in self._cues.commenting and start <= token.head.i < colon:
                    return self._cue(token.head, start, colon)  # «Ларин прокомментировал слова Седова: «…»»
                speaker = self._speakers.genitive(token.i + 1, colon)
                if speaker is not None:
                    return (token.i, token.i + 1), speaker
        return self._named(start, colon)

    def _told(self, quotation: Quotation, colon: int) -> tuple[None, SpeakerPhrase] | None:
        """«Петров был краток: «Мы уйдём»»: a sentence in quotation marks behind what a person did."""
        said = (token for token in self._doc[self._sentence_start(colon) : colon] if token.lemma_ in self._cues.verbs)
        if not self._is_speech(quotation) or any(is_unsaid(token, self._cues) for token in said):
            return None
        speaker = self._speakers.sole_person(self._sentence_start(colon), colon)
        return None if speaker is None else (None, speaker)

    def _named(self, start: int, colon: int) -> tuple[None, SpeakerPhrase] | None:
        """«Иванов: «…»»: a name and nothing else before the colon, a bracket or «— о выборах»."""
        colon = self._name_end(start, colon)
        words = self._doc[start:colon]
        if len(words) > 8 or any(t.pos_ in {"VERB", "AUX", "PUNCT"} for t in words):
            return None
        person = next((t for t in words if self._speakers.is_person(t)), None)
        if person is not None:
            return None, self._speakers.phrase(person)
        speaker = self._before_comma(start, colon)
        if speaker is None and all(token.is_title and token.is_alpha for token in words) and 0 < len(words) < 3:
            speaker = SpeakerPhrase(start, colon, colon - 1)  # a surname that no list knows
        return (None, speaker) if speaker is not None else None

    def _name_end(self, start: int, colon: int) -> int:
        """Where a name ends before a colon: «Иванов **(Минфин)**: …», «Иванов **— о выборах**: …»."""
        words = self._doc[start:colon]
        if len(words) > 2 and words[-1].text == ")":
            return next((token.i for token in words[1:] if token.text == "("), colon)
        dashes = (token.i for token in words[1:-1] if token.text in DASHES)
        return next((at for at in dashes if self._doc[at + 1].lower_ in _ABOUT), colon)

    def _governed(self, quotation: Quotation) -> tuple[Range, SpeakerPhrase | None] | None:
        """Quoted words as the object of a verb: at least a clause, so that «назвал «ошибкой»» is none."""
        start = self._sentence_start(quotation.opened)
        content = self._doc[quotation.opened + 1 : quotation.closed]
        if len(content) < 3 or not is_clausal(self._doc, content.start, content.end):
            return None
        for token in reversed(self._doc[max(start, quotation.opened - 8) : quotation.opened]):
            if token.pos_ in {"PUNCT", "ADP", "SCONJ"}:
                return None
            said = token.lemma_ in self._cues.speech and any(map(is_finite, content))
            beside = token.i == quotation.opened - 1 and said
            if is_unsaid(token, self._cues):
                return None
            if is_finite(token) and (beside or token.lemma_ in self._cues.urging):
                return self._cue(token, start, quotation.opened)
        return None

    # --- the cue after: ««…», — сказал он» ----------------------------------------------------------

    def _cue_after(self, quotation: Quotation) -> tuple[Range | None, SpeakerPhrase | None, int] | None:
        doc = self._doc
        if not self._opens_sentence(quotation.opened) and not self._is_speech(quotation):
            return None
        at = quotation.closed + 1
        passed = {",", '"', *STOPS, *ITALICS}  # «…"",» is a slip for one mark
        while at < len(doc) and (doc[at].text in passed or (doc[at].is_space and "\n" not in doc[at].text)):
            at += 1
        if at < len(doc) and (doc[at].text == "(" or doc[at].is_space):
            verdict = doc[at].text == "(" and doc[quotation.opened + 1].lower_ == _THIS
            if verdict or self._is_speech(quotation):  # «Это конец» (Иванов)
                return self._signed(at)
        dashed = at < len(doc) and doc[at].text in DASHES
        comma = text_before(doc, at) == ","
        if not dashed and not comma:
            return None
        at += dashed
        end = self._clause_end(at, len(doc))
        parted = comma or doc[quotation.closed - 1].text in {",", *STOPS}
        verb = self._verb_after(at, end, dashed=dashed, parted=parted)
        if verb is not None:
            return *self._cue(verb, at, end), end
        at += dashed and at < end and doc[at].lower_ == "это"
        speaker = self._before_comma(*trimmed(doc, at, end, _EDGE)) if dashed else None
        return None if speaker is None else (None, speaker, end)  # «Мы уйдём», — Иванов

    def _signed(self, at: int) -> tuple[Range | None, SpeakerPhrase | None, int] | None:
        """««Мы уйдём» (Иванов)»; the cue or the signature as the next paragraph."""
        doc, start = self._doc, at + 1
        breaks = (t.i for t in doc[start : start + _REACH] if t.text == ")" or "\n" in t.text)
        end = next(breaks, min(start + _REACH, len(doc)))
        if start >= end:
            return None
        if (
            doc[at].is_space
            and doc[start].is_lower
            and doc[start].lemma_ in self._cues.speech
            and is_finite(doc[start])
        ):
            end = self._clause_end(start, end)
            return *self._cue(doc[start], start, end), end
        if any(map(is_finite, doc[start:end])) or doc[end - 1].text in STOPS:
            return None
        speaker = self._before_comma(start, end)
        named = speaker is not None and any(map(self._speakers.is_person, doc[speaker.start : speaker.end]))
        return (None, speaker, end) if named else None

    def _before_comma(self, start: int, end: int) -> SpeakerPhrase | None:
        """Who alone is named, with or without a title, before what tells more: «Иванов, премьер», «мэр Иванов»."""
        end = next((token.i for token in self._doc[start:end] if token.text == ","), end)
        return self._speakers.sole_name(start, end) or self._speakers.sole_role(start, end)

    def _opens_sentence(self, opened: int) -> bool:
        before = previous(self._doc, opened)
        if before is None or before.is_space or self._doc[opened].is_sent_start:
            return True
        return before.text in STOPS | DASHES | {":"}

    def _verb_after(self, start: int, end: int, *, dashed: bool, parted: bool) -> Token | None:
        """After a mark and a dash any verb that comes at once is a cue: «усмехнулся он»; else one of speech.

        Without the mark the words are a name: «Картина «Три сестры» — увидела свет в мае».
        """
        for token in self._doc[start:end]:
            if token.text == "," and not dashed:
                return None
            if is_finite(token):
                if is_unsaid(token, self._cues):
                    return None
                known = token.lemma_ in self._cues.verbs
                return token if known or (dashed and parted and token.i <= start + 1) else None
        return None

    # --- the rest of it -------------------------------------------------------------------------------

    def _continues(self, quotation: Quotation, resume: int) -> bool:
        """««А», — сказал он. «Б»»: the next words are the same speaker's."""
        opened = quotation.opened
        if not 0 <= resume <= opened <= resume + 2 or not self._opens_sentence(opened):
            return False
        between = self._doc[resume:opened]
        adjacent = all(token.text in DASHES | STOPS or token.is_space for token in between)
        return adjacent and is_clausal(self._doc, opened + 1, quotation.closed)

    def _sentence_start(self, at: int) -> int:
        words, start = self._doc.words, at
        while start > 0 and at - start < 2 * _REACH:
            if self._doc[start].is_sent_start or "\n" in words.text[start - 1]:
                break
            start -= 1
        return start

    def _dialogue(self) -> list[Claim]:
        """«— Мы не уйдём, — сказал он. — Никогда»: a paragraph that a dash opens."""
        return [claim for start, end in self._dashed_paragraphs() for claim in self._broken(Quotation(start, end))]

    def _dashed_paragraphs(self) -> Iterator[Range]:
        bounds = [-1, *line_breaks(self._doc), len(self._doc)]
        for before, end in pairwise(bounds):
            if before + 1 < end and self._doc[before + 1].text in DASHES:
                yield before + 1, end
