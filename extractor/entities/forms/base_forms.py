"""The base form of a single mention, whatever its entity is called: «Байденом» is «Байден», «Минфину» is «Минфин»."""

from extractor.entities.forms.counting import counted
from extractor.entities.forms.inflection import nominative, phrase
from extractor.entities.forms.noun_phrases import label_before
from extractor.entities.forms.personal_names import personal
from extractor.entities.registry import Cluster, Occurrence
from extractor.entities.tables.lexicon import lexicon
from extractor.grammar.columns import Words
from extractor.grammar.dictionary import attributive, fold, stem
from extractor.grammar.marks import MAY_OPEN

_CASE_ENDING = 2  # letters at the end of a word in which its cases may differ


def base_form(words: Words, cluster: Cluster, mention: Occurrence) -> str:
    """The dictionary form of a mention: the table's spelling where it has one, else the nominative."""
    start, end, head = mention.start, mention.end, mention.head
    if mention.base:
        return mention.base
    if mention.form == "adjective":
        return attributive(words.text[head].lower())
    if mention.form == "pronoun":
        return words.lemma[head]
    if mention.form == "nominal":
        return counted(words, start, end, head) or phrase(words, start, end, head)
    if cluster.kind == "person":
        return _person(words, start, end, cluster.name)
    return name_base(words, start, end, head, place=cluster.kind == "place")


def name_base(words: Words, start: int, end: int, head: int, *, place: bool) -> str:
    """The nominative of a name that no table has; in quotation marks behind a label it stands already.

    «Газета «Весна»», but «по иску «Весны»».
    """
    quoted = start > 0 and words.text[start - 1] in MAY_OPEN
    if quoted and not place and label_before(words, lexicon(), start) is not None:
        return words.between(start, end)
    if end - start > 1:
        return phrase(words, start, end, head, name=True)
    feats = words.features[head]
    return nominative(words.text[head], feats.case, feats.number, feats.gender, lemma=fold(words.lemma[head]))


def _person(words: Words, start: int, end: int, name: str) -> str:
    """A person's mention in the forms of the full name, word by word; a word that this lacks by itself."""
    parts = name.split()
    known = {stem(fold(part)): part for part in parts}
    full = dict(enumerate(parts, start)) if len(parts) == end - start else {}
    out = ""
    for position in range(start, end):
        if position > start:
            out += words.raw[words.end[position - 1] : words.start[position]]
        text = words.text[position]
        spelt = known.get(stem(words.form[position])) or _same(full.get(position, ""), words.form[position])
        if spelt is not None:
            out += spelt
        elif len(text) > 1 and text[0].isalpha():
            out += personal(((text, words.features[position]),))
        else:
            out += text
    return " ".join(out.split())


def _same(part: str, form: str) -> str | None:
    """A word of the full name in the place of a form that differs in its end: «Голль», of «Голле»."""
    shared = min(len(part), len(form)) - _CASE_ENDING
    return part if shared > _CASE_ENDING - 1 and fold(part)[:shared] == form[:shared] else None
