"""Annotation x gold -> precision, recall, F1."""
