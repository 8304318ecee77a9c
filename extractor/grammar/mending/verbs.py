"""Finite verbs that the tagger took for another part of speech: «{Бастуют} рыбаки», «банк {оштрафовало} ведомство»."""

from extractor.grammar.columns import Words
from extractor.grammar.dictionary import FiniteVerb, finite_verb
from extractor.grammar.mending.names import is_no_name

_VERBAL = ("VERB", "AUX")


def misread(words: Words) -> dict[int, FiniteVerb]:
    """The words, by position, that the dictionary has as finite verbs and as nothing else, and the tagger otherwise.

    Of 41 such words in GramEval-2020's open test and training files people call all 41 verbs. A capital behind
    another word is a name's: «приехал в {Холит}».
    """
    return {
        position: verb
        for position, (form, pos) in enumerate(zip(words.form, words.pos, strict=True))
        if pos not in _VERBAL and (verb := finite_verb(form)) is not None and is_no_name(words, position)
    }
