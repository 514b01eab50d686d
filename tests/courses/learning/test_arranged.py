"""Rule book: things put in order and things matched are right as a whole, and shown in an order that tells nothing."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quiz import answered, grade, shuffled
from courses.views.answers import as_saved, read_saved
from tests.courses.factories import Q1, Q2, matched, ordered

ITEMS = "abcdef"
RIGHT_PAIRS = {"a": "x", "b": "y", "c": "x"}
kept = st.dictionaries(st.sampled_from(ITEMS), st.text(max_size=3))


@given(st.permutations(ITEMS))
def test_an_order_is_right_when_all_are_where_they_belong(order):
    assert grade(ordered(Q1, items=ITEMS), {"order": order}) is (order == list(ITEMS))


@given(st.fixed_dictionaries({one: st.sampled_from("xy") for one in "abc"}))
def test_a_match_is_right_when_every_pair_is(pairs):
    assert grade(matched(Q1), {"pairs": pairs}) is (pairs == RIGHT_PAIRS)


@pytest.mark.parametrize("payload", [
    None, {}, [], "abc", {"order": "abc"}, {"order": ["a", "b"]}, {"order": ["a", "b", "c", "c"]},
    {"order": [None, {}]},
    {"order": {"a": 1}}, {"places": {"a": "1", "b": "2", "c": "3"}}, {"options": ["a", "b", "c"]}, {"text": "a b c"},
    {"pairs": ["a", "x"]}, {"pairs": {"a": "x"}}, {"pairs": {**RIGHT_PAIRS, "d": "x"}}, {"pairs": {"a": [], 1: None}},
])  # fmt: skip
@pytest.mark.parametrize("question", [ordered(Q1), matched(Q1)])
def test_an_answer_of_another_shape_is_not_right(question, payload):
    assert grade(question, payload) is False


@pytest.mark.parametrize("question", [ordered(Q1, items=""), matched(Q1, pairs=())])
def test_a_question_with_nothing_in_it_cannot_be_right(question):
    assert grade(question, {"order": [], "pairs": {}}) is False


@given(st.lists(st.integers(), unique=True, min_size=2), st.text())
def test_things_are_never_shown_in_the_order_in_which_they_belong(rows, seed):
    shown = shuffled(rows, seed=seed)
    assert (sorted(shown), shown == rows) == (sorted(rows), False)


@given(st.lists(st.integers(), unique=True), st.text())
def test_the_same_try_shows_the_same_order_again(rows, seed):
    assert shuffled(rows, seed=seed) == shuffled(rows, seed=seed)


def test_another_try_may_show_another_order():
    assert len({tuple(shuffled(ITEMS, seed=str(n))) for n in range(20)}) > 10


@pytest.mark.parametrize("payload, whole", [
    ({"order": ["a", "b", "c"]}, True), ({"places": {"a": "1"}}, False), ({}, False),
])  # fmt: skip
def test_an_order_is_an_answer_once_everything_has_its_place(payload, whole):
    assert answered(ordered(Q1), payload) is whole


@pytest.mark.parametrize(
    "pairs, whole", [(RIGHT_PAIRS, True), ({"a": "y", "b": "y", "c": "y"}, True), ({"a": "x"}, False)]
)
def test_a_match_is_an_answer_once_everything_has_one(pairs, whole):
    assert answered(matched(Q1), {"pairs": pairs}) is whole


@given(kept, kept)
def test_what_a_draft_keeps_comes_back_as_it_was(order, pairs):
    """Whatever a browser sends of both questions: read, kept and read again it is the same."""
    questions = [ordered(Q1, items=ITEMS), matched(Q2)]
    fields = {f"q-{Q1}-{one}": [value] for one, value in order.items()}
    fields |= {f"q-{Q2}-{one}": [value] for one, value in pairs.items()}
    once = read_saved(_json(fields), questions)
    assert read_saved(as_saved(once), questions) == once


@given(st.permutations(ITEMS))
def test_places_become_the_order(order):
    places = {f"q-{Q1}-{one}": [str(n)] for n, one in enumerate(order, 1)}
    assert read_saved(_json(places), [ordered(Q1, items=ITEMS)]) == {Q1: {"order": order}}


def test_a_place_taken_twice_is_kept_and_is_no_order():
    places = {f"q-{Q1}-a": ["1"], f"q-{Q1}-b": ["1"], f"q-{Q1}-c": ["9"]}
    assert read_saved(_json(places), [ordered(Q1)]) == {Q1: {"places": {"a": "1", "b": "1"}}}


def _json(fields):
    return json.dumps(fields)
