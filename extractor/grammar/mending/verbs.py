"""Finite verbs that the tagger took for another part of speech: «{Бастуют} рыбаки», «банк {оштрафовало} ведомство»."""

from extractor.grammar.columns import Words
from extractor.grammar.dictionary import FiniteVerb, finite_verb

_VERBAL = ("VERB", "AUX")


def misread(words: Words) -> dict[int, FiniteVerb]:
    """The words, by position, that the dictionary has as finite verbs and as nothing else, and the tagger otherwise.

    Of 41 such words in GramEval-2020's open test and training files people call all 41 verbs. A capital behind
    another word is a name's: «приехал в {Холит}».
    """
    return {
        position: verb
        for position, (form, pos) in enumerate(zip(words.form, words.pos, strict=True))
        if pos not in _VERBAL and (verb := finite_verb(form)) is not None and _is_no_name(words, position)
    }


def _is_no_name(words: Words, position: int) -> bool:
    """Whether a word has no capital, or only that with which its sentence begins."""
    text = words.text[position]
    if text.islower():
        return True
    start, _ = words.sentence_range(position)
    return text.istitle() and not any(before[:1].isalnum() for before in words.text[start:position])
