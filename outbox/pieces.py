"""Work that is too long for one lease, done a piece at a time; how far it came stands in the message.

A step takes what the step before it returned (None at first), does a few seconds of work and returns where to go on, or
None when it is done. A worker that dies takes one piece with it: the next one starts there again.
"""

import time
from collections.abc import Callable
from typing import Any

from outbox.registry import More

# Far inside the lease (five minutes), so that one slow piece does not cost it.
SECONDS = 60.0
Step = Callable[[Any], Any]


def in_pieces(payload: dict, *steps: Step, seconds: float | None = None) -> More | None:
    """Do these steps one after another, as far as the time goes. What a handler returns."""
    stage, at = payload.get("stage", 0), payload.get("at")
    ends = time.monotonic() + (SECONDS if seconds is None else seconds)
    while stage < len(steps):
        at = steps[stage](at)
        if at is None:
            stage += 1
        if stage < len(steps) and time.monotonic() >= ends:
            return More({**payload, "stage": stage, "at": at})
    return None


def to_the_end(some: Callable[[Any], tuple[Any, int]]) -> int:
    """All pieces at once, where nobody waits: `some` takes where to go on and gives it with how much was done."""
    at, done = None, 0
    while True:
        at, n = some(at)
        done += n
        if at is None:
            return done


def once(deed: Callable[[], object]) -> Step:
    """A step of one piece."""

    def step(_at: Any) -> None:
        deed()

    return step
