"""When is someone on duty? Plain sums over a day's hours, weekdays and holidays: for reminders and response clocks."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

FARTHEST = 400  # days looked ahead; a calendar with no duty day in a year is none


@dataclass(frozen=True)
class Hours:
    """`weekdays`: 1 is Monday, 7 is Sunday. A day that ends before it starts runs past midnight."""

    starts_at: dt.time = dt.time(7, 0)
    ends_at: dt.time = dt.time(15, 30)
    weekdays: frozenset[int] = frozenset({1, 2, 3, 4, 5})
    holidays: frozenset[dt.date] = frozenset()

    def is_duty_day(self, day: dt.date) -> bool:
        return day.isoweekday() in self.weekdays and day not in self.holidays

    def span(self, day: dt.date, zone: ZoneInfo) -> tuple[dt.datetime, dt.datetime] | None:
        """The duty that starts on that day, in UTC; None on a day off. In UTC, so that the clocks going forward or
        back neither lose nor make up an hour."""
        if not self.is_duty_day(day):
            return None
        ends_on = day if self.ends_at > self.starts_at else day + dt.timedelta(days=1)
        starts = dt.datetime.combine(day, self.starts_at, zone)
        ends = dt.datetime.combine(ends_on, self.ends_at, zone)
        return starts.astimezone(dt.UTC), ends.astimezone(dt.UTC)


class NeverOnDuty(ValueError):
    """No duty day within a year: the calendar has no weekdays, or everything is a holiday."""


def on_duty(moment: dt.datetime, hours: Hours, zone: ZoneInfo) -> bool:
    return next_duty(moment, hours, zone) == moment


def next_duty(moment: dt.datetime, hours: Hours, zone: ZoneInfo) -> dt.datetime:
    """`moment` itself when it falls in duty hours, else the start of the next duty, in UTC."""
    first = moment.astimezone(zone).date() - dt.timedelta(days=1)  # a night shift of yesterday may still run
    for n in range(FARTHEST):
        span = hours.span(first + dt.timedelta(days=n), zone)
        if span and moment < span[1]:
            return max(moment, span[0])
    raise NeverOnDuty


def duty_minutes(since: dt.datetime, until: dt.datetime, hours: Hours, zone: ZoneInfo) -> int:
    """How long a clock that only runs in duty hours ran between two moments."""
    since, until = (
        since.astimezone(dt.UTC),
        until.astimezone(dt.UTC),
    )  # two times of one zone are subtracted by the clock
    total, day = dt.timedelta(), since.astimezone(zone).date() - dt.timedelta(days=1)
    while day <= until.astimezone(zone).date():
        if span := hours.span(day, zone):
            total += max(min(until, span[1]) - max(since, span[0]), dt.timedelta())
        day += dt.timedelta(days=1)
    return int(total.total_seconds() // 60)


def duty_day_after(day: dt.date, n: int, hours: Hours) -> dt.date:
    """The n-th duty day after `day`: "reply within one business day"."""
    for _step in range(FARTHEST + 7 * n):
        if n == 0:
            return day
        day += dt.timedelta(days=1)
        n -= hours.is_duty_day(day)
    raise NeverOnDuty
