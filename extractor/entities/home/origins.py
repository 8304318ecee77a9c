"""Of which states a person may be by the name: «Наталья Кошель» is no Spaniard, «Гэри Рейф» no Russian."""

from extractor.entities.tables.lexicon import Lexicon
from extractor.entities.tables.people import people_table
from extractor.grammar.dictionary import fold, is_known, is_patronymic, parses

_MOSTLY = 0.5  # share of the bearers of a first name from which it is one of Russian names
_KNOWN = 2  # bearers in the table of people from which a first name is known
_SURNAMES = (
    *("ов", "ев", "ин", "ын", "ский", "цкий", "ской", "ых", "их", "ко", "ук", "юк"),
    *("ова", "ева", "ина", "ына", "ская", "цкая"),
)


def may_be_of(name: str, code: str, lexicon: Lexicon) -> bool:
    """Whether a person's name does not speak against a state."""
    given, *others = fold(name).replace(".", "").split()
    surname = others[-1] if others else given
    bearers = people_table().states_of(given) if others else ()
    russian = surname.endswith(_SURNAMES) or is_patronymic(surname)
    if len(bearers) >= _KNOWN:
        eastern = sum(bearer in lexicon.eastern for bearer in bearers) >= _MOSTLY * len(bearers)
    else:
        eastern = len(given) == 1 or _has_patronymic(given)
    if code in lexicon.eastern:
        return eastern or russian or (len(bearers) < _KNOWN and _is_surname(surname))
    return not (russian and (eastern or not others)) or code in lexicon.slavic


def _is_surname(word: str) -> bool:
    """Whether the dictionary, which has Russian texts' surnames, has a word as one."""
    return any("Surn" in parse.tag and is_known(parse) for parse in parses(word))


def _has_patronymic(name: str) -> bool:
    """Whether the dictionary derives a patronymic from a name, as it does from «Андрей» but not from «Гэри»."""
    derived = f"{name[:-1]}евич" if name.endswith("й") else f"{name}ович"
    return any("Patr" in parse.tag and is_known(parse) for parse in parses(derived))
