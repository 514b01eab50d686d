"""Agreement statistics against values worked out by hand and against scikit-learn."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from scenarios.agreement import alpha, bias, exact, quadratic_kappa, within_one

# Two markers on five replies: they differ by 0, 0, 1, 0 and 2 levels.
FIVE = [(1, 1), (2, 2), (3, 2), (4, 4), (4, 2)]


def test_kappa_by_hand():
    # Squared differences seen: 1 + 4 = 5. Of every first (1,2,3,4,4) and every second (1,2,2,4,2): 67.
    assert quadratic_kappa(FIVE) == pytest.approx(1 - 5 / (67 / 5))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=2, max_size=40))
def test_kappa_as_scikit_learn_has_it(pairs):
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    ours = quadratic_kappa(pairs)
    if len({*first, *second}) == 1:
        assert ours is None
    else:
        # All levels between are named: with a level that nobody gave, scikit-learn would move the others together.
        levels = list(range(min(first + second), max(first + second) + 1))
        assert ours == pytest.approx(cohen_kappa_score(first, second, labels=levels, weights="quadratic"))


def test_shares_and_bias_by_hand():
    assert exact(FIVE) == 3 / 5
    assert within_one(FIVE) == 4 / 5
    assert bias(FIVE) == pytest.approx((0 + 0 - 1 + 0 - 2) / 5)


def test_nothing_is_said_of_no_pairs():
    assert (quadratic_kappa([]), exact([]), within_one([]), bias([]), alpha([])) == (None,) * 5


def test_alpha_by_hand():
    # Within the units (1,1), (2,3), (4,4): 2 * 1. Among all six values 1,1,2,3,4,4, ordered: 2 * (6 * 47 - 225) = 114.
    assert alpha([(1, 1), (2, 3), (4, 4)]) == pytest.approx(1 - 2 / (114 / 5))


def test_alpha_as_published():
    """Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), the example with missing data: .849."""
    seen = [
        [1, 1, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4], [4, 4, 4, 4], [1, 1, 2, 1],
        [2, 2, 2, 2], [5, 5, 5], [1, 1], [3],
    ]  # fmt: skip
    assert alpha(seen) == pytest.approx(0.849, abs=0.0005)


def test_alpha_is_not_defined_when_all_scores_are_one():
    assert alpha([(3, 3), (3, 3)]) is None
