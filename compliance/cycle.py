"""What one walk over a requirement reads and makes: the record of a person, cycles, the answer."""

import datetime as dt
from dataclasses import dataclass, replace

from compliance.events import Completion, Event, Leave
from compliance.rule import Rule
from compliance.status import ASSIGNED, CLOSED, DAY, Facts


@dataclass(frozen=True)
class Asked:
    """What is asked of the cycles that are assigned from a day on: under which rule, and which courses.

    `needed` of the `courses` must be shown. `id` names the terms, for whoever stores the cycle.
    """

    rule: Rule
    since: dt.date = dt.date.min
    courses: tuple[str, ...] = ("",)
    needed: int = 1
    id: str = ""
    # When it was written down, where that is known.
    at: dt.datetime | None = None


@dataclass(frozen=True)
class Cycle:
    """One period of one requirement for one person. `sum` is how the dates came to be, a line each."""

    number: int
    assigned: dt.date
    opens: dt.date
    first_due: dt.date
    due: dt.date
    status: str = ASSIGNED
    completed: dt.date | None = None
    expires: dt.date | None = None
    waived: bool = False
    closed: dt.date | None = None
    reason: str = ""
    unrealistic: bool = False
    sum: tuple[str, ...] = ()
    grace: int = 0
    waived_on: dt.date | None = None
    evidence: tuple[str, ...] = ()
    started: dt.date | None = None
    awaiting: dt.date | None = None
    returned_until: dt.date | None = None
    held: Leave | None = None
    terms: str = ""
    # Of courses that nothing counts for yet, while it is not done.
    missing: tuple[str, ...] = ()
    # The school year it belongs to, by the year in which that begins.
    year: int | None = None

    @property
    def settled(self) -> bool:
        return self.completed is not None or self.waived

    @property
    def overdue_from(self) -> dt.date:
        return self.due + (self.grace + 1) * DAY

    @property
    def facts(self) -> Facts:
        """What its status is read from, as if nobody left."""
        return Facts(
            overdue_from=self.overdue_from,
            started_on=self.started,
            awaiting_since=self.awaiting,
            returned_until=self.returned_until,
            held_from=self.held.start if self.held else None,
            held_until=self.held.back if self.held else None,
            completed_on=self.completed,
            waived_on=self.waived_on,
            expires_on=self.expires,
        )


@dataclass(frozen=True)
class Answer:
    """`current` is the cycle that a page shows, None when nothing is asked. `proof_until`: the last day that counts."""

    status: str
    current: Cycle | None
    cycles: tuple[Cycle, ...]
    proof_until: dt.date | None = None
    proof_valid: bool = False
    # Since when nothing is asked any more, of someone who left; and why.
    left: dt.date | None = None
    left_reason: str = ""

    @property
    def word(self) -> str:
        """`status` says where the work stands; who left is asked nothing, whatever it is."""
        return CLOSED if self.left and self.current else self.status


@dataclass(frozen=True)
class Record:
    """All that one walk reads. `asked`: by the day from which it is asked."""

    asked: tuple[Asked, ...]
    events: tuple[Event, ...]
    done: tuple[Completion, ...]
    away: tuple[Leave, ...]
    as_of: dt.date
    now: Asked

    @property
    def rule(self) -> Rule:
        """Of the cycle that is being looked at."""
        return self.now.rule

    def under(self, assigned: dt.date) -> "Record":
        """The same record, for a cycle assigned on that day: it keeps the terms of that day."""
        standing = [each for each in self.asked if each.since <= assigned] or self.asked[:1]
        return self if standing[-1] is self.now else replace(self, now=standing[-1])

    def last(
        self, kind: str, start: dt.date, end: dt.date | None, cycle: int | None = None, course: str = ""
    ) -> Event | None:
        """The latest event of that kind from `start` on, up to and with `end`; none of another cycle or course."""
        found = [e for e in self.events if e.kind == kind and start <= e.on and (end is None or e.on <= end)]
        found = [e for e in found if e.cycle in (None, cycle) and _of_course(e, course)]
        return found[-1] if found else None

    def answer(self, kind: str, handed: Event, others: dt.date) -> Event | None:
        """The latest of that kind that answers what was handed in: of the same id, or any of its course up to then."""
        found = [e for e in self.events if e.kind == kind and e.on >= handed.on and _of_course(e, handed.course)]
        found = [e for e in found if e.id == handed.id or e.on <= others]
        return found[-1] if found else None

    def first_day(self, kind: str, assigned: dt.date, end: dt.date | None) -> dt.date | None:
        """The latest by assignment; of who was asked before the first day, the next one of that stay."""
        days = [e.on for e in self.events if e.kind == kind and (end is None or e.on < end)]
        return max((day for day in days if day <= assigned), default=min(days, default=None))


def _of_course(event: Event, course: str) -> bool:
    """Where one course is asked for, nothing needs to name it."""
    return not course or event.course in ("", course)


def say(day: dt.date | None) -> str:
    return f"{day.strftime('%B')} {day.day}, {day.year}" if day else ""
