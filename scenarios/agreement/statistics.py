"""The statistics themselves. Each takes pairs of levels (first, second) and gives None where it is not defined."""

from collections.abc import Iterable, Sequence

import numpy as np

Pairs = Sequence[tuple[int, int]]


def quadratic_kappa(pairs: Pairs) -> float | None:
    """Cohen's kappa with quadratic weights: 1 is full agreement, 0 is what chance gives to these two distributions.

    A miss by two levels weighs four times a miss by one. Not defined when both gave one and the same level throughout.
    """
    return kappa_of_table(table(pairs)) if pairs else None


def table(pairs: Pairs) -> np.ndarray:
    """How often each combination of levels stands in the pairs; the levels run from the lowest to the highest seen."""
    both = np.asarray(pairs, dtype=int)
    both = both - both.min()
    size = int(both.max()) + 1
    return np.bincount(both[:, 0] * size + both[:, 1], minlength=size * size).reshape(size, size)


def kappa_of_table(counts: np.ndarray) -> float | None:
    """Quadratic kappa of one table of counts."""
    value = float(kappas_of_tables(counts[None].astype(float))[0])
    return None if np.isnan(value) else value


def kappas_of_tables(counts: np.ndarray) -> np.ndarray:
    """Quadratic kappa of many tables at once (tables, levels, levels); NaN where it is not defined."""
    levels = np.arange(counts.shape[1])
    weights = (levels[:, None] - levels[None, :]) ** 2.0
    expected = counts.sum(axis=2)[:, :, None] * counts.sum(axis=1)[:, None, :] / counts.sum(axis=(1, 2))[:, None, None]
    by_chance = (weights * expected).sum(axis=(1, 2))
    seen = (weights * counts).sum(axis=(1, 2))
    return 1 - np.divide(seen, by_chance, out=np.full(len(counts), np.nan), where=by_chance > 0)


def exact(pairs: Pairs) -> float | None:
    """Share of pairs with the same level."""
    return _share(first == second for first, second in pairs)


def within_one(pairs: Pairs) -> float | None:
    """Share of pairs at most one level apart."""
    return _share(abs(first - second) <= 1 for first, second in pairs)


def bias(pairs: Pairs) -> float | None:
    """By how many levels the second is milder than the first, on average; below 0 the second is harsher."""
    return sum(second - first for first, second in pairs) / len(pairs) if pairs else None


def _share(hits: Iterable[bool]) -> float | None:
    listed = list(hits)
    return sum(listed) / len(listed) if listed else None


def alpha(units: Iterable[Sequence[float]]) -> float | None:
    """Krippendorff's alpha with the interval metric: any number of scorers, each unit scored by two or more of them.

    Units with a single score say nothing about agreement and are left out. Not defined when all scores are one.
    """
    scored = [np.asarray(unit, dtype=float) for unit in units if len(unit) >= 2]
    if not scored:
        return None
    everything = np.concatenate(scored)
    n = len(everything)
    apart = _squared_differences(everything) / (n - 1)
    if apart == 0:
        return None
    within = sum(_squared_differences(unit) / (len(unit) - 1) for unit in scored)
    return float(1 - within / apart)


def _squared_differences(values: np.ndarray) -> float:
    """The squared differences of all ordered pairs, added up."""
    return float(2 * (len(values) * (values**2).sum() - values.sum() ** 2))
