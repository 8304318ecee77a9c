"""What a text has said before a time expression."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Tense = Literal["past", "present", "future", "scheduled", "foretold"]
"""Where the clause puts a time.

What was scheduled, «намеченная на май встреча», or foretold, «сообщалось, что 5 мая он прибудет», may have passed.
"""
COMING = frozenset({"future", "foretold"})
AHEAD = COMING | {"scheduled"}


@dataclass(frozen=True, slots=True)
class Context:
    """What the text has said before the expression.

    `last` is the day last spoken of (`XXXX-09-27` where its year is unknown), `year` the year of the last dated
    month or day, `present` the day of writing where the text tells it, `weekdays` the dates given with a weekday,
    `tense` that of the clause, `near` a full date of this or the last sentence or else the `lead`, the full date
    with which the text opens, `years` all that the text names, `told` the year or month last spoken of, where no
    day has been told since.
    """

    last: str | None = None
    year: str | None = None
    present: str | None = None
    weekdays: Mapping[int, str] = field(default_factory=dict)
    tense: Tense | None = None
    near: str | None = None
    lead: str | None = None
    years: frozenset[int] = frozenset()
    told: str | None = None
