"""The pass rule, clause by clause."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.scoring import DEFAULT_WEIGHTS, scenario_levels, verdict

ALL = ("accurate", "complete", "courteous", "empathy")


def levels(accurate: int, complete: int, courteous: int, empathy: int) -> dict[str, int]:
    return dict(zip(ALL, (accurate, complete, courteous, empathy), strict=True))


def test_all_threes_pass_at_three():
    result = verdict(levels(3, 3, 3, 3), {"gate": True}, DEFAULT_WEIGHTS)
    assert (result.passed, result.weighted) == (True, 300)


def test_a_failed_gate_fails_the_best_reply():
    assert not verdict(levels(4, 4, 4, 4), {"a": True, "b": False}, DEFAULT_WEIGHTS).passed


def test_kind_but_wrong_does_not_pass():
    assert not verdict(levels(2, 4, 4, 4), {}, DEFAULT_WEIGHTS).passed


def test_a_one_anywhere_fails():
    assert not verdict(levels(4, 4, 4, 1), {}, DEFAULT_WEIGHTS).passed


def test_correct_but_cold_on_both_does_not_pass():
    result = verdict(levels(4, 4, 2, 2), {}, DEFAULT_WEIGHTS)
    assert (result.passed, result.weighted) == (False, 320)


def test_correct_and_cold_on_one_passes():
    assert verdict(levels(3, 3, 2, 3), {}, DEFAULT_WEIGHTS).passed


def test_275_passes_and_just_below_does_not():
    halves = {"accurate": 25, "complete": 25, "courteous": 25, "empathy": 25}
    assert verdict(levels(3, 2, 3, 3), {}, halves).weighted == 275
    assert verdict(levels(3, 2, 3, 3), {}, halves).passed
    just_below = verdict(levels(3, 2, 3, 3), {}, {"accurate": 24, "complete": 26, "courteous": 25, "empathy": 25})
    assert (just_below.weighted, just_below.passed) == (274, False)


def test_a_criterion_that_is_not_scored_leaves_weights_and_clauses():
    result = verdict({"accurate": 3, "complete": 3}, {}, DEFAULT_WEIGHTS)
    assert (result.passed, result.weighted, len(result.clauses)) == (True, 300, 4)


def test_the_clauses_say_what_was_not_met():
    unmet = [sentence for sentence, met in verdict(levels(2, 4, 4, 4), {}, DEFAULT_WEIGHTS).clauses if not met]
    assert unmet == ["Accurate is 3 or higher."]


def test_nothing_scored_does_not_pass():
    assert not verdict({}, {}, DEFAULT_WEIGHTS).passed


def test_levels_outside_one_to_four_are_refused():
    with pytest.raises(ValueError, match="level"):
        verdict(levels(5, 3, 3, 3), {}, DEFAULT_WEIGHTS)


def test_negative_weights_are_refused():
    with pytest.raises(ValueError, match="weight"):
        verdict(levels(3, 3, 3, 3), {}, {"accurate": -1})


def test_over_steps_the_lowest_fact_level_and_the_median_tone_count():
    steps = [levels(4, 3, 4, 2), levels(2, 4, 1, 3), {"accurate": 4}]
    assert scenario_levels(steps) == levels(2, 3, 2, 2)


level = st.integers(1, 4)
some_levels = st.dictionaries(st.sampled_from(ALL), level)
some_weights = st.fixed_dictionaries({c: st.integers(0, 100) for c in ALL})


@given(some_levels, some_weights, st.sampled_from(ALL))
def test_a_higher_level_never_turns_a_pass_into_a_fail(found, weights, criterion):
    before = verdict(found, {}, weights)
    higher = {c: min(value + (c == criterion), 4) for c, value in found.items()}
    after = verdict(higher, {}, weights)
    assert after.weighted >= before.weighted
    assert after.passed or not before.passed


@given(some_levels, some_weights)
def test_passed_is_all_clauses_met(found, weights):
    result = verdict(found, {}, weights)
    assert result.passed == all(met for _, met in result.clauses)
