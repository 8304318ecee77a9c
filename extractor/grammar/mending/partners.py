"""Partners hung on another noun than the act of two right before them: «… к союзу, а {партнёрство} с Литвой …»."""

from extractor.grammar.columns import Words
from extractor.grammar.lexicon import load_lexicon
from extractor.grammar.mending.change import Change


def misread(words: Words) -> list[Change]:
    """The partners that have to hang elsewhere."""
    found, lexicon = [], load_lexicon()
    for preposition, form in enumerate(words.form):
        if form not in ("с", "со") or words.dep[preposition] != "case" or not preposition:
            continue
        act, partner = preposition - 1, words.head[preposition]
        if (
            words.lemma[act] not in lexicon.acts_of_two
            or words.features[partner].case != "Ins"
            or _under(words, act, partner)
        ):
            continue
        hung_on_noun = words.pos[words.head[partner]] in ("NOUN", "PROPN") and words.dep[partner] == "nmod"
        if hung_on_noun and words.head[partner] != act and words.lemma[partner] not in lexicon.circumstances_with:
            found.append(Change(partner, act, "nmod", {}))
    return found


def _under(words: Words, token: int, above: int) -> bool:
    while words.head[token] != token:
        token = words.head[token]
        if token == above:
            return True
    return False
