"""When does one course count for another? Plain Python.

A completion within the days of the rule counts, each by itself and on its own day, so that a renewal of the one renews
the other. What itself came by a rule brings nothing further: two rules in a row, or one both ways, would never end.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

BY_RULE = "equivalent"


@dataclass(frozen=True)
class Rule:
    course_id: int
    counts_for_id: int
    both_ways: bool
    first: dt.date
    last: dt.date | None = None

    def target_of(self, course_id: int) -> int | None:
        """The course that someone has also done who did this one."""
        if course_id == self.course_id:
            return self.counts_for_id
        return self.course_id if self.both_ways and course_id == self.counts_for_id else None

    def holds(self, day: dt.date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Completion:
    """One standing row of course evidence; `day` in the district's zone; `person_id` of the kept record."""

    evidence_id: int
    person_id: int
    course_id: int
    day: dt.date
    kind: str = "completed"


@dataclass(frozen=True)
class Brought:
    trigger: Completion
    course_id: int


def brought(rule: Rule, completions: Iterable[Completion]) -> list[Brought]:
    return [
        Brought(each, target)
        for each in completions
        if each.kind != BY_RULE and rule.holds(each.day) and (target := rule.target_of(each.course_id)) is not None
    ]


@dataclass(frozen=True)
class Reach:
    """`gain`: people for whom a course is done that was not. `have`: people who did both, and gain a date alone."""

    rows: int
    gain: int
    have: int


def reach_of(found: Iterable[Brought], done: set[tuple[int, int]]) -> Reach:
    """`done`: (person, course) that stand already."""
    rows = list(found)
    pairs = {(each.trigger.person_id, each.course_id) for each in rows}
    return Reach(rows=len(rows), gain=len(pairs - done), have=len(pairs & done))
