"""A conversation that begins in the middle: as if one had come there, and without a trace of how."""

from scenarios.script import Made, outcome, play, read_script
from scenarios.studio.beginning import began, beginning, own, played
from tests.scenarios.conversations import conversation, every_kind, first_choice, second_choice

SCRIPT = read_script(conversation())


def begun(step, temper=None, given=(), script=SCRIPT):
    return beginning(script, step, temper or {}, given)


def test_at_the_start_and_unchanged_nothing_is_made_up():
    assert begun("first", {"main": 3}) == []
    assert played(SCRIPT, []) == play(SCRIPT, [])


def test_a_later_step_is_reached_with_its_temper_and_its_facts():
    state = played(SCRIPT, begun("second", {"main": 1}, ["due"]))
    assert (state.step.key, state.temper, state.given) == ("second", {"main": 1}, ("due",))
    assert [turn.text for turn in state.turns] == ["All right. And tomorrow?"]


def test_the_temper_picks_the_line():
    assert [turn.text for turn in played(SCRIPT, begun("second", {"main": 4})).turns] == ["That is no answer!"]


def test_a_hidden_fact_that_was_told_is_on_the_sheet():
    assert played(SCRIPT, begun("second", given=["seat"])).revealed == ("seat",)


def test_the_start_with_another_temper_keeps_the_opening():
    state = played(SCRIPT, begun("first", {"main": 0}))
    assert (state.temper, [turn.text for turn in state.turns]) == (
        {"main": 0},
        ["Finally, a person.\n\nWhere is bus 114?"],
    )


def test_it_goes_on_from_there():
    moves = begun("second", {"main": 1})
    state = played(SCRIPT, moves)
    result = outcome(SCRIPT, state, {"option": "promise"})
    after = played(SCRIPT, [*moves, Made(state.next_number, "second", "choice", {"option": "promise"}, result)])
    assert (after.ending.key, began(moves), len(own(moves))) == ("good", True, 0)


def test_a_way_from_the_start_that_may_be_taken_once_is_not_used_up():
    once = {**first_choice(), "next": [{"to": "second", "at_most": 1}, {"to": "bad"}]}
    back = {**second_choice(to="first"), "options": [{"key": "again", "text": "Again.", "note": ""}]}
    script = read_script(conversation(once, back))
    assert played(script, begun("second", script=script)).taken == {"first>second": 0}


def test_every_step_of_every_kind_may_be_begun_at():
    script = read_script(every_kind())
    assert [played(script, begun(step.key, script=script)).step.key for step in script.steps] == [
        step.key for step in script.steps
    ]
