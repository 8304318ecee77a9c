"""tokens -> entities: who and what the article speaks of, and what each word stands for."""

from extractor.entities.forms.canonical import canonical
from extractor.entities.mentions import Mentions, Reference, is_official, is_party, is_place, mentions_of

__all__ = ["Mentions", "Reference", "canonical", "is_official", "is_party", "is_place", "mentions_of"]
