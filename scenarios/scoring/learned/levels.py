"""From a linear score to a level: cut-points, probabilities, and the set of levels that cannot be ruled out."""

import math
from dataclasses import dataclass
from itertools import pairwise

LEVELS = (1, 2, 3, 4)


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-max(min(x, 40.0), -40.0)))


@dataclass(frozen=True, slots=True)
class Cuts:
    """`cuts` part the levels on the scale of the score, `temperature` says how softly.

    `strange` holds, for each level, how improbable that level may look before it is left out: the share of
    calibration texts of this very level that looked stranger is the error that was allowed. It is kept by level,
    since one threshold for all would pay for the rare levels with the common one.
    """

    cuts: tuple[float, ...]
    temperature: float
    strange: tuple[float, ...]

    def probabilities(self, value: float) -> tuple[float, ...]:
        """A probability for each level, lowest first."""
        above = [1.0, *(_sigmoid((value - cut) / self.temperature) for cut in self.cuts), 0.0]
        return tuple(a - b for a, b in pairwise(above))

    def level(self, value: float) -> int:
        """The level between whose cut-points the score lies."""
        return 1 + sum(value >= cut for cut in self.cuts)

    def possible(self, value: float) -> tuple[int, ...]:
        """The levels that cannot be ruled out, without gaps; the likeliest one is always among them."""
        chances = self.probabilities(value)
        kept = [k for k, p, most in zip(LEVELS, chances, self.strange, strict=True) if 1 - p <= most]
        kept.append(self.level(value))
        return tuple(range(min(kept), max(kept) + 1))
