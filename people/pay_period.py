"""Pay periods: equal spans of days counted from any one first day, forward and back. Plain Python."""

import datetime as dt
from typing import NamedTuple


class Period(NamedTuple):
    """Both days count."""

    first: dt.date
    last: dt.date


def period_of(day: dt.date, starts_on: dt.date, days: int) -> Period:
    first = day - dt.timedelta(days=(day - starts_on).days % days)
    return Period(first, first + dt.timedelta(days=days - 1))


def recent_periods(day: dt.date, starts_on: dt.date, days: int, n: int) -> list[Period]:
    """The period of that day and the ones before it, newest first."""
    newest = period_of(day, starts_on, days)
    return [Period(*(end - dt.timedelta(days=days * back) for end in newest)) for back in range(n)]
