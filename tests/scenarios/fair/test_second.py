"""Who scores twice, and where the cap is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.fair.second import close_calls, drawn, gate_in_doubt, one_level_turns, within_cap
from scenarios.scoring.verdict import verdict
from scenarios.script import Made, Marks

NAMES = ("accurate", "complete", "courteous", "empathy")


def levels(*given_):
    return dict(zip(NAMES, given_, strict=True))


@pytest.mark.parametrize(
    ("given_", "gates", "turns"),
    [
        (levels(4, 4, 4, 3), {}, False),
        (levels(3, 4, 4, 4), {}, True),  # accurate at 2 does not pass
        (levels(1, 1, 1, 1), {}, False),
        (levels(2, 4, 4, 4), {}, True),  # accurate at 3 passes
        (levels(2, 4, 4, 4), {"line": False}, False),  # a gate that was missed is not mended by a level
    ],
)
def test_one_level_that_would_turn_it(given_, gates, turns):
    assert one_level_turns(given_, gates, None) is turns


@settings(max_examples=100, deadline=None)
@given(st.tuples(*[st.integers(1, 4)] * 4))
def test_it_turns_exactly_when_some_neighbor_is_judged_otherwise(given_):
    passed = verdict(levels(*given_), {}).passed
    neighbors = [
        verdict({**levels(*given_), name: level}, {}).passed
        for name, at in zip(NAMES, given_, strict=True)
        for level in (at - 1, at + 1)
        if 1 <= level <= 4
    ]
    assert one_level_turns(levels(*given_), {}, None) is any(other != passed for other in neighbors)


def test_of_a_conversation_the_replies_that_would_turn_the_whole_are_close():
    moves = [Made(1, "a", "reply", {}), Made(2, "b", "reply", {})]
    strong, low = Marks(levels(4, 4, 4, 4)), Marks(levels(3, 3, 4, 4))
    assert close_calls(moves, {1: strong, 2: strong}, None) == ()
    assert close_calls(moves, {1: strong, 2: low}, None) == (2,)


def test_a_gate_is_in_doubt_when_either_saw_it_missed():
    assert gate_in_doubt({"line": False}, [])
    assert gate_in_doubt({"line": True}, [{"status": "not_passed"}])
    assert not gate_in_doubt({"line": True}, [{"status": "person"}])


def test_the_share_is_drawn_the_same_way_twice_and_comes_out_near_itself():
    keys = [f"reply-{n}" for n in range(2000)]
    chosen = [key for key in keys if drawn(key, 15)]
    assert chosen == [key for key in keys if drawn(key, 15)]
    assert 240 < len(chosen) < 360
    assert not any(drawn(key, 0) for key in keys)
    assert all(drawn(key, 100) for key in keys)


@pytest.mark.parametrize(
    ("seconds", "firsts", "ok"), [(0, 0, True), (3, 2, True), (4, 2, False), (39, 100, True), (40, 100, False)]
)
def test_the_cap_is_a_share_and_the_first_ten_count_as_ten(seconds, firsts, ok):
    assert within_cap(seconds, firsts, 40) is ok
