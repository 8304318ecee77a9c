"""Abbreviations that no bracket introduces: «НМК» behind «Национальная морская корпорация», by their initials."""

from collections.abc import Collection, Iterator

from extractor.entities.registry import Cluster, Occurrence, Registry
from extractor.grammar.columns import Words
from extractor.grammar.dictionary import fold

_BODIES = ("organisation", "institution", "collective")
_PLACES = ("state", "place")
_LEAST = 2  # letters


def join(words: Words, registry: Registry, listed: Collection[Cluster]) -> None:
    """Make an abbreviation and the one body of the article whose initials it has one cluster, called by its name.

    Args:
        listed: the clusters of the tables, which know what their abbreviations stand for.
    """
    bodies = [cluster for cluster in registry.clusters if cluster.kind in _BODIES and not cluster.plural]
    shorts = [body for body in bodies if _is_abbreviation(body) and body not in listed]
    full = [body for body in bodies if body not in shorts]
    for short in shorts:
        meant = [body for body in full if _may_be(body, short) and _stands_for(words, registry, body, fold(short.name))]
        if len(meant) == 1:
            (body,) = meant
            registry.merge(body, short)
            body.name = body.name[:1].upper() + body.name[1:]


def _is_abbreviation(cluster: Cluster) -> bool:
    return cluster.name.isalpha() and cluster.name.isupper() and len(cluster.name) >= _LEAST


def _may_be(body: Cluster, short: Cluster) -> bool:
    return not body.code or not short.code or body.code == short.code


def _stands_for(words: Words, registry: Registry, body: Cluster, letters: str) -> bool:
    return any(
        _has_initials(words, registry, one, letters) for one in body.occurrences if one.form in ("name", "nominal")
    )


def _has_initials(words: Words, registry: Registry, seen: Occurrence, letters: str) -> bool:
    """Whether the letters are the initials of a mention's words.

    What stands before a capital is no part of the name («принадлежащая Петрову {Национальная …}»), nor need be the
    place behind it («Федерация гребли и каноэ {Тульской области}»).
    """
    for start in range(seen.start, seen.head + 1):
        if start > seen.start and not words.text[start][0].isupper():
            continue
        ends = [seen.end, *(place for place in _places(words, registry, seen) if place > seen.head)]
        if any(letters in _initials(words.form[start:end]) for end in ends):
            return True
    return False


def _places(words: Words, registry: Registry, seen: Occurrence) -> Iterator[int]:
    """Where the places that end a mention begin."""
    for position in range(seen.head + 1, seen.end):
        for occurrence, cluster in registry.heads[position]:
            if cluster.kind in _PLACES and occurrence.form != "adjective" and occurrence.end == seen.end:
                yield occurrence.start


def _initials(forms: list[str]) -> tuple[str, str]:
    """The initials of some words with and without the small words («по», «и»), of a compound those of its parts."""
    parts = [part for form in forms for part in form.split("-") if part and part[0].isalpha()]
    return "".join(part[0] for part in parts), "".join(part[0] for part in parts if len(part) > 2)
