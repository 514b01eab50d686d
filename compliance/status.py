"""The word for an assignment on a day, from its stored facts and dates. Plain Python: no Django, no clock.

`compliance.cadence` makes the facts; this reads them. So nothing has to run at midnight for a status to be right.
"""

import datetime as dt
from dataclasses import dataclass, replace

ASSIGNED, IN_PROGRESS, AWAITING, RETURNED = "assigned", "in_progress", "awaiting_score", "returned"
COMPLETED, WAIVED, OVERDUE, EXPIRED, ON_HOLD = "completed", "waived", "overdue", "expired", "on_hold"
CLOSED, NOT_ASSIGNED = "closed", "not_assigned"
DAY = dt.timedelta(days=1)
# Why a school year's cycle is closed on the last day of the year, which it was still asked on.
YEAR_MISSED = "not done by the end of the school year"
YEAR_OVER = "the school year ended before it was due"
# Why a cycle that nothing asks for any more is closed.
WITHDRAWN = "asked no longer, because what it rested on was found wrong"
# In the order in which pages list them.
STATUSES = (OVERDUE, EXPIRED, RETURNED, IN_PROGRESS, ASSIGNED, AWAITING, ON_HOLD, COMPLETED, WAIVED, CLOSED)
# What asks something of the learner or will: the others are done, or wait for someone else.
OPEN = (OVERDUE, EXPIRED, RETURNED, IN_PROGRESS, ASSIGNED)
NEVER = dt.date(9999, 12, 31)
# "Late" is only the label of a total: each line says overdue or expired.
LATE, CURRENT, WAITING = (OVERDUE, EXPIRED), (COMPLETED, WAIVED), (AWAITING, ON_HOLD)
UNDER_WAY = (ASSIGNED, IN_PROGRESS, RETURNED)
SOON_DAYS = 30


@dataclass(frozen=True)
class Facts:
    """The columns of `Assignment` that a status is read from. `proof_until` is of the cycle before."""

    overdue_from: dt.date
    started_on: dt.date | None = None
    awaiting_since: dt.date | None = None
    returned_until: dt.date | None = None
    held_from: dt.date | None = None
    held_until: dt.date | None = None
    completed_on: dt.date | None = None
    waived_on: dt.date | None = None
    expires_on: dt.date | None = None
    closed_on: dt.date | None = None
    proof_until: dt.date | None = None


def status_of(facts: Facts, on: dt.date) -> str:
    if facts.closed_on:
        return CLOSED
    if facts.completed_on or facts.waived_on:
        if facts.expires_on and on > facts.expires_on:
            return EXPIRED
        return COMPLETED if facts.completed_on else WAIVED
    if facts.awaiting_since:
        return AWAITING
    if facts.returned_until and on <= facts.returned_until:
        return RETURNED
    if facts.held_from and facts.held_from <= on and (facts.held_until is None or on < facts.held_until):
        return ON_HOLD
    if facts.proof_until and on > facts.proof_until:
        return EXPIRED
    if on >= facts.overdue_from:
        return OVERDUE
    return IN_PROGRESS if facts.started_on else ASSIGNED


def late_day(facts: Facts) -> dt.date | None:
    """The day from which time alone makes it overdue or expired; None for what no day makes late.

    A hold puts it off, but only while it lasts.
    """
    if facts.closed_on:
        return None
    if facts.completed_on or facts.waived_on:
        return facts.expires_on and facts.expires_on + DAY
    if facts.awaiting_since:
        return None
    first = min(facts.overdue_from, facts.proof_until + DAY) if facts.proof_until else facts.overdue_from
    return max(first, facts.returned_until + DAY) if facts.returned_until else first


def own_status_of(facts: Facts, on: dt.date) -> str:
    """Of the cycle alone: an undone renewal reads overdue, not expired."""
    return status_of(replace(facts, proof_until=None), on)


@dataclass(frozen=True)
class Place:
    """Where a row is counted: under `state` until the day before `day`, under `then` from it on."""

    state: str
    day: dt.date
    then: str

    def on(self, day: dt.date) -> str:
        return self.state if day < self.day else self.then


def group_of(word: str) -> str:
    """As totals are told: late, open, current, awaiting, held, closed."""
    for name, words in (("late", LATE), ("open", UNDER_WAY), ("current", CURRENT)):
        if word in words:
            return name
    return {AWAITING: "awaiting", ON_HOLD: "held"}.get(word, word)


def last_soon(on: dt.date) -> dt.date:
    """What is late from a day up to this one is due soon."""
    return on + (SOON_DAYS + 1) * DAY


def place_of(facts: Facts, on: dt.date) -> Place | None:
    """The word of the day and the first of another group that follows it by time alone; None for what is counted
    nowhere. A reply that came back is under way before and after its time, so the day that counts is a later one."""
    state = status_of(facts, on)
    if state == CLOSED:
        return None
    days = (
        facts.expires_on and facts.expires_on + DAY,
        facts.returned_until and facts.returned_until + DAY,
        facts.held_from,
        facts.held_until,
        facts.proof_until and facts.proof_until + DAY,
        facts.overdue_from,
    )
    for day in sorted(day for day in days if day and day > on):
        then = status_of(facts, day)
        if group_of(then) != group_of(state):
            return Place(state, day, then)
    return Place(state, NEVER, state)
