"""Genitives of rare places, which the tagger takes for people beside a noun: «посол {Белиза}», «{Лесото}»."""

from extractor.grammar.columns import Words
from extractor.grammar.dictionary import place_cases
from extractor.grammar.mending.change import Change


def misread(words: Words) -> list[Change]:
    """The places behind a noun that the dictionary has as a genitive."""
    found = []
    for position, relation in enumerate(words.dep):
        if relation not in ("appos", "nmod") or words.pos[position] != "PROPN":
            continue
        feats, head = words.features[position], words.head[position]
        places = () if feats.case != "Nom" or head > position else place_cases(words.form[position])
        owner = relation == "nmod" or words.features[head].animacy == "Anim"  # «полиция {Осло}», not «город {Осло}»
        if "gent" in places and ("nomn" not in places or owner):
            found.append(Change(position, head, "nmod", {"Case": "Gen", "Animacy": "Inan"}))
    return found
