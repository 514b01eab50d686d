"""Own levels beside a person's: higher, lower, alike, and when that is a habit."""

from hypothesis import given
from hypothesis import strategies as st

from scenarios.confidence import CLOSE, FEW, OVER, UNDER, Gap, Rated, drawing, gap, habit

FOUR = ("accurate", "complete", "courteous", "empathy")


def rated(own, person):
    return Rated("October 5", dict(zip(FOUR, own, strict=False)), dict(zip(FOUR, person, strict=False)))


def test_levels_are_counted_by_who_gave_the_higher_one():
    assert gap([rated((4, 3, 2, 3), (3, 3, 3, 1))]) == Gap(n=4, higher=2, lower=1, alike=1, mean=50)


def test_one_criterion_alone_may_be_asked_for():
    assert gap([rated((4, 3), (2, 3))], "accurate") == Gap(n=1, higher=1, lower=0, alike=0, mean=200)


def test_a_level_that_only_one_gave_is_left_out():
    assert gap([rated((4,), (3, 3))]).n == 1


def test_nothing_rated_is_no_gap():
    assert gap([]) == Gap(0, 0, 0, 0, 0)


def test_one_reply_is_too_few_for_a_word():
    assert habit(gap([rated((4, 4, 4, 4), (1, 1, 1, 1))])) == FEW


def test_half_a_level_apart_is_a_habit():
    assert habit(gap([rated((4, 4, 3, 3), (3, 3, 3, 3))] * 2)) == OVER
    assert habit(gap([rated((2, 2, 3, 3), (3, 3, 3, 3))] * 2)) == UNDER
    assert habit(gap([rated((4, 3, 3, 3), (3, 3, 3, 3))] * 2)) == CLOSE


levels = st.lists(st.integers(1, 4), min_size=4, max_size=4)


@given(st.lists(st.tuples(levels, levels), max_size=6))
def test_seen_from_the_other_side_the_gap_is_turned_round(pairs):
    here = gap([rated(own, person) for own, person in pairs])
    there = gap([rated(person, own) for own, person in pairs])
    assert (there.higher, there.lower, there.alike, there.mean) == (here.lower, here.higher, here.alike, -here.mean)
    assert here.higher + here.lower + here.alike == here.n


def test_higher_levels_are_drawn_higher_and_a_missing_one_is_not_drawn():
    drawn = drawing("Accurate", "accurate", [rated((4,), (2,)), rated((), (4,))])
    first, second = drawn.places
    assert (first.own < first.person, second.own, second.person == first.own) == (True, None, True)
    assert drawn.line == f"{first.x},{first.person} {second.x},{second.person}"
