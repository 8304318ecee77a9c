"""Where the items of a list end and the sentence goes on."""

from extractor.discourse.cues import Cues
from extractor.discourse.enumeration.levels import outer
from extractor.grammar.morphology import is_finite
from extractor.grammar.tokens import Parse


def before_addition(doc: Parse, start: int, end: int) -> int:
    """Where «, а также …» adds what the count before may not include."""
    for token in outer(doc, start + 1, end - 1):
        if token.lower_ == "а" and doc[token.i + 1].lower_ == "также":
            return token.i
    return end


def before_others(doc: Parse, cues: Cues, start: int, end: int) -> int:
    """Where «и др.», «и другие», «и так далее» close a list."""
    last = end
    while last > start and doc[last - 1].lemma_ in cues.others:
        last -= 1
    closed = last < end and start < last - 1 and doc[last - 1].lower_ in {"и", ","}
    return last - 1 if closed else end


def before_source(doc: Parse, cues: Cues, start: int, end: int) -> int:
    """Where the words end that a source follows: «…: дождь, ветер и снег**, сообщил** министр»."""
    for token in outer(doc, start, end):
        if token.text == "," and token.i + 1 < end and token.i > start:
            following = doc[token.i + 1]
            parenthetical = following.lemma_ in cues.speech and following.lemma_ not in cues.not_parenthetical
            if parenthetical and is_finite(following):
                return token.i
    return end
