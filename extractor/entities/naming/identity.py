"""Whether somebody of the table of people is meant by a name: what the article says may speak against it."""

from collections.abc import Iterable
from functools import lru_cache

from extractor.entities.naming.introductions import Introduction
from extractor.entities.tables.lexicon import Lexicon
from extractor.entities.tables.people import Person
from extractor.grammar.dictionary import fold, stem

_OF_STATE = ("GOV", "LEG", "JUD", "MIL", "COP", "SPY", "PTY", "OPP", "REB", "IGO")
_ELECTED = ("LEG", "PTY", "OPP")
# Endings of surnames that only a man has beside a woman's in «-ова».
_MANS = ("ов", "ев", "ёв", "ин", "ын", "ский", "цкий", "ым", "ому", "ого", "им")
_WOMANS = ("ова", "ева", "ёва", "ина", "ына", "ая", "ой", "ую")
# States that are no more, whose people are now called by those that came after.
_GONE = ("SUN", "YUG", "CSK", "DDR", "SCG")


def meant(lexicon: Lexicon, candidates: Iterable[Person], said: Iterable[Introduction], *, short: bool) -> list[Person]:
    """Those of the candidates against whom nothing speaks; of several, those for whom something does.

    Args:
        said: what the article says wherever it names the person.
        short: whether the article has a surname only.
    """
    said = list(said)
    kept = [
        person
        for person in candidates
        if not any(speaks_against(lexicon, person, one, short=short) for one in said)
        and (not short or person.known_by_surname or any(speaks_for(lexicon, person, one) for one in said))
    ]
    backed = [person for person in kept if any(speaks_for(lexicon, person, one) for one in said)]
    return backed or kept


def are_two(lexicon: Lexicon, one: Introduction, other: Introduction) -> bool:
    """Whether one name is two people's: of two sexes, or with two titles in one sentence."""
    if one.sex and other.sex and one.sex != other.sex:
        return True
    if {one.sex, other.sex} == {"", "f"} and one.form.endswith(_MANS) != other.form.endswith(_MANS):
        return (one if one.sex else other).form.endswith(_WOMANS)
    titled = one.nominal is not None and other.nominal is not None and one.sentence == other.sentence
    return titled and one.lemma != other.lemma and not {one.lemma, other.lemma} <= lexicon.anybody


def speaks_for(lexicon: Lexicon, person: Person, said: Introduction) -> bool:
    """Whether a title is that of the table: the same office, or another of the same sector and state."""
    if said.nominal is None:
        return False
    office = _stems(person.office)
    if said.local:
        return stem(said.lemma) in office and (len(said.stems) == 1 or len(said.stems & office) > 1)
    known = {person.sector, *_sectors(lexicon, person.office)} - {None}
    return stem(said.lemma) in office or (said.sector in known and said.codes <= {person.code})


def speaks_against(lexicon: Lexicon, person: Person, said: Introduction, *, short: bool) -> bool:
    """Whether what is said cannot be said of somebody of the table: another sex, state, office or occupation."""
    if short and said.sex and said.sex != person.sex:
        return True
    if said.nominal is None:
        return False
    return _is_of_another_state(lexicon, person, said) or (
        not speaks_for(lexicon, person, said) and _is_of_another_kind(lexicon, person, said, short)
    )


def _is_of_another_state(lexicon: Lexicon, person: Person, said: Introduction) -> bool:
    if not person.code or person.code.startswith("IGO:") or said.lemma in lexicon.envoys or len(said.codes) != 1:
        return False
    (code,) = said.codes
    official = said.nominal is not None and (said.nominal.kind == "office" or said.nominal.sector in _OF_STATE)
    return official and code != person.code and not code.startswith("IGO:") and code not in _GONE


def _is_of_another_kind(lexicon: Lexicon, person: Person, said: Introduction, short: bool) -> bool:
    """Whether a title tells an occupation or an office that is not the known one's.

    A full name is hardly ever a namesake's: only private people speak against it.
    """
    if said.lemma in lexicon.anybody or said.nominal is None:
        return False
    if said.sector not in _OF_STATE:
        return said.nominal.kind == "person" or (short and said.sector is not None)
    if not short:
        return False
    if said.sector in _ELECTED and said.nominal.kind == "person":
        return person.sector not in _ELECTED and person.ordinary
    return said.local or said.sector == "JUD" or (said.sector in ("COP", "MIL") and said.nominal.kind == "person")


def _sectors(lexicon: Lexicon, office: str) -> set[str | None]:
    """The sectors of the words of the table: «губернатор, предприниматель»."""
    nominals = (lexicon.nominals.get(fold(word)) for word in office.replace(",", " ").split())
    return {nominal.sector for nominal in nominals if nominal}


@lru_cache(maxsize=1024)
def _stems(office: str) -> frozenset[str]:
    return frozenset(stem(fold(word)) for word in office.replace(",", " ").split())
