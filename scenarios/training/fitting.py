"""Fits what the shipped model is made of: a ridge over cues and runs, and cut-points for a score."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import minimize
from scipy.stats import norm, rankdata
from sklearn.linear_model import Ridge

from scenarios.scoring.learned.levels import LEVELS, Cuts

from .counted import Counted, Vocabulary

CUE_SHARE = 0.15  # how much a cue's standard deviation weighs beside a text's unit row of runs
ALLOWED_ERROR = 0.1  # share of a level's own texts whose set may miss it
FIGURES = 3  # decimals of cut-points that are kept: what comes after them hangs on the machine that trains
EXACT = {"ftol": 1e-13, "gtol": 1e-8, "maxiter": 2000}


@dataclass
class Fitted:
    """A ridge, its coefficients parted by view."""

    intercept: float
    cues: np.ndarray
    words: np.ndarray
    letters: np.ndarray
    word_list: Vocabulary
    letter_list: Vocabulary


def normal_scores(targets: np.ndarray) -> np.ndarray:
    """Ranks as normal scores: a rating scale is an order first, and its tails are noise."""
    return norm.ppf((rankdata(targets) - 0.5) / len(targets))


def fit(counted: Counted, targets: np.ndarray, *, alpha: float, least_words: int, least_letters: int) -> Fitted:
    """A ridge of the targets on standardized cues and two TF-IDF views."""
    words = Vocabulary.learned(counted.words, least_words)
    letters = Vocabulary.learned(counted.letters, least_letters)
    spread = counted.cues.std(axis=0)
    scale = np.where(spread > 0, CUE_SHARE / np.where(spread > 0, spread, 1), 0)
    views = [sparse.csr_matrix(counted.cues * scale), words.rows(counted.words), letters.rows(counted.letters)]
    ridge = Ridge(alpha=alpha, solver="sparse_cg", tol=1e-8, max_iter=2000).fit(sparse.hstack(views).tocsr(), targets)
    n_cues, n_words = len(scale), len(words.held_by)
    parts = np.split(ridge.coef_, [n_cues, n_cues + n_words])
    return Fitted(float(ridge.intercept_), parts[0] * scale, parts[1], parts[2], words, letters)


def fit_cuts(values: np.ndarray, levels: np.ndarray, groups: list[str]) -> Cuts:
    """Cut-points and temperature by proportional odds; strangeness from scenarios left out one by one."""
    cuts, temperature = _odds(values, levels)
    chances = np.zeros(len(values))
    for group in sorted(set(groups)):
        out = np.array([g == group for g in groups])
        kept = ~out if not out.all() else out
        held_out = Cuts(*_odds(values[kept], levels[kept]), strange=(1.0,) * len(LEVELS))
        for i in np.flatnonzero(out):
            chances[i] = held_out.probabilities(float(values[i]))[int(levels[i]) - 1]
    strange = tuple(_quantile(1 - chances[levels == level]) for level in LEVELS)
    return Cuts(cuts, temperature, strange)


def _quantile(strangeness: np.ndarray) -> float:
    """The conformal threshold: with too few texts of a level nothing can be ruled out, so it is 1."""
    n = len(strangeness)
    rank = int(np.ceil((n + 1) * (1 - ALLOWED_ERROR)))
    return round(float(np.sort(strangeness)[rank - 1]), FIGURES) if 0 < rank <= n else 1.0


def _odds(values: np.ndarray, levels: np.ndarray) -> tuple[tuple[float, ...], float]:
    cuts, temperature = odds(values, levels - LEVELS[0], len(LEVELS))
    return tuple(round(float(cut), FIGURES) for cut in cuts), round(temperature, FIGURES)


def odds(values: np.ndarray, levels: np.ndarray, size: int) -> tuple[np.ndarray, float]:
    """(cut-points, temperature) by proportional odds for levels 0 to size - 1.

    The cut-points are kept in order by positive gaps; a light prior keeps levels that nobody gave from running off.
    """
    center, spread = float(values.mean()), float(values.std()) or 1.0
    z = (values - center) / spread
    above = levels[None, :] > np.arange(size - 1)[:, None]
    gap = -0.7 if size <= 4 else -1.2  # where the gaps are drawn to: half a standard deviation, less with many levels

    def unpacked(p: np.ndarray) -> tuple[np.ndarray, float]:
        return np.cumsum([p[0], *np.exp(p[1:-1])]), float(np.exp(p[-1]))

    def loss(p: np.ndarray) -> float:
        cuts, slope = unpacked(p)
        x = slope * (z[None, :] - cuts[:, None])
        prior = p[0] ** 2 + ((p[1:-1] - gap) ** 2).sum() + (p[-1] - 0.4) ** 2
        return float(np.logaddexp(0, np.where(above, -x, x)).sum() + 0.5 * prior)

    start = np.array([-0.5 * (size > 2), *[gap] * (size - 2), 0.4])
    cuts, slope = unpacked(minimize(loss, start, method="L-BFGS-B", options=EXACT).x)
    return center + spread * cuts, spread / slope


def odds_probabilities(values: np.ndarray, cuts: np.ndarray, temperature: float) -> np.ndarray:
    """A row of chances for each value, lowest level first."""
    above = 1 / (1 + np.exp(-np.clip((values[:, None] - cuts[None, :]) / temperature, -40, 40)))
    return -np.diff(np.hstack([np.ones((len(values), 1)), above, np.zeros((len(values), 1))]), axis=1)
