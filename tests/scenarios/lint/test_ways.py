"""Dead ends, loops, steps that nobody reaches, lines that nobody hears: one small conversation each."""

import pytest

from tests.scenarios.lint.scenes import choice, ending, found, option, plain_order, scene

BACK = {"to": "ask", "when": {"missing": ["due"]}}


def test_the_small_conversation_has_no_fault():
    assert found(scene()) == []


# --- dead ends --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("step", "at", "sentence"),
    [
        (choice("greet", next="nowhere"), ("next",), "The step “greet” leads to “nowhere”, but no step"),
        (choice("greet"), ("options", 0), "Option 1 of the step “greet” leads nowhere"),
        (plain_order("greet"), (), "The step “greet” does not say where it goes on."),
        (plain_order("greet", next=[{"to": "good", "when": {"temper": [2, 4]}}]), ("next",), "when temper is 1."),
        (plain_order("greet", next=[{"to": ""}]), ("next", 0), "does not say where it leads"),
    ],
)
def test_a_way_that_leads_nowhere(step, at, sentence):
    told = found(scene(step), "dead-end")
    assert [(severity, path) for severity, path, _message in told] == [("error", ("steps", 0, *at))]
    assert sentence in told[0][2]


def test_a_start_that_is_not_there():
    assert found(scene(start="hello"), "dead-end") == [
        ("error", ("start",), "The conversation starts at “hello”, but there is no step with that key.")
    ]


def test_ways_that_hang_on_what_was_said_are_a_warning():
    ways = [{"to": "good", "when": {"chose": ["greet/warm"]}}]
    told = found(scene(choice("greet", next="then"), plain_order("then", next=ways)), "dead-end")
    assert [severity for severity, _path, _message in told] == []  # only the warm option leads there
    both = choice("greet", option("warm"), option("cold", 1), next="then")
    told = found(scene(both, plain_order("then", next=ways)), "dead-end")
    assert [severity for severity, _path, _message in told] == ["warning"]


def test_two_ways_that_cover_every_case_are_no_dead_end():
    ways = [{"to": "good", "when": {"given": ["due"]}}, {"to": "bad", "when": {"missing": ["due"]}}]
    both = choice("greet", option("warm", gives=["due"]), option("cold", 1), next="then")
    assert found(scene(both, plain_order("then", next=ways)), "dead-end") == []


def test_a_choice_that_is_used_up_needs_a_way_on():
    rounds = choice("greet", option("warm", to="sort"), option("cold", 1, to="sort"))
    sort = plain_order("sort", next=[{"to": "greet", "at_most": 3}, {"to": "good"}])
    assert "until no option is left" in found(scene(rounds, sort), "dead-end")[0][2]
    rounds["next"] = "good"
    assert found(scene(rounds, sort), "dead-end") == []


def test_what_follows_a_used_up_choice_is_reached():
    rounds = choice("greet", option("warm", to="sort"), option("cold", 1, to="sort"), next="last")
    sort = plain_order("sort", next=[{"to": "greet", "at_most": 3}, {"to": "good"}])
    assert found(scene(rounds, sort, choice("last", next="good")), "unreachable") == []


# --- unreachable ------------------------------------------------------------------------------------------------------
def test_a_step_and_an_ending_that_nothing_leads_to():
    alone = scene(choice("greet", next="good"), choice("alone", next="good"))
    alone["endings"].append(ending("lonely"))
    assert found(alone) == [
        ("error", ("steps", 1), "Nothing leads to the step “alone”."),
        ("error", ("endings", 2), "Nothing leads to the ending “lonely”."),
    ]


def test_a_temper_that_nobody_can_have_leads_nowhere():
    hot = choice("greet", option("warm"), option("cold", 1, temper=1), next=[
        {"to": "furious", "when": {"temper": [3, 4]}}, {"to": "good"},
    ])  # fmt: skip
    furious = choice("furious", next="good")
    last = choice("last", next="bad")
    hot["next"][1]["to"] = "last"
    told = found(scene(hot, furious, last), "unreachable")
    assert told[0] == ("error", ("steps", 1), "Nothing leads to the step “furious”.")
    hot["options"][1]["temper"] = 2
    assert found(scene(hot, furious, last), "unreachable") == []


def test_the_temper_of_another_person_counts_for_itself():
    others = [{"key": "driver", "name": "Sam", "temper": 0}]
    ways = [{"to": "good", "when": {"temper": [1, 4], "who": "driver"}}, {"to": "bad"}]
    quiet = choice("greet", option("warm"), option("cold", 1, temper=3), next=ways)
    assert found(scene(quiet, others=others), "unreachable") == [
        ("error", ("endings", 0), "Nothing leads to the ending “good”.")
    ]
    quiet["options"][0]["temper"] = {"driver": 1}
    assert found(scene(quiet, others=others), "unreachable") == []


# --- loops ------------------------------------------------------------------------------------------------------------
def test_a_way_back_needs_a_bound():
    ask = plain_order(
        "ask", gate="right-handoff", next=[{"to": "ask", "when": {"not_passed": ["right-handoff"]}}, "end"]
    )
    end = choice("end", next="good")
    assert found(scene(ask, end), "endless-loop") == [
        ("error", ("steps", 0, "next"), "The step “ask” can lead back to itself for ever.")
    ]
    ask["next"][0]["at_most"] = 2
    assert found(scene(ask, end)) == []


def test_a_ring_of_steps_is_told_once():
    a, b = plain_order("a", gate="right-handoff", next="b"), plain_order("b")
    b["next"] = [{"to": "a", "when": {"not_passed": ["right-handoff"]}}, {"to": "end"}]
    assert found(scene(a, b, choice("end", next="good")), "endless-loop") == [
        ("error", ("steps", 0, "next"), "One can go round for ever here: “a”, “b”.")
    ]


def test_options_bound_a_loop_since_each_is_offered_once():
    ask = choice("ask", option("warm", to="good"), option("why", 3, to="ask"), option("cold", 1, to="bad"))
    assert found(scene(ask)) == []


def test_a_loop_without_a_way_out():
    a, b = plain_order("a", next="b"), plain_order("b", next="a")
    told = found(scene(choice("greet", next="a"), a, b), "endless-loop")
    assert [message for _severity, _path, message in told] == [
        "From the step “a” no ending and no closing reply can be reached.",
        "From the step “b” no ending and no closing reply can be reached.",
        "One can go round for ever here: “a”, “b”.",
    ]


def test_a_loop_that_one_temper_is_caught_in_names_it():
    talk = choice("talk", option("warm", temper=-1), option("cold", 1, temper=1), next="stay")
    stay = plain_order("stay", next=[{"to": "stay", "when": {"temper": [2, 4]}}, {"to": "good"}])
    told = found(scene(talk, stay), "endless-loop")
    assert told[0][2] == (
        "From the step “stay” no ending and no closing reply can be reached when the temper of Mr. James is 2."
    )


# --- ways and lines that never come -----------------------------------------------------------------------------------
def test_a_way_below_one_that_is_always_taken():
    ways = [{"to": "good"}, {"to": "bad", "when": {"given": ["due"]}}]
    talk = choice("talk", option("warm", gives=["due"]), option("cold", 1, to="bad"), next=ways)
    told = found(scene(talk), "way-never-taken")
    assert [(severity, path) for severity, path, _message in told] == [("warning", ("steps", 0, "next", 1))]


def test_a_last_way_without_a_condition_may_be_spare():
    talk = choice("talk", next=[{"to": "good", "when": {"temper": [0, 4]}}, {"to": "good"}])
    assert found(scene(talk), "way-never-taken") == []


def heard(says, temper=1):
    talk = choice("talk", says=says, next="good")
    told = found(scene(talk, persona={"name": "Marcus James", "temper": temper}), "line-never-shows")
    return [path[-1] for _severity, path, _message in told]


@pytest.mark.parametrize(
    ("when", "never"),
    [
        ({"temper": [1, 1]}, []),
        ({"temper": [2, 4]}, [0]),
        ({"given": ["due"]}, [0]),
        ({"missing": ["due"]}, [1]),
        ({"chose": ["talk/warm"]}, [0]),
        ({"not_passed": ["right-handoff"]}, [0]),
    ],
)
def test_a_line_at_the_start(when, never):
    """At the start nothing has happened, so a condition there always holds or never does."""
    told = heard([{"text": "So?", "when": when}, {"text": "And?"}])
    assert told == ([0] if never == [0] else [1])


def test_a_line_below_one_that_is_always_said():
    assert heard([{"text": "So?"}, {"text": "And?", "when": {"temper": [1, 1]}}]) == [1]


def test_each_person_has_lines_of_their_own():
    says = [{"text": "So?"}, {"text": "Bus 31 here.", "who": "driver"}]
    talk = choice("talk", says=says, next="good")
    assert found(scene(talk, others=[{"key": "driver", "name": "Sam"}]), "line-never-shows") == []


def test_a_line_for_an_option_that_leads_elsewhere():
    greet = choice("greet", option("warm", to="then"), option("cold", 1, to="bad"))
    says = [{"text": "Cold, that was.", "when": {"chose": ["greet/cold"]}}, {"text": "And?"}]
    told = found(scene(greet, choice("then", next="good", says=says)), "line-never-shows")
    assert [path for _severity, path, _message in told] == [("steps", 1, "says", 0)]
    assert told[0][2] == "A line of “then” can never be heard: “Cold, that was.”"
