"""Whether the text gives something by name: facts hold between what has one."""

from extractor.records import Entity, Span

_QUOTES = {"«", "»", "“", "”", "„", '"'}


def is_named(text: str, entity: Entity | None, span: Span) -> bool:
    """An entity with a name somewhere, or a phrase with a capital inside, or in quotation marks."""
    if entity is not None and any(mention.form in ("name", "adjective") for mention in entity.mentions):
        return True
    inside = text[span.start + 1 : span.end]
    return any(letter.isupper() for letter in inside) or text[max(0, span.start - 1) : span.start] in _QUOTES
