"""Which two tokens of a sentence cannot stand for the same: binding, as far as the tree shows it."""

from extractor.grammar.columns import Words

_ARGUMENTS = {"nsubj", "obj", "iobj", "obl"}


def are_disjoint(words: Words, place: int, pronoun: int) -> bool:
    """Whether a token and a pronoun are arguments of one verb, so that they cannot be the same («{Он} встретил {его}»).

    Of coordinated verbs too, where the second has no subject of its own: «{Суд} осудил врача и оштрафовал {его}».
    """
    if words.pos[pronoun] != "PRON" or words.dep[place] not in _ARGUMENTS or words.dep[pronoun] not in _ARGUMENTS:
        return False
    verb = words.head[pronoun]
    shared = words.dep[place] == "nsubj"
    while shared and words.dep[verb] == "conj" and not _has_subject(words, verb):
        verb = words.head[verb]
    return words.head[place] in (verb, words.head[pronoun])


def _has_subject(words: Words, verb: int) -> bool:
    return any(words.dep[child].startswith("nsubj") for child in words.children[verb])
