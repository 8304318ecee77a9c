"""Lemmas by pymorphy3: the parse that agrees best with the tagger's part of speech and features.

A participle's and a gerund's lemma is the infinitive; a participle that has become a noun, «обвиняемый», is its own.
«ё» is pymorphy's: it is in the lemma where the dictionary has it.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from spacy.attrs import LEMMA, MORPH, ORTH, POS
from spacy.language import Language
from spacy.parts_of_speech import NAMES
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractor.errors import PipelineError
from extractor.process.sharing import once
from extractor.text.batch import BatchComponent, column, set_tokens
from extractor.text.engine import engine
from extractor.text.tokens import clean

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer
    from pymorphy3.analyzer import Parse

_PARSED = 2**13  # forms whose analyses are kept, for what asks after the lemmas: 2 kB each
_KEPT = 2**17  # lemmas kept: forms with their tags
_POS_END = max(NAMES) + 1

# OpenCorpora's parts of speech that stand for one of UD, best first. Others keep their form.
_PARTS_OF_SPEECH = {
    "NOUN": ("NOUN",),
    "PROPN": ("NOUN",),
    "ADJ": ("ADJF", "ADJS", "COMP", "PRTF", "PRTS"),
    "VERB": ("VERB", "INFN", "PRTF", "PRTS", "GRND"),
    "AUX": ("VERB", "INFN", "GRND", "PRTF"),
    "ADV": ("ADVB", "COMP", "PRED"),
    "DET": ("ADJF",),
    "PRON": ("NPRO", "ADJF"),
    "NUM": ("NUMR", "ADVB"),
    "ADP": ("PREP",),
    "CCONJ": ("CONJ",),
    "SCONJ": ("CONJ",),
    "PART": ("PRCL",),
    "INTJ": ("INTJ",),
}
_GRAMMEMES = {
    "Case=Nom": {"nomn", "voct"},
    "Case=Gen": {"gent", "gen1", "gen2"},
    "Case=Par": {"gent", "gen2"},
    "Case=Dat": {"datv"},
    "Case=Acc": {"accs", "acc2"},
    "Case=Ins": {"ablt"},
    "Case=Loc": {"loct", "loc1", "loc2"},
    "Number=Sing": {"sing"},
    "Number=Plur": {"plur"},
    "Gender=Masc": {"masc"},
    "Gender=Fem": {"femn"},
    "Gender=Neut": {"neut"},
    "Animacy=Anim": {"anim"},
    "Animacy=Inan": {"inan"},
    "Tense=Past": {"past"},
    "Tense=Pres": {"pres"},
    "Tense=Fut": {"futr"},
    "Aspect=Perf": {"perf"},
    "Aspect=Imp": {"impf"},
    "Voice=Pass": {"pssv"},
    "Person=1": {"1per"},
    "Person=2": {"2per"},
    "Person=3": {"3per"},
    "Mood=Imp": {"impr"},
    "VerbForm=Inf": {"INFN"},
    "VerbForm=Part": {"PRTF", "PRTS"},
    "VerbForm=Conv": {"GRND"},
    "VerbForm=Fin": {"VERB"},
    "Variant=Short": {"ADJS", "PRTS"},
    "Degree=Cmp": {"COMP"},
}
_NAMES = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Trad", "Abbr"})


@Language.factory("extractor_lemmas", requires=["token.pos", "token.morph"], assigns=["token.lemma"], default_config={})
def make_lemmas(nlp: Language, name: str) -> "Lemmas":
    return Lemmas(nlp.vocab)


class Lemmas(BatchComponent):
    """Sets `token.lemma`, in lower case. Each form is analysed once a tag."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._lemmas: dict[tuple[int, int, int], int] = {}

    def set_annotations(self, docs: Sequence[Doc]) -> None:
        if not all(doc.has_annotation("POS") for doc in docs if len(doc)):
            raise PipelineError("the document has no parts of speech; add the component extractor_morphology before")
        forms, form = np.unique(column(docs, ORTH), return_inverse=True)
        features, feature = np.unique(column(docs, MORPH), return_inverse=True)
        pos = column(docs, POS).astype(np.int64)
        codes, code = np.unique((form * len(features) + feature) * _POS_END + pos, return_inverse=True)
        rest, pos = np.divmod(codes, _POS_END)
        form, feature = np.divmod(rest, len(features))
        keys = zip(forms[form].tolist(), pos.tolist(), features[feature].tolist(), strict=True)
        lemmas = np.array([self._lemma(key) for key in keys], np.uint64)[code]
        set_tokens(docs, [LEMMA], lemmas)

    def _lemma(self, key: tuple[int, int, int]) -> int:
        found = self._lemmas.get(key)
        if found is None:
            if len(self._lemmas) >= _KEPT:
                self._lemmas.clear()
            form, pos, features = key
            strings = self.vocab.strings
            found = strings.add(lemma(clean(strings[form]), NAMES[pos], strings[features]))
            self._lemmas[key] = found
        return found


@once
def analyzer() -> "MorphAnalyzer":
    """The morphological dictionary of this process; it takes a quarter of a second to load."""
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang="ru")


@lru_cache(maxsize=_PARSED)
def parses(form: str) -> "tuple[Parse, ...]":
    """Every analysis of a lower-case form, the likeliest first; none where a letter is in no script that has words.

    pymorphy3 asks for the Unicode name of a letter to know its script, and some letters have none.
    """
    try:
        return tuple(analyzer().parse(form))
    except ValueError:
        return ()


def lemma(form: str, pos: str, features: str = "") -> str:
    """The lemma of a form whose part of speech and features (UD) are known.

    >>> lemma("стали", "VERB"), lemma("стали", "NOUN"), lemma("задержанный", "VERB", "Case=Nom|VerbForm=Part")
    ('стать', 'сталь', 'задержать')
    >>> lemma("обвиняемых", "NOUN")
    'обвиняемый'
    >>> lemma("\U00017000", "NOUN") == "\U00017000"
    True
    """
    lowered = form.lower()
    wanted = _PARTS_OF_SPEECH.get(pos)
    if wanted is None:
        return lowered
    told = features.split("|")
    if "Number=Plur" in told:  # the tagger guesses the gender of a plural; the dictionary has none
        told = [feature for feature in told if not feature.startswith("Gender=")]
    grammemes = [_GRAMMEMES[feature] for feature in told if feature in _GRAMMEMES]
    found = parses(lowered)
    if not found:
        return lowered
    best = found[0]
    if len({parse.normal_form for parse in found}) > 1:
        best = max(found, key=lambda parse: _agreement(parse, pos, wanted, grammemes))
    return _substantive(best) if pos == "NOUN" and best.tag.POS == "PRTF" else str(best.normal_form)


def _substantive(participle: "Parse") -> str:
    """The lemma of a participle that has become a noun: «обвиняемый», not «обвинять»."""
    inflected = participle.inflect({"sing", "masc", "nomn"})
    return str(inflected.word) if inflected else str(participle.normal_form)


def _agreement(parse: "Parse", pos: str, wanted: tuple[str, ...], grammemes: list[set[str]]) -> float:
    """How well a parse agrees: a part of speech outweighs features, and these what is frequent."""
    tag = parse.tag
    score = float(parse.score)
    score += next((10 - place for place, part in enumerate(wanted) if part in tag.grammemes), 0)
    if pos == "PROPN" and not _NAMES.isdisjoint(tag.grammemes):
        score += 2
    if "Pltm" in tag.grammemes and "plur" in tag.grammemes:  # «выборах» are elections before they are choices
        score += 0.5
    if engine().knows(parse.normal_form):  # «промыслу»: промысел, not промысл
        score += 0.5
    if parse.normal_form.endswith("ой"):  # «основного»: основной, not основный; «больших»: большой, not больший
        score += 0.1
    return score + sum(not wanted_any.isdisjoint(tag.grammemes) for wanted_any in grammemes)
