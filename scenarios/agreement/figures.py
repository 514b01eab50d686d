"""The figures of one comparison, with intervals; too few pairs give no figure at all, so that none can be shown."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .statistics import Pairs, bias, exact, kappa_of_table, kappas_of_tables, table, within_one

ENOUGH = 30  # below this an interval is wider than any use of the figure
DRAWS = 2000
SEED = 20
SURE = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure and where it lies in 95 of 100 samples like this one."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two agree on one criterion. All figures are None under ENOUGH pairs; `kappa` also where it is not defined.

    `exact_share`, `within_one_share`: shares of the pairs. `harsher`: by how many levels the second is harsher than
    the first (below 0: milder).
    """

    n: int
    kappa: Interval | None = None
    exact_share: Interval | None = None
    within_one_share: Interval | None = None
    harsher: Interval | None = None

    @property
    def enough(self) -> bool:
        return self.n >= ENOUGH


def agreement(pairs: Pairs, *, seed: int = SEED) -> Agreement:
    """The figures of pairs of levels (first, second), with bootstrap intervals."""
    if len(pairs) < ENOUGH:
        return Agreement(len(pairs))
    counts = table(pairs)
    drawn = _drawn_tables(counts, seed)
    size = counts.shape[0]
    apart = np.arange(size)[None, :] - np.arange(size)[:, None]  # second minus first
    n = len(pairs)
    return Agreement(
        n=n,
        kappa=_interval(kappa_of_table(counts), kappas_of_tables(drawn)),
        exact_share=_interval(exact(pairs), drawn[:, apart == 0].sum(axis=1) / n),
        within_one_share=_interval(within_one(pairs), drawn[:, np.abs(apart) <= 1].sum(axis=1) / n),
        harsher=_interval(-(bias(pairs) or 0.0), -(drawn * apart).sum(axis=(1, 2)) / n),
    )


def _drawn_tables(counts: np.ndarray, seed: int) -> np.ndarray:
    """Pairs drawn anew with replacement, as tables: a multinomial over the cells is the same as drawing rows."""
    rng = np.random.default_rng(seed)
    n = int(counts.sum())
    return rng.multinomial(n, counts.ravel() / n, size=DRAWS).reshape(DRAWS, *counts.shape).astype(float)


def _interval(value: float | None, drawn: np.ndarray) -> Interval | None:
    if value is None:
        return None
    known = drawn[~np.isnan(drawn)]
    if not len(known):
        return None
    low, high = np.quantile(known, [(1 - SURE) / 2, (1 + SURE) / 2])
    return Interval(value, min(float(low), value), max(float(high), value))


def group_gap(by_group: Mapping[str, Pairs]) -> float | None:
    """How far apart two groups of writers come off, in standard deviations of the first scorer's levels.

    For each group: how much milder the second scorer (the machine) is than the first (a person). The gap is the
    mildest group's figure less the harshest one's. Groups under ENOUGH pairs are left out; None with fewer than two.
    """
    known = [pairs for _, pairs in sorted(by_group.items()) if len(pairs) >= ENOUGH]
    if len(known) < 2:
        return None
    spread = float(np.std([first for pairs in known for first, _ in pairs]))
    if spread == 0:
        return None
    milder = [bias(pairs) or 0.0 for pairs in known]
    return (max(milder) - min(milder)) / spread
