"""What the ranker is told of an act and of those who may be its parties, by the names that stand beside its weights."""

from collections.abc import Sequence

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from extractor.events.matcher import Matcher
from extractor.events.parties.features import Described
from extractor.events.parties.weighing import Weighing
from extractor.events.parties.weights import load_weights
from extractor.events.resolution import Missed
from extractor.events.template import EventHit, load_templates
from extractor.grammar.tokens import parse_of
from extractor.pipeline import load
from extractor.records import Role
from extractor.templates.places import Places


@pytest.fixture(scope="module")
def below() -> Language:
    return load(exclude=["extractor_events", "extractor_commitments", "extractor_facts"])


class Told:
    """The evidence of one document's acts."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        Matcher(load_templates(), self._keep).find(doc)

    def _keep(self, doc: Doc, sources: Places, whole: Sequence[EventHit], missed: Sequence[Missed]) -> Weighing:
        weighing = Weighing(doc, sources, whole, missed, load_weights())
        told = sorted(whole, key=lambda hit: int(hit.token.i))
        self._hits = [*whole, *(hit for hit, _ in missed)]
        self._described = Described(parse_of(self._doc), weighing.stage, sources, load_weights(), told, [])
        self._entities = weighing.stage.entities
        return weighing

    def _hit(self, word: str) -> EventHit:
        return next(hit for hit in self._hits if hit.token.text == word)

    def of_act(self, word: str) -> set[str]:
        return set(self._described.around(self._hit(word)).act)

    def of_party(self, word: str, role: Role, name: str) -> set[str]:
        hit = self._hit(word)
        known = self._described.around(hit).candidates
        own = self._described.in_role(hit, role, [candidate for candidate, _ in known])
        return next(
            {*names, *more}
            for (candidate, names), more in zip(known, own, strict=True)
            if self._entities[candidate.entity].name == name
        )


@pytest.mark.parametrize(
    ("text", "word", "told"),
    [
        ("Чили молчит. Кто-то взорвал мост.", "взорвал", "verb, subject: a pronoun"),
        ("Чили молчит. Мост взорвал Перу.", "взорвал", "verb, subject: somebody named"),
        ("Чили молчит. Буря разрушила мост и атаковала порт.", "атаковала", "verb, subject: something"),
        ("Чили молчит. Мост взорвали.", "взорвали", "verb, subject: nobody"),
    ],
)
def test_who_holds_the_place_of_the_subject(below: Language, text: str, word: str, told: str) -> None:
    assert told in Told(below(text)).of_act(word)


def test_who_agrees_with_the_verb(below: Language) -> None:
    told = Told(below("Норвегия и Египет спорят. Вчера осудила удары."))
    assert "verb, agrees" in told.of_party("осудила", "actor", "Норвегия")
    assert "verb, disagrees" in told.of_party("осудила", "actor", "Египет")


def test_of_whom_the_article_is(below: Language) -> None:
    told = Told(below("Чили строит порт. Чили ждёт гостей. Из Чили и Перу уехали врачи. Вчера осудили удары."))
    assert {"most mentioned", "state most mentioned"} <= told.of_party("осудили", "actor", "Чили")
    assert {"second mentioned", "state less mentioned"} <= told.of_party("осудили", "actor", "Перу")


def test_who_faces_whom_in_other_acts_and_not_in_this_one(below: Language) -> None:
    told = Told(below("Чили осудило Перу. Чили обвинило Данию. Перу раскритиковало Чили. Чили и Перу молчат."))
    assert "target of the other party" in told.of_party("обвинило", "recipient", "Перу")
    assert "acts on the other party" in told.of_party("обвинило", "recipient", "Перу")
    alone = Told(below("Чили осудило Перу. Дания молчит."))
    assert "target of the other party" not in alone.of_party("осудило", "recipient", "Перу")
