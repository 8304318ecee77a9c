"""Who is judged for an act: its doer, so neither who judges it nor whom it hits, unless one admits an act of one's own.

«Чили осудило удары по Ливану»: Chile strikes nobody and has nothing against Lebanon. The ranker, which sees two states
in a sentence and an open role, would say both.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from extractor.events.parties.candidates import Stage
from extractor.events.template import EventHit
from extractor.grammar.morphology import has
from extractor.records import Role
from extractor.templates.hits import PARTY_ROLES

_JUDGING = ("ACCUSE", "SUPPORT")
_CHARGING = ("allege", "investigate")
_DEEPEST = 3  # judging acts inside one another: «расследование дела о похищении»
_FARTHEST = 12  # words up from an act to the one around it, and from a party to what is judged


class Judging:
    """The acts of one document that judge others; what they judge is below them in the tree."""

    def __init__(self, stage: Stage, hits: Iterable[EventHit]) -> None:
        self._stage = stage
        self._at: dict[int, list[EventHit]] = defaultdict(list)
        self._inside: dict[int, list[EventHit]] = defaultdict(list)
        for hit in hits:
            self._at[int(hit.token.i)].append(hit)
        for place, several in self._at.items():
            self._inside[self._act_above(place)] += several

    def barred(self, hit: EventHit, role: Role) -> set[int]:
        """The entities that cannot fill an open role of an act, and all others of their states."""
        if role == "actor":
            found = self._judges(hit) | self._demanding(hit) | self._abetting(hit)
        else:
            found = self._victims(hit) if hit.template.event.type in _JUDGING else set()
        entities = self._stage.entities
        codes = {entities[entity].code for entity in found} - {None}
        return found | {number for number, entity in enumerate(entities) if codes and entity.code in codes}

    def _judges(self, hit: EventHit) -> set[int]:
        place = int(hit.token.i)
        for _ in range(_DEEPEST):
            place = self._act_above(place)
            above = [act for act in self._at.get(place, ()) if self._may_judge(act, hit) and act.token != hit.token]
            judges = {judge for act in above if not self._admits(act) for judge in act.parties("actor")}
            if judges or not above:
                return judges
        return set()

    def _demanding(self, hit: EventHit) -> set[int]:
        """Who asks others to act: «требование {Чили} освободить моряков»."""
        if not self._stage.grammar.demanded(hit.token):
            return set()
        owners = [child for child in hit.token.head.children if has(child, "Case", "Gen")]
        mentions = self._stage.mentions
        return {entity for owner in owners for reference in mentions.at(owner) for entity in reference.entities}

    def _abetting(self, hit: EventHit) -> set[int]:
        """Who is accused of furthering the act of others: «обвинила {Чили} в потворстве нападению»."""
        word = self._stage.grammar.abetted(hit.token)
        if word is None:
            return set()
        grammar, mentions = self._stage.grammar, self._stage.mentions
        doing = {
            i for subject in grammar.subjects(word) for reference in mentions.at(subject) for i in reference.entities
        }
        accused = (
            act.parties(role) for act in self._at.get(self._act_above(int(hit.token.i)), ()) for role in PARTY_ROLES
        )
        return doing.union(*accused)

    def _victims(self, hit: EventHit) -> set[int]:
        inside = [act for act in self._inside.get(int(hit.token.i), ()) if self._may_judge(hit, act)]
        if hit.template.event.mode in _CHARGING:
            inside = [act for act in inside if act.template.event.type != "COERCE"]  # the accused is whom one arrests
        hit_by = {victim for act in inside for victim in act.parties("recipient") - act.parties("actor")}
        return (hit_by | set(self._aimed_at(hit))) - hit.parties("actor")

    def _admits(self, hit: EventHit) -> bool:
        """Whether one may judge an act of one's own: «признало удар ошибкой»."""
        return hit.token.lemma_ in self._stage.grammar.lexicon.admitting

    @staticmethod
    def _may_judge(outer: EventHit, inner: EventHit) -> bool:
        """Whether an act judges another: one is accused of anything, and backed in a conflict."""
        kind = outer.template.event.type
        return kind == "ACCUSE" or (kind == "SUPPORT" and inner.template.event.is_conflict)

    def _aimed_at(self, hit: EventHit) -> Iterator[int]:
        """Who is the aim of something judged: «санкции против {Чили}», «угрозы в адрес {Чили}»."""
        words, trigger, known = self._stage.words, int(hit.token.i), self._stage.grammar.lexicon.aimed
        frame = {token.i for token in hit.frame}
        for reference, head in self._stage.named_near(words.sentence[trigger], trigger):
            word, aimed = head, False
            for _ in range(_FARTHEST):
                above = words.head[word]
                if above in frame or above == word:
                    break
                aimed = aimed or words.preposition(word) in known or words.lemma[word] in known
                word = above
            if aimed and words.head[word] in frame:
                yield from reference.entities

    def _act_above(self, place: int) -> int:
        """The nearest act above a word in the tree; -1 without one."""
        words = self._stage.words
        for _ in range(_FARTHEST):
            place, below = words.head[place], place
            if place == below:
                break
            if place in self._at:
                return place
        return -1
