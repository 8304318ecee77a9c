"""Noun phrases that can be parties: their spans, their states, and the entities that they speak of."""

from collections import defaultdict
from dataclasses import replace
from itertools import chain, islice

from extractor.entities.board import Board
from extractor.entities.coreference.anaphors import Coreference
from extractor.entities.coreference.evidence import Anaphor, Sort
from extractor.entities.coreference.office_holders import Holders
from extractor.entities.coreference.posts import Posts
from extractor.entities.coreference.ranking import Ranking
from extractor.entities.forms.counting import count, counted
from extractor.entities.forms.inflection import genitive, phrase
from extractor.entities.forms.noun_phrases import NounPhrase, leftmost, nominal_at, rightmost
from extractor.entities.home.home import Home
from extractor.entities.naming.introductions import is_womans
from extractor.entities.naming.undertakings import undertakings
from extractor.entities.nominals import sectors
from extractor.entities.nominals.named_states import States, owning_relatives
from extractor.entities.nominals.titles import Titles
from extractor.entities.registry import NOBODY, Cluster, Kind, Link, Occurrence
from extractor.entities.tables.lexicon import ANIMATE, Nominal
from extractor.grammar.dictionary import attributive, is_plural_nominative
from extractor.records import MentionForm

_SORTS: dict[str, tuple[Kind, str]] = {
    "office": ("office", "PROFESSION"),
    "person": ("people", "PERSON"),
    "institution": ("institution", "ORGANIZATION"),
    "collective": ("collective", "ORGANIZATION"),
    "polity": ("polity", "COUNTRY"),
    "vessel": ("vessel", "PRODUCT"),
    "facility": ("place", "FACILITY"),
    "location": ("place", "LOCATION"),
}  # of a nominal's kind the cluster's kind and type
_DEMONYM: tuple[Kind, str] = ("people", "NATIONALITY")
_ANAPHORS: dict[str, Sort] = {
    "office": "person",
    "person": "person",
    "institution": "body",
    "collective": "body",
    "vessel": "body",
    "polity": "state",
    "location": "place",
}
_LOCAL = ("COP", "JUD", "MED")
_RULING = ("GOV", "LEG", "JUD")  # bodies that are named after their state: «власти Чили», but «чилийская армия»
_MINISTRY = "министерство"
_BOTH = ("два", "оба")
_SITES = ("facility", "location")
_CHIEF = "chief"  # the office of a president or a monarch, see offices.yaml
_MOST = 40  # phrases with the same head looked at, from the nearest
_CONTENT = {"NOUN", "PROPN", "ADJ", "X", "VERB"}
_AT_HOME = frozenset({"из", "от", "по", "при", "в"})
_OUTWARD = frozenset({"из", "от", "по", "при"})


class Nominals:
    """Finds the nominals of one document, token by token in text order, after its names are in the registry.

    Args:
        bodies: spans of organisations' names that are noun phrases, by their heads.
        titles: what the titles before names stand for; they are no nominals of their own.
    """

    def __init__(
        self,
        board: Board,
        home: Home,
        states: States,
        coreference: Coreference,
        ranking: Ranking,
        bodies: dict[int, tuple[int, int]],
        titles: Titles,
        posts: Posts,
    ) -> None:
        self._board = board
        self._words = board.words
        self._gazetteer = board.gazetteer
        self._lexicon = board.lexicon
        self._registry = board.registry
        self._home = home
        self._states = states
        self._bodies = bodies
        self._coreference = coreference
        self._ranking = ranking
        self._titles = titles
        self._posts = posts
        self._holders = Holders(board.words, board.registry, posts)
        self._known: dict[str, list[Cluster]] = defaultdict(list)
        self._by_post: dict[str, Cluster] = {}
        # The words of a title speak of nobody: «фильм «{Солдаты} мира»».
        named = (range(*bounds) for bounds in undertakings(board.words, board.lexicon))
        self._done: set[int] = set(chain.from_iterable(named))

    def add(self, position: int) -> None:
        """Note the anaphor or the nominal that a token heads, if it is one, after those inside its phrase."""
        words = self._words
        if position in self._done:
            return
        self._done.add(position)
        if self._registry.names[position] or position in self._titles.heads or self._coreference.add(position):
            return
        demonym = (
            self._gazetteer.demonym(words.lemma[position]) if words.pos[position] in ("NOUN", "PROPN", "ADJ") else None
        )
        if demonym is not None and words.dep[position] != "amod":
            self._add_demonym(self._phrase(position, _OUTWARD), demonym.code)
            return
        nominal = nominal_at(words, self._lexicon, position)
        if nominal is None or (nominal.kind == "office" and words.form[max(0, position - 1)] == "во"):  # «во главе с»
            link = self._named_behind(position)
            link = link if link.clusters else self._coreference.taken_up(position)
            for cluster in link.clusters:
                self._mention(cluster, NounPhrase(position, position + 1, position), why=link.why)
            return
        if self._is_calling(position, nominal):
            return
        found = self._phrase(position, _AT_HOME if nominal.kind == "institution" else _OUTWARD)
        for inner in (*range(found.start, found.end), *owning_relatives(words, position)):
            self.add(inner)
        self._add_nominal(found, nominal)

    def _is_calling(self, position: int, nominal: Nominal) -> bool:
        """Whether a noun is what somebody wants to be: «кандидат в {президенты}», but «стрелял в {президентов}»."""
        before = self._words.form[position - 1] if position else ""
        people = nominal.kind in ("office", "person") and self._words.features[position].number == "Plur"
        return people and before == "в" and is_plural_nominative(self._words.form[position])

    def _phrase(self, head: int, inside: frozenset[str]) -> NounPhrase:
        """The phrase of a head; it never cuts a name."""
        words = self._words
        start, end = leftmost(words, head), rightmost(words, head, inside)
        if head in self._bodies:
            start, end = min(start, self._bodies[head][0]), max(end, self._bodies[head][1])
        end = max(end, self._titles.labelled.get(end - 1, 0))
        name = self._registry.names[end - 1]
        return NounPhrase(start, max(end, name.end) if name else end, head)

    def _mention(self, cluster: Cluster, found: NounPhrase, form: MentionForm = "nominal", why: str = "") -> None:
        self._registry.add(cluster, Occurrence(found.start, found.end, found.head, form, why))

    def _add_demonym(self, found: NounPhrase, code: str | None) -> None:
        plural = self._words.features[found.head].number == "Plur"
        for cluster in self._known[self._key(found.head)]:
            if cluster.plural == plural and cluster.type == "NATIONALITY":
                self._mention(cluster, found)
                return
        self._new(found, _DEMONYM, code, frozenset())

    def _add_nominal(self, found: NounPhrase, nominal: Nominal) -> None:
        head = found.head
        if self._counts(found, nominal):
            for cluster in self._counted(found):
                self._mention(cluster, found)
            return
        named = (nominal.code,) if nominal.code else self._states.of(found.start, found.end, head)
        codes = named or self._scene(head, nominal)
        plural = self._words.features[head].number == "Plur"
        if not codes and plural and nominal.kind == "institution" and nominal.state and found.end == head + 1:
            codes = self._coreference.sides()
        if len(codes) > 1 and plural:
            for code in codes:
                self._note_one_of(found, nominal, code)
        else:
            self._note(found, nominal, codes[0] if len(codes) == 1 else None, joint=len(codes) > 1)

    def _scene(self, head: int, nominal: Nominal) -> tuple[str, ...]:
        """The state where a body acts that never does abroad: «В Лондоне {полиция} …»; a tribunal's for its judges."""
        tribunal = self._home.tribunal(head)
        if tribunal:
            return (tribunal,)
        scene = self._home.scene(head) if nominal.kind == "institution" and nominal.sector in _LOCAL else None
        return (scene,) if scene else ()

    def _form(self, found: NounPhrase) -> MentionForm:
        """Whether a body is called by its name: one with a capital that neither the sentence nor a state gives it."""
        words, start, end, head = self._words, found.start, found.end, found.head
        if head not in self._bodies:
            return "nominal"
        first = start == 0 or words.sentence[start] != words.sentence[start - 1]
        if first and words.lemma[start] in self._lexicon.proper_bodies and self._registry.names[end - 1]:
            return "name"
        capital = any(
            words.text[position][0].isupper() and not self._registry.heads[position]
            for position in range(start + first, end)
        )
        return "name" if capital or words.text[head].isupper() else "nominal"

    def _counts(self, found: NounPhrase, nominal: Nominal) -> bool:
        """Whether a head only counts: «тысячи», «большая часть», «группа» without an attribute."""
        words = self._words
        described = any(words.pos[position] == "ADJ" for position in range(found.start, found.head))
        return words.lemma[found.head] in self._lexicon.partitives and (nominal == ANIMATE or not described)

    def _counted(self, found: NounPhrase) -> list[Cluster]:
        """What a counting word counts: «тысячи {демонстрантов}», «группа {протестующих}»."""
        words = self._words
        for child in words.children[found.head]:
            if found.head < child < found.end and words.features[child].number == "Plur":
                return self._registry.at(child)
        return []

    def _note(self, found: NounPhrase, nominal: Nominal, code: str | None, joint: bool) -> None:
        head = found.head
        signature, form = self._signature(found), self._form(found)
        meant = NOBODY
        if form == "nominal":
            meant = self._taken_up(found, nominal, code, signature)
            cluster = meant.clusters[0] if meant.clusters else None
        else:
            cluster = self._resolve(found, nominal, code, signature)
        bare = nominal.kind == "polity" and code is None and not signature
        if cluster is None and bare and count(self._words, found.start, head) in ("", *_BOTH):
            return  # «страна» without a state: only coreference can say which
        if nominal.kind == "polity" and code and code.startswith("IGO:"):
            nominal = replace(nominal, kind="institution")  # «страны ЕС», «альянс НАТО»
            cluster = self._alliance(found, code) or cluster
        if cluster is None:
            of_others = not self._lexicon.foreign.isdisjoint(signature)  # «коалиционные силы»
            host = self._states.host(found.start, found.end, head)
            inferred = code is None and not joint and not of_others and (host is not None or not self._owned(found))
            state = self._inferred(found, nominal, host) if inferred else code
            cluster = self._new(found, _SORTS[nominal.kind], state, signature, form)
            cluster.inferred = inferred
            cluster.take(cluster.code, "the home of the article" if inferred else "the state that its phrase names")
            cluster.joint, cluster.host = joint, host
            cluster.sector = sectors.of_phrase(self._board, found, nominal)
        elif len(signature) > len(cluster.signature) and self._is_unnamed(cluster):
            cluster.signature, cluster.name = signature, self._named(found)
        earlier = cluster.occurrences[0] if cluster.occurrences else None
        self._mention(cluster, found, form, meant.why or self._reason(cluster, earlier, found))

    @staticmethod
    def _is_unnamed(cluster: Cluster) -> bool:
        """Whether a fuller phrase for a body is a better name than the one it has."""
        unnamed = all(one.form != "name" for one in cluster.occurrences)
        return cluster.kind in ("institution", "collective") and unnamed

    def _taken_up(self, found: NounPhrase, nominal: Nominal, code: str | None, signature: frozenset[str]) -> Link:
        """What the article has spoken of that a phrase takes up: by the rules, or the likeliest candidate."""
        words, head = self._words, found.head
        named = self._named_behind(head)
        if named.clusters:
            return named
        proposed = self._coreference.taken_up(head)
        if not proposed.clusters:
            cluster = self._resolve(found, nominal, code, signature)
            proposed = Link((cluster,)) if cluster else NOBODY
        body = any(cluster.kind == "organisation" for cluster in proposed.clusters)  # «перевозчик», «производитель»
        sort = "body" if body else _ANAPHORS.get(nominal.kind)
        if sort == "person" and not self._lexicon.unknown.isdisjoint(words.lemma[found.start : head + 1]):
            return NOBODY  # «некий офицер», «неизвестный»
        holder = code is not None and any(cluster.kind == "person" for cluster in proposed.clusters)
        number = count(words, found.start, head)
        if sort == "person" and (words.features[head].number == "Plur" or number):
            sort = "people"
        elif words.features[head].number == "Plur":
            return proposed
        if words.form[max(0, found.start - 1)] == "еще" or words.form[found.start] == "еще":
            return NOBODY  # «ещё двое»
        if self._lexicon.is_by_companion(words.lemma[head], nominal):
            return proposed  # «сторона обвинения» is no state or body that was named before
        if sort is None or holder or self._coreference.is_told(head) or (sort == "people" and proposed.clusters):
            return proposed
        sex = self._sex(head) if sort == "person" else frozenset[str]()
        anaphor = Anaphor(
            head, found.start, sort, sex, code, signature, nominal.sector, found.end, proposed.clusters, number
        )
        return self._ranking.choose(anaphor, proposed)

    def _named_behind(self, head: int) -> Link:
        """Who stands in apposition behind a noun for one person: «{хозяин форума}, президент Чили Хуан Риос»."""
        words = self._words
        if words.features[head].animacy != "Anim" or words.features[head].number == "Plur":
            return NOBODY
        behind = self._apposed(head)
        if behind is None or words.text[words.left_edge[behind]] != ",":
            return NOBODY
        if any(words.dep[child] == "conj" for child in words.children[head]):
            return NOBODY
        while behind is not None:
            held = self._titles.heads.get(behind) or self._registry.at(behind)
            if len(held) == 1 and held[0].kind == "person" and not held[0].plural:
                return Link((held[0],), "the name in apposition behind it")
            behind = self._apposed(behind)
        return NOBODY

    def _apposed(self, head: int) -> int | None:
        """The first word in apposition behind another, in its case."""
        words = self._words
        apposed = (child for child in words.children[head] if child > head and words.dep[child] == "appos")
        return next((child for child in apposed if words.features[child].case == words.features[head].case), None)

    def _sex(self, head: int) -> frozenset[str]:
        """The gender that a noun for a person has or its verb tells: «{судья} отметила»; empty where neither does."""
        words = self._words
        if is_womans(words.form[head]):
            return frozenset({"Fem"})
        verb = words.features[words.head[head]] if words.dep[head] == "nsubj" else None
        return frozenset({verb.gender}) if verb and verb.gender in ("Fem", "Masc") else frozenset()

    def _alliance(self, found: NounPhrase, code: str) -> Cluster | None:
        """The organisation whose states a phrase speaks of: «{страны НАТО}» act as «НАТО»."""
        for position in range(found.start, found.end):
            for _, cluster in self._registry.heads[position]:
                if cluster.code == code and cluster.kind == "organisation":
                    return cluster
        return None

    def _reason(self, cluster: Cluster, earlier: Occurrence | None, found: NounPhrase) -> str:
        """Why a phrase speaks of what the article has spoken of before; empty where it is the first mention."""
        if earlier is None or (earlier.start, earlier.end) == (found.start, found.end):
            return ""
        if cluster.kind == "person":
            return "the office is held by this person"
        return f"same head, number and state as «{self._words.between(earlier.start, earlier.end)}»"

    def _inferred(self, found: NounPhrase, nominal: Nominal, host: str | None) -> str | None:
        """The state of a phrase that names none: of «местные власти» where the article is just then."""
        before = self._words.lemma[found.start : found.head]
        local = nominal.state and not self._lexicon.local.isdisjoint(before)
        if self._home.expels(found.head, self._home.code):
            return None
        if local:
            return self._home.place(found.head)
        return self._home.inferred(found.head, nominal.state, host)

    def _owned(self, found: NounPhrase) -> bool:
        """Whether a phrase names whose body it is, though that has no code: «руководство движения «Рассвет»»."""
        return any(
            cluster.kind in ("organisation", "person", "institution", "people")
            for position in range(found.head + 1, found.end)
            for _, cluster in self._registry.heads[position]
        )

    def _note_one_of(self, found: NounPhrase, nominal: Nominal, code: str) -> None:
        """Note one of those that a plural speaks of by their states: «президенты двух стран», «послы США и Ирака»."""
        words, start, end, head = self._words, found.start, found.end, found.head
        cut = next((position for position in range(head + 1, end) if self._registry.heads[position]), end)
        while cut > head + 1 and words.pos[cut - 1] in ("NUM", "DET", "ADJ", "ADP"):
            cut -= 1
        adjectives = [position + 1 for position in range(start, head) if self._registry.heads[position]]
        start = adjectives[-1] if adjectives else start
        signature = self._signature(NounPhrase(start, cut, head))
        offices = self._posts.of(head, code, signature)
        cluster = self._holders.find(offices, head, code)
        if cluster is None:
            alike = (
                known for known in self._known[self._key(head)] if known.code == code and known.signature == signature
            )
            cluster = next(alike, None)
        if cluster is None:
            owner = self._owner_of(code, start, end)
            # citizens of each state are many and so are its authorities, its president is one
            plural = nominal.kind == "person" or words.lemma[head] in self._lexicon.plural_bodies
            one = phrase(words, start, cut, head, number="Plur" if plural else "Sing")
            name = f"{one} {genitive(owner)}" if owner else phrase(words, start, end, head)
            cluster = self._new(found, _SORTS[nominal.kind], code, signature)
            cluster.name, cluster.plural = name, plural
            cluster.sector = sectors.of_phrase(self._board, found, nominal)
        self._mention(cluster, found)

    def _owner_of(self, code: str, start: int, end: int) -> str:
        """The name of the state of a code or of the union that a phrase names; empty where there is none."""
        if code in self._gazetteer.states:
            return self._gazetteer.states[code].name
        inside = (cluster for position in range(start, end) for _, cluster in self._registry.heads[position])
        return next((cluster.name for cluster in inside if cluster.code == code), "")

    def _key(self, head: int) -> str:
        """What phrases about the same have alike: the head's lemma, of a participle that of the adjective."""
        words = self._words
        participle = words.pos[head] in ("ADJ", "VERB")
        return self._lexicon.synonym(attributive(words.form[head]) if participle else words.lemma[head])

    def _named(self, found: NounPhrase) -> str:
        owned = self._of_named(found)
        if owned:
            return owned
        stretch = found.start, found.end, found.head
        nominal = self._lexicon.nominals.get(self._words.lemma[found.head])
        usual = self._usual(found) if nominal and nominal.kind == "institution" and nominal.sector in _RULING else ""
        return usual or counted(self._words, *stretch) or phrase(self._words, *stretch)

    def _of_named(self, found: NounPhrase) -> str:
        """«Пресс-служба МВД» of «пресс-служба {ведомства}»: by the name of the body or place that the noun takes up."""
        words, head = self._words, found.head
        for position in range(head + 1, found.end):
            if words.features[position].case != "Gen" or words.preposition(position):
                continue
            for occurrence, cluster in self._registry.heads[position]:
                whole = occurrence.form == "nominal" and occurrence.end == found.end and occurrence.start > head
                body = cluster.kind != "person" and not cluster.plural
                if whole and body and any(one.form == "name" for one in cluster.occurrences):
                    return f"{phrase(words, found.start, occurrence.start, head)} {genitive(cluster.name)}"
        return ""

    def _called(self, found: NounPhrase) -> str:
        """The name of a body."""
        return self._usual(found, name=True) or phrase(self._words, found.start, found.end, found.head, name=True)

    def _usual(self, found: NounPhrase, *, name: bool = False) -> str:
        """The usual name of a state's body, «МВД Франции» of «французское МВД»; empty where it is not called so."""
        words, start, end, head = self._words, found.start, found.end, found.head
        states = [cluster for _, cluster in self._registry.heads[start] if cluster.kind == "state"]
        whole = end == head + 1 or self._is_ministry(found)
        if head == start + 1 and whole and len(states) == 1:
            return f"{phrase(words, head, end, head, name=name)} {genitive(states[0].name)}"
        return ""

    def _is_ministry(self, found: NounPhrase) -> bool:
        """«(Французское) **министерство внутренних дел**»: what it is for stands behind it, and no state."""
        words, behind = self._words, range(found.head + 1, found.end)
        return words.lemma[found.head] == _MINISTRY and all(
            words.features[position].case == "Gen" and not self._registry.heads[position] for position in behind
        )

    def _signature(self, found: NounPhrase) -> frozenset[str]:
        """The content lemmas of a phrase without its head and without the states that it names."""
        words = self._words
        return frozenset(
            words.lemma[position]
            for position in range(found.start, found.end)
            if position != found.head
            and words.pos[position] in _CONTENT
            and not any(
                (occurrence.form == "adjective" and cluster.code) or cluster.kind == "state"
                for occurrence, cluster in self._registry.heads[position]
            )
        )

    def _resolve(
        self, found: NounPhrase, nominal: Nominal, code: str | None, signature: frozenset[str]
    ) -> Cluster | None:
        """The entity already known that the phrase speaks of."""
        head = found.head
        plural = self._words.features[head].number == "Plur"
        if nominal.kind in ("office", "person") and not plural:
            offices = self._posts.of(head, code, signature)
            holder = self._holders.find(offices, head, code) or self._post(offices, code)
            if holder is None and offices[:1] == (_CHIEF,):  # «государства» may be taken for another than his
                holder = self._holders.find(offices, head, None)
            if holder is not None:
                return holder
        number = count(self._words, found.start, head)
        for cluster in islice(reversed(self._known[self._key(head)]), _MOST):
            if cluster.plural != plural or not self._same_number(cluster, number):
                continue
            if not self._same_phrase(cluster, nominal, code, signature):
                continue
            if code and cluster.inferred:
                cluster.take(code, "the state that a later phrase names")
                cluster.inferred = False
            return cluster
        return None

    def _same_number(self, cluster: Cluster, number: str) -> bool:
        """Whether the numbers agree; what a headline names without one the article may count."""
        headline = not cluster.count and self._home.in_title(cluster.occurrences[0].head)
        return number in ("", cluster.count) or headline

    def _post(self, offices: tuple[str, ...], code: str | None) -> Cluster | None:
        """The office mentioned before without a name: «президент Египта … {глава государства}»."""
        post = self._by_post.get(offices[0]) if offices else None
        return post if post is not None and (code is None or post.code == code) else None

    @staticmethod
    def _same_phrase(cluster: Cluster, nominal: Nominal, code: str | None, signature: frozenset[str]) -> bool:
        """A shorter phrase takes up a longer one; a longer one a shorter only where both name the same state."""
        if code is not None and cluster.code != code and not cluster.inferred:
            return False
        if nominal.kind in _SITES and code is not None and cluster.inferred and signature != cluster.signature:
            return False  # «территория Чили» is not «территория парка»
        if signature == cluster.signature:
            return bool(signature or code or nominal.kind not in ("person",) or cluster.plural)
        if signature < cluster.signature:
            return bool(signature or code or nominal.kind not in ("person", "office"))
        return (
            cluster.signature < signature
            and bool(cluster.signature)
            and code is not None
            and nominal.kind == "institution"
        )

    def _new(
        self,
        found: NounPhrase,
        sort: tuple[Kind, str],
        code: str | None,
        signature: frozenset[str],
        form: MentionForm = "nominal",
    ) -> Cluster:
        words, head = self._words, found.head
        feats = words.features[head]
        kind, type_ = sort
        name = self._called(found) if form == "name" else self._named(found)
        cluster = Cluster(
            kind,
            type_,
            name,
            code,
            signature=signature,
            lemma=words.lemma[head],
            count=count(words, found.start, head),
            plural=feats.number == "Plur",
            gender=feats.gender,
        )
        self._registry.new(cluster)
        self._known[self._key(head)].append(cluster)
        if kind == "office" and not cluster.plural:
            self._by_post.update(dict.fromkeys(self._posts.of(head, code, signature), cluster))
        self._mention(cluster, found, form)
        return cluster
