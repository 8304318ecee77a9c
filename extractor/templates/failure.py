"""Why a template found nothing at a word: the kind, by which failures are counted and learnt from, and the sentence."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """`kind` names no words of the text or of the template: «no actor», «needs governor», «fits better» …

    `open` tells of one that only leaves a role open, for which the text around the clause may have somebody.
    """

    kind: str
    told: str
    open: bool = False

    def __str__(self) -> str:
        return self.told
