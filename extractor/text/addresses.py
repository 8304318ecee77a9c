"""Addresses of sites as news writes them: «Lenta.ru», «GZT. ru», also over a line break."""

import re

# Domains of news from Russia and its neighbours.
_DOMAINS = "ru|com|net|org|info|рф|su|kz|ua|by|ee|tv|eu|fm"

SITE = re.compile(  # no part of a longer address, none of a mail
    rf"(?<![\w@./-])(?:[A-Za-zА-Яа-яЁё0-9-]+\.)+(?:(?i:{_DOMAINS})|\s(?:{_DOMAINS}))(?![\w@/-]|\.\w)"
)
_REST = re.compile(rf"(?:{_DOMAINS})(?![\w@/-])")


def goes_on(line: str, after: str) -> bool:
    """Whether a line break has cut an address behind its point."""
    return line.endswith(".") and line[-2:-1].isalnum() and bool(_REST.match(after))
