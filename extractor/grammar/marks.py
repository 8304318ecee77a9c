"""Marks of punctuation, one table: quotation marks by what they do, dashes, what ends a sentence."""

OPENING = frozenset("«„‹")
CLOSING = frozenset("»”›")
EITHER = frozenset('"“')  # “ opens English quotation marks and closes Russian inner ones
QUOTATION = OPENING | CLOSING | EITHER
MAY_OPEN, MAY_CLOSE = OPENING | EITHER, CLOSING | EITHER
DASHES = frozenset("—–-―−")
STOPS = frozenset({".", "!", "?", "…", "..."})
