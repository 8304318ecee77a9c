"""Texts that nobody would print, and what has to hold of their annotation all the same.

The pieces are those that rules look for (names, cues, dates, marks of lists and quotes) among those that spoil them
(characters of no width, emoji, marks without their partner). `tests/test_fuzz.py` and
`benchmarks/fuzz.py` draw from them.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

from extractor.annotation.model import Annotation


def _split(pieces: str) -> tuple[str, ...]:
    return tuple(re.split(r"\s*\|\s*", pieces.strip()))


NAMES = _split(
    """
    Россия | в Иране | США | Киевом | МИД Чили | ООН | «Газпром» | НК «Роснефть» | Пентагона | ИГИЛ | Лувру |
    Пётр Иванов | Петрову | И. И. Смирновой | Ван И | Салах ад-Дин | Мария-Луиза О’Нил | президент Перу Кастильо |
    экс-министр обороны | он | ей | который | стороны | ведомство | страна | обе столицы | Covid-19 | ЧЕХИЯ | сша
    """
)
ACTS = _split(
    """
    заявил, что | заявила | по словам | обвинил | ввели санкции против | не ввели | осудило | начали переговоры с |
    подписать соглашение о | обязались: | обязуется вывести войска из | арестован | купила 20 % акций |
    может ударить по | опроверг | если | призвала | — сказал | говорится в заявлении | визит | обстрел |
    с учетом трех факторов: | приговорил к | назначен главой | ушёл в отставку | как сообщает | якобы | намерен |
    предупредила о | отказался от | и | а также
    """
)
TIMES = _split(
    """
    26 января 2019 года | вчера | в пятницу | 31.12.1999 | 30 февраля | в 99999 году | 0 г. | в XXI веке | в 25:61 |
    12:40 | с 1 по 5 мая | два года назад | через 1000000000 лет | накануне | весной | в ночь на 3-е | ежедневно |
    10-го числа | 1917—1991
    """
)
NUMBERS = _split(
    """
    1 | 2) | а) | III | 1 000 000 | 5,5 млн долларов | 10—12 % | № 7 | +7 | −3 | тысяча тысяч | ½ | 10^9 | 1/0
    """
)
MARKS = _split(
    """
    . | , | : | ; | — | – | - | « | » | „ | “ | " | ' | ( | ) | [ | ] | … | ! | ? | • | / | &nbsp; | <b> | $ | [/b]
    """
)
# fmt: off
BLANKS = (
    " ", "  ", "\u00a0", "\n", "\n\n", "\r", "\r\n", "\t", "\u2028", "\u200b", "\u00ad", "\u0301", "\ufeff", "\u202e",
    "\x00",
)
# fmt: on
SIGNS = ("🇫🇷", "⚡️", "❗️", "👨‍👩‍👧", "\U00017000", "ё", "Й", "й", "ß", "İ", "ﬁ", "中", "ʼ", "’", "°", "€")
DAYS = (None, "0001-01-01", "1582-10-05", "1999-12-31T23:59", "2019-01-26", "2024-02-29", "9999-12-31T23:59")

KINDS = (NAMES, NAMES, ACTS, ACTS, TIMES, NUMBERS, MARKS, MARKS, BLANKS, SIGNS)
BETWEEN = (" ", " ", " ", "", "\n", ", ")
WRITTEN = tuple(
    path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parent.parent / "corpus" / "written").glob("*.txt"))
)


def article(random: Random) -> tuple[str, str | None]:
    """A text of pieces, or a stretch of an article that is spoiled by some, perhaps told several times; and a day."""
    text = _of_pieces(random) if random.random() < 0.7 else _spoiled(random)
    day = random.choice(DAYS)
    return text * random.choice((1, 1, 1, 1, 3)), day


def _of_pieces(random: Random) -> str:
    return "".join(_piece(random) + random.choice(BETWEEN) for _ in range(random.randint(0, 40)))


def _spoiled(random: Random) -> str:
    whole = random.choice(WRITTEN)
    start = random.randrange(len(whole))
    text = whole[start : start + random.randint(0, 600)]
    for _ in range(random.randint(0, 8)):
        place = random.randint(0, len(text))
        text = text[:place] + random.choice((_piece(random), "")) + text[place + random.choice((0, 0, 1, 5)) :]
    return text


def _piece(random: Random) -> str:
    if random.random() < 0.02:
        return chr(random.choice((random.randrange(0xD800), random.randrange(0xE000, 0x110000))))
    return random.choice(random.choice(KINDS))


def broken(annotation: Annotation, text: str) -> Iterator[str]:
    """What does not hold of an annotation of a text, a sentence each.

    That spans stand at their offsets, ids are unique and references lead somewhere is asked when JSON is read.
    """
    if annotation.document.text != text:
        yield "the text is another"
    if Annotation.from_json(annotation.to_json()) != annotation:
        yield "it is another behind JSON"
    for span in annotation._spans():
        if span.start >= span.end or span.text != span.text.strip():
            yield f"{type(span).__name__} [{span.start}, {span.end}) is {span.text!r}: nothing, or blank at an end"
    for kind in ("sentences", "spans", "times", "lists", "quotes", "events"):
        records = getattr(annotation, kind)
        starts = [_start(record) for record in records]
        if starts != sorted(starts):
            yield f"{kind} are not in the order of the text"
    ends = [sentence.end for sentence in annotation.sentences]
    if any(following.start < end for end, following in zip(ends, annotation.sentences[1:], strict=False)):
        yield "sentences overlap"
    yield from (
        f"{time.text!r}: {time.interval} ends before it starts"
        for time in annotation.times
        if _backwards(time.interval)
    )


def _start(record: object) -> int:
    for inside in ("trigger", "content", "intro"):
        record = getattr(record, inside, record)
    return record.start  # type: ignore[attr-defined,no-any-return]


def _backwards(interval: object) -> bool:
    first, last = getattr(interval, "first", None), getattr(interval, "last", None)
    return bool(first and last and first[:10] > last[:10])
