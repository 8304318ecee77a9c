"""Which capitals are of a name and which only begin a sentence."""

from extractor.grammar.columns import Words


def is_no_name(words: Words, position: int) -> bool:
    """Whether a word has no capital, or only that with which its sentence begins."""
    text = words.text[position]
    if text.islower():
        return True
    start, _ = words.sentence_range(position)
    return text.istitle() and not any(before[:1].isalnum() for before in words.text[start:position])
