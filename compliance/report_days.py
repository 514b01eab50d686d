"""On which days a report falls. Plain Python: dates in, dates out.

A month that is too short gives its last day: a report of the 31st falls on 28 February.
"""

import calendar
import datetime as dt

WEEKLY, MONTHLY = "weekly", "monthly"
DAY = dt.timedelta(days=1)


def latest(every: str, day: int, on: dt.date) -> dt.date:
    """The last one up to and with that date. `day`: 1 is Monday when weekly, else the day of the month."""
    if every == WEEKLY:
        return on - (on.isoweekday() - day) % 7 * DAY
    this = _of_month(on, day)
    return this if this <= on else _of_month(on.replace(day=1) - DAY, day)


def following(every: str, day: int, after: dt.date) -> dt.date:
    """The first one after that date."""
    if every == WEEKLY:
        return latest(every, day, after) + 7 * DAY
    this = _of_month(after, day)
    return this if this > after else _of_month(after.replace(day=1) + 31 * DAY, day)


def _of_month(in_month: dt.date, day: int) -> dt.date:
    return in_month.replace(day=min(day, calendar.monthrange(in_month.year, in_month.month)[1]))
