"""Who has a place, who waits, and when the code in the room works. Plain Python."""

import datetime as dt
from collections.abc import Sequence

BEFORE = dt.timedelta(minutes=15)
AFTER = dt.timedelta(minutes=60)


def places_left(capacity: int | None, taken: int) -> int | None:
    """None: no limit."""
    return None if capacity is None else max(0, capacity - taken)


def moves_up(capacity: int | None, taken: int, waiting: Sequence[int]) -> Sequence[int]:
    """Those of the waiting list, first come first, for whom there is a place now."""
    left = places_left(capacity, taken)
    return waiting if left is None else waiting[:left]


def code_works(now: dt.datetime, starts_at: dt.datetime, ends_at: dt.datetime) -> bool:
    """From a quarter of an hour before the start to an hour after the end."""
    return starts_at - BEFORE <= now <= ends_at + AFTER


def attended_at(now: dt.datetime, ends_at: dt.datetime) -> dt.datetime:
    """A list that is taken days later still says the day of the session."""
    return min(now, ends_at)


def on_the_clock(local: dt.datetime, zone: dt.tzinfo) -> dt.datetime | None:
    """That moment in the zone; None in the hour that is skipped when the clocks go forward: no clock ever shows it."""
    moment = local.replace(tzinfo=zone).astimezone(dt.UTC)
    return moment if moment.astimezone(zone).replace(tzinfo=None) == local else None
