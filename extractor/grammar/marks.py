"""Quotation marks about names."""

OPENING, CLOSING = {"«", "“", "„", '"'}, {"»", "”", "“", '"'}
