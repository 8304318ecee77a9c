"""One state's bodies under several names: «МИД», «внешнеполитическое ведомство», «Пентагон»."""

from collections import defaultdict
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from extractor.entities.registry import Cluster, Registry
from extractor.entities.tables.lexicon import Lexicon
from extractor.grammar.dictionary import keys, parses
from extractor.installed.packaged import read_yaml

_TABLE = Path(__file__).parent.parent / "tables" / "state_bodies.yaml"
_DEPARTMENT = "ведомство"


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = read_yaml(_TABLE)
    return table


@cache
def _by_name() -> dict[str, str]:
    return {name: body for body, row in _table()["bodies"].items() for name in row.get("names", ())}


@cache
def _by_head() -> dict[str, list[tuple[str, frozenset[str]]]]:
    """The bodies of a head, each with the lemmas of which one must stand beside it (none: the head is enough)."""
    found: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for body, row in _table()["bodies"].items():
        for head in row.get("heads", ()):
            found[head].append((body, frozenset()))
        for head, companions in row.get("beside", {}).items():
            found[head].append((body, frozenset(companions)))
    return found


def join(registry: Registry, lexicon: Lexicon) -> None:
    """Make clusters of one body of one state one cluster, called by its name in the tables or else by the longest.

    A name that says no state («Генпрокуратура») is of the only state that has the body in the article.
    """
    known: dict[str, list[Cluster]] = defaultdict(list)
    order = sorted(registry.clusters, key=lambda cluster: (cluster.code is None, cluster.kind != "organisation"))
    for cluster in order:
        body = _body(cluster)
        if body is None or not cluster.occurrences or (cluster.code is None and cluster.kind != "organisation"):
            continue
        same = [other for other in known[body] if cluster.code in (None, other.code)]
        into = next((other for other in same if _compatible(other, cluster, lexicon)), None)
        if into is None or (cluster.code is None and len(same) > 1):
            known[body].append(cluster)
            continue
        if into.kind != "organisation":
            into.name = max(into.name, cluster.name, key=_fullness)
            into.signature |= cluster.signature
        registry.merge(into, cluster)


def _fullness(name: str) -> tuple[bool, int]:
    """Of two names of a body the longer is fuller; «оборонное ведомство» only goes round «Минобороны Чили»."""
    return _DEPARTMENT not in name.lower(), len(name)


@lru_cache(maxsize=4096)
def _of_name(name: str) -> str | None:
    """The body that a name says in words: «МИД Украины», «Министерство обороны Японии», «Генеральная прокуратура»."""
    words = name.lower().split()
    first = next((place for place, word in enumerate(words) if not _is_adjective(word)), 0)
    head, beside = keys(words[first]), frozenset[str]().union(*map(keys, words[:first] + words[first + 1 :]))
    return next((body for lemma in sorted(head) if (body := _of_head(lemma, beside))), None)


def _is_adjective(form: str) -> bool:
    return any(parse.tag.POS == "ADJF" for parse in parses(form)[:1])


def _of_head(lemma: str, beside: frozenset[str]) -> str | None:
    for body, companions in _by_head().get(lemma, ()):
        if not companions or not companions.isdisjoint(beside):
            return body
    return None


def _body(cluster: Cluster) -> str | None:
    if cluster.kind == "organisation":
        return _by_name().get(cluster.name) or _of_name(cluster.name)
    if cluster.kind != "institution" or cluster.plural:
        return None
    return _of_head(cluster.lemma, cluster.signature)


def _compatible(first: Cluster, second: Cluster, lexicon: Lexicon) -> bool:
    """Whether nothing tells them apart, as in «посольство в Киеве», «посольство в Токио», «кабинет оппозиции»."""
    if first.kind == "organisation":
        return True
    own, other = (_attributes(cluster) for cluster in (first, second))
    return (own <= other or other <= own) and not any(map(lexicon.nominal, own ^ other))


def _attributes(cluster: Cluster) -> frozenset[str]:
    """The lemmas of a phrase that do not only say which body it is."""
    said = frozenset(_table()["neutral"]).union(*(companions for _, companions in _by_head().get(cluster.lemma, ())))
    return cluster.signature - said
