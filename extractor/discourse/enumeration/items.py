"""The items of a list that stands in one sentence."""

import re
from collections.abc import Iterator, Set
from itertools import pairwise, takewhile

from extractor.discourse.cues import Cues
from extractor.grammar.marks import DASHES, QUOTATION
from extractor.grammar.morphology import NAMING, NOMINAL, feature_of, is_any_participle, is_finite, is_gerund, is_short
from extractor.grammar.quotations import opens
from extractor.grammar.ranges import Range, trimmed
from extractor.grammar.tokens import Parse, Stretch, Token

_EDGE = " .,;:"
_POSSESSIVE = {"его", "её", "ее", "их"}  # they keep their form whatever the case of their noun
_REACH = 300  # tokens of a list in one sentence
_DIGITS = 5  # of a number too long to count items
_ROMAN = re.compile("[IVX]+")


def split_items(doc: Parse, cues: Cues, start: int, end: int, count: int | None, *, led: bool = False) -> list[Range]:
    """The parallel parts of `[start, end)`: by semicolons, else by commas and the conjunction.

    A comma inside an item («порт, который…») does not part items: what follows it is of another
    kind than the first item. `count`, where the intro states one, decides whether the last
    conjunction parts two items or joins words of one. Where the intro announces them («led»), a verb
    before the first is none of its words.
    """
    end = _before_source(doc, cues, start, _before_closing(doc, start, min(end, start + _REACH)))
    end = before_others(doc, cues, start, end)
    separators = [
        token.i for token in _level(doc, start, end) if token.text in {";", ","} and not _in_number(doc, token.i)
    ]
    semicolons = [i for i in separators if doc[i].text == ";"]
    if semicolons:
        parts = _clean(doc, cues, _between(start, end, semicolons))
        return _at_commas(doc, cues, parts, count) if count is not None and len(parts) < count else parts
    parts = _between(start, end, separators)
    return _grouped(doc, cues, parts, count) or _coordinated(doc, cues, parts, count, led=led)


def _at_commas(doc: Parse, cues: Cues, parts: list[Range], count: int) -> list[Range]:
    """«три цели: рост, мир, который …; а также порядок»: parts at their commas too where so they meet the count."""
    split = []
    for start, end in parts:
        commas = [token.i for token in _level(doc, start, end) if token.text == ","]
        split += _coordinated(doc, cues, _between(start, end, commas), None, led=False)
    return split if len(split) == count else parts


def _in_number(doc: Parse, comma: int) -> bool:
    """«6 ,4 секунды», as corpora print it."""
    digits = doc[comma - 1].text.isdecimal() and comma + 1 < len(doc) and doc[comma + 1].text[0].isdigit()
    return digits and not doc[comma].whitespace_ and bool(doc[comma - 1].whitespace_)


def closing_mark(doc: Parse, start: int, end: int, marks: Set[str]) -> int:
    """The first of some marks outside quotation marks and brackets, or the end."""
    within = {token.i for token in _level(doc, start, end)}
    return next((i for i in range(start, end) if doc[i].text in marks and (i in within or doc[i].text == ")")), end)


def before_addition(doc: Parse, start: int, end: int) -> int:
    """Where «, а также …» adds what the count before may not include."""
    for token in _level(doc, start + 1, end - 1):
        if token.lower_ == "а" and doc[token.i + 1].lower_ == "также":
            return token.i
    return end


def is_sum(doc: Parse, cues: Cues, items: list[Range], count: int | None) -> bool:
    """Whether items number what together is the count: «трое — двое детей и женщина»; one without a number is one."""
    numbers = [_leading_number(doc, cues, start) for start, _ in items]
    single = all(number or _is_single(doc, item) for number, item in zip(numbers, items, strict=True))
    return len(items) > 1 and any(numbers) and single and sum(number or 1 for number in numbers) == count


def _is_single(doc: Parse, item: Range) -> bool:
    """«женщина», «один врач»; not «один в Панаме»."""
    noun = _first_nominal(doc, item)
    if noun is None or any(token.pos_ == "ADP" for token in doc[item[0] : noun.i]):
        return False
    return feature_of(noun, "Number") == "Sing"


def _first_nominal(doc: Parse, item: Range) -> Token | None:
    """The noun that an item is about, or the adjective in its place: «старший»."""
    nominal = [token for token in _level(doc, *item) if token.pos_ in NAMING]
    return next(iter(nominal), None) or next((t for t in _level(doc, *item) if t.pos_ == "ADJ"), None)


def _leading_number(doc: Parse, cues: Cues, at: int) -> int | None:
    token = doc[at]
    return int(token.text) if token.text.isdecimal() and len(token) < _DIGITS else cues.numbers.get(token.lemma_)


def _grouped(doc: Parse, cues: Cues, parts: list[Range], count: int | None) -> list[Range]:
    """The items, each with its number, that together are the count; empty where they are not."""
    if count is None:
        return []
    items = _clean(doc, cues, parts)
    for numbered in (True, False):  # «12 лодок и три катера», «испанец и немец»
        split = []
        for start, end in items:
            joins = [
                token.i
                for token in _level(doc, start, end)
                if token.lower_ == "и"
                and token.i + 1 < end
                and (_leading_number(doc, cues, token.i + 1) is not None) == numbered
            ]
            split += _between(start, end, joins)
        items = _clean(doc, cues, split)
        if is_sum(doc, cues, items, count):
            return items
    return []


def before_others(doc: Parse, cues: Cues, start: int, end: int) -> int:
    """Where «и др.», «и другие», «и так далее» close a list."""
    last = end
    while last > start and doc[last - 1].lemma_ in cues.others:
        last -= 1
    closed = last < end and start < last - 1 and doc[last - 1].lower_ in {"и", ","}
    return last - 1 if closed else end


def named_items(doc: Parse, cues: Cues, start: int, end: int, count: int) -> list[Range]:
    """As many items as people are named, each with its roles: «врач Анна Крюгер, юрист, депутат Ян Новак».

    Empty where another number of people stands before the first verb.
    """
    verb = next((token.i for token in doc[start:end] if is_finite(token) and token.dep_ != "acl:relcl"), end)
    verb = _before_closing(doc, start, verb)
    people = [name for name in doc.group("names") if name.label_ == "PER" and start <= name.start < verb]
    ends = [_past_brackets(doc, name.end, end) for name in people]
    if not count or len(people) != count or any(token.lemma_ in cues.continuing for token in doc[start : ends[-1]]):
        return []
    starts = [start, *ends[:-1]]
    if verb == end and ends[-1] < end and doc[ends[-1]].text in "(,":  # what is told of the last one
        ends[-1] = end
    items = _clean(doc, cues, list(zip(starts, ends, strict=True)))
    parted = all(_parts(doc, first, following.start) for first, following in pairwise(people))
    parted = parted and not any(doc[start].pos_ == "ADP" for start, _ in items[1:])  # «Ян в шляпе, Лев в плаще»
    parted = parted and not any(doc[start].text == ")" for start, _ in items)
    return items if len(items) == count and parted and not _names_in_noun(doc, cues, items) else []


def _past_brackets(doc: Parse, at: int, end: int) -> int:
    """«Ян Новак (врач)»: behind what brackets tell of a name."""
    if at >= end or doc[at].text != "(":
        return at
    return next((token.i + 1 for token in doc[at:end] if token.text == ")"), at)


def _before_closing(doc: Parse, start: int, end: int) -> int:
    """Where marks or brackets close that were opened before, or a dash closes what was inserted.

    «Он сказал: «Погода плоха: дождь, ветер и снег»», «(удары по трём сёлам: А, Б и В)», «Из бед: А, Б, В, — выбрали А».
    """
    depth = brackets = 0
    for token in doc[start:end]:
        if token.text in QUOTATION:
            depth += 1 if opens(token, depth) else -1
        elif token.text in "()":
            brackets += 1 if token.text == "(" else -1
        closes = token.text in DASHES and doc[token.i - 1].text == "," and token.i > start
        if depth < 0 or brackets < 0 or (closes and not depth and not brackets):
            return token.i
    return end


def _before_source(doc: Parse, cues: Cues, start: int, end: int) -> int:
    """Where the words end that a source follows: «…: дождь, ветер и снег**, сообщил** министр»."""
    for token in _level(doc, start, end):
        if token.text == "," and token.i + 1 < end and token.i > start:
            following = doc[token.i + 1]
            parenthetical = following.lemma_ in cues.speech and following.lemma_ not in cues.not_parenthetical
            if parenthetical and is_finite(following):
                return token.i
    return end


def _level(doc: Parse, start: int, end: int) -> Iterator[Token]:
    """Tokens outside inner brackets and quotation marks.

    Straight marks open and close in turn, but for those that nothing closes.
    """
    brackets = quoted = 0
    unclosed = _unclosed(doc, start, end)
    for token in doc[start:end]:
        if token.text in "()[]":
            brackets = max(0, brackets + (1 if token.text in "([" else -1))
        elif token.text == '"':
            quoted = quoted if token.i in unclosed else 1 - quoted
        elif token.text in QUOTATION:
            quoted = max(0, quoted + (1 if token.text in "«„" or (token.text == "“" and not quoted) else -1))
        elif not brackets and not quoted:
            yield token


def _unclosed(doc: Parse, start: int, end: int) -> set[int]:
    """Straight marks behind which the next one opens again, where their number is odd: «"мол, "док"»."""
    marks = [token for token in doc[start:end] if token.text == '"']
    if len(marks) % 2 == 0:
        return set()
    opening = [not mark.whitespace_ and doc.text[mark.idx - 1 : mark.idx].isspace() for mark in marks]
    return {
        mark.i
        for mark, opens_one, again in zip(marks, opening, [*opening[1:], True], strict=True)
        if opens_one and again
    }


def _between(start: int, end: int, separators: list[int]) -> list[Range]:
    bounds = [start - 1, *separators, end]
    return [(left + 1, right) for left, right in pairwise(bounds)]


def _clean(doc: Parse, cues: Cues, parts: list[Range]) -> list[Range]:
    """Parts without the marks and linking words at their edges."""
    cleaned = []
    for start, end in parts:
        start, end = trimmed(doc, start, end, _EDGE)
        while start < end and doc[start].lower_ in cues.linking:
            start, end = trimmed(doc, start + 1, end, _EDGE)
        while start < end and doc[end - 1].lower_ in cues.linking:
            start, end = trimmed(doc, start, end - 1, _EDGE)
        if start < end:
            cleaned.append((start, end))
    return cleaned


def _parts(doc: Parse, name: Stretch, start: int) -> bool:
    """Whether a comma or conjunction stands between a name and what follows it."""
    return any(token.text in {",", ";"} or token.lower_ == "и" for token in doc[name.end : start])


def _coordinated(doc: Parse, cues: Cues, parts: list[Range], count: int | None, *, led: bool) -> list[Range]:
    parts = _joined(doc, cues, parts)
    if (
        parts[0][1] - parts[0][0] > 2 and doc[parts[0][0] : parts[0][0] + 2].text in cues.leading
    ):  # «: среди них газ, …»
        parts[0] = (parts[0][0] + 2, parts[0][1])
    kind = _kind(doc, cues, *_last_item(doc, cues, parts[-1]))
    if parts[0][0] < parts[0][1] - 1 and doc[parts[0][0]].lower_ == "это":  # «снялся в фильмах: это «Гараж», …»
        parts[0] = (parts[0][0] + 1, parts[0][1])
    items = [_without_lead(doc, cues, parts[0], kind) if led else parts[0]]
    for part in parts[1:]:
        (cleaned,) = _clean(doc, cues, [part]) or [part]
        if _is_parallel(doc, cues, cleaned, kind, items[-1]) or _is_conjoined(doc, cues, cleaned, items):
            items.append(cleaned)
        else:
            items[-1] = (items[-1][0], part[1])
    if count is None or len(items) < count:
        halves = _at_conjunction(doc, cues, items[-1], kind)
        if count is not None or len(items) > 1 or not _joins_within(doc, halves):
            items[-1:] = halves
    if count is not None and len(items) < count <= 2 * len(items):
        split = [part for item in items for part in _at_conjunction(doc, cues, item, kind)]
        items = split if len(split) == count else items
    items[-1:] = _at_repetition(doc, items)
    items = _clean(doc, cues, items)
    led_alike = _clean(doc, cues, [*parts[:-1], *_at_preposition(doc, parts[-1])])
    if count == len(led_alike) != len(items) and all(doc[start].pos_ == "ADP" for start, _ in led_alike):
        return led_alike  # «в трёх местах — под мостом, под аркой и у ворот»
    return items


def _joins_within(doc: Parse, halves: list[Range]) -> bool:
    """«вложения в ремонт и охрану порта»: the conjunction joins words inside the only item."""
    first, *_ = nouns = [_first_nominal(doc, half) for half in halves]
    last = nouns[-1]
    if first is None or last is None or len(nouns) < 2:
        return False
    return last.dep_ == "conj" and first.i < _first_conjunct(last).i < halves[0][1]


def _at_repetition(doc: Parse, items: list[Range]) -> list[Range]:
    """«Отчасти из-за цены, отчасти из-за срока и отчасти потому, что …»: each item begins with the same word."""
    words = {doc[start].lower_ for start, end in items if start < end}
    last = items[-1]
    if len(items) < 2 or len(words) > 1:
        return [last]
    at = next((i for i in range(last[1] - 2, last[0], -1) if doc[i].lower_ == "и" and doc[i + 1].lower_ in words), None)
    return [last] if at is None else [(last[0], at), (at + 1, last[1])]


def _at_preposition(doc: Parse, part: Range) -> list[Range]:
    """A part before and behind the last conjunction that a preposition follows."""
    for at in range(part[1] - 2, part[0], -1):
        if doc[at].lower_ in {"и", "или"} and doc[at + 1].pos_ == "ADP":
            return [(part[0], at), (at + 1, part[1])]
    return [part]


def _joined(doc: Parse, cues: Cues, parts: list[Range]) -> list[Range]:
    """Parts with what only goes on: relative clauses, participles, gerunds, examples."""
    parts = _with_examples(doc, cues, parts)
    joined = parts[:1]
    for place, part in enumerate(parts[1:], 2):
        goes_on = _goes_on(doc, cues, part, joined[-1]) or _is_inserted(doc, cues, joined[-1])
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
        start, end = trimmed(doc, *part, _EDGE)
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
    start, end = trimmed(doc, *part, _EDGE)
    if end > start and doc[start].lower_ in {"и", "а", "но"}:
        start += 1
    return tuple(token.lower_ for token in doc[start:end]) in cues.inserted


def _shares_noun(doc: Parse, part: Range, following: Range) -> bool:
    """«орден V, (VI и VII степеней)»."""
    ends = trimmed(doc, *part, _EDGE)[1] - 1, trimmed(doc, *following, _EDGE)[0]
    return all(_ROMAN.fullmatch(doc[at].text) for at in ends)


def _with_dashes(doc: Parse, parts: list[Range]) -> list[Range]:
    """Where most parts hold a dash, those without one go on: «Перу — медь, (олово), Чили — рис»."""
    dashed = [any(token.text in DASHES for token in _level(doc, start + 1, end)) for start, end in parts]
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
    start, end = trimmed(doc, *part, _EDGE)
    if end <= start or doc[end - 1].pos_ != "ADJ" or not following[0] <= doc[end - 1].head.i < following[1]:
        return False
    alone = end == start + 1
    return not last if alone else doc[end - 1].head.pos_ in NOMINAL


def _goes_on(doc: Parse, cues: Cues, part: Range, before: Range) -> bool:
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


def _last_item(doc: Parse, cues: Cues, part: Range) -> Range:
    """The words after the last conjunction show what kind the items are."""
    for token in reversed(list(_level(doc, *part))):
        if token.lower_ in {"и", "или"} and part[0] <= token.i < part[1] - 1:
            rest = (token.i + 1, part[1])
            if _agree(_kind(doc, cues, *rest), _kind(doc, cues, *part)):
                return rest
    return part


def _kind(doc: Parse, cues: Cues, start: int, end: int) -> str:
    """What a part is: «inf», «fin», a case, or empty where nothing can be told."""
    start, end = (_clean(doc, cues, [(start, end)]) or [(start, end)])[0]
    tokens = list(_level(doc, start, end))
    for token in tokens:
        if (token.lemma_ in cues.continuing and token.i > start) or token.dep_ == "acl:relcl":
            break
        if token.pos_ in {"VERB", "AUX"}:
            form = feature_of(token, "VerbForm") or "Fin"
            if form in {"Inf", "Fin"}:
                return form.lower()
        if is_short(token):  # «лодки должны стоять на месте»
            return "fin"
    for token in tokens:
        if token.pos_ == "ADP":
            return f"adp {token.lemma_}"
        if token.pos_ == "PROPN" or token.is_title or (token.is_upper and len(token) > 1):
            return "name"  # foreign names do not decline, and taggers guess their case
        if token.pos_ in NOMINAL and token.lower_ not in _POSSESSIVE:
            return _case(token)
    return ""


def _case(token: Token) -> str:
    """The case of a noun, an accusative as the case that it looks like: genitive of living beings, else nominative.

    «Повара и кухарку» are of one case, though only men's accusative is a genitive.
    """
    if feature_of(token, "Case") != "Acc":
        return feature_of(token, "Case") or ""
    return "Gen" if feature_of(token, "Animacy") == "Anim" else "Nom"


def _without_lead(doc: Parse, cues: Cues, part: Range, kind: str) -> Range:
    """«он был министром, депутатом и послом»: the first item begins after the verb."""
    if kind in {"inf", "fin", ""} or _kind(doc, cues, *part) not in {"fin", "inf"}:
        return part
    verbs = [token.i for token in doc[slice(*part)] if token.pos_ in {"VERB", "AUX"}]
    lead = (verbs[-1] + 1, part[1])
    return lead if lead[0] < lead[1] and _kind(doc, cues, *lead) == kind else part


def _is_parallel(doc: Parse, cues: Cues, part: Range, kind: str, before: Range) -> bool:
    return not _goes_on(doc, cues, part, before) and _agree(_kind(doc, cues, *part), kind)


def _is_conjoined(doc: Parse, cues: Cues, part: Range, items: list[Range]) -> bool:
    """Whether a part goes with the first item in the tree, whatever case the tagger saw in «угрозы, запугивания, …»."""
    if _goes_on(doc, cues, part, items[-1]) or _kind(doc, cues, *part) in {"inf", "fin"}:
        return False
    first, noun = _first_nominal(doc, items[0]), _first_nominal(doc, part)
    return noun is not None and noun.dep_ == "conj" and first is not None and _first_conjunct(noun).i == first.i


def _first_conjunct(token: Token) -> Token:
    """The word to which coordination leads back: «Псков» of «жители Пскова, Твери»."""
    return next((word for word in (token, *token.ancestors) if word.dep_ != "conj"), token)


def tell_of_first(doc: Parse, items: list[Range]) -> bool:
    """«жители Твери, Сибири и дальних регионов»: the others hang on the noun of the first item, as its end does."""
    first = _first_nominal(doc, items[0])
    others = [_first_nominal(doc, item) for item in items[1:]]
    return first is not None and all(
        noun is not None
        and noun.dep_ == "conj"
        and first.i < _first_conjunct(noun).i < items[0][1]
        and feature_of(noun, "Case") == "Gen"
        for noun in others
    )


def _agree(one: str, other: str) -> bool:
    """Whether two parts can be items of one list: a name goes with a noun in any case.

    So does a dative with a locative, which most nouns of the first declension have alike.
    """
    nominal = {"name", "Nom", "Gen", "Dat", "Ins", "Loc"}
    named = "name" in {one, other} and {one, other} <= nominal
    return one == other or not one or not other or named or {one, other} == {"Dat", "Loc"}


def _at_conjunction(doc: Parse, cues: Cues, item: Range, kind: str) -> list[Range]:
    """The last two items, at the last conjunction after which a whole item stands.

    One that joins the words on both its sides («банков и фондов») parts items only if no other does.
    """
    places = [
        token.i
        for token in _level(doc, *item)
        if token.lower_ in {"и", "или", "либо"}
        and item[0] < token.i < item[1] - 1
        and _is_parallel(doc, cues, (token.i + 1, item[1]), kind, (item[0], token.i))
        and _agree(_kind(doc, cues, item[0], token.i), kind)
    ]
    if not places:
        return [item]
    loose = [at for at in places if doc[at + 1].head.i != at - 1] or places
    return [(item[0], loose[-1]), (loose[-1] + 1, item[1])]


def has_words(doc: Parse, item: Range) -> bool:
    """Whether an item holds a word, so that «1, 2, 3» are none."""
    return any(len(token) > 1 and token.text[0].isalpha() for token in doc[slice(*item)])


def is_uniform(doc: Parse, cues: Cues, items: list[Range]) -> bool:
    """Whether all items are names, also in quotation marks, or all nouns in one case."""
    if is_any_participle(doc[items[0][0]]) and doc[items[0][0]].head.i < items[0][0]:
        return False  # «два приза — вручённый жюри и народный»
    if _names_in_noun(doc, cues, items) or tell_of_first(doc, items):
        return False
    kinds = {_named_kind(doc, cues, item) for item in items}
    if (
        len(kinds) == 2 and "name" in kinds
    ):  # «трое солдат - сержант Иванов, Петров и Лунин», not «сенаторы от Огайо и Юты»
        (case,) = kinds - {"name"}
        kinds = {case} if len(items) > 2 or any(_is_quoted(doc, item) for item in items) else kinds
    led = all(kind.startswith("adp") for kind in kinds)  # «под мостом, под аркой и у ворот»
    return led or (len(kinds) == 1 and not kinds & {"fin", "inf"})


def _names_in_noun(doc: Parse, cues: Cues, items: list[Range]) -> bool:
    """«три поколения — соратники Новака, Вебера и Крюгера»: all names hang on the noun of the first part."""
    (start, end), *others = items
    if _kind(doc, cues, start, end) == "name" or any(_kind(doc, cues, *item) != "name" for item in others):
        return False
    names = [token for token in doc[start + 1 : end] if token.pos_ == "PROPN"]
    return bool(names) and names[0].dep_ == "nmod"


def _is_quoted(doc: Parse, item: Range) -> bool:
    return any(token.text in QUOTATION for token in doc[slice(*item)])


def _named_kind(doc: Parse, cues: Cues, item: Range) -> str:
    return "name" if _is_quoted(doc, item) else _kind(doc, cues, *item) or doc[item[0]].text[:1]


def are_quoted(doc: Parse, items: list[Range]) -> bool:
    """Whether at least three items all stand in quotation marks: «в фильмах: «Порт», «Чайки» и «Мост»»."""
    return len(items) > 2 and all(doc[start].text in QUOTATION for start, _ in items)


def are_people(doc: Parse, items: list[Range]) -> bool:
    """Whether every item is the name of a person, with what brackets tell of it, and nothing more."""
    if any(not token.text[0].isupper() for item in items for token in _level(doc, *item)):
        return False
    ends = {name.start: name.end for name in doc.group("names") if name.label_ == "PER"}
    return all(start in ends and _past_brackets(doc, ends[start], end) == end for start, end in items)


def is_speech(doc: Parse, items: list[Range]) -> bool:
    """Whether the first item opens a quotation that goes on behind it: «…: «Цены высоки, рынок пуст»»."""
    return sum(token.text in QUOTATION for token in doc[slice(*items[0])]) % 2 == 1


def is_parted(doc: Parse, cues: Cues, items: list[Range]) -> bool:
    """Whether semicolons part items of one kind; clauses are prose: «Решение суда: порт закрыт; мэр уволен; …»."""
    kinds = {_kind(doc, cues, *item) for item in items}
    return len(kinds) == 1 and "fin" not in kinds and all(doc[end].text == ";" for _, end in items[:-1])


def are_kinds(doc: Parse, items: list[Range]) -> bool:
    """Whether every item is a common noun in the plural, which says what all are: «врачи и судьи»."""
    nouns = [_first_nominal(doc, item) for item in items]
    return all(noun is not None and noun.pos_ == "NOUN" and feature_of(noun, "Number") == "Plur" for noun in nouns)


def is_plain(doc: Parse, cues: Cues, items: list[Range]) -> bool:
    """Whether no item holds a clause of its own outside quotation marks."""
    return not any(_is_equation(doc, item) for item in items) and all(
        _kind(doc, cues, *item) != "fin" and not _holds_clause(doc, item) for item in items
    )


def are_clauses(doc: Parse, items: list[Range]) -> bool:
    """Whether every item is a clause: «ряд бед: луч слаб, груз тяжёл, а цель движется»."""
    return all(_holds_clause(doc, item) for item in items)


def _holds_clause(doc: Parse, item: Range) -> bool:
    own = takewhile(lambda token: token.lemma_ != "который", _level(doc, *item))
    return any(_is_predicate(token) for token in own if token.dep_ != "acl:relcl")


def _is_predicate(token: Token) -> bool:
    return is_finite(token) or (token.pos_ == "AUX" and feature_of(token, "VerbForm") == "Fin") or is_short(token)


def _is_equation(doc: Parse, item: Range) -> bool:
    """«Главная беда — это засуха»: a clause without a verb."""
    return any(token.text in DASHES and doc[token.i + 1].lower_ == "это" for token in doc[item[0] + 1 : item[1] - 1])


def are_all_or_none_infinitive(doc: Parse, cues: Cues, items: list[Range]) -> bool:
    """Whether no infinitive stands among other words."""
    kinds = [_kind(doc, cues, *item) == "inf" for item in items]
    return all(kinds) or not any(kinds)
