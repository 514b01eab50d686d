"""What one move of each kind does."""

import pytest

from scenarios.script import NotAMove, outcome, play
from tests.scenarios.script.factories import choice, consult, go, match, order, pick, reply, script, wrote


def result(step, payload, **definition):
    made = script(step, **definition)
    return go(made, payload)[0].result


# --- choice ---------------------------------------------------------------------------------------
def test_a_choice_keeps_what_its_option_does():
    option = {
        "key": "name-wait", "temper": -1, "levels": {"empathy": 4}, "gives": ["due"], "reveals": ["log"],
        "breaks": ["private"], "note": "He cools a little.",
    }  # fmt: skip
    assert result(choice(option, "other"), pick("name-wait")) == {
        "temper": {"main": -1},
        "levels": {"empathy": 4},
        "given": ["due"],
        "revealed": ["log"],
        "gates": [{"key": "private", "status": "not_passed"}],
        "note": "He cools a little.",
        "option": "name-wait",
        "to": "end",
    }


def test_a_number_moves_the_person_of_the_step():
    step = choice({"key": "a", "temper": 1}, "b", who="joan")
    assert result(step, pick("a"), others=[{"key": "joan"}])["temper"] == {"joan": 1}


def test_an_option_leads_elsewhere_when_it_says_so():
    step = choice({"key": "a", "to": "later"}, "b")
    assert go(script(step, choice("c", key="later")), pick("a"))[0].result["to"] == "later"


@pytest.mark.parametrize("payload", [{"option": "z"}, {"option": ""}, {}, {"option": ["a"]}, {"ask": "a"}, None, "a"])
def test_what_is_not_offered_is_no_move(payload):
    made = script(choice("a", "b"))
    with pytest.raises(NotAMove):
        outcome(made, play(made, []), payload)


def test_an_option_that_was_chosen_is_not_offered_again():
    made = script(choice({"key": "a", "to": "pick"}, "b"))
    moves = go(made, pick("a"))
    assert [option.key for option in play(made, moves).options] == ["b"]
    with pytest.raises(NotAMove):
        outcome(made, play(made, moves), pick("a"))


# --- order ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("placed", "level"),
    [("abcd", 4), ("bacd", 3), ("badc", 2), ("dcba", 1), ("abc", 2), ("ab", 1), ("abcdx", 1), ("abx", 1)],
)
def test_an_order_is_worth(placed, level):
    assert result(order(out="x"), {"order": list(placed)})["levels"] == {"accurate": level}


@pytest.mark.parametrize(
    ("placed", "status"),
    [("abcd", "passed"), ("bacd", "passed"), ("badc", "not_passed"), ("abc", "not_passed"), ("abcdx", "not_passed")],
)
def test_the_gate_of_an_order(placed, status):
    found = result(order(out="x", gate="right-handoff"), {"order": list(placed)})
    assert found["gates"] == [{"key": "right-handoff", "status": status}]


def test_without_slack_one_swap_is_too_many():
    found = result(order(slack=0, gate="g"), {"order": list("bacd")})
    assert (found["levels"], found["gates"][0]["status"]) == ({"accurate": 2}, "not_passed")


def test_an_order_says_what_was_used_that_should_stay_out():
    found = result(order(out="xy"), {"order": list("abcdx")})
    assert (found["out_used"], found["note"], found["right"], found["inversions"]) == (["x"], "Leave x out.", False, 0)


@pytest.mark.parametrize("placed", [[], ["a", "a"], ["z"], "ab", [1], None])
def test_what_is_no_order_is_no_move(placed):
    made = script(order())
    with pytest.raises(NotAMove):
        outcome(made, play(made, []), {"order": placed})


# --- match ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("targets", "level", "status"),
    [("xxyy", 4, "passed"), ("xxyx", 3, "passed"), ("xxxx", 2, "passed"), ("yyxy", 1, "not_passed")],
)
def test_a_match_is_worth(targets, level, status):
    found = result(match(enough=3, gate="g"), {"pairs": dict(zip("abcd", targets, strict=True))})
    assert found["levels"] == {"accurate": level}
    assert found["gates"] == [{"key": "g", "status": status}]
    assert found["right"] == 4 - len(found["wrong"])


def test_without_a_number_all_must_be_right():
    found = result(match(), {"pairs": {"a": "x", "b": "x", "c": "y", "d": "x"}})
    assert (found["levels"], found["wrong"], found["note"]) == ({"accurate": 2}, ["d"], "Not d.")


@pytest.mark.parametrize("pairs", [{}, {"a": "x"}, {"a": "z"}, {"z": "x"}, ["a"], {"a": 1}, None])
def test_what_is_no_match_is_no_move(pairs):
    made = script(match())
    with pytest.raises(NotAMove):
        outcome(made, play(made, []), {"pairs": pairs})


# --- consult --------------------------------------------------------------------------------------
NURSE = {
    "key": "nurse",
    "whom": "The nurse",
    "text": "Is he there?",
    "answer": "Yes.",
    "useful": True,
    "gives": ["due"],
}
COOK = {"key": "cook", "whom": "The cook"}


def test_a_question_has_its_answer_and_goes_on():
    found = result(consult(NURSE, COOK), {"ask": "nurse"})
    assert (found["whom"], found["answer"], found["given"], found["to"]) == ("The nurse", "Yes.", ["due"], "end")
    assert found["levels"] == {"accurate": 4}


def test_going_on_without_asking_is_worth_two():
    found = result(consult(NURSE, COOK), {"ask": ""})
    assert (found["levels"], found["to"], found["ask"]) == ({"accurate": 2}, "end", "")


def test_one_may_ask_as_often_as_it_says_and_the_best_counts():
    made = script(consult(COOK, NURSE, {"key": "clerk"}, most=2))
    moves = go(made, {"ask": "nurse"}, {"ask": "cook"})
    assert [made.result["to"] for made in moves] == ["", "end"]
    assert [made.result["levels"] for made in moves] == [{"accurate": 4}, {"accurate": 4}]


def test_levels_of_a_question_stand_above_its_use():
    assert result(consult({**NURSE, "levels": {"accurate": 3}}, COOK), {"ask": "nurse"})["levels"] == {"accurate": 3}


@pytest.mark.parametrize("ask", ["nobody", None, 3])
def test_what_cannot_be_asked_is_no_move(ask):
    made = script(consult(NURSE, COOK))
    with pytest.raises(NotAMove):
        outcome(made, play(made, []), {"ask": ask})


# --- reply ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("scored", "shift"),
    [
        ({}, 0),
        ({"levels": {"courteous": 3, "empathy": 3}}, -1),
        ({"levels": {"courteous": 3, "empathy": 2}}, 0),
        ({"levels": {"courteous": 1, "empathy": 3}}, 1),
        ({"levels": {"courteous": 4, "empathy": 4}, "must_not": [{"status": "breach"}]}, 1),
        ({"levels": {"courteous": 4, "empathy": 4}, "must_not": [{"status": "refer"}]}, -1),
        ({"levels": {"courteous": 4, "empathy": 4}, "gates": [{"key": "g", "status": "not_passed"}]}, 1),
    ],
)
def test_a_reply_warms_or_cools(scored, shift):
    assert result(reply(next="end"), wrote(**scored))["temper"] == ({"main": shift} if shift else {})


def test_a_reply_gives_the_facts_that_were_found_and_keeps_all_that_was():
    facts = [{"key": "due", "status": "found"}, {"key": "tardy", "status": "missing"}]
    found = result(reply(next="end"), wrote(facts=facts, words=12))
    assert (found["given"], found["facts"], found["words"], found["to"]) == (["due"], facts, 12, "end")


def test_levels_for_oneself_are_kept_for_the_criteria_of_the_step_alone():
    made = script(reply())
    sent = {"scored": {}, "self": {"accurate": 3, "complete": 2, "empathy": 9, "courteous": "3"}}
    assert go(made, sent)[0].payload == {"text": "Words.", "self": {"accurate": 3}}
