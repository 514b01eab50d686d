"""From single times to the figures that are printed. Plain Python."""

import statistics
from collections.abc import Sequence


def percentile(values: Sequence[float], share: int) -> float:
    """The smallest value that at least `share` percent of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)]


def summary(wall_ms: Sequence[float], cpu_ms: Sequence[float]) -> dict[str, float]:
    """Median and p95 of the wall clock, median of the processor's time; milliseconds."""
    return {
        "median_ms": round(statistics.median(wall_ms), 2),
        "p95_ms": round(percentile(wall_ms, 95), 2),
        "cpu_ms": round(statistics.median(cpu_ms), 2),
    }
