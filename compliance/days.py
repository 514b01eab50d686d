"""Counting in local dates: months cut to the end of the month, days as they come, instants by the district's zone."""

import calendar
import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Span:
    """So many months and days, never negative. Nothing at all is false."""

    months: int = 0
    days: int = 0

    def __bool__(self) -> bool:
        return bool(self.months or self.days)

    def __str__(self) -> str:
        parts = []
        if self.months and not self.months % 12:
            parts.append(_count(self.months // 12, "year"))
        elif self.months:
            parts.append(_count(self.months, "month"))
        if self.days or not parts:
            parts.append(_count(self.days, "day"))
        return " and ".join(parts)


def after(day: dt.date, span: Span, times: int = 1) -> dt.date:
    """`times` spans later; with negative times, earlier. 31 January + 1 month is the last of February.

    Several spans are counted at once and cut once, so that the 31st comes back: + 2 months is 31 March.
    """
    month = day.year * 12 + day.month - 1 + span.months * times
    year, month = month // 12, month % 12 + 1
    cut = day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))
    return cut + dt.timedelta(days=span.days * times)


def before(day: dt.date, span: Span) -> dt.date:
    return after(day, span, -1)


def local_date(value: str, zone: str) -> dt.date:
    """A date as written, or the local date of an instant with an offset. ValueError for anything else."""
    if len(value) == 10:
        return dt.date.fromisoformat(value)
    moment = dt.datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError("an instant without an offset")
    return moment.astimezone(ZoneInfo(zone)).date()


def _count(n: int, word: str) -> str:
    return f"{n} {word}" if n == 1 else f"{n} {word}s"
