"""Who does what to whom among three states: python benchmarks/frames.py [--misses 20]

Sentences made from frames.yaml with five triples of states each, so that what holds of some states must hold of
all. Counted are sentences in which every pair that must be told is, and those in which a pair is told too many.
"""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from spacy.tokens import Doc

from extractor.pipeline import load

FRAMES = Path(__file__).with_name("frames.yaml")
TOGETHER = ("CONSULT", "AGREE", "COOPERATE")  # both sides act
CASES = ("nom", "gen", "dat", "acc", "ins", "loc", "adj")
STATES = [
    ("FRA", "fem", "Франция Франции Франции Францию Францией Франции французские"),
    ("IRN", "masc", "Иран Ирана Ирану Иран Ираном Иране иранские"),
    ("SYR", "fem", "Сирия Сирии Сирии Сирию Сирией Сирии сирийские"),
    ("QAT", "masc", "Катар Катара Катару Катар Катаром Катаре катарские"),
    ("POL", "fem", "Польша Польши Польше Польшу Польшей Польше польские"),
]
TRIPLES = ((0, 1, 2), (3, 4, 1), (4, 2, 3), (1, 0, 4), (2, 3, 0))

Pair = tuple[str, ...]  # a type and two states


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--misses", type=int, default=0, help="sentences to show that are not as expected")
    arguments = options.parse_args()
    made = [(frame, triple) for frame in yaml.safe_load(FRAMES.read_text("utf-8")) for triple in TRIPLES]
    nlp = load(exclude=("extractor_commitments", "extractor_facts"))
    held, too_many, shown = 0, 0, []
    for (frame, triple), doc in zip(
        made, nlp.pipe(sentence(frame["text"], triple) for frame, triple in made), strict=True
    ):
        told, wanted = pairs(doc), expected(frame["told"], triple)
        lacking, more = wanted - told, told - wanted - expected(frame.get("may", ()), triple)
        held += not lacking
        too_many += bool(more)
        if lacking or more:
            shown.append(f"{doc.text}  lacking {sorted(lacking)}, too many {sorted(more)}")
    print(f"{len(made)} sentences: all told in {held}, a pair too many in {too_many}")
    print("\n".join(shown[: arguments.misses]))


def sentence(frame: str, triple: tuple[int, ...]) -> str:
    """A frame with three states in their cases, its verbs agreeing with them."""
    states = [STATES[number] for number in triple]

    def name(match: re.Match[str]) -> str:
        forms = states["ABC".index(match[1])][2].split()
        return forms[CASES.index(match[2] or "nom")]

    def verb(match: re.Match[str]) -> str:
        gender = states[int(match[1] or 0)][1]
        return match[2] if gender == "masc" else match[3]

    text = re.sub(r"\{([ABC]):?(\w*)\}", name, frame)
    text = re.sub(r"\[(?:(\d):)?([^|\]]+)\|([^\]]+)\]", verb, text)
    return text[0].upper() + text[1:]


def expected(pairs: list[str] | tuple[()], triple: tuple[int, ...]) -> set[Pair]:
    return {pair for line in pairs for pair in _both_ways(*_codes(line, triple))}


def _codes(line: str, triple: tuple[int, ...]) -> tuple[str, str, str]:
    event, first, second = line.split()
    return event, STATES[triple["ABC".index(first)]][0], STATES[triple["ABC".index(second)]][0]


def _both_ways(event: str, first: str, second: str) -> Iterator[Pair]:
    """Where both act, the pair is one in whichever order."""
    yield (event, *sorted((first, second))) if event in TOGETHER else (event, first, second)


def pairs(doc: Doc) -> set[Pair]:
    """The pairs of states that events tell, by type."""
    found: set[Pair] = set()
    entities: Any = doc._.entities
    for event in doc._.events:
        codes = {
            role: [entities[a.entity].code for a in event.arguments if a.role == role and a.entity is not None]
            for role in ("actor", "recipient")
        }
        others = codes["recipient"] or (codes["actor"] if event.type in TOGETHER else [])
        told = ((one, other) for one in codes["actor"] for other in others if one and other and one != other)
        found.update(pair for one, other in told for pair in _both_ways(event.type, one, other))
    return found


if __name__ == "__main__":
    main()
