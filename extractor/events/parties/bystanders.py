"""Who stands beside an act and is no party of it: the court to which a suit goes, whoever is talked about.

The ranker would take the court for the sued and a state in the topic of a session for the other side of talks.
"""

from collections.abc import Collection

from extractor.events.parties.candidates import Candidate, Stage
from extractor.events.parties.features import lacks_partner
from extractor.events.template import EventHit
from extractor.records import Role


class Bystanders:
    """The bystanders among the candidates of one document's acts."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def has(self, hit: EventHit, role: Role, candidate: Candidate) -> bool:
        """Whether a candidate cannot fill an open role for where it stands."""
        if self._is_currency(candidate) or self.is_inside(hit, role, candidate):
            return True
        if role == "actor":
            return hit.template.event.type == "CONSULT" and lacks_partner(hit) and self._is_discussed(hit, candidate)
        return self._is_forum(hit, candidate) or self._has_it_done(candidate)

    def _is_currency(self, candidate: Candidate) -> bool:
        """«Пять долларов {США}»."""
        words = self._stage.words
        return words.lemma[words.head[candidate.head]] in self._stage.grammar.lexicon.currencies

    def is_inside(self, hit: EventHit, role: Role, candidate: Candidate) -> bool:
        """Whether a state is named only within the name of a party of its own in a role: «Госдепартамент {США}»."""
        entities, reference = self._stage.entities, candidate.reference
        code = entities[candidate.entity].code
        return code is not None and any(
            filler.span.start <= reference.start
            and reference.end <= filler.span.end
            and any(entities[entity].code == code for entity in filler.entities)
            for filler in hit.fillers.get(role, ())
        )

    def is_home(self, hit: EventHit, parties: Collection[int], candidate: Candidate) -> bool:
        """Whether a state is named only where it tells whose a party is: «приказ президента {США} Барака Обамы»."""
        words, entities = self._stage.words, self._stage.entities
        entity, above = entities[candidate.entity], words.head[candidate.head]
        if entity.type != "COUNTRY" or words.preposition(candidate.head):
            return False
        titled = {one for reference in self._stage.mentions.at(hit.token.doc[above]) for one in reference.entities}
        return any(one in parties and entities[one].code == entity.code for one in titled)

    @staticmethod
    def _is_discussed(hit: EventHit, candidate: Candidate) -> bool:
        """Whether a party is a part of what is talked about: «совет обсудил судьбу {чилийских} моряков»."""
        reference = candidate.reference
        return any(
            topic.span.start <= reference.start and reference.end <= topic.span.end
            for topic in hit.fillers.get("topic", ())
        )

    def _is_forum(self, hit: EventHit, candidate: Candidate) -> bool:
        """Whether a suit or a complaint is brought to somebody: «подал иск в {суд}»."""
        event, words = hit.template.event, self._stage.words
        if (event.type, event.mode) != ("ACCUSE", "allege"):
            return False
        outermost = self._stage.relations.outermost(candidate.head)
        case = words.features[outermost].case
        brought = words.preposition(outermost) == "в" and case == "Acc"
        entity, filed = self._stage.entities[candidate.entity], hit.token.lemma_ in self._stage.grammar.lexicon.filings
        judges = filed and entity.sector == "JUD" and entity.type == "ORGANIZATION"
        return judges or (brought and words.head[outermost] in {token.i for token in hit.frame})

    def _has_it_done(self, candidate: Candidate) -> bool:
        """«По инициативе {прокуроров} возбуждено дело»: not against them."""
        words, lexicon = self._stage.words, self._stage.grammar.lexicon
        above = words.head[self._stage.relations.outermost(candidate.head)]
        return words.preposition(above) == "по" and words.lemma[above] in lexicon.orders | lexicon.initiatives
