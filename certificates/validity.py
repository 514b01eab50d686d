"""How long a certificate is good, and in which state it is. Plain Python; source: what "expires" means for due dates.

A certificate is good through its last day: completion plus n months, cut to the end of the month when that day does not
exist (January 31 plus one month is February 28 or 29). It is expired from the next day.
"""

import calendar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


def good_until(completed_on: date, months: int | None) -> date | None:
    """The last day that counts, or None when the course does not expire. `months` is 1 or more."""
    if months is None:
        return None
    if months < 1:
        raise ValueError("A validity is at least one month.")
    years, month = divmod(completed_on.month - 1 + months, 12)
    year, month = completed_on.year + years, month + 1
    return date(year, month, min(completed_on.day, calendar.monthrange(year, month)[1]))


class State(StrEnum):
    VALID = "valid"
    PAST = "past"  # was valid until a day that has passed
    REVOKED = "revoked"
    REPLACED = "replaced"  # this paper was corrected; a later issue stands in its place


@dataclass(frozen=True)
class Facts:
    """What decides: the last day of the issue that is looked at, whether a later issue exists, the last event."""

    good_until: date | None
    latest: bool
    revoked: bool


def state(facts: Facts, on: date) -> State:
    """Revoked outranks replaced, replaced outranks past: the strongest reason not to rely on a paper is named first."""
    if facts.revoked:
        return State.REVOKED
    if not facts.latest:
        return State.REPLACED
    if facts.good_until is not None and on > facts.good_until:
        return State.PAST
    return State.VALID
