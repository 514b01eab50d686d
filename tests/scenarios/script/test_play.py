"""How a conversation goes on: lines, conditions, ways, loops, endings."""

import pytest

from scenarios.script import BrokenScript, Made, NotAMove, outcome, play, read_script, shown_order
from tests.scenarios.script.factories import CALM, choice, consult, go, order, pick, reply, script, wrote


def said(script, *payloads):
    return [(turn.kind, turn.who, turn.text) for turn in play(script, go(script, *payloads)).turns]


# --- lines ----------------------------------------------------------------------------------------
def test_the_first_line_that_holds_is_said_by_each_person():
    lines = [
        {"text": "I have had enough.", "when": {"temper": [3, 4]}},
        {"text": "And now?"},
        {"text": "Never heard."},
        {"who": "joan", "text": "Mine first."},
    ]
    made = script(choice("a", "b", says=lines), others=[{"key": "joan", "opening": "Excuse me."}])
    assert said(made) == [
        ("said", "main", "Hello?"),
        ("said", "joan", "Excuse me."),
        ("said", "main", "And now?"),
        ("said", "joan", "Mine first."),
    ]


def test_what_a_move_brings_stands_in_order():
    first = choice({"key": "a", "temper": 1, "note": "He heats."}, "b", next="then")
    made = script(first, choice("c", "d", key="then", scene="The radio crackles.", says="Well?"))
    assert said(made, pick("a"))[1:] == [
        ("mine", "main", "a"),
        ("effect", "main", "He heats."),
        ("scene", "main", "The radio crackles."),
        ("said", "main", "Well?"),
    ]


def test_an_effect_tells_temper_before_and_after_for_each_person():
    step = choice({"key": "a", "temper": {"main": -1, "joan": 9}, "note": "One cools."}, "b")
    made = script(step, others=[{"key": "joan", "temper": 3}])
    effects = [turn for turn in play(made, go(made, pick("a"))).turns if turn.kind == "effect"]
    assert [(turn.who, turn.temper_before, turn.temper_after, turn.text) for turn in effects] == [
        ("main", 2, 1, "One cools."),
        ("joan", 3, 4, ""),
    ]


def test_a_consult_is_told_as_question_and_answer():
    made = script(consult({"key": "nurse", "whom": "The nurse", "text": "Is he there?", "answer": "Yes."}))
    told = [turn for turn in said(made, {"ask": "nurse"}) if turn[0] in ("asked", "answer")]
    assert told == [("asked", "The nurse", "Is he there?"), ("answer", "The nurse", "Yes.")]


def test_an_ending_speaks_and_leaves_no_step():
    made = script(choice("a", "b"))
    state = play(made, go(made, pick("a")))
    assert (state.step, state.ending.key, state.done, state.turns[-1].text) == (None, "end", True, "Thank you.")
    with pytest.raises(NotAMove, match="over"):
        outcome(made, state, pick("b"))


# --- conditions -----------------------------------------------------------------------------------
A = {"key": "a", "temper": 1, "gives": ["due"], "breaks": ["private"]}


@pytest.mark.parametrize(
    ("when", "holds"),
    [
        ({}, True),
        ({"temper": [3, 4]}, True),
        ({"temper": [0, 2]}, False),
        ({"temper": 3}, True),
        ({"temper": [0, 0], "who": "joan"}, True),
        ({"given": ["due"]}, True),
        ({"given": ["due", "tardy"]}, False),
        ({"missing": ["tardy"]}, True),
        ({"missing": ["due"]}, False),
        ({"passed": ["private"]}, False),
        ({"passed": ["other"]}, True),
        ({"not_passed": ["private"]}, True),
        ({"not_passed": ["other"]}, False),
        ({"chose": ["pick/a"]}, True),
        ({"chose": ["pick/b"]}, False),
        ({"not_chose": ["pick/b"]}, True),
        ({"not_chose": ["pick/a"]}, False),
        ({"given": ["due"], "temper": [0, 2]}, False),
    ],
)
def test_a_way_is_taken_when_every_clause_holds_after_the_move(when, holds):
    made = script(choice(A, "b", next=[{"to": "there", "when": when}, {"to": "end"}]), choice("c", "d", key="there"))
    assert go(made, pick("a"))[0].result["to"] == ("there" if holds else "end")


# --- loops ----------------------------------------------------------------------------------------
def test_a_way_back_is_taken_so_often_and_no_oftener():
    made = script(order(next=[{"to": "order", "at_most": 2}, {"to": "end"}]))
    moves = go(made, *[{"order": list("abcd")}] * 3)
    assert [made.result["to"] for made in moves] == ["order", "order", "end"]


def test_a_choice_with_nothing_left_is_passed_by():
    back = {"to": "pick"}
    made = script(choice({"key": "a", **back}, {"key": "b", **back}, next="then"), order(key="then"))
    moves = go(made, pick("b"), pick("a"))
    assert (moves[-1].result["to"], moves[-1].result["by"]) == ("then", ["pick"])
    assert play(made, moves).taken == {"pick>pick": 2, "pick>then": 1}


def test_ways_of_a_step_that_is_passed_by_count_too():
    ways = [{"to": "order", "at_most": 1}, {"to": "end"}]
    made = script(consult({"key": "q", "most": 1}, next=ways), order(next="consult"))
    moves = go(made, {"ask": "q"}, {"order": list("abcd")})
    assert [move.result["to"] for move in moves] == ["order", "end"]


def test_steps_that_lead_round_and_round_with_nothing_to_do_are_left_as_they_are():
    made = script(choice({"key": "a"}, key="one", next="two"), choice({"key": "b"}, key="two", next="one"))
    state = play(made, go(made, pick("a"), pick("b")))
    assert (state.done, state.may_close, state.ending) == (True, True, None)


# --- written replies ------------------------------------------------------------------------------
def test_a_reply_with_a_way_on_is_said_and_answered():
    made = script(reply(next="then"), choice("a", "b", key="then", says=[{"text": "Good.", "when": {"temper": 1}}]))
    assert said(made, wrote(**CALM))[1:] == [
        ("mine", "main", "Words."),
        ("effect", "main", ""),
        ("said", "main", "Good."),
    ]


def test_a_closing_reply_written_again_begins_from_what_was_known_before_it():
    made = script(choice("a", "b", next="reply"), reply())
    worse = wrote(levels={"courteous": 1}, gates=[{"key": "g", "status": "not_passed"}])
    moves = go(made, pick("a"), worse, worse, wrote(facts=[{"key": "due", "status": "found"}], **CALM))
    hot, cool = play(made, moves[:3]), play(made, moves)
    assert (hot.temper, hot.broken, hot.given) == ({"main": 3}, ("g",), ())
    assert (cool.temper, cool.broken, cool.given) == ({"main": 1}, (), ("due",))
    assert [version.number for version in cool.versions] == [2, 3, 4]
    assert (cool.may_close, cool.done) == (True, False)


def test_a_reply_may_not_be_closed_before_it_is_written():
    assert not play(script(reply()), []).may_close


def test_a_reply_written_anew_for_marking_changes_nothing_but_the_number():
    made = script(reply(next="then"), choice("a", "b", key="then"))
    moves = go(made, wrote(**CALM), pick("a"))
    anew = Made(
        3, "reply", "reply", {"text": "Better.", "anew": 1}, {"temper": {"main": 1}, "given": ["due"], "to": ""}
    )
    before, after = play(made, moves), play(made, [*moves, anew])
    assert after.next_number == 4
    assert (after.turns, after.temper, after.given, after.ending) == (
        before.turns,
        before.temper,
        before.given,
        before.ending,
    )


# --- scripts that cannot be played ----------------------------------------------------------------
@pytest.mark.parametrize(
    "definition",
    [
        {"steps": [choice("a", next="nowhere")]},
        {"steps": [choice({"key": "a", "to": "nowhere"})]},
        {"steps": [choice()]},
        {"steps": [choice("a", "a")]},
        {"steps": [choice("a")], "start": "end"},
        {"steps": [choice("a")], "start": "nowhere"},
        {"steps": [choice("a", key="end")]},
        {"steps": [choice("a", says=[{"text": "x", "when": {"temper": ["hot"]}}])]},
        {"steps": ["a"]},
    ],
    ids=[
        "way",
        "option's way",
        "no option",
        "option twice",
        "ending first",
        "start",
        "key twice",
        "condition",
        "no row",
    ],
)
def test_a_script_that_cannot_be_played_says_so(definition):
    with pytest.raises(BrokenScript):
        read_script({"endings": [{"key": "end"}], **definition})


# --- the order in which things are shown ----------------------------------------------------------
def test_the_shown_order_stays_for_a_seed_and_is_never_the_authored_one():
    items = list("abcdef")
    shown = {shown_order(items, f"try-{n}") for n in range(200)}
    assert shown_order(items, "try-1") == shown_order(items, "try-1")
    assert len(shown) > 100
    assert all(sorted(each) == items and list(each) != items for each in shown)


@pytest.mark.parametrize(("items", "shown"), [("", ()), ("a", ("a",)), ("ab", ("b", "a"))])
def test_few_things_are_shown_too(items, shown):
    assert shown_order(items, "seed") == shown
