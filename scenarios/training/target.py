"""What was rated, as numbers: a yes or no, steps of a scale, a measure, or words without an order."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from safe.table_parts import BadTable

from .table import listed, number

MOST_STEPS = 12
MOST_WORDS = 20
_YES = frozenset(("yes", "true", "1", "correct", "positive", "polite", "pass", "passed", "good", "high", "present"))
_SCALES = (
    ("no", "yes"),
    ("low", "medium", "high"),
    ("low", "moderate", "high"),
    ("none", "weak", "strong"),
    ("no", "weak", "strong"),
    ("weak", "middling", "strong"),
    ("bad", "fair", "good"),
    ("poor", "fair", "good", "excellent"),
    ("negative", "neutral", "positive"),
    ("impolite", "neutral", "polite"),
    ("rude", "neutral", "polite"),
    ("incorrect", "partially correct", "correct"),
)


@dataclass(frozen=True)
class Target:
    """kind: "binary", "ordinal", "continuous" or "nominal".

    `values` are the numbers to learn: 0 and 1, positions of steps, the measure itself, or positions of words.
    `names` are the steps or words by position; empty for a measure.
    """

    kind: str
    values: np.ndarray
    names: tuple[str, ...]

    @property
    def ordered(self) -> bool:
        return self.kind != "nominal"


def read_target(cells: list[str], positive: tuple[str, ...]) -> Target:
    """The target of the rows. Raises BadTable with a sentence."""
    if positive:
        return _yes_or_no(cells, positive)
    numbers = [number(cell) for cell in cells]
    if all(n is not None for n in numbers):
        return _of_numbers(np.array(numbers, dtype=float))
    return _of_words(cells, sum(n is None for n in numbers))


def _yes_or_no(cells: list[str], positive: tuple[str, ...]) -> Target:
    wanted = {p.strip().casefold() for p in positive}
    absent = wanted - {c.casefold() for c in cells}
    if absent:
        raise BadTable(f"No row has the value {listed(sorted(absent))}. The target has: {listed(cells)}.")
    values = np.array([float(c.casefold() in wanted) for c in cells])
    if values.min() == values.max():
        raise BadTable("Every row has one of the positive values, so there is nothing to tell apart.")
    return Target("binary", values, ("other", "/".join(p.strip() for p in positive)))


def _of_numbers(values: np.ndarray) -> Target:
    steps = np.unique(values)
    if len(steps) == 1:
        raise BadTable(f"Every row has the target {steps[0]:g}, so there is nothing to tell apart.")
    if len(steps) > MOST_STEPS:
        return Target("continuous", values, ())
    kind = "binary" if len(steps) == 2 else "ordinal"
    return Target(kind, np.searchsorted(steps, values).astype(float), tuple(f"{s:g}" for s in steps))


def _of_words(cells: list[str], not_numbers: int) -> Target:
    counts = Counter(c.casefold() for c in cells)
    if len(counts) > MOST_WORDS:
        raise BadTable(
            f"{not_numbers} of {len(cells)} targets are not numbers, and there are {len(counts)} different ones: "
            f"{listed(cells, 4)}. A target is a number or one of at most {MOST_WORDS} words."
        )
    if len(counts) == 1:
        raise BadTable(f"Every row has the target {listed(cells)}, so there is nothing to tell apart.")
    scale = next((s for s in _SCALES if set(counts) <= set(s)), None)
    if scale:
        order = [word for word in scale if word in counts]
    else:
        order = sorted(counts, key=lambda word: (word in _YES, word))
    kind = "binary" if len(order) == 2 else "ordinal" if scale else "nominal"
    return Target(kind, np.array([float(order.index(c.casefold())) for c in cells]), tuple(order))
