"""Templates against documents: from trigger lemmas to events.

Matching starts from an index of trigger lemmas, so its cost grows with the triggers found in a text
and not with the number of templates.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.attrs import LEMMA
from spacy.tokens import Doc, Token

from extractor.events.arguments import ArgumentFinder, Filler, Hit, heads_of_spans
from extractor.events.clause import Grammar, case_of, is_participle, is_verb, preposition_of
from extractor.events.lexicon import Lexicon, load_lexicon
from extractor.events.status import StatusReader
from extractor.events.template import Template, parse_source
from extractor.records import Argument, Enumeration, Event, Role, Span, Status

_POS = {"VERB": {"VERB", "AUX"}, "NOUN": {"NOUN", "PROPN"}, "ADJ": {"ADJ", "VERB"}, "ADV": {"ADV", "ADJ", "PART"}}
_ROLE_ORDER: tuple[Role, ...] = ("actor", "recipient", "topic", "place", "time")
_LIGHT_FORMS = {("с", "Ins"), ("в", "Acc"), ("под", "Acc"), ("под", "Ins"), ("к", "Dat"), ("на", "Acc")}
_CORE = {"obj", "obl", "nsubj", "nsubj:pass", "iobj", "nmod", "xcomp", "conj"}


@dataclass(frozen=True, slots=True)
class Attempt:
    """One template tried at one trigger: the event it made, or the one condition that failed."""

    template: Template
    token: Token
    event: Event | None
    failure: str | None


@dataclass(slots=True)
class _Draft:
    hit: Hit
    status: Status


class Matcher:
    """Templates compiled into an index from trigger lemma to templates."""

    def __init__(self, templates: Sequence[Template], lexicon: Lexicon | None = None) -> None:
        self.templates = tuple(templates)
        self.grammar = Grammar(lexicon or load_lexicon())
        self.index: dict[str, list[tuple[Template, tuple[str, ...]]]] = defaultdict(list)
        for template in self.templates:
            for lemma in template.trigger.lemma:
                self.index[lemma].append((template, ()))
            for phrase in template.trigger.phrase:
                first, *rest = phrase.split()
                self.index[first].append((template, tuple(rest)))
        self._keys: dict[int, np.ndarray] = {}

    def find(self, doc: Doc) -> tuple[Event, ...]:
        """The events of a document, in the order of their triggers."""
        events = [attempt.event for attempt in self.attempts(doc) if attempt.event is not None]
        return tuple(_without_repeats(doc, events))

    def attempts(self, doc: Doc) -> list[Attempt]:
        """Every template whose trigger lemma stands in the text, with its event or its first failed condition."""
        triggers = self._triggers(doc)
        if not triggers:
            return []
        out: list[Attempt] = []
        hits: dict[int, list[Hit]] = defaultdict(list)
        for token in triggers:
            for template, rest in self.index[token.lemma_]:
                hit, failure = self._recognise(template, token, rest)
                if hit is None:
                    out.append(Attempt(template, token, None, failure))
                else:
                    hits[token.i].append(hit)
        out += _Reading(doc, self.grammar, hits).attempts() if hits else []
        return sorted(out, key=lambda attempt: attempt.token.i)

    def _triggers(self, doc: Doc) -> list[Token]:
        strings = doc.vocab.strings
        keys = self._keys.get(id(strings))
        if keys is None:
            keys = self._keys[id(strings)] = np.array([strings.add(lemma) for lemma in self.index], dtype=np.uint64)
        return [doc[int(i)] for i in np.flatnonzero(np.isin(doc.to_array([LEMMA]).reshape(-1), keys))]

    def _recognise(self, template: Template, token: Token, rest: tuple[str, ...]) -> tuple[Hit | None, str | None]:
        pos = template.trigger.pos
        if pos and token.pos_ not in _POS[pos]:
            return None, f"«{token.text}» is {token.pos_}, the trigger is {pos}"
        if _is_epithet(token):
            return None, f"«{token.text}» only describes «{token.head.text}»"
        words = self._phrase_words(token, rest)
        if words is None:
            return None, f"the words «{' '.join(rest)}» do not stand with «{token.text}»"
        hit = Hit(template, token, words, self._predicate(template, token) if token.pos_ in ("NOUN", "PROPN") else None)
        failure = self._condition(hit)
        return (None, failure) if failure else (hit, None)

    @staticmethod
    def _phrase_words(token: Token, rest: tuple[str, ...]) -> tuple[Token, ...] | None:
        """The other words of a phrase trigger: nearby and in its clause, in any order."""
        if not rest:
            return (token,)
        near = [t for t in token.doc[max(0, token.i - 4) : token.i + 7] if t.sent == token.sent]
        out = [token]
        for word in rest:
            found = [t for t in near if word in (t.lemma_, t.lower_) and t not in out and _belongs(t, token)]
            if not found:
                return None
            out.append(min(found, key=lambda t: abs(t.i - token.i)))
        return tuple(sorted(out, key=lambda t: t.i))

    def _predicate(self, template: Template, noun: Token) -> Token | None:
        """The verb that carries an act noun: a light verb above it, a participle on it, or a verb of occurring."""
        lexicon = self.grammar.lexicon
        light = lexicon.light_verbs.union(template.light_verbs)
        below = self._attributive_predicate(noun, light | lexicon.occurrence_verbs)
        if below is not None and self.grammar.subjects(below):
            return below
        top = self.grammar.top(noun)
        while top.dep_ == "conj" and top.head.pos_ == "NOUN":
            top = top.head
        head = top.head
        if head == top or not (is_verb(head) or head.pos_ == "ADJ") or top.dep_ not in _CORE:
            return below
        announced = head.lemma_ in lexicon.announcing_verbs.union(template.light_verbs) and preposition_of(top) == "о"
        takes_part = head.lemma_ in lexicon.participation_verbs and preposition_of(top) in ("в", "на")
        if (
            announced
            or takes_part
            or (head.lemma_ in light and _carried(top))
            or (head.lemma_ in lexicon.occurrence_verbs and top.dep_ in ("nsubj", "nsubj:pass"))
        ):
            return head
        return below

    def _attributive_predicate(self, noun: Token, verbs: Collection[str]) -> Token | None:
        """A participle or relative clause of such a verb on the noun: «нанесённый удар», «санкции, которые ввёл ЕС»."""
        for child in noun.children:
            relative = child.dep_ != "acl:relcl" or any(
                part.lemma_ in self.grammar.lexicon.relative_pronouns for part in child.children
            )
            if relative and child.dep_ in ("acl", "amod", "acl:relcl") and is_verb(child) and child.lemma_ in verbs:
                return child
        return None

    def _condition(self, hit: Hit) -> str | None:
        for place, words in hit.template.when.items():
            if not self._stands(hit, place, words):
                return f"needs {place}: {', '.join(words)}"
        for place, words in hit.template.unless.items():
            if self._stands(hit, place, words):
                return f"must not have {place}: {', '.join(words)}"
        return None

    def _stands(self, hit: Hit, place: str, words: Sequence[str]) -> bool:
        if place == "any":
            found: list[Token] = list(hit.token.sent)
        elif place == "attribute":
            found = [child for child in hit.token.children if child.dep_ in ("amod", "det", "acl", "nummod")]
        elif place == "governor":
            top = self.grammar.top(hit.token)
            found = [
                word for word in (hit.token.head, top.head, hit.predicate) if word is not None and word != hit.token
            ]
        else:
            finder = ArgumentFinder.__new__(ArgumentFinder)
            finder.grammar = self.grammar
            found = finder.tokens(hit, parse_source(place))
        return any(token.lemma_ in words or token.lower_ in words for token in found)


class _Reading:
    """One document being read: hits from the outermost inwards, so that inner acts see the acts around them."""

    def __init__(self, doc: Doc, grammar: Grammar, hits: dict[int, list[Hit]]) -> None:
        self.doc = doc
        self.grammar = grammar
        self.hits = hits
        self.times = doc._.times
        self.lists: tuple[Enumeration, ...] = doc._.lists
        self.finder = ArgumentFinder(doc, grammar, doc._.entities)
        self.status = StatusReader(grammar)
        self.accepted: dict[int, Hit] = {}
        self.time_heads = heads_of_spans(doc, [Span(time.start, time.end) for time in self.times])

    def attempts(self) -> list[Attempt]:
        out: list[Attempt] = []
        drafts: list[_Draft] = []
        for i in sorted(self.hits, key=self._outer_first):
            draft, failures = self._best(self.hits[i])
            out += failures
            if draft is not None:
                self.accepted[i] = draft.hit
                drafts.append(draft)
        carriers = {d.hit.predicate.i for d in drafts if d.hit.predicate is not None}
        for draft in drafts:
            template = draft.hit.template
            if draft.hit.token.i in carriers and not (template.inner or template.absorbs):
                out.append(Attempt(template, draft.hit.token, None, "the word is the light verb of another event"))
            else:
                out.append(Attempt(template, draft.hit.token, self._event(draft), None))
        return out

    def _outer_first(self, i: int) -> tuple[bool, int, int]:
        """Acts by their depth in the tree; those in list items after all others, for the act that opens the list is around them."""
        token = self.doc[i]
        return self._list_around(token) is not None, sum(1 for _ in token.ancestors), i

    def _list_around(self, token: Token) -> Enumeration | None:
        for enumeration in self.lists:
            if enumeration.items[0].start <= token.idx < enumeration.items[-1].end:
                return enumeration
        return None

    def _opener(self, token: Token) -> Hit | None:
        """The accepted act that opens the list in which a token stands: «обязались: …», «выдвинули пять требований: …».

        A noun in a list that some other noun counts («с учетом трех факторов: …») is no act of it.
        """
        enumeration = self._list_around(token)
        if enumeration is None:
            return None
        intro, first = enumeration.intro, enumeration.items[0].start
        sentence = _sentence_start(self.doc, intro)
        openers = [hit for hit in self.accepted.values() if sentence <= hit.token.idx < first and hit.template.inner]
        opener = max(openers, key=lambda hit: hit.token.i, default=None)
        inside = opener is not None and intro.start <= opener.token.idx < intro.end
        return opener if inside or enumeration.declared_count is None or is_verb(token) else None

    def _best(self, hits: list[Hit]) -> tuple[_Draft | None, list[Attempt]]:
        """Of the templates that recognise one word, the one with most conditions and roles."""
        drafts: list[_Draft] = []
        failures: list[Attempt] = []
        for hit in hits:
            hit.fillers = self.finder.fill(hit)
            self._inherit(hit)
            failure = self._missing(hit) or self._nobody_to_do_it(hit)
            status = None if failure else self.status.read(hit, self.accepted, self._opener(hit.token))
            if failure or status is None:
                failures.append(Attempt(hit.template, hit.token, None, failure or "it is the topic of a refusal"))
            else:
                drafts.append(_Draft(hit, status))
        if not drafts:
            return None, failures
        best = max(drafts, key=lambda d: (len(d.hit.template.when) + len(d.hit.words), len(d.hit.fillers)))
        failures += [
            Attempt(d.hit.template, d.hit.token, None, f"{best.hit.template.id} fits better")
            for d in drafts
            if d is not best
        ]
        return best, failures

    def _inherit(self, hit: Hit) -> None:
        """An act without an actor of its own takes it from the act around it: the accused, the asked, the promising.

        So does a reciprocal act that names one party only: «предложил Ирану начать переговоры».
        """
        wanted = 2 if hit.template.reciprocal else 1
        if "actor" not in hit.template.arguments or len(_parties(hit, "actor")) >= wanted:
            return
        outer = self._act_around(hit)
        start = hit.predicate or self.grammar.top(hit.token)
        if outer is None or ("actor" in hit.fillers and outer.token != start.head and outer.token in start.ancestors):
            return
        roles: tuple[Role, ...] = ("actor",) if wanted == 1 else ("actor", "recipient")
        if outer.template.event.type in ("REQUEST", "ACCUSE"):
            roles = ("recipient",)
        for role in roles:
            named = _parties(hit, "actor") | _parties(hit, "recipient")
            if len(_parties(hit, "actor")) < wanted:
                inherited = tuple(
                    filler for filler in outer.fillers.get(role, ()) if not named.intersection(filler.entities)
                )
                hit.fillers["actor"] = hit.fillers.get("actor", ()) + inherited
        if not hit.fillers["actor"]:
            del hit.fillers["actor"]

    def _nobody_to_do_it(self, hit: Hit) -> str | None:
        """A demanded act whose doer the text does not name is only the topic of the demand."""
        if "actor" not in hit.template.arguments or "actor" in hit.fillers:
            return None
        outer = self._act_around(hit)
        demanded = (outer is not None and outer.template.event.type == "REQUEST") or self.grammar.demanded(hit.token)
        return "it is demanded of nobody in particular" if demanded else None

    def _act_around(self, hit: Hit) -> Hit | None:
        """The nearest act that has this one as its content: above it in the tree, or the opener of its list."""
        if hit.is_noun and self.grammar.circumstance(hit.token):
            return None
        for child, governor in self.grammar.ancestors(hit.token):
            outer = self.accepted.get(governor.i)
            if (
                child.dep_ in ("acl", "amod") and is_participle(child) and child != hit.predicate
            ) or child.dep_ == "nsubj":
                return None
            if outer is not None and outer.template.inner:
                return outer
            if is_verb(governor) and outer is None and governor.dep_ in ("ccomp", "parataxis", "acl:relcl"):
                return None
        return self._opener(hit.token)

    @staticmethod
    def _missing(hit: Hit) -> str | None:
        for role, slot in hit.template.arguments.items():
            if slot.required and role not in hit.fillers:
                return f"no {role}: looked for {', '.join(slot.from_)}"
            parties = {entity for filler in hit.fillers.get(role, ()) for entity in filler.entities}
            if len(parties) < slot.least and slot.least > 1:
                return f"{len(parties)} {role}s, {slot.least} are needed: looked for {', '.join(slot.from_)}"
        if not any(filler.party for role in ("actor", "recipient") for filler in hit.fillers.get(role, ())):
            return "no party among its actors and recipients"
        return None

    def _event(self, draft: _Draft) -> Event:
        hit = draft.hit
        arguments = [argument for role in _ROLE_ORDER for argument in self._arguments(hit, role)]
        trigger = _trigger_span(hit)
        return Event(
            type=hit.template.event.type,
            mode=hit.template.event.mode or self._mode_by_topic(hit),
            status=draft.status,
            trigger=trigger,
            lemma=" ".join(word.lemma_ for word in hit.words),
            arguments=tuple(arguments),
            said_by=self._said_by(trigger),
            template=hit.template.id,
        )

    def _mode_by_topic(self, hit: Hit) -> str | None:
        """What is asked, refused or threatened gives the mode: its head word, else the first word that tells."""
        modes = self.grammar.lexicon.topic_modes.get(hit.template.event.type, {})
        for filler in hit.fillers.get("topic", ())[:1] if modes else ():
            tokens = self.doc.char_span(filler.span.start, filler.span.end, alignment_mode="expand") or ()
            for word in (filler.head, *tokens):
                if word.lemma_ in modes:
                    return modes[word.lemma_]
        return None

    def _arguments(self, hit: Hit, role: Role) -> Iterator[Argument]:
        if role == "time":
            yield from self._time(hit)
            return
        fillers: tuple[Filler, ...] = hit.fillers.get(role, ())
        if role == "place" and not fillers:
            fillers = self.finder.place_fillers(hit)
        if role == "topic":
            fillers = fillers[:1]
        for filler in fillers:
            for entity in filler.entities or (None,):
                yield Argument(filler.span.start, filler.span.end, role, entity=entity)

    def _time(self, hit: Hit) -> Iterator[Argument]:
        for position, (time, head) in enumerate(zip(self.times, self.time_heads, strict=True)):
            if head is not None and head.sent == hit.token.sent and self.finder.governs(hit, head):
                yield Argument(time.start, time.end, "time", time=position)
                return

    def _said_by(self, trigger: Span) -> int | None:
        """The speaker of the innermost quote around the trigger."""
        around = [q for q in self.doc._.quotes if q.content.start <= trigger.start and trigger.end <= q.content.end]
        return min(around, key=lambda q: q.content.end - q.content.start).speaker if around else None


def _carried(noun: Token) -> bool:
    """Whether a noun stands where a light verb's noun stands: «провести переговоры», «уйти в отставку», «прибыть с визитом».

    In «на переговорах США заявили» it does not.
    """
    preposition = preposition_of(noun)
    if preposition is None:
        return noun.dep_ != "nsubj"
    return (preposition, case_of(noun)) in _LIGHT_FORMS


def _is_epithet(token: Token) -> bool:
    """A bare participle before its noun, «задержанный депутат», recalls an act that the text tells elsewhere."""
    return (
        is_participle(token)
        and token.dep_ in ("amod", "acl")
        and token.i == token.head.i - 1
        and not any(True for _ in token.children)
    )


def _belongs(word: Token, head: Token) -> bool:
    """Whether a word of a phrase trigger may be the head's: no comma between, and a negation («не намерен») stands at it."""
    between = word.doc[min(word.i, head.i) : max(word.i, head.i)]
    return not any(token.text in ",;—" for token in between) and (
        word.lower_ != "не" or word.head == head or word.i == head.i - 1
    )


def _parties(hit: Hit, role: Role) -> set[int]:
    return {entity for filler in hit.fillers.get(role, ()) for entity in filler.entities}


def _sentence_start(doc: Doc, span: Span) -> int:
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    return span.start if tokens is None else int(tokens.sent.start_char)


def _trigger_span(hit: Hit) -> Span:
    words = [word for word in hit.words if word.lower_ != "не"]
    first, last = words[0], words[-1]
    if last.i - first.i + 1 > len(words):
        first = last = hit.token
    return Span(first.idx, last.idx + len(last))


def _without_repeats(doc: Doc, events: Sequence[Event]) -> Iterator[Event]:
    """Drop a later mention of the same interaction that adds no participant, topic, place or time."""
    kept: list[Event] = []
    for event in events:
        if not any(_adds_nothing(doc, event, earlier) for earlier in kept):
            kept.append(event)
            yield event


def _adds_nothing(doc: Doc, event: Event, earlier: Event) -> bool:
    if (event.type, event.mode, event.status) != (earlier.type, earlier.mode, earlier.status):
        return False
    for role in ("actor", "recipient"):
        if not _entities(event, role) <= _entities(earlier, role):
            return False
    new = [argument for argument in event.arguments if argument.role in ("place", "time", "topic")]
    return all(any(_same_phrase(doc, argument, old) for old in earlier.arguments) for argument in new)


def _entities(event: Event, role: str) -> set[int | None]:
    return {argument.entity for argument in event.arguments if argument.role == role}


def _same_phrase(doc: Doc, one: Argument, other: Argument) -> bool:
    if one.role != other.role:
        return False
    first, second = _lemmas(doc, one), _lemmas(doc, other)
    return 2 * len(first & second) >= len(first)


def _lemmas(doc: Doc, span: Span) -> set[str]:
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    return {token.lemma_ for token in tokens or () if len(token) > 3}
