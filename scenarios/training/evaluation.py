"""A whole evaluation: which rows train and which test, how many labels are given, and the figures of each."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from safe.table_parts import BadTable
from scenarios.scoring.learned import load_model

from .counted import Counted
from .folds import drawn, folds
from .learner import QUARTERS, Learner, Prediction, quarter_of
from .measures import Truth, measured
from .people import people
from .shipped import Prior, alone, prior_of
from .similarity import Comparer
from .table import Rated, listed
from .target import Target
from .views import NAMED_PRIOR, PRIOR, Views

SEED = 7
CURVE = (0, 50, 200, None)  # None: all labels there are
REPEATS = 10  # drawings of a few labels, where there is one set of test rows and not ten


@dataclass
class Asked:
    """What was asked for on the command line, beside the columns."""

    criterion: str = ""
    labels: int | None = None
    curve: bool = True
    count: int = 10
    quartiles: bool = False


def evaluate(rated: Rated, target: Target, asked: Asked) -> dict[str, Any]:
    """All figures, ready for JSON. Raises BadTable with a sentence where the rows do not allow them."""
    prior = prior_of(rated.texts, asked.criterion)
    comparer = Comparer(rated.references) if any(rated.references) else None
    similar = by_hand = None
    if comparer:
        similar = np.array([comparer.row(t, r) for t, r in zip(rated.texts, rated.references, strict=True)])
        by_hand = np.array([comparer.by_hand(row) for row in similar.tolist()])
    known, weights = prior.values, np.array([NAMED_PRIOR if name == prior.part else PRIOR for name in prior.names])
    if by_hand is not None:  # beside reference answers, tone says nothing of what is right
        known, weights = by_hand[:, None], np.array([NAMED_PRIOR])
    groups = rated.groups or [" ".join(text.casefold().split()) for text in rated.texts]
    views = Views(Counted(rated.texts), known, weights, similar, rated.tasks)
    learner = Learner(views, target, groups, rated.tasks)
    parts = _parts(rated, groups, asked)
    tested = np.sort(np.concatenate([test for _, test in parts]))
    truth = _truth(target, tested, asked)
    clusters = [rated.groups[i] if rated.groups else str(i) for i in tested]

    curve, last = [], None
    for labels in CURVE if asked.curve else (asked.labels,):
        if labels == 0:
            found = alone(prior, target, by_hand)
            runs = [_of_rows(found, tested)] if found else []
            trained = 0
        else:
            runs, trained = _trained(learner, parts, tested, labels, single=bool(rated.splits))
        point: dict[str, Any] = {"labels": "all" if labels is None else labels, "training_rows": trained}
        point["figures"] = measured(truth, runs, target, clusters, SEED) if runs else {}
        if not runs:
            point["note"] = "The shipped model has nothing to say of this criterion or target without labels."
        elif rated.splits:
            point["by_split"] = _by_split(rated, truth, runs, target, tested, clusters)
        curve.append(point)
        last = runs[0] if runs else last
    return _report(rated, target, asked, prior, tested, truth, curve, last)


def _parts(rated: Rated, groups: list[str], asked: Asked) -> list[tuple[np.ndarray, np.ndarray]]:
    """(training rows, test rows): by the split column where there is one, else folds."""
    if not rated.splits:
        return folds(groups, asked.count, SEED)
    train = np.array([s.casefold() in ("train", "training") for s in rated.splits])
    if not train.any() or train.all():
        raise BadTable(
            f"The split column must say “train” for the rows to learn from, and another word for the rows to test on. "
            f"It has: {listed(rated.splits)}."
        )
    return [(np.flatnonzero(train), np.flatnonzero(~train))]


def _truth(target: Target, tested: np.ndarray, asked: Asked) -> Truth:
    """The ratings of the test rows. A measure is told in quarters of all rows where a figure needs levels."""
    values = target.values[tested]
    levels = values.astype(int) if target.names else quarter_of(values, target.values)
    ends = np.empty(0, dtype=int)
    if asked.quartiles and target.ordered:
        low, high = np.quantile(target.values, (0.25, 0.75))
        ends = np.where(values <= low, 0, np.where(values >= high, 1, -1))
    return Truth(values, levels, len(target.names) or QUARTERS, ends)


def _trained(
    learner: Learner, parts: list, tested: np.ndarray, labels: int | None, *, single: bool
) -> tuple[list[Prediction], int]:
    """Predictions of all test rows, once, or several times where few labels are drawn from one training part."""
    sizes = []
    runs = []
    few = labels is not None and labels < min(len(train) for train, _ in parts)
    for repeat in range(REPEATS if single and few else 1):
        found = []
        for number, (train, test) in enumerate(parts):
            rows = drawn(train, labels, SEED + 1000 * repeat + number)
            sizes.append(len(rows))
            found.append((test, learner.predict(rows, test, SEED)))
        runs.append(_gathered(found, tested))
    return runs, round(sum(sizes) / len(sizes))


def _gathered(found: list[tuple[np.ndarray, Prediction]], tested: np.ndarray) -> Prediction:
    """The predictions of all folds in the order of the tested rows."""
    order = np.argsort(np.concatenate([test for test, _ in found]), kind="stable")

    def put(name: str) -> np.ndarray:
        return np.concatenate([getattr(p, name) for _, p in found])[order]

    return Prediction(put("values"), put("chances"), put("levels"))


def _of_rows(p: Prediction, rows: np.ndarray) -> Prediction:
    return Prediction(p.values[rows], p.chances[rows], p.levels[rows], p.middle)


def _by_split(rated: Rated, truth: Truth, runs: list, target: Target, tested: np.ndarray, clusters: list[str]) -> dict:
    """The figures of each kind of test rows by themselves."""
    split = np.array([rated.splits[i] for i in tested])
    out = {}
    for name in sorted(set(split)):
        rows = np.flatnonzero(split == name)
        ends = truth.ends[rows] if truth.ends.size else truth.ends
        part = Truth(truth.values[rows], truth.levels[rows], truth.size, ends)
        figures = measured(part, [_of_rows(r, rows) for r in runs], target, [clusters[i] for i in rows], SEED)
        out[str(name)] = {"rows": len(rows), "figures": figures}
    return out


def _report(
    rated: Rated,
    target: Target,
    asked: Asked,
    prior: Prior,
    tested: np.ndarray,
    truth: Truth,
    curve: list,
    last: Prediction | None,
) -> dict[str, Any]:
    shares = np.bincount(truth.levels, minlength=truth.size) / len(truth.levels)
    report: dict[str, Any] = {
        "rows": len(rated),
        "tested_rows": len(tested),
        "target": target.kind,
        "levels": list(target.names) or "quarters",
        "commonest_level": round(float(shares.max()), 4),
        "criterion": asked.criterion,
        "part": prior.part,
        "model": load_model().version,
        "folds": "by the split column" if rated.splits else min(asked.count, len(set(rated.groups)) or asked.count),
        "grouped_by": "the group column" if rated.groups else "equal texts",
        "seed": SEED,
        "curve": curve,
        "notes": [*rated.notes, *prior.notes],
    }
    if rated.raters:
        rows = {name: [cells[i] for i in tested] for name, cells in rated.raters.items()}
        report["people"] = people(rows, last.values if last else None)
    return report
