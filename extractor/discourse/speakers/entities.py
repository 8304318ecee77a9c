"""The entity behind a speaker's words."""

from extractor.discourse.cues import Cues
from extractor.discourse.speakers.bodies import Bodies
from extractor.discourse.speakers.newcomers import Newcomers, is_one_of
from extractor.discourse.speakers.people import POSSESSIVES, PRONOUNS, People
from extractor.discourse.speakers.phrases import SpeakerPhrase
from extractor.entities import Reference, is_party, mentions_of
from extractor.grammar.morphology import feature_of, has
from extractor.grammar.tokens import Parse, Token
from extractor.records import Entity

_RECENT = 80  # tokens after somebody's words in which a role or a pronoun takes the speaker up
_SHARED = 3  # letters that the forms of a name share
_TALKER = "собеседник"  # «собеседник агентства»: the source that has spoken, else whoever has spoken last
_SOURCE = "источник"
_THEY = frozenset({"они", "их"})
_PRESS = "JRN"
_WHOSE = 2  # tokens of «собеседник агентства»
_SPEAKING = frozenset({"PERSON", "PROFESSION", "NATIONALITY", "ORGANIZATION"})
_PEOPLE = frozenset({"PERSON", "PROFESSION", "NATIONALITY"})


class SpeakerEntities:
    """Looks up the entities of one document's speakers, in the order of the text."""

    def __init__(self, doc: Parse, cues: Cues) -> None:
        self._doc = doc
        self._mentions = mentions_of(doc)
        self._people = People(doc, cues)
        self._bodies = Bodies(doc, cues)
        self._texts = cues.texts
        self._experts = cues.experts
        self._delegates, self._rulers = cues.delegates, cues.rulers
        self._newcomers = Newcomers(doc, self._mentions.entities)
        self._surnames = {
            entity.name.rpartition(" ")[2].casefold(): number
            for number, entity in reversed(list(enumerate(self._mentions.entities)))
            if entity.type == "PERSON"
        }
        self._last: int | None = None
        self._person: int | None = None  # the same, where it is a person with a name
        self._many = False  # whether several have spoken last
        self._one: int | None = None  # whoever alone has spoken last
        self._raw: int | None = None  # what its own words speak of: «собеседник агентства»
        self._role: str | None = None
        self._source: int | None = None  # who has been called a source
        self._nameless: dict[str, int] = {}  # who has spoken as «прокурор» alone, without a name
        self._spoken = 0  # where the words of that person end, and those of whoever has spoken last
        self._ended = 0

    def of(self, speaker: SpeakerPhrase, said: int, ended: int, *, within: bool = False) -> int | None:
        """The position of the speaker's entity, one of `newcomers` where the document has none; None for nobody.

        A role without an entity of its own («представитель фонда») speaks for the body it names, and a
        pronoun that nothing resolves for the speaker before it; a bare surname («Иванов: …») is found by
        the names of the document's people. The words and their cue are the tokens `[said, ended)`. Whose words
        are told `within` another's is not taken up behind.
        """
        number = self._of(speaker, said)
        if within:
            return self._newcomers.of(speaker) if number is None else number
        if number is None:
            number, self._person, self._role = self._newcomers.of(speaker), None, self._gender(speaker)
        if number is not None:
            head = self._doc[speaker.head]
            self._keep_role(number, head)
            self._last, self._many = number, head.lower_ in _THEY or feature_of(head, "Number") == "Plur"
            self._one = self._one if self._many else number
            self._source = number if head.lemma_ == _SOURCE else self._source
            if number < len(self._mentions.entities):
                self._note(number, speaker, said, ended)
        self._ended = max(ended, speaker.end)
        return number

    def _note(self, number: int, speaker: SpeakerPhrase, said: int, ended: int) -> None:
        """Keeps who has spoken, for those who are taken up behind."""
        self._raw = next((r.entities[0] for r in self._mentions.at(self._doc[speaker.head])), None)
        self._role = self._gender_of_role(speaker, number)
        self._people.hear(number)
        self._bodies.hear(number, said)
        if self._people.is_named(number):
            self._person, self._spoken = number, max(ended, speaker.end)
        elif self._mentions.entities[number].type in _PEOPLE:
            self._person = None

    def _keep_role(self, number: int, head: Token) -> None:
        if head.pos_ == "NOUN" and number < len(self._mentions.entities) and self._people.is_named(number):
            self._nameless.pop(head.lemma_, None)
        elif head.pos_ == "NOUN" and feature_of(head, "Animacy") == "Anim":
            self._nameless[head.lemma_] = number

    def is_outlet(self, number: int | None) -> bool:
        """Whether a speaker is a press outlet; newcomers are none."""
        known = self._mentions.entities
        return number is not None and number < len(known) and known[number].sector == _PRESS

    def newcomers(self) -> tuple[Entity, ...]:
        """The entities of speakers that the document had none for; their positions follow those of its own."""
        return self._newcomers.found()

    def _of(self, speaker: SpeakerPhrase, said: int) -> int | None:
        head = self._doc[speaker.head]
        first = self._beside_addressee(speaker)
        if first is not None or is_one_of(self._doc, speaker):
            return first
        recent = self._person if said - self._spoken < _RECENT else None
        if head.lemma_ == _TALKER:
            if not self._is_known_talker(speaker):
                return None
            heard = self._last if self._source is None else self._source
            if heard is not None and not self.is_outlet(heard):  # the agency itself is none
                return heard
        if head.lower_ in POSSESSIVES:  # «Новак, **по его словам**, болен» are not Novak's own
            said = min(said, self._before_insertion(head))
        person = self._people.pronoun(head.lower_, self._ended, said, recent) if head.lower_ in PRONOUNS else None
        if person is not None:
            return person
        if head.lower_ in PRONOUNS and self._unnamed_goes_on(head.lower_, said):
            return self._last
        if head.lower_ in _THEY and self._many and said - self._ended < _RECENT // 2:
            return self._last  # «сообщили местные СМИ. По **их** данным, …»
        reference = max(self._references(speaker), key=lambda one: one.end - one.start, default=None)
        if head.lower_ == "они" and self.is_outlet(self._last if reference is None else reference.entities[0]):
            return None  # «пишет газета. Десять лет **они** просили»: others
        if reference is None:
            if head.pos_ not in {"PRON", "DET"}:
                known = self._surnames.get(head.lower_)
                return known if known is not None else self._unnamed(speaker, said, recent)
            alone = self._many and head.lower_ in PRONOUNS and self._one is not None
            return self._one if alone else self._last
        if reference.form == "pronoun" and reference.entities[0] == self._raw:
            return self._last  # «отметил собеседник агентства. Он добавил»
        body = self._body(speaker)
        number = self._told(speaker, reference, said, recent) if body is None else body
        return number if number is None else self._government(number)

    def _told(self, speaker: SpeakerPhrase, reference: Reference, said: int, recent: int | None) -> int | None:
        """Who is meant by words for which an entity stands; not always that one."""
        number, nominal = reference.entities[0], reference.form == "nominal"
        same = self._spoken_as(speaker, number)
        if nominal and same is not None:
            return same
        if self._people.is_elses(speaker, number) or (nominal and self._people.is_of_other_sex(speaker, number)):
            return self._unnamed(speaker, said, recent)  # «источник издания», taken for whom it tells of
        if nominal and recent is not None and self._people.is_silent(speaker, number, recent, self._spoken):
            return recent
        owner = nominal and self._people.only_owns(number, self._doc[speaker.head].lemma_)
        if reference.form == "name" or (self._people.is_named(number) and not owner):
            return number
        wanted = nominal and self._mentions.entities[number].type in _SPEAKING
        named = self._unnamed(speaker, said, recent) if wanted else None
        return named if named is not None or self._is_anothers(speaker, number) else number

    def _spoken_as(self, speaker: SpeakerPhrase, number: int) -> int | None:
        """«**Прокурор** отметила … По мнению **прокурора**»: who has spoken so without a name, and nobody who has one.

        Args:
            number: whom the words are taken for.
        """
        role = self._doc[speaker.head].lemma_
        alone = speaker.end - speaker.start == 1 and role not in self._experts
        if not alone or not self._people.is_named(number) or self._people.is_introduced_as(number, role):
            return None
        return self._nameless.get(role)

    def _government(self, number: int) -> int:
        """«В **Осло** считают»: a capital that speaks is its state, where the article names that."""
        if number >= len(self._mentions.entities):
            return number  # somebody without a name who has spoken
        city = self._mentions.entities[number]
        if city.type != "CITY" or city.code is None or not is_party(city):
            return number
        states = (place for place, one in enumerate(self._mentions.entities) if one.type == "COUNTRY")
        return next((place for place in states if self._mentions.entities[place].code == city.code), number)

    def _references(self, speaker: SpeakerPhrase) -> tuple[Reference, ...]:
        """The entities of a speaker's words: of the head, else of what stands inside."""
        head = self._doc[speaker.head]
        references = self._mentions.at(head)
        if self._is_text_about(head):
            return tuple(reference for reference in references if reference.form != "name")
        return references or self._inside(speaker)

    def _inside(self, speaker: SpeakerPhrase) -> tuple[Reference, ...]:
        """What a speaker's words name; «**британский** дипломат» is no Britain."""
        inside = self._mentions.within(speaker.start, speaker.end)
        return tuple(reference for reference in inside if reference.form != "adjective")

    def _is_known_talker(self, speaker: SpeakerPhrase) -> bool:
        """«Собеседник агентства», not «собеседник **газеты в мэрии**», «собеседник**, близкий к мэрии**»."""
        behind = self._doc[speaker.end : speaker.end + 2]
        described = len(behind) == 2 and behind[0].text == "," and has(behind[1], "Case", "Nom")
        return speaker.end - speaker.head <= _WHOSE and not (described and behind[1].pos_ in {"ADJ", "VERB"})

    def _is_anothers(self, speaker: SpeakerPhrase, number: int) -> bool:
        """«Представитель **«Волны»**», taken for «представитель «Прибоя»»: the words name whose neither name tells."""
        told = self._mentions.entities[number].name.casefold()
        inside = self._mentions.within(speaker.head + 1, speaker.end)
        owners = [self._mentions.entities[one.entities[0]].name for one in inside if one.form == "name"]
        words = [word for owner in owners for word in owner.casefold().split() if len(word) > _SHARED]
        return bool(words) and not any(word[:_SHARED] in told for word in words)

    def _is_text_about(self, head: Token) -> bool:
        """«Указ о награждении **Лунина**», «**сайт** банка сообщил», not «(слова) сайта **банка**»."""
        behind = self._doc[head.i + 1].pos_ if head.i + 1 < len(self._doc) else ""
        tells = has(head, "Case", "Nom") or behind == "ADP"
        return head.lemma_ in self._texts and head.pos_ == "NOUN" and tells

    def _before_insertion(self, pronoun: Token) -> int:
        """Where the clause begins that «, по его словам, » parts."""
        start, commas = pronoun.sent.start, 0
        for token in reversed(self._doc[start : pronoun.i]):
            commas += token.text == ","
            if commas == 2:
                return token.i
        return start if commas else pronoun.i

    def _beside_addressee(self, speaker: SpeakerPhrase) -> int | None:
        """«Сказал **Лунин** Новаку», read as one name: a surname in the nominative, another in the dative."""
        words = self._doc[speaker.start : speaker.end]
        if len(words) != 2 or feature_of(words[0], "Case") != "Nom" or feature_of(words[1], "Case") != "Dat":
            return None
        return self._surnames.get(words[0].lower_) if words[1].pos_ == "PROPN" else None

    def _gender_of_role(self, speaker: SpeakerPhrase, number: int) -> str | None:
        """The gender of one person whom only a noun tells."""
        head = self._doc[speaker.head]
        if head.lower_ in PRONOUNS:
            return self._role if number == self._last else None
        told = self._mentions.entities[number].type in _PEOPLE and not self._people.is_named(number)
        return self._gender(speaker) if told else None

    def _gender(self, speaker: SpeakerPhrase) -> str | None:
        head = self._doc[speaker.head]
        return feature_of(head, "Gender") if feature_of(head, "Number") == "Sing" else None

    def _unnamed_goes_on(self, pronoun: str, said: int) -> bool:
        """«Сообщил **владелец школы**. **Он** добавил»: a role without a name that has just spoken."""
        return self._role is not None and PRONOUNS[pronoun] == self._role and said - self._ended < _RECENT // 2

    def _unnamed(self, speaker: SpeakerPhrase, said: int, recent: int | None) -> int | None:
        """Who has a name and stands behind a noun: a person, or a body."""
        person = self._people.behind(speaker, said, recent)
        if person is None:
            return self._bodies.behind(speaker, said)
        same = self._spoken_as(speaker, person)
        return person if same is None else same

    def _body(self, speaker: SpeakerPhrase) -> int | None:
        """«Представители **Белого дома**», «**российская** сторона»: for whom a plural or a side speaks."""
        head = self._doc[speaker.head]
        side = head.lemma_ == "сторона"
        if not side and not (head.lemma_ in self._delegates and feature_of(head, "Number") == "Plur"):
            return None
        if side:
            sides = [self._mentions.entities[reference.entities[0]] for reference in self._mentions.at(head)]
            codes = {one.code for one in sides if one.type == "COUNTRY"} - {None}  # no «сторона обвинения»
            states = enumerate(self._mentions.entities)
            return next((number for number, one in states if one.type == "COUNTRY" and one.code in codes), None)
        held = [
            reference
            for reference in self._mentions.within(speaker.start, speaker.end)
            if (reference.form == "name" or self._is_of_state(reference, speaker))
            and self._mentions.entities[reference.entities[0]].type in {"ORGANIZATION", "COUNTRY", "FACILITY"}
        ]
        return max(held, key=lambda reference: reference.end - reference.start).entities[0] if held else None

    def _is_of_state(self, reference: Reference, speaker: SpeakerPhrase) -> bool:
        """«**Российские** представители», «представители **украинских** властей», not «… **российских** компаний»."""
        if reference.form != "adjective":
            return False
        noun = self._doc[self._mentions.words.starting[reference.start]].head
        return noun.i == speaker.head or noun.lemma_ in self._rulers
