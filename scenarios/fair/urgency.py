"""What is read first. Age decides, and what is at risk has a head start of some days: so nothing waits for ever.

The order never says why: what the machine thinks stays hidden from whoever scores.
"""

import datetime as dt
from collections.abc import Iterable

from .counting import ADJUDICATION, DISPUTE, SECOND

GATE, CLOSE, RETURNED = "gate", "close", "returned"
HEAD_START = {
    DISPUTE: dt.timedelta(days=4),
    ADJUDICATION: dt.timedelta(days=3),
    SECOND: dt.timedelta(days=1),
    GATE: dt.timedelta(days=2),
    RETURNED: dt.timedelta(days=2),
    CLOSE: dt.timedelta(days=1),
}


def rank(created_at: dt.datetime, slot: str, risks: Iterable[str] = ()) -> dt.datetime:
    """The moment by which the queue is ordered, earliest first: its age with the largest head start it has."""
    starts = [HEAD_START[name] for name in (slot, *risks) if name in HEAD_START]
    return created_at - max(starts, default=dt.timedelta())
