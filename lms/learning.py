"""What My learning says above the list: the one next step, and how far the whole is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

# The record holds them all; the first page is for what is next.
FINISHED_SHOWN = 3


@dataclass(frozen=True)
class Summary:
    finished: int
    total: int
    minutes_left: int


def next_step(rows: Sequence[Any]) -> Any | None:
    """The row that carries the next step: the list puts what was returned first, then what is under way; else None."""
    return next((row for row in rows if row.next), None)


def shown(rows: Sequence[Any]) -> tuple[list[Any], int]:
    """What the list shows: all that is not finished, the few courses finished last, and how many more there are."""
    finished = sorted((row for row in rows if row.state == "completed"), key=lambda row: row.completed_on, reverse=True)
    unfinished = [row for row in rows if row.state != "completed"]
    return unfinished + finished[:FINISHED_SHOWN], max(0, len(finished) - FINISHED_SHOWN)


def summary(rows: Sequence[Any]) -> Summary:
    """How many courses are finished or sent, of how many, and the minutes that the learner still has before them."""
    finished = sum(row.state in ("completed", "awaiting_score") for row in rows)
    return Summary(finished, len(rows), sum(row.minutes_left or 0 for row in rows))
