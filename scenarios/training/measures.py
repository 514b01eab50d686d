"""Figures of predictions against ratings, each with a bootstrap interval over whole groups of rows."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from scipy.stats import rankdata

from scenarios.agreement.statistics import kappa_of_table

from .learner import Prediction
from .target import Target

DRAWS = 1000
BINS = 10
Figure = dict[str, float]


@dataclass
class Truth:
    """The ratings of the rows that were tested: as numbers, as levels, and where quartiles are asked for, which rows
    stand in the lowest (0) and highest (1) quarter (-1: between)."""

    values: np.ndarray
    levels: np.ndarray
    size: int
    ends: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=int))


Measure = Callable[[Truth, Prediction, np.ndarray], float]


def measured(
    truth: Truth, predictions: list[Prediction], target: Target, clusters: list[str], seed: int
) -> dict[str, Figure]:
    """Each figure with its interval. Several predictions of the same rows are averaged figure by figure."""
    rows = np.arange(len(truth.values))
    draws = _draws(clusters, seed)
    out = {}
    for name, measure in _measures(truth, target).items():
        value = _mean(measure, truth, predictions, rows)
        if np.isnan(value):
            continue
        drawn = np.array([_mean(measure, truth, predictions, sample) for sample in draws])
        low, high = np.nanquantile(drawn, (0.025, 0.975)) if not np.isnan(drawn).all() else (np.nan, np.nan)
        out[name] = {"value": round(value, 4), "low": round(float(low), 4), "high": round(float(high), 4)}
    return out


def _measures(truth: Truth, target: Target) -> dict[str, Measure]:
    found: dict[str, Measure] = {}
    if truth.ends.size:
        found["quartile_accuracy"] = _quartile_accuracy
    if target.ordered:
        found |= {"qwk": _qwk, "pearson": _pearson, "spearman": _spearman}
    if target.kind == "binary":
        found["auc"] = _auc
    found |= {"accuracy": _accuracy, "macro_f1": _macro_f1, "calibration_error": _calibration_error}
    if truth.size > 2 and target.ordered:
        found["within_one"] = _within_one
    return found


def _draws(clusters: list[str], seed: int) -> list[np.ndarray]:
    """Whole clusters drawn anew with replacement, as rows."""
    _, cluster = np.unique(clusters, return_inverse=True)
    count = int(cluster.max()) + 1
    rng = np.random.default_rng(seed)
    times = rng.multinomial(count, np.full(count, 1 / count), size=DRAWS)
    rows = np.arange(len(clusters))
    return [np.repeat(rows, each[cluster]) for each in times]


def _mean(measure: Measure, truth: Truth, predictions: list[Prediction], rows: np.ndarray) -> float:
    return (
        float(np.mean([measure(truth, prediction, rows) for prediction in predictions])) if len(rows) else float("nan")
    )


def _table(truth: Truth, p: Prediction, rows: np.ndarray) -> np.ndarray:
    flat = np.bincount(truth.levels[rows] * truth.size + p.levels[rows], minlength=truth.size**2)
    return flat.reshape(truth.size, truth.size)


def _qwk(truth: Truth, p: Prediction, rows: np.ndarray) -> float:
    value = kappa_of_table(_table(truth, p, rows))
    return float("nan") if value is None else value


def _accuracy(truth: Truth, p: Prediction, rows: np.ndarray) -> float:
    return float((truth.levels[rows] == p.levels[rows]).mean())


def _within_one(truth: Truth, p: Prediction, rows: np.ndarray) -> float:
    return float((np.abs(truth.levels[rows] - p.levels[rows]) <= 1).mean())


def _macro_f1(truth: Truth, p: Prediction, rows: np.ndarray) -> float:
    """The mean F1 of the levels that stand in the ratings or the predictions."""
    counts = _table(truth, p, rows)
    both = counts.sum(axis=0) + counts.sum(axis=1)
    return float(np.mean(2 * np.diag(counts)[both > 0] / both[both > 0]))


def _pearson(truth: Truth, p: Prediction, rows: np.ndarray) -> float:
    return _correlation(truth.values[rows], p.values[rows])


def _spearman(truth: Truth, p: Prediction, rows: np.ndarray) -> float:
    return _correlation(rankdata(truth.values[rows]), rankdata(p.values[rows]))


def _correlation(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.corrcoef(a, b)[0, 1]) if a.std() > 1e-12 and b.std() > 1e-12 else float("nan")


def _auc(truth: Truth, p: Prediction, rows: np.ndarray) -> float:
    ranks, yes = rankdata(p.values[rows]), truth.levels[rows] == 1
    n, m = int(yes.sum()), int((~yes).sum())
    return float((ranks[yes].sum() - n * (n + 1) / 2) / (n * m)) if n and m else float("nan")


def _quartile_accuracy(truth: Truth, p: Prediction, rows: np.ndarray) -> float:
    """Of the rows in the lowest and the highest quarter: how many are put on their side of the middle."""
    rows = rows[truth.ends[rows] >= 0]
    return float(((p.values[rows] > p.middle) == (truth.ends[rows] == 1)).mean()) if len(rows) else float("nan")


def _calibration_error(truth: Truth, p: Prediction, rows: np.ndarray) -> float:
    """How far the stated chance of the likeliest level is from how often it is right: the mean over ten bins."""
    sure = p.chances[rows].max(axis=1)
    right = p.chances[rows].argmax(axis=1) == truth.levels[rows]
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    gap = np.bincount(bins, weights=right - sure, minlength=BINS)
    return float(np.abs(gap).sum() / len(rows))
