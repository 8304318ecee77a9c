"""Annotations -> rows of PLOVER, as POLECAT publishes them."""
