"""Cut-points, probabilities and the set of levels that cannot be ruled out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.scoring.learned.levels import Cuts

CUTS = Cuts(cuts=(-1.0, 0.0, 1.0), temperature=1.0, strange=(0.5, 0.6, 0.6, 0.5))


def test_a_score_on_a_cut_point_reaches_the_level_above():
    assert [CUTS.level(v) for v in (-1.1, -1.0, 0.0, 1.0)] == [1, 2, 3, 4]


def test_probabilities_are_those_of_proportional_odds():
    # 1 - s(1), s(1) - s(0), s(0) - s(-1), s(-1) with s the logistic function
    assert CUTS.probabilities(0.0) == pytest.approx((0.268941, 0.231059, 0.231059, 0.268941), abs=1e-6)


def test_a_high_temperature_makes_the_levels_alike():
    soft = Cuts(CUTS.cuts, 50.0, CUTS.strange)
    assert soft.probabilities(3.0)[3] < CUTS.probabilities(3.0)[3]


def test_far_out_only_one_level_remains():
    assert CUTS.possible(5.0) == (4,)
    assert CUTS.possible(-5.0) == (1,)


def test_a_level_whose_texts_were_too_few_is_never_ruled_out():
    few = Cuts(CUTS.cuts, 1.0, (0.5, 1.0, 0.6, 0.5))
    assert few.possible(5.0) == (2, 3, 4)


@settings(max_examples=40, deadline=None)
@given(st.floats(-1e6, 1e6))
def test_the_set_has_no_gap_and_holds_the_level_itself(value):
    kept = CUTS.possible(value)
    assert kept == tuple(range(kept[0], kept[-1] + 1))
    assert CUTS.level(value) in kept
    assert sum(CUTS.probabilities(value)) == pytest.approx(1)
