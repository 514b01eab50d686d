"""How much of the time between two deeds was spent learning? Plain Python."""

import datetime as dt
from collections.abc import Iterable

Span = tuple[dt.datetime, dt.datetime]
# Reading a part takes a few minutes. Who pauses longer is counted this much of the pause and no more.
CAP = dt.timedelta(minutes=5)


def credit(last: dt.datetime | None, now: dt.datetime) -> int:
    """Seconds to add when someone does something now and did the last thing then. The first deed of a day adds none."""
    if last is None or now <= last:
        return 0
    return int(min(now - last, CAP).total_seconds())


def together(spans: Iterable[Span]) -> int:
    """Minutes that went by in any of these: two sessions at one time are one time."""
    total, until = dt.timedelta(), None
    for start, end in sorted(spans):
        start = max(start, until) if until else start
        if end > start:
            total, until = total + (end - start), end
    return int(total.total_seconds()) // 60


def minutes(seconds: int) -> int:
    """Rounded to the nearest minute, for neither side's gain."""
    return (seconds + 30) // 60
