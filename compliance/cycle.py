"""What one walk over a requirement reads and makes: the record of a person, cycles, the answer."""

import datetime as dt
from dataclasses import dataclass

from compliance.events import Completion, Event, Leave
from compliance.rule import Rule

ASSIGNED, IN_PROGRESS, AWAITING, RETURNED = "assigned", "in_progress", "awaiting_score", "returned"
COMPLETED, WAIVED, OVERDUE, EXPIRED, ON_HOLD = "completed", "waived", "overdue", "expired", "on_hold"
CLOSED, NOT_ASSIGNED = "closed", "not_assigned"
DAY = dt.timedelta(days=1)


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

    @property
    def settled(self) -> bool:
        return self.completed is not None or self.waived


@dataclass(frozen=True)
class Answer:
    """`current` is the cycle that a page shows, None when nothing is asked. `proof_until`: the last day that counts."""

    status: str
    current: Cycle | None
    cycles: tuple[Cycle, ...]
    proof_until: dt.date | None = None
    proof_valid: bool = False


@dataclass(frozen=True)
class Record:
    """All that one walk reads."""

    rule: Rule
    events: tuple[Event, ...]
    done: tuple[Completion, ...]
    away: tuple[Leave, ...]
    as_of: dt.date

    def last(self, kind: str, start: dt.date, end: dt.date | None) -> Event | None:
        """The latest event of that kind from `start` on, up to and with `end`."""
        found = [e for e in self.events if e.kind == kind and start <= e.on and (end is None or e.on <= end)]
        return found[-1] if found else None

    def first_day(self, kind: str, up_to: dt.date) -> dt.date | None:
        days = [e.on for e in self.events if e.kind == kind and e.on <= up_to]
        return days[-1] if days else None


def say(day: dt.date | None) -> str:
    return f"{day.strftime('%B')} {day.day}, {day.year}" if day else ""
