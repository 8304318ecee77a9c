"""Canonical forms and extents: the nominative of a word, of a name, of a noun phrase."""
