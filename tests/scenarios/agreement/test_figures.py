"""Figures with intervals, groups of writers, and the checklist of what a criterion would still need."""

import pytest

from scenarios.agreement import ENOUGH, Agreement, Condition, Interval, Proof, agreement, conditions, group_gap

ALIKE = [(1, 1), (2, 2), (3, 3), (4, 4)]


def test_under_thirty_pairs_there_is_no_figure_to_show():
    assert agreement(ALIKE * 7) == Agreement(28)
    assert not agreement(ALIKE * 7).enough


def test_thirty_pairs_are_enough():
    found = agreement([*ALIKE * 7, (2, 2), (3, 3)])
    assert found.enough
    assert found.kappa == Interval(1.0, 1.0, 1.0)


def test_an_interval_holds_its_figure_and_narrows_with_more_pairs():
    mixed = [*ALIKE, (2, 3), (3, 2), (1, 2), (4, 2)]
    few, many = agreement(mixed * 5).kappa, agreement(mixed * 50).kappa
    assert few.value == pytest.approx(many.value)
    assert few.low < many.low < many.value < many.high < few.high


def test_the_interval_of_a_share_is_about_the_normal_one():
    found = agreement([(1, 1)] * 60 + [(1, 2)] * 40).exact_share
    assert (found.value, found.low, found.high) == pytest.approx((0.6, 0.504, 0.696), abs=0.012)


def test_the_same_pairs_give_the_same_interval_twice():
    pairs = [*ALIKE, (2, 4)] * 10
    assert agreement(pairs) == agreement(pairs)


def test_kappa_is_not_defined_where_both_gave_one_level_throughout():
    found = agreement([(3, 3)] * 40)
    assert found.kappa is None
    assert found.exact_share == Interval(1.0, 1.0, 1.0)


def test_a_machine_that_gives_less_is_harsher():
    assert agreement([(3, 2)] * 20 + [(3, 3)] * 20).harsher.value == 0.5


def test_a_group_gap_is_told_in_standard_deviations_of_the_persons_levels():
    # Persons' levels 1 and 3 in equal number: standard deviation 1. One group loses half a level, the other none.
    harsh, fair = [(1, 1), (3, 2)] * 20, [(1, 1), (3, 3)] * 20
    assert group_gap({"a": harsh, "b": fair}) == pytest.approx(0.5)


def test_a_small_group_is_left_out_of_the_gap():
    fair = [(1, 1), (3, 3)] * 20
    assert group_gap({"a": fair, "b": fair, "c": [(3, 1)] * (ENOUGH - 1)}) == 0
    assert group_gap({"a": fair, "c": [(3, 1)] * (ENOUGH - 1)}) is None


def told(**known):
    return {c.key: (c.have, c.met) for c in conditions(Proof(**known))}


def of(n, kappa, low):
    return Agreement(n, Interval(kappa, low, 1.0))


def test_a_criterion_with_all_the_evidence_meets_every_condition():
    found = told(criterion="courteous", people=of(200, 0.75, 0.7), machine=of(400, 0.70, 0.60), gap=0.15, audited=0.1)
    assert {met for _, met in found.values()} == {True}


@pytest.mark.parametrize(
    "change, key",
    [
        ({"criterion": "empathy"}, "may_be_released"),
        ({"people": of(199, 0.75, 0.7)}, "rated_twice"),
        ({"machine": of(400, 0.69, 0.61)}, "as_people"),
        ({"machine": of(400, 0.70, 0.59)}, "lower_bound"),
        ({"gap": 0.16}, "group_gap"),
        ({"gap": None}, "group_gap"),
        ({"audited": 0.09}, "audit"),
    ],
)
def test_one_thing_short_is_one_condition_not_met(change, key):
    whole = {"criterion": "courteous", "people": of(200, 0.75, 0.7), "machine": of(400, 0.70, 0.60)}
    found = told(**{**whole, "gap": 0.1, "audited": 0.1, **change})
    assert [name for name, (_, met) in found.items() if not met] == [key]


def test_without_figures_nothing_is_met_by_accident():
    found = told(criterion="courteous", people=Agreement(12), machine=Agreement(0))
    assert [key for key, (_, met) in found.items() if met] == ["may_be_released"]
    assert found["as_people"] == (None, False)
    assert Condition("audit", None, 0.1).met is False
