"""What stands between commas and yet only goes on with the item before: relative clauses, participles, examples."""

import re

from extractor.discourse.cues import Cues
from extractor.discourse.enumeration.levels import outer
from extractor.discourse.enumeration.parts import EDGE
from extractor.grammar.marks import DASHES, QUOTATION
from extractor.grammar.morphology import NOMINAL, feature_of, is_any_participle, is_gerund
from extractor.grammar.ranges import Range, trimmed
from extractor.grammar.tokens import Parse, Token

_ROMAN = re.compile("[IVX]+")


def with_continuations(doc: Parse, cues: Cues, parts: list[Range]) -> list[Range]:
    """Parts with what only goes on: relative clauses, participles, gerunds, examples."""
    parts = _with_examples(doc, cues, parts)
    joined = parts[:1]
    for place, part in enumerate(parts[1:], 2):
        goes_on = continues(doc, cues, part, joined[-1]) or _is_inserted(doc, cues, joined[-1])
        goes_on = goes_on or _shares_noun(doc, joined[-1], part)
        if goes_on or _is_attribute(doc, joined[-1], part, last=place == len(parts)):
            joined[-1] = (joined[-1][0], part[1])
        else:
            joined.append(part)
    return _with_dashes(doc, joined)


def _with_examples(doc: Parse, cues: Cues, parts: list[Range]) -> list[Range]:
    """Parts with the examples of what they name, up to a conjunction behind a comma.

    «шесть лодок, (в том числе «Чайка», «Мол»), и два катера», «портов, (среди которых Аккра, Лобиту)».
    """
    joined = parts[:1]
    opened = False
    for part in parts[1:]:
        start, end = trimmed(doc, *part, EDGE)
        closes = start < end and doc[start].lower_ in {"и", "или", "а"}
        opened = (opened and not closes) or (start < end and _gives_examples(doc, cues, start, end))
        if opened:
            joined[-1] = (joined[-1][0], part[1])
        else:
            joined.append(part)
    return joined


def _gives_examples(doc: Parse, cues: Cues, start: int, end: int) -> bool:
    words = tuple(token.lower_ for token in doc[start : min(start + 3, end)])
    led = " ".join(words[:2]) in cues.leading
    return led or any(words[:length] in cues.exemplifying for length in (1, 2, 3))


def _is_inserted(doc: Parse, cues: Cues, part: Range) -> bool:
    """«…, по меньшей мере, …»: words that tell nothing but how the next part is meant."""
    start, end = trimmed(doc, *part, EDGE)
    if end > start and doc[start].lower_ in {"и", "а", "но"}:
        start += 1
    return tuple(token.lower_ for token in doc[start:end]) in cues.inserted


def _shares_noun(doc: Parse, part: Range, following: Range) -> bool:
    """«орден V, (VI и VII степеней)»."""
    ends = trimmed(doc, *part, EDGE)[1] - 1, trimmed(doc, *following, EDGE)[0]
    return all(_ROMAN.fullmatch(doc[at].text) for at in ends)


def _with_dashes(doc: Parse, parts: list[Range]) -> list[Range]:
    """Where most parts hold a dash, those without one go on: «Перу — медь, (олово), Чили — рис»."""
    dashed = [any(token.text in DASHES for token in outer(doc, start + 1, end)) for start, end in parts]
    if not dashed[0] or 2 * sum(dashed) <= len(parts):
        return parts
    joined = parts[:1]
    for part, own in zip(parts[1:], dashed[1:], strict=True):
        if own:
            joined.append(part)
        else:
            joined[-1] = (joined[-1][0], part[1])
    return joined


def _is_attribute(doc: Parse, part: Range, following: Range, *, last: bool) -> bool:
    """«(сильный), северный ветер, …», «платить за (тяжёлый), опасный труд»: the noun stands in the next part."""
    start, end = trimmed(doc, *part, EDGE)
    if end <= start or doc[end - 1].pos_ != "ADJ" or not following[0] <= doc[end - 1].head.i < following[1]:
        return False
    alone = end == start + 1
    return not last if alone else doc[end - 1].head.pos_ in NOMINAL


def continues(doc: Parse, cues: Cues, part: Range, before: Range) -> bool:
    """Whether a part only goes on with the one before: «…, который …», «…, стоящий …», «…, стоя …», «…, но …»."""
    if part[0] >= part[1]:
        return True
    first = doc[part[0]]
    participle = is_any_participle(first) and first.dep_ in {"acl", "advcl"} and first.head.i < first.i
    attribute = is_gerund(first) or (participle and any(_agrees(first, word) for word in doc[slice(*before)]))
    preposed = first.pos_ == "ADP" and part[0] + 1 < part[1] and doc[part[0] + 1].lemma_ in cues.continuing
    if first.lower_ == "но":
        return True
    some = first.pos_ == "NUM" and any(token.lemma_ == "который" for token in doc[part[0] + 1 : part[0] + 3])
    return first.lemma_ in cues.continuing or attribute or preposed or some


def _agrees(participle: Token, noun: Token) -> bool:
    if noun.pos_ not in {"NOUN", "PROPN", "PRON", "DET"} and noun.text not in QUOTATION:
        return False
    if noun.pos_ != "NOUN":  # names are tagged at a guess
        return True
    features = ("Case", "Number", "Gender") if feature_of(participle, "Number") == "Sing" else ("Case", "Number")
    return all(feature_of(participle, name) == feature_of(noun, name) for name in features)
