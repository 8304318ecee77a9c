"""Names through all their cases, in sentences made from the tables: python benchmarks/paradigms.py [--misses 20]

Two grids. A statesman's surname alone, in five cases: whether the mention is that person. The officials and acts of a
state in thirteen sentences: whether the party has the state's code. Cases of states are pymorphy3's, those of surnames
this file's, for no dictionary has most of them. The sentences were written for this; what they tell is whether a kind
holds for every name, not how often news has it.
"""

import argparse
import csv
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pymorphy3 import MorphAnalyzer
from spacy.tokens import Doc

from extractor.annotation.article import Article, read_article
from extractor.entities.tables import people
from extractor.grammar.dictionary import fold
from extractor.pipeline import load, prepare

Case = Literal["Nom", "Gen", "Dat", "Acc", "Ins"]
TABLES = Path(people.__file__).parent
VOWELS = "аеёиоуыэюя"
FRAMES: dict[Case, str] = {
    "Nom": "{} {verb} в Лондон.",
    "Gen": "Визит {} завершён.",
    "Dat": "Посол позвонил {} вечером.",
    "Acc": "Министр встретил {} в аэропорту.",
    "Ins": "Разговор с {} длился час.",
}
OF_STATES = {
    "ACCUSE actor": ("МИД {Gen} осудил удар по Осло.", "{Nom} обвинил{ending} НАТО в обмане."),
    "ASSAULT actor": ("Армия {Gen} атаковала базу.",),
    "COERCE actor": ("Власти {Gen} задержали журналиста.", "В {Loc} полиция арестовала 45 участников марша."),
    "SANCTION actor": ("{Nom} наложил{ending} санкции на НАТО.",),
    "SANCTION recipient": ("НАТО ввела санкции против {Gen}.",),
    "SUPPORT actor": ("Парламент {Gen} ратифицировал договор.",),
    "CONSULT actor": ("Президент {Gen} прибыл в НАТО.",),
    "REQUEST actor": ("Посол {Gen} призвал НАТО к диалогу.",),
    "THREATEN actor": ("Премьер-министр {Gen} пригрозил НАТО санкциями.",),
    "RETREAT actor": ("Министр обороны {Gen} ушёл в отставку.",),
    "PROTEST actor": ("Тысячи человек вышли на протесты в {Loc}.",),
}


@dataclass(frozen=True)
class Asked:
    """A sentence, what it belongs to in the table of figures, and the right answer."""

    text: str
    of: str
    form: str
    answer: str


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--misses", type=int, default=0, help="how many sentences with a wrong answer are shown")
    arguments = options.parse_args()
    for asked, told in ((list(surnames()), _person), (list(states()), _codes)):
        nlp = load(exclude=["extractor_commitments", "extractor_facts"])
        docs = nlp.pipe(prepare(nlp, read_article(Article(one.text))) for one in asked)
        right, missed = Counter[str](), []
        for one, doc in zip(asked, docs, strict=True):
            found = told(doc, one)
            right[one.of] += one.answer in found
            if one.answer not in found:
                missed.append(f"  {one.text} {one.answer}: {', '.join(sorted(found)) or 'nothing'}")
        totals = Counter(one.of for one in asked)
        for name, total in totals.items():
            print(f"{name:<20}{right[name]:>6} of {total}")
        print(f"{'all':<20}{right.total():>6} of {totals.total()}")
        for line in random.Random(0).sample(missed, min(arguments.misses, len(missed))):
            print(line)


def _person(doc: Doc, asked: Asked) -> set[str]:
    """Who is named by the surname."""
    return {
        f"{entity.name} {entity.code}"
        for entity in doc._.entities
        for mention in entity.mentions
        if asked.text[mention.start : mention.end] == asked.form
    }


def _codes(doc: Doc, asked: Asked) -> set[str]:
    """The codes of the parties of an event of the type in the role."""
    type_, role = asked.of.split()
    parties = (a for event in doc._.events if event.type == type_ for a in event.arguments if a.role == role)
    return {doc._.entities[party.entity].code or "" for party in parties if party.entity is not None}


def surnames() -> Iterator[Asked]:
    """Statesmen whom the table alone has by their surname."""
    table = people.people_table()
    for row in _rows("people"):
        *given, last = row["name"].split()
        unlike = not given or len(last) < 3 or given[-1][0].islower()  # «Мун Чжэ Ин», «Отто фон Бисмарк»
        famous = [person.name for person in table.famous(fold(last))]
        if unlike or not row["office"].startswith(people.STATESMEN) or famous != [row["name"]]:
            continue
        for case, form in _cases(last, row["sex"]).items():
            text = FRAMES[case].format(form, verb="прибыл" if row["sex"] == "m" else "прибыла")
            yield Asked(text, case, form, f"{row['name']} {row['code']}")


def states() -> Iterator[Asked]:
    """States whose name is one word that the dictionary inflects."""
    analyzer = MorphAnalyzer()
    for row in _rows("states"):
        name = row["name"]
        nominatives = [parse for parse in analyzer.parse(name) if {"NOUN", "nomn"} <= parse.tag.grammemes]
        if not name.isalpha() or name.isupper() or not nominatives:
            continue
        inflected = {case: nominatives[0].inflect({tag}) for case, tag in (("Gen", "gent"), ("Loc", "loct"))}
        if None in inflected.values():
            continue
        forms = {case: name[0] + found.word[1:] for case, found in inflected.items() if found}
        tag = nominatives[0].tag
        ending = "и" if "plur" in tag else {"femn": "а", "neut": "о"}.get(str(tag.gender), "")
        for of, sentences in OF_STATES.items():
            for sentence in sentences:
                yield Asked(sentence.format(Nom=name, ending=ending, **forms), of, name, row["code"])


def _rows(table: str) -> Iterator[dict[str, str]]:
    with (TABLES / f"{table}.tsv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def _cases(surname: str, sex: str) -> dict[Case, str]:
    """A surname in all cases, as Russian grammar has it for each sex and ending."""
    lower, stem = surname.lower(), surname[:-1]
    hard = lower[-2:-1] in tuple("гкхжчшщ")
    endings = ("", "", "", "")
    if sex == "f" and lower.endswith(("ова", "ева", "ёва", "ина", "ына")):
        endings = ("ой", "ой", "у", "ой")
    elif sex == "f" and lower.endswith("ая"):
        stem, endings = surname[:-2], ("ой", "ой", "ую", "ой")
    elif lower[-1] == "а" and lower[-2] not in VOWELS:
        endings = ("и" if hard else "ы", "е", "у", "ей" if lower[-2] in "жчшщц" else "ой")
    elif sex == "f":
        stem = surname
    elif lower.endswith(("ов", "ев", "ёв", "ин", "ын")) and len(lower) > 4:
        stem, endings = surname, ("а", "у", "а", "ым")
    elif lower.endswith(("ий", "ый")):
        stem, endings = surname[:-2], ("ого", "ому", "ого", "им" if lower[-3] in "гкх" else "ым")
    elif lower[-1] == "я" and lower[-2] not in VOWELS:
        endings = ("и", "е", "ю", "ей")
    elif lower[-1] in "йь":
        endings = ("я", "ю", "я", "ем")
    elif lower[-1] in VOWELS:
        stem = surname
    else:
        stem, endings = surname, ("а", "у", "а", "ем" if lower[-1] in "жчшщц" else "ом")
    genitive, dative, accusative, instrumental = (stem + ending for ending in endings)
    return {"Nom": surname, "Gen": genitive, "Dat": dative, "Acc": accusative, "Ins": instrumental}


if __name__ == "__main__":
    main()
