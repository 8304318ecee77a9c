"""Quotes: in marks and without them, and the phrase that names who speaks."""
