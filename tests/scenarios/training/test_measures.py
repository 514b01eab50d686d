"""Figures against values worked out by hand and against scikit-learn."""

import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score, f1_score, roc_auc_score

from scenarios.training import measures
from scenarios.training.learner import Prediction
from scenarios.training.measures import Truth, measured
from scenarios.training.target import Target


@pytest.fixture(autouse=True)
def _few_draws(monkeypatch):
    monkeypatch.setattr(measures, "DRAWS", 200)


RNG = np.random.default_rng(1)
LEVELS = RNG.integers(0, 4, 200)
VALUES = LEVELS + RNG.normal(0, 1, 200)
GUESS = np.clip(np.rint(VALUES), 0, 3).astype(int)
CHANCES = np.eye(4)[GUESS] * 0.8 + 0.05
ORDINAL = Target("ordinal", LEVELS.astype(float), ("1", "2", "3", "4"))


def figures(predictions=None, ends=None, clusters=None):
    truth = Truth(LEVELS.astype(float), LEVELS, 4, np.empty(0, int) if ends is None else ends)
    return measured(
        truth, predictions or [Prediction(VALUES, CHANCES, GUESS)], ORDINAL, clusters or [str(i) for i in range(200)], 1
    )


def test_figures_as_scikit_learn_has_them():
    found = {name: figure["value"] for name, figure in figures().items()}
    assert found["qwk"] == pytest.approx(cohen_kappa_score(LEVELS, GUESS, weights="quadratic"), abs=1e-4)
    assert found["macro_f1"] == pytest.approx(f1_score(LEVELS, GUESS, average="macro"), abs=1e-4)
    assert found["accuracy"] == pytest.approx((LEVELS == GUESS).mean(), abs=1e-4)
    assert found["pearson"] == pytest.approx(np.corrcoef(LEVELS, VALUES)[0, 1], abs=1e-4)


def test_auc_as_scikit_learn_has_it():
    yes = (LEVELS > 1).astype(int)
    target = Target("binary", yes.astype(float), ("no", "yes"))
    chances = np.column_stack([1 - 1 / (1 + np.exp(-VALUES)), 1 / (1 + np.exp(-VALUES))])
    prediction = Prediction(VALUES, chances, (VALUES > 1).astype(int))
    found = measured(Truth(yes.astype(float), yes, 2), [prediction], target, [str(i) for i in range(200)], 1)
    assert found["auc"]["value"] == pytest.approx(roc_auc_score(yes, VALUES), abs=1e-4)


def test_calibration_error_by_hand():
    # Every guess is stated with .85; the share that is right is the accuracy.
    assert figures()["calibration_error"]["value"] == pytest.approx(abs(0.85 - (LEVELS == GUESS).mean()), abs=1e-4)


def test_quartile_accuracy_looks_at_the_ends_alone():
    ends = np.where(LEVELS == 0, 0, np.where(LEVELS == 3, 1, -1))
    outer = ends >= 0
    expected = ((VALUES[outer] > 1.5) == (ends[outer] == 1)).mean()
    prediction = Prediction(VALUES, CHANCES, GUESS, middle=1.5)
    assert figures([prediction], ends=ends)["quartile_accuracy"]["value"] == pytest.approx(expected, abs=1e-4)


def test_an_interval_over_few_groups_is_wider_than_over_rows():
    def width(found):
        return found["accuracy"]["high"] - found["accuracy"]["low"]

    order = np.argsort(LEVELS == GUESS, kind="stable")
    clusters = [""] * 200
    for place, row in enumerate(order):
        clusters[row] = str(place // 20)
    assert width(figures(clusters=clusters)) > 2 * width(figures())


def test_several_predictions_are_averaged():
    right = Prediction(VALUES, CHANCES, LEVELS)
    both = figures([right, Prediction(VALUES, CHANCES, GUESS)])["accuracy"]["value"]
    assert both == pytest.approx((1 + (LEVELS == GUESS).mean()) / 2, abs=1e-4)
