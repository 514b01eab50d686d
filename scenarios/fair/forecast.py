"""How many hours the queue will cost: what waits and what will come in a week, times the minutes a reply has taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

# Until a marker has scored a few replies nobody knows; a first guess is better than none, and says that it is one.
GUESS_MINUTES, FEW = 6, 5


@dataclass(frozen=True)
class Forecast:
    """Whole minutes. `measured`: how many scores the minutes rest on; 0 when they are a guess."""

    minutes: int
    measured: int
    waiting: int
    arriving: int
    again_percent: int
    weekly: int

    @property
    def queue_minutes(self) -> int:
        return self.waiting * self.minutes

    @property
    def week_minutes(self) -> int:
        return self.weekly * self.minutes

    @property
    def total(self) -> int:
        return self.queue_minutes + self.week_minutes


def forecast(*, seconds: Sequence[int], waiting: int, arrived: int, weeks: int, again: int, firsts: int) -> Forecast:
    """`seconds`: what each late score took; `arrived`: replies handed in over `weeks`; `again` of `firsts` came twice.

    The median, rounded up to whole minutes: one page left open over lunch does not move it.
    """
    known = len(seconds) >= FEW
    minutes = max(1, -(-round(median(seconds)) // 60)) if known else GUESS_MINUTES
    arriving = -(-arrived // weeks)
    percent = 100 * again // firsts if firsts else 0
    weekly = -(-arriving * (100 + percent) // 100)
    return Forecast(minutes, len(seconds) if known else 0, waiting, arriving, percent, weekly)
