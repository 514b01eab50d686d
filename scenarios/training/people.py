"""How well the people who rated agree, so that a machine's figures can be read beside theirs."""

from itertools import combinations
from typing import Any

import numpy as np

from scenarios.agreement import ENOUGH, alpha, exact, quadratic_kappa, within_one
from scenarios.agreement.statistics import kappas_of_tables

from .table import number

MOST_STEPS = 30
DRAWS = 500
SEED = 7


def people(raters: dict[str, list[str]], values: np.ndarray | None) -> dict[str, Any]:
    """Agreement of the raters pair by pair, and of one against the mean of the others. `values` are the machine's."""
    names = list(raters)
    ratings = np.array([[_rating(c) for c in raters[name]] for name in names]).T
    if np.isnan(ratings).all(axis=0).any() or len(names) < 2:
        return {"raters": names, "note": "Agreement is worked out from two or more columns of numbers."}
    out: dict[str, Any] = {"raters": names, "rows": int((~np.isnan(ratings)).any(axis=1).sum())}
    out["pearson"] = _rounded(
        _mean([_pearson(ratings[:, a], ratings[:, b]) for a, b in combinations(range(len(names)), 2)])
    )
    out["one_against_the_others"] = _rounded(_mean([_against_rest(ratings, i) for i in range(len(names))]))
    out["alpha"] = _rounded(alpha([row[~np.isnan(row)].tolist() for row in ratings]))
    if values is not None:
        out["machine_against_one"] = _rounded(_mean([_pearson(ratings[:, i], values) for i in range(len(names))]))
    known = ratings[~np.isnan(ratings)]
    if (known == np.rint(known)).all() and known.max() - known.min() <= MOST_STEPS:
        out |= _by_level(ratings)
    return out


def _rating(cell: str) -> float:
    value = number(cell)
    return float("nan") if value is None else value


def _by_level(ratings: np.ndarray) -> dict[str, Any]:
    """Kappa and shares over all pairs of raters."""
    pairs: list[tuple[int, int]] = []
    rows: list[int] = []
    for a, b in combinations(range(ratings.shape[1]), 2):
        both = np.flatnonzero(~np.isnan(ratings[:, a]) & ~np.isnan(ratings[:, b]))
        pairs += [(int(x), int(y)) for x, y in ratings[both][:, [a, b]]]
        rows += both.tolist()
    if len(set(rows)) < ENOUGH:
        return {"pairs": len(pairs), "note": "Too few pairs."}
    kappas = _kappas(np.array(pairs), np.array(rows), len(ratings))
    low, high = np.nanquantile(kappas, (0.025, 0.975)) if not np.isnan(kappas).all() else (np.nan, np.nan)
    return {
        "pairs": len(pairs),
        "qwk": {"value": _rounded(quadratic_kappa(pairs)), "low": round(float(low), 4), "high": round(float(high), 4)},
        "exact": _rounded(exact(pairs)),
        "within_one": _rounded(within_one(pairs)),
    }


def _kappas(pairs: np.ndarray, rows: np.ndarray, count: int) -> np.ndarray:
    """Kappa of many samples of texts: all pairs of a text come or stay away together."""
    steps = pairs - pairs.min()
    size = int(steps.max()) + 1
    cells = steps[:, 0] * size + steps[:, 1]
    rng = np.random.default_rng(SEED)
    times = rng.multinomial(count, np.full(count, 1 / count), size=DRAWS)
    tables = np.array([np.bincount(cells, weights=each[rows], minlength=size * size) for each in times])
    return kappas_of_tables(tables.reshape(DRAWS, size, size))


def _against_rest(ratings: np.ndarray, at: int) -> float:
    rest = np.delete(ratings, at, axis=1)
    some = (~np.isnan(rest)).any(axis=1)
    mean = np.full(len(ratings), np.nan)
    mean[some] = np.nanmean(rest[some], axis=1)
    return _pearson(ratings[:, at], mean)


def _pearson(a: np.ndarray, b: np.ndarray) -> float:
    both = ~np.isnan(a) & ~np.isnan(b)
    if both.sum() < 3 or a[both].std() == 0 or b[both].std() == 0:
        return float("nan")
    return float(np.corrcoef(a[both], b[both])[0, 1])


def _mean(values: list[float]) -> float | None:
    known = [v for v in values if not np.isnan(v)]
    return sum(known) / len(known) if known else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
