from spacy.language import Language

from extractor.events.matcher import Matcher
from extractor.events.mining import mine
from extractor.events.template import load_templates

TEXTS = [
    "Франция пощекотала Италию. Испания пощекотала Португалию.",
    "Франция обвинила Италию в шпионаже. Солнце пощекотало море.",
    "Швеция направила Финляндии письмо.",
]


def test_words_between_parties_that_fire_nothing(nlp: Language) -> None:
    findings = mine(nlp.pipe(TEXTS), Matcher(load_templates()))
    assert [(finding.lemma, finding.pos, finding.count) for finding in findings] == [
        ("пощекотать", "VERB", 2),
        ("направить", "VERB", 1),
    ]
    first, second = findings
    assert first.failures == ()
    assert first.examples == ("Франция пощекотала Италию.", "Испания пощекотала Португалию.")
    assert second.failures != ()
