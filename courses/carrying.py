"""What someone has shown before and need not do again when they start a course. Plain Python.

Carried in is only what was shown elsewhere: in another course that holds the same activity, in a round of this course
that was closed before its end, or outside (prior learning, attendance). What a finished round of this course rests on
never counts for the next one. A must-pass item is never skipped. The version must be one that the item accepts.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from courses.path import PathItem

NEVER = ("tested_out",)  # shown by a test of one round, for that round


@dataclass(frozen=True)
class Earlier:
    """One standing row of evidence of an activity, from before the round. `finished`: a finished round rests on it."""

    evidence_id: int
    activity_id: int
    occurred_at: dt.datetime
    kind: str = "completed"
    version: int | None = None
    course: str = ""  # the title of the course in which it was shown; "" outside of any
    same_course: bool = False
    finished: bool = False

    def stored(self) -> dict:
        """The reason, as the item's row keeps it: a code for the sentence and the name in it."""
        if self.same_course:
            return {"code": "closed_round", "names": []}
        if self.course:
            return {"code": "other_course", "names": [self.course]}
        return {"code": self.kind, "names": []}


def carried_into(
    path: Sequence[PathItem], earlier: Iterable[Earlier], *, since: dt.datetime | None
) -> dict[int, Earlier]:
    """By item id, the newest piece of evidence that counts. `since`: older ones have run out; None: none has."""
    shown = [
        each
        for each in sorted(earlier, key=lambda each: (each.occurred_at, each.evidence_id))
        if each.kind not in NEVER
        and not (each.same_course and each.finished)
        and (since is None or each.occurred_at >= since)
    ]
    return {
        step.item.id: each
        for step in path
        if not step.item.gate
        for each in shown
        if each.activity_id == step.item.activity_id and step.item.accepts(each.version)
    }
