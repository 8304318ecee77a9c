"""The language of a text, by its script and its function words."""

import logging
import re
from collections import Counter
from functools import lru_cache

from extractor.annotation.model import Annotation

UNKNOWN = "und"
_LOG = logging.getLogger(__name__)
_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?!\w|\.\w)")  # no «й» of «16-й», no initial
_CYRILLIC = re.compile(r"[\u0400-\u04ff]+")
_MOST = 3000  # characters that are looked at
_LEAST = 0.02  # share of function words from which they tell a language
# Words that its neighbours write otherwise or lack; what Russian shares with one of them stands in both.
_FUNCTION_WORDS = {
    "ru": "и в не на что с по как это из он от за а к его для но у они только после также или уже чтобы о при сообщил "
    "до про та те да но само след",
    "uk": "і в не на що з та як це із він від до за й його для але у вони тільки після також або вже щоб про за є його",
    "be": "і ў не на што з па як гэта ён ад за яго для але яны толькі пасля таксама або ужо каб пра пры",
    "bg": "и в не на че с по как това от за а към му но те само след също или вече да при е са се който",
    "en": "the of and to in a is that for on with as was by at from it he be has",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine",
    "fr": "le la les de des et en un une du que est pour dans sur au par pas plus qui",
    "es": "el la los de y en un una que es por con para del las al se no su",
}
_BY_WORD: dict[str, list[str]] = {}
for _language, _words in _FUNCTION_WORDS.items():
    for _word in set(_words.split()):
        _BY_WORD.setdefault(_word, []).append(_language)
_OWN = {"uk": "іїєґ", "be": "ўі", "bg": "", "ru": "ыэё"}


def language_of(text: str) -> str:
    """The language of a text as an ISO 639-1 code; «und» where neither its script nor its function words tell one.

    A text in Russian letters is Russian where nothing speaks against it: headlines have few function words.

    >>> language_of("Стороны обсудили тарифы."), language_of("The ministers met in Riga on Friday.")
    ('ru', 'en')
    """
    return _language_of(text[:_MOST])


@lru_cache(maxsize=64)  # asked before an article is analysed and where its annotation is built, batch by batch
def _language_of(beginning: str) -> str:
    words = _WORD.findall(beginning.lower())
    if not words:
        return UNKNOWN
    votes = Counter(language for word in words for language in _BY_WORD.get(word, ()))
    letters = "".join(words)
    for language, own in _OWN.items():
        votes[language] += sum(map(letters.count, own))
    cyrillic = sum(map(len, _CYRILLIC.findall(letters))) > len(letters) / 4  # «пишет The Wall Street Journal»
    allowed = {language: votes[language] for language in _FUNCTION_WORDS if (language in _OWN) == cyrillic}
    best = max(allowed, key=lambda language: (allowed[language], language == "ru"))
    if allowed[best] >= max(1, _LEAST * len(words)):
        return best
    return "ru" if cyrillic else UNKNOWN


def is_foreign(language: str | None) -> bool:
    """Whether a text is in a language that is told, and is another than Russian: nothing would be read right in it."""
    return language not in (None, "ru", UNKNOWN)


def remark(annotation: Annotation) -> None:
    """Say in the log that a text is not Russian."""
    document = annotation.document
    if document.language not in (None, "ru") and any(map(str.isalpha, document.text)):
        name = document.id or "the text"
        read = "and is left unread" if is_foreign(document.language) else "and may be misread"
        _LOG.warning("%s: does not look like Russian (%s) %s", name, document.language, read)
