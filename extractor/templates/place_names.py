"""The places where arguments stand, by their names in templates: one list for loader, engine and README."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """What stands there at a verb and at a noun, as the README of the templates tells it; «–» where nothing does."""

    verb: str
    noun: str


_SAME = "the same"

PLACES = {
    "subject": Place(
        "who does it, also of passives («задержан **полицией**»), participles, "
        "infinitives («**США** намерены вывести»), relative clauses",
        "subject of the light verb («**США** начали переговоры»)",
    ),
    "object": Place("what it is done to, also of passives («**двое** задержаны»)", "its genitive"),
    "genitive": Place("–", "«визит **Путина**», «**его** визит»"),
    "adjective": Place("–", "«**американо-иракские** переговоры»"),
    "clause": Place("«…, что **Иран готов**», «…, чтобы **он ушёл**»", "«о том, **как заменить**»"),
    "infinitive": Place("«отказался **вывести войска**»", "«обязательство **вывести войска**»"),
    "context": Place("–", "the subject of the clause around it («На переговорах с Ираком **США** заявили»)"),
    "owner": Place(
        "whose the object or topic is, whom an infinitive is for: «обстрелял позиции **Ирана**», "
        "«захватил **британский** танкер», «перестал помогать **Ирану**»",
        _SAME,
    ),
    "affected": Place(
        "–", "whom the act above hits: «**мэр** арестован по обвинению», «задержали **мэра** по подозрению»"
    ),
    "wielder": Place(
        "whose the weapon is that does the act: «дроны **хуситов** атаковали»", "«удар ракет **хуситов**»"
    ),
    "institution": Place("«в **Кремле** осудили …», where no other subject stands", _SAME),
    "speaker": Place("who says the words in which the trigger stands: «Это недопустимо», — заявил **посол**", _SAME),
    "doer": Place("who does what the topic names: «осудил визит **Путина**», «требует, чтобы **Иран** ушёл»", _SAME),
    "demand": Place(
        "what those who gather or strike say they want or oppose: «вышли на площадь, требуя **отставки мэра**»",
        "«митинг, участники которого требовали **отставки мэра**», «забастовка в знак протеста против **пошлин**»",
    ),
    "itself": Place("the whole clause: «**число пушек не должно превышать ста**»", _SAME),
    "crowd": Place("–", "the act noun itself, for those who take part and whom nothing names: «прошёл **митинг**»"),
}

# Places that only `when` and `unless` may name.
CONDITIONS = {
    "attribute": "adjectives on the trigger",
    "governor": "the word above it",
    "particle": "«не» and other particles and adverbs on the trigger, its light verb or the modal above",
    "any": "anywhere in the sentence",
    "voice": "`passive` or `active`",
}
