"""Learns one target from rated texts and predicts it for others.

How strongly to learn is settled inside the training rows, by leaving some of them out in turn.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression, Ridge

from .fitting import normal_scores, odds, odds_probabilities
from .folds import folds
from .target import Target
from .views import Views

STRENGTHS = {"ridge": (1.0, 3.0, 10.0, 30.0), "logistic": (0.03, 0.1, 0.3, 1.0, 3.0, 10.0)}
INNER = 3
QUARTERS = 4


@dataclass
class Prediction:
    """For the test rows: a score (NaN for words without order), a probability for each level, and the level.

    `middle` parts the scores of the upper half from those of the lower.
    """

    values: np.ndarray
    chances: np.ndarray
    levels: np.ndarray
    middle: float = 0.0


@dataclass
class Learner:
    """What stays the same over all folds."""

    views: Views
    target: Target
    groups: list[str]
    tasks: list[str]

    def predict(self, train: np.ndarray, test: np.ndarray, seed: int) -> Prediction:
        """Trains on some rows and predicts others. Rows of a task that was never seen are predicted without the parts
        that belong to single tasks, chosen by leaving whole tasks out."""
        if not self.tasks:
            return self._predict(train, test, seed, seen_tasks=True)
        known = {self.tasks[i] for i in train}
        seen = np.array([self.tasks[i] in known for i in test])
        if seen.all() or not seen.any():
            return self._predict(train, test, seed, seen_tasks=bool(seen.all()))
        parts = [
            self._predict(train, test[rows], seed, seen_tasks=flag) for rows, flag in ((seen, True), (~seen, False))
        ]
        return _joined(parts, [seen, ~seen])

    def _predict(self, train: np.ndarray, test: np.ndarray, seed: int, *, seen_tasks: bool) -> Prediction:
        rows, new = self.views.rows(train, test, seen_tasks=seen_tasks)
        values = self.target.values[train]
        whole_tasks = not seen_tasks and len({self.tasks[i] for i in train}) > 1
        grouped = [self.tasks[i] if whole_tasks else self.groups[i] for i in train]
        inner = folds(grouped, INNER, seed)
        if self.target.kind in ("nominal", "binary"):
            return _by_logistic(rows, new, values, inner, len(self.target.names))
        return _by_ridge(rows, new, values, inner, len(self.target.names) or QUARTERS, quarters=not self.target.names)


def _by_ridge(rows, new, values, inner, size: int, *, quarters: bool) -> Prediction:
    """Scores by a ridge on normal scores; levels by cut-points that give each its share in the training rows."""
    wanted = normal_scores(values)
    levels = quarter_of(values, values) if quarters else values.astype(int)

    def fitted(strength: float, x, y):
        return Ridge(alpha=strength, solver="sparse_cg", tol=1e-4, random_state=0).fit(x, y)

    tried = [_held_out(lambda a, b, s=s: fitted(s, a, b).predict, rows, wanted, inner) for s in STRENGTHS["ridge"]]
    held_out = max(tried, key=lambda scores: _correlation(scores, wanted))
    best = STRENGTHS["ridge"][next(i for i, scores in enumerate(tried) if scores is held_out)]
    scores = fitted(best, rows, wanted).predict(new)
    cuts = np.quantile(held_out, np.cumsum(np.bincount(levels, minlength=size))[:-1] / len(levels))
    chances = odds_probabilities(scores, *odds(held_out, levels, size))
    return Prediction(scores, chances, np.searchsorted(cuts, scores, side="right"))


def _by_logistic(rows, new, values, inner, size: int) -> Prediction:
    """Chances by logistic regression, softened by what the rows that were left out say of them."""

    def fitted(strength: float, x, y):
        if len(np.unique(y)) == 1:
            return _Always(int(y[0]), size)
        return _Padded(LogisticRegression(C=strength, solver="liblinear", random_state=0), size).fit(x, y)

    tried = [_held_out(lambda a, b, s=s: fitted(s, a, b).chances, rows, values, inner) for s in STRENGTHS["logistic"]]
    losses = [_loss(chances, values) for chances in tried]
    best = int(np.argmin(losses))
    chances = fitted(STRENGTHS["logistic"][best], rows, values).chances(new)
    softness = min(np.linspace(0.5, 3, 26), key=lambda t: _loss(_softened(tried[best], t), values))
    chances = _softened(chances, softness)
    scores = _logit(chances[:, 1]) if size == 2 else np.full(len(chances), np.nan)
    return Prediction(scores, chances, chances.argmax(axis=1))


class _Padded:
    """One classifier a level against the others, with a column for every level even where training had none of it."""

    def __init__(self, model: LogisticRegression, size: int):
        self._model, self._size = model, size
        self._each: list = []

    def fit(self, x, y) -> "_Padded":
        self._seen = [k for k in range(self._size) if (y == k).any()]
        only = self._seen[-1:] if len(self._seen) == 2 else self._seen
        for level in only:
            model = LogisticRegression(**self._model.get_params())
            self._each.append((level, model.fit(x, y == level)))
        return self

    def chances(self, x) -> np.ndarray:
        out = np.zeros((x.shape[0], self._size))
        for level, model in self._each:
            out[:, level] = model.predict_proba(x)[:, 1]
        if len(self._seen) == 2:
            out[:, self._seen[0]] = 1 - out[:, self._seen[1]]
        return out / out.sum(axis=1, keepdims=True)


class _Always:
    """Training rows of one level teach that level alone."""

    def __init__(self, level: int, size: int):
        self._level, self._size = level, size

    def chances(self, x) -> np.ndarray:
        out = np.zeros((x.shape[0], self._size))
        out[:, self._level] = 1.0
        return out


def _held_out(fit, rows: sparse.csr_matrix, wanted: np.ndarray, inner) -> np.ndarray:
    """Predictions for each row by a model that did not see it."""
    found = [(left, fit(rows[kept], wanted[kept])(rows[left])) for kept, left in inner]
    out = np.zeros((len(wanted), *found[0][1].shape[1:]))
    for left, predicted in found:
        out[left] = predicted
    return out


def quarter_of(values: np.ndarray, reference: np.ndarray) -> np.ndarray:
    """The quarter, 0 to 3, of each value in the spread of the reference values."""
    return np.searchsorted(np.quantile(reference, (0.25, 0.5, 0.75)), values, side="right")


def _correlation(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.corrcoef(a, b)[0, 1]) if a.std() > 0 and b.std() > 0 else -1.0


def _loss(chances: np.ndarray, values: np.ndarray) -> float:
    return float(-np.log(np.clip(chances[np.arange(len(values)), values.astype(int)], 1e-6, 1)).mean())


def _softened(chances: np.ndarray, softness: float) -> np.ndarray:
    raised = np.clip(chances, 1e-9, 1) ** (1 / softness)
    return raised / raised.sum(axis=1, keepdims=True)


def _logit(p: np.ndarray) -> np.ndarray:
    p = np.clip(p, 1e-9, 1 - 1e-9)
    return np.log(p / (1 - p))


def _joined(parts: list[Prediction], places: list[np.ndarray]) -> Prediction:
    """Predictions of two parts of the test rows, in the order of the rows."""

    def put(each: list[np.ndarray]) -> np.ndarray:
        out = np.zeros((len(places[0]), *each[0].shape[1:]), dtype=each[0].dtype)
        for rows, found in zip(places, each, strict=True):
            out[rows] = found
        return out

    return Prediction(put([p.values for p in parts]), put([p.chances for p in parts]), put([p.levels for p in parts]))
