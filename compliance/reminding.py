"""Which reminder is owed on a day, whether it still holds when it could go out, and what stops it.

Plain Python: dates in, no Django, no clock. An occasion is the day on which a reminder falls; the ledger takes each
(assignment, template, occasion) once, so asking again tomorrow owes nothing twice, and a due date that moves is a new
occasion. A template speaks of occasions from its first day on; whose day was before it, and who still stands so,
hears of the last one once, in the days after it came (`missed`).
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from compliance.status import ASSIGNED, CLOSED, COMPLETED, EXPIRED, IN_PROGRESS, OVERDUE, RETURNED, WAIVED
from people.duty import Hours

DAY = dt.timedelta(days=1)
# A reminder is owed for this long after its day: a worker that stood still, a long weekend.
LOOK_BACK = 6
ON_ASSIGNED, SOON, TODAY, LATE, BACK, EXPIRING, ANSWERED = (
    "assigned", "due_soon", "due_today", "overdue", "returned", "expiring", "answered",
)  # fmt: skip
# In which statuses each occasion may speak. Awaiting score, on hold (leave, too), waived and closed: never as late.
SPEAKS = {
    ON_ASSIGNED: (ASSIGNED, IN_PROGRESS),
    SOON: (ASSIGNED, IN_PROGRESS, RETURNED),
    TODAY: (ASSIGNED, IN_PROGRESS, RETURNED),
    LATE: (OVERDUE, EXPIRED),
    BACK: (RETURNED,),
    EXPIRING: (COMPLETED, WAIVED),
}
# What a letter of several begins with.
URGENCY = (LATE, TODAY, BACK, SOON, ANSWERED, EXPIRING, ON_ASSIGNED)
EVENING = dt.time(20, 0)


@dataclass(frozen=True)
class Kind:
    """When a template speaks: `days` before or after; `again` every so many days, `times` in all."""

    occasion: str
    starts_on: dt.date
    days: int = 0
    again: int = 0
    times: int = 1


@dataclass(frozen=True)
class Asked:
    """An assignment as it stands on the day that is asked about."""

    word: str
    shown_on: dt.date
    due_on: dt.date
    overdue_from: dt.date
    returned_on: dt.date | None = None
    expires_on: dt.date | None = None
    answered_on: tuple[tuple[int, dt.date], ...] = ()  # (request, day)


@dataclass(frozen=True)
class Occasion:
    day: dt.date
    about: int = 0  # a request for more time

    @property
    def key(self) -> str:
        return f"{self.day.isoformat()}:{self.about}" if self.about else self.day.isoformat()


def owed(kind: Kind, asked: Asked, on: dt.date) -> Occasion | None:
    """The latest occasion that has come within the look-back, if the status lets it speak."""
    come = [each for each in occasions(kind, asked) if on - LOOK_BACK * DAY < each.day <= on]
    latest = max(come, key=lambda each: (each.day, each.about), default=None)
    if latest is None or latest.day < kind.starts_on:
        latest = missed(kind, asked) if is_new(kind, on) else None
    return latest if latest and still_owed(kind, asked, latest, on) else None


def is_new(kind: Kind, on: dt.date) -> bool:
    """Did the template come, or come back, so lately that it still looks for those whose day was before it?"""
    return kind.occasion != ANSWERED and kind.starts_on <= on < kind.starts_on + LOOK_BACK * DAY


def missed(kind: Kind, asked: Asked) -> Occasion | None:
    """The last occasion before the template came: one letter for it, however many there would have been."""
    before = [each for each in occasions(kind, asked) if each.day < kind.starts_on]
    return max(before, key=lambda each: each.day, default=None)


def still_owed(kind: Kind, asked: Asked, occasion: Occasion, on: dt.date) -> bool:
    """Does it hold on this day, too? Work that was done, put on hold or given more time is not reminded of."""
    if asked.word == CLOSED or (kind.occasion != ANSWERED and asked.word not in SPEAKS[kind.occasion]):
        return False
    if kind.occasion in (SOON, TODAY) and on > asked.due_on:
        return False
    if kind.occasion == EXPIRING and asked.expires_on and on > asked.expires_on:
        return False
    return occasion in occasions(kind, asked)


def occasions(kind: Kind, asked: Asked) -> Iterator[Occasion]:
    """Every occasion of this template for this assignment, whenever it is."""
    match kind.occasion:
        case "assigned":
            yield Occasion(asked.shown_on)
        case "due_soon":
            # Assigned later than that: the letter that says so names the date.
            if asked.due_on - kind.days * DAY > asked.shown_on:
                yield Occasion(asked.due_on - kind.days * DAY)
        case "due_today":
            yield Occasion(asked.due_on)
        case "overdue":
            first = asked.overdue_from + (max(kind.days, 1) - 1) * DAY
            for n in range(kind.times if kind.again else 1):
                yield Occasion(first + n * kind.again * DAY)
        case "returned":
            if asked.returned_on:
                yield Occasion(asked.returned_on + kind.days * DAY)
        case "expiring":
            if asked.expires_on:
                yield Occasion(asked.expires_on - kind.days * DAY)
        case "answered":
            for request, day in asked.answered_on:
                yield Occasion(day, request)


def awake(hours: Hours, *, paid_time_only: bool) -> Hours:
    """When a letter may arrive: on duty days alone; in paid hours for who learns in paid time only, for others until
    the evening. A shift past midnight keeps its own hours."""
    if paid_time_only or hours.ends_at <= hours.starts_at:
        return hours
    return replace(hours, ends_at=max(hours.ends_at, EVENING))


def free_from(written: Sequence[dt.datetime], cap: int, now: dt.datetime) -> dt.datetime:
    """From when on one more letter keeps to the cap of a week: `now`, when it does already."""
    recent = sorted(each for each in written if each > now - 7 * DAY)
    return now if len(recent) < cap else recent[-cap] + 7 * DAY
