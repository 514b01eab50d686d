"""Pure sums about time: how long to wait after a failure, and which slot a moment falls in."""

from datetime import UTC, datetime, timedelta

FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(hours=6)


def wait_after(tries: int) -> timedelta:
    """Return the wait after the `tries`-th failure: 15 s, doubled each time, six hours at most."""
    if tries < 1:
        raise ValueError("tries counts from 1")
    return min(FIRST_WAIT * 2 ** min(tries - 1, 20), LONGEST_WAIT)


def slot_start(now: datetime, minutes: int) -> datetime:
    """Return the start of the slot that `now` falls in; slots are counted from 1970 in UTC."""
    seconds = minutes * 60
    return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, tz=UTC)


def slot_key(topic: str, start: datetime) -> str:
    """Return the message key of a slot, the same in every worker."""
    return f"every:{topic}:{start:%Y-%m-%dT%H:%MZ}"
