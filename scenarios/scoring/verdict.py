"""The pass rule. Integers throughout; the same for a marker's levels and for a what-if.

Pass: no gate failed, accurate 3 or higher, nothing below 2, courteous and empathy not both 2, weighted
mean 2.75 or higher. A criterion that is not scored leaves the weights, which re-sum, and every clause.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

PASS_HUNDREDTHS = 275
ACCURATE_LEAST, LEAST = 3, 2
DEFAULT_WEIGHTS = {"accurate": 30, "complete": 30, "courteous": 20, "empathy": 20}
LOWEST_COUNTS = ("accurate", "complete")

NO_GATE_FAILED = "No gate failed."
ACCURATE_MEETS = "Accurate is 3 or higher."
NOTHING_BELOW = "Nothing is below 2."
WARM_ENOUGH = "Courteous and empathy are not both 2."
MEAN_ENOUGH = "The weighted mean is 2.75 or higher."


@dataclass(frozen=True, slots=True)
class Verdict:
    """`weighted` is the weighted mean in hundredths (275 is 2.75), rounded down; `clauses` the rule, part by part."""

    passed: bool
    weighted: int
    clauses: tuple[tuple[str, bool], ...]


def verdict(levels: Mapping[str, int], gates: Mapping[str, bool], weights: Mapping[str, int] | None = None) -> Verdict:
    """Applies the pass rule to levels (1-4 by criterion), gates (True: passed) and weights.

    Without levels nothing passes. When the scored criteria weigh nothing, they weigh the same.
    Raises ValueError for a level outside 1-4 or a negative weight.
    """
    weights = DEFAULT_WEIGHTS if weights is None else weights
    if any(level not in (1, 2, 3, 4) for level in levels.values()):
        raise ValueError("A level is 1, 2, 3 or 4.")
    if any(weight < 0 for weight in weights.values()):
        raise ValueError("A weight is not negative.")
    scored = {c: weights.get(c, 0) for c in levels}
    if not sum(scored.values()):
        scored = dict.fromkeys(levels, 1)
    total = sum(scored.values())
    # Rounded down, 275 is reached exactly when the true mean reaches 2.75.
    weighted = 100 * sum(scored[c] * levels[c] for c in levels) // total if total else 0
    clauses = [(NO_GATE_FAILED, all(gates.values()))]
    if "accurate" in levels:
        clauses.append((ACCURATE_MEETS, levels["accurate"] >= ACCURATE_LEAST))
    clauses.append((NOTHING_BELOW, all(level >= LEAST for level in levels.values())))
    if "courteous" in levels and "empathy" in levels:
        clauses.append((WARM_ENOUGH, not levels["courteous"] == levels["empathy"] == LEAST))
    clauses.append((MEAN_ENOUGH, weighted >= PASS_HUNDREDTHS))
    return Verdict(all(met for _, met in clauses), weighted, tuple(clauses))


def scenario_levels(steps: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """One level a criterion over the steps of a scenario (each a dict of levels).

    The lowest on accurate and complete; the median, rounded down, on the others.
    """
    by_criterion: dict[str, list[int]] = {}
    for step in steps:
        for criterion, level in step.items():
            by_criterion.setdefault(criterion, []).append(level)
    return {c: min(found) if c in LOWEST_COUNTS else _median_down(found) for c, found in by_criterion.items()}


def _median_down(levels: list[int]) -> int:
    ordered = sorted(levels)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) // 2
