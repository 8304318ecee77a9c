"""The extent of a noun phrase, and the label before a name."""

from dataclasses import dataclass

from extractor.entities.forms.senses import means_nobody
from extractor.entities.tables.gazetteer import gazetteer
from extractor.entities.tables.lexicon import ANIMATE, Lexicon, Nominal, lexicon
from extractor.grammar.columns import Words
from extractor.grammar.dictionary import attributive, is_animate, is_common_noun, is_indeclinable
from extractor.grammar.lexicon import qualifies_number
from extractor.grammar.marks import MAY_CLOSE, MAY_OPEN

_LEFT = {"amod", "det", "nummod", "compound"}
_ATTRIBUTES = {"nmod", "obl", "flat"}
_NOMINAL_POS = {"NOUN", "PROPN", "NUM", "X", "ADJ"}
_INSIDE = {"из", "от", "по", "при"}
_WIDEST = 14  # tokens; beyond that the parser has lost its way
_QUOTES = {"«", "»", '"', "“", "”", "„"}
_LINKS = {",", "и"}
_OF_STATES = "states"  # a sign of nominals.yaml


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun phrase by its tokens `[start, end)` and its syntactic head."""

    start: int
    end: int
    head: int


def leftmost(words: Words, head: int) -> int:
    """Where the modifiers that stand before a head begin; its preposition is not one."""
    start = head
    for child in reversed([child for child in words.children[head] if child < head]):
        if words.dep[child] not in _LEFT and words.pos[child] not in ("NUM", "ADJ", "DET"):
            continue
        first = words.left_edge[child]
        while words.space[first]:
            first += 1
        inside = range(first, start)
        if len(inside) > _WIDEST or any(words.pos[i] == "PUNCT" and words.text[i] != "-" for i in inside):
            break
        if words.pos[child] == "NUM" and any(words.pos[i] in ("NOUN", "PROPN") for i in range(child + 1, start)):
            break  # «14 июня {наблюдатели} уехали»
        if words.pos[first] == "ADP" or words.form[first] in ("и", "не"):
            continue
        start = min(start, first)
    counted = words.pos[start] == "NUM" or words.text[start].isdigit()
    while counted and start and qualifies_number(words.form[start - 1]):
        start -= 1
    negated = start and qualifies_number(words.form[start]) and words.form[start - 1] == "не"
    return start - 1 if negated else start


def rightmost(words: Words, head: int, inside: frozenset[str] = frozenset(_INSIDE)) -> int:
    """The token behind a noun phrase: its genitives and a few prepositional attributes, no clauses or appositions."""
    end = head + 1
    for child in words.children[head]:
        if child < end:
            continue
        if words.dep[child] not in _ATTRIBUTES or not _is_nominal(words, child):
            break
        preposition = words.preposition(child)
        first = end + 1 if preposition else end
        if (preposition and preposition not in inside) or leftmost(words, child) != first:
            break
        if not preposition and not _is_attribute(words, child, head):
            break
        end = _coordinated_end(words, child, rightmost(words, child))
    return _quoted_end(words, head, _behind_quoted_owner(words, head, end))


def _behind_quoted_owner(words: Words, head: int, end: int) -> int:
    """The end of «бойцы {«Рассвета»}»: a name in quotation marks is an attribute as one without them is."""
    if end >= len(words) or words.text[end] not in MAY_OPEN or words.sentence[end] != words.sentence[head]:
        return end
    within = range(end + 1, min(end + 1 + _WIDEST, len(words)))
    closing = next((position for position in within if words.text[position] in MAY_CLOSE), end)
    owned = any(
        end < child < closing
        and words.dep[child] == "nmod"
        and not words.preposition(child)
        and (_is_attribute(words, child, head) or is_indeclinable(words.form[child]))
        for child in words.children[head]
    )
    return closing + 1 if owned else end


def _quoted_end(words: Words, head: int, end: int) -> int:
    """The end of «сотрудники ООО {«Заря»}», «член чешского благотворительного {«Фонда защиты»}», which are not cut."""
    last = end - 1
    described = words.pos[last] == "ADJ" and words.features[last].case == "Gen"
    if last == head or not (described or words.text[last] in lexicon().legal_forms):
        return end
    if words.text[end : end + 1] == [] or words.text[end] not in MAY_OPEN:
        return end
    closing = (position for position in range(end + 1, end + 1 + _WIDEST) if words.text[position : position + 1])
    return next((position + 1 for position in closing if words.text[position] in MAY_CLOSE), end)


def _is_attribute(words: Words, position: int, head: int) -> bool:
    """Whether the case allows an attribute; the tagger takes an animate genitive for an accusative."""
    feats = words.features[position]
    if feats.case == "Ins":
        return words.lemma[head] in lexicon().instrumental
    abbreviation = words.text[position].isupper() and len(words.text[position]) > 1  # whose case the tagger guesses
    return abbreviation or feats.case in ("Gen", "") or (feats.case == "Acc" and feats.animacy == "Anim")


def _is_nominal(words: Words, position: int) -> bool:
    return words.pos[position] in _NOMINAL_POS or words.features[position].verb_form == "Part"


def _coordinated_end(words: Words, head: int, end: int) -> int:
    """The end of «США и Ирака», «Румынии, Украины и Молдавии» in one case."""
    case = words.features[head].case
    for child in words.children[head]:
        if words.dep[child] != "conj" or child < end:
            continue
        if words.features[child].case != case and not is_indeclinable(words.form[child]):  # «Литвы и {Перу}»
            continue
        if words.pos[child] not in ("NOUN", "PROPN") or words.form[end] not in _LINKS:
            break
        if leftmost(words, child) != end + 1:
            break
        end = rightmost(words, child)
    return end


def nominal_at(words: Words, lexicon: Lexicon, position: int) -> Nominal | None:
    """How the token is understood as the head of a phrase; None where it is no party."""
    pos = words.pos[position]
    if pos not in ("NOUN", "PROPN", "ADJ", "VERB"):
        return None
    lemma = words.lemma[position]
    if lemma in lexicon.no_party or (lemma in lexicon.with_attribute and not _is_described(words, position)):
        return None
    told = lexicon.with_companion(lemma, _companions(words, position)) if lexicon.asks_companions(lemma) else None
    if told:
        return told
    if means_nobody(words, position):
        return None
    known = lexicon.nominal(lemma) or lexicon.nominals.get(words.form[position])
    if pos in ("ADJ", "VERB"):
        return _substantive(words, lexicon, position)
    if known:
        return known
    noun = (pos == "NOUN" or _is_capitalised_noun(words, position)) and len(words.text[position]) > 1  # «{и}. о. мэра»
    if noun and words.features[position].animacy == "Anim" and is_animate(words.form[position]):
        return ANIMATE
    return None


def _companions(words: Words, head: int) -> list[str]:
    """The lemmas beside a head, and «states» where it is a plural with the adjective of one: «чилийские {части}»."""
    beside = [words.lemma[child] for child in words.children[head] if words.dep[child] in ("amod", "nmod")]
    whole = any(child > head and words.dep[child] == "nmod" for child in words.children[head])  # «части архипелага»
    of_state = not whole and words.features[head].number == "Plur" and any(map(gazetteer().pointed_at, beside))
    return [*beside, _OF_STATES] if of_state else beside


def _is_capitalised_noun(words: Words, position: int) -> bool:
    """Whether the tagger takes a noun for a name because it begins a sentence: «{Актёр} Сафонов приехал»."""
    first = position == 0 or words.sentence[position] != words.sentence[position - 1]
    return first and words.pos[position] == "PROPN" and is_common_noun(words.form[position])


def _is_described(words: Words, head: int) -> bool:
    return any(words.pos[child] in ("ADJ", "VERB") for child in words.children[head] if child < head)


def _substantive(words: Words, lexicon: Lexicon, position: int) -> Nominal | None:
    """An adjective or a participle that stands for people: «протестующие», «двое военных»."""
    if words.pos[position] == "VERB" and words.features[position].verb_form != "Part":
        return None
    if words.dep[position] in ("amod", "acl", "advcl", "det"):
        return None
    known = lexicon.nominals.get(attributive(words.form[position]))
    following = position + 1
    if (
        known
        and following < len(words)
        and words.pos[following] in ("NOUN", "PROPN")
        and words.head[position] == following
    ):
        return None
    return known


def is_owner(words: Words, position: int) -> bool:
    """Whether a name shows the genitive of an owner: «муж {Марии}», «компаний {«Лукойла»}»; not «премьер {Шойгу}»."""
    shows = words.form[position] != words.lemma[position]
    return words.features[position].case == "Gen" and words.dep[position] == "nmod" and shows


def label_before(words: Words, lexicon: Lexicon, start: int) -> int | None:
    """The common noun that a proper name specifies: «компания {«Балтик-Трейд»}», «газета {Die Welt}»."""
    position = start - 1
    quoted = position >= 0 and words.text[position] in _QUOTES
    position -= quoted
    if position < 0 or words.sentence[position] != words.sentence[start] or words.pos[position] != "NOUN":
        return None
    nominal = lexicon.nominals.get(words.lemma[position])
    if nominal is None or nominal.kind not in ("institution", "vessel", "collective"):
        return None
    if words.features[position].number == "Plur" and is_owner(words, start):
        return None
    labels = nominal.sector in ("BUS", "JRN", "PTY", "REB") or quoted
    return position if labels and (quoted or words.text[start].isascii() or nominal.sector == "JRN") else None
