"""Playing a script: the state is read from stored moves, whatever the scorer has become."""

import pytest

from scenarios.script import MOST_MOVES, BrokenScript, Made, play, read_script

STEP = {"key": "reply", "kind": "reply", "prompt": "Write.", "criteria": ["accurate", "empathy"]}


def script(*steps):
    return read_script({"opening": "Where is it?", "steps": list(steps or (STEP,))})


def move(number, text="Mr. James", **more):
    return Made(number, "reply", "reply", {"text": text}, {"levels": {"accurate": number}}, **more)


def test_before_any_move_the_first_step_waits():
    state = play(script(), [])
    assert (state.step.key, state.next_number, state.last) == ("reply", 1, None)
    assert [turn.text for turn in state.turns] == ["Where is it?"]


def test_versions_follow_one_another_and_the_step_stays():
    state = play(script(), [move(2, "second"), move(1, "first")])
    assert [made.payload["text"] for made in state.versions] == ["first", "second"]
    assert state.step.key == "reply"
    assert state.next_number == 3


def test_replaying_the_same_moves_gives_the_same_state():
    moves = [move(n, f"version {n}") for n in range(1, 6)]
    assert play(script(), moves) == play(script(), list(reversed(moves)))


def test_a_result_of_an_older_scorer_is_kept_as_it_is():
    old = Made(1, "reply", "reply", {"text": "x"}, {"version": "2019", "something": "else"})
    assert play(script(), [old]).last.result == {"version": "2019", "something": "else"}


def test_loops_are_bounded():
    moves = [move(n) for n in range(1, MOST_MOVES + 20)]
    assert play(script(), moves).full
    assert not play(script(), moves[: MOST_MOVES - 1]).full


@pytest.mark.parametrize(
    "steps",
    [[], [{"key": "a", "kind": "dance"}], [STEP, STEP]],
    ids=["no step", "unknown kind", "key twice"],
)
def test_a_script_that_cannot_be_played_says_so(steps):
    with pytest.raises(BrokenScript):
        read_script({"steps": steps})


@pytest.mark.parametrize("made", [Made(1, "other", "reply", {}), Made(1, "reply", "choice", {})])
def test_a_move_that_fits_no_step_says_so(made):
    with pytest.raises(BrokenScript):
        play(script(), [made])
