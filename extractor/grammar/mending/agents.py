"""Who does what a passive tells, taken for something beside a noun: «Поставки Чаду {Кенией} прекращены»."""

from extractor.grammar.columns import Words
from extractor.grammar.mending.change import Change

_TAKEN_FOR = ("appos", "nmod", "nsubj:pass", "nsubj")
_ENDINGS = ("ом", "ем", "ём", "ой", "ей", "ью", "ми", "ым", "им")  # foreign names get any case of the tagger


def misread(words: Words) -> list[Change]:
    """The bare instrumentals that stand before a short participle and have no noun of their case above them."""
    found = []
    for position, relation in enumerate(words.dep):
        shown = words.features[position].case == "Ins" and words.form[position].endswith(_ENDINGS)
        if relation not in _TAKEN_FOR or not shown or words.preposition(position):
            continue
        head = words.head[position]
        if relation == "nmod" and (words.pos[head] != "PROPN" or words.dep[head] != "obl"):
            continue  # «управление автобусом», «признание Чада Кубой», but not «по Сирии {Израилем} нанесён удар»
        verb = head if relation.startswith("nsubj") else _passive_above(words, head)
        if _is_short(words, verb) and position < verb and (head == verb or words.features[head].case != "Ins"):
            found.append(Change(position, verb, "obl", {}))
    return found


def _passive_above(words: Words, position: int) -> int:
    return next((above for above in words.ancestors(position) if _is_short(words, above)), position)


def _is_short(words: Words, position: int) -> bool:
    features = words.features[position]
    short = words.pos[position] == "VERB" and features.verb_form == "Part" and not features.case
    return short and not words.form[position].endswith("сь")
