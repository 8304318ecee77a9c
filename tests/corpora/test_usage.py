from extractor import Article
from extractor.corpora.usage import Use, usage
from extractor.grammar.lexicon import load_lexicon

TEXTS = ["США и Ирак начали переговоры.", "Пекин манёвры осудил."]


def test_what_answered_and_what_did_not() -> None:
    found = usage([Article(text) for text in TEXTS])
    counts = {(use.kind, use.name): use.count for use in found}
    assert counts["template", "consult.talks.noun"] == 1
    assert counts["template", "assault.fight.verb"] == 0
    assert counts["words", "light_verbs"] >= 1
    assert ("template", "occupation.hold") in counts
    assert {use.kind for use in found} == {"template", "repair", "words"}
    assert found[-1] == Use("words", found[-1].name, 0)
    assert type(load_lexicon().light_verbs) is frozenset
