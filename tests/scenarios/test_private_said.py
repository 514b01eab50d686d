"""What may be private in a reply: marked with why; what the scenario gave may be said."""

from itertools import pairwise
from pathlib import Path

import pytest

from scenarios.private_said import ADDRESS, BIRTH, CHILD, EMAIL, LONG, PHONE, SSN, WHY, private_said, with_private
from scenarios.scoring import Task, score
from tests.read_once import content
from tests.scenarios.factories import SENT_WORDS, scenario_definition

SCENARIO = scenario_definition()
CONTENT = Path(__file__).resolve().parents[2] / "content"
SHELF = CONTENT / "practice-conversations"


def stem(path):
    return path.stem


def kinds(text, definition=SCENARIO):
    return [(said.kind, said.text) for said in private_said(text, definition)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Call his mother at 555-0188.", [(PHONE, "555-0188")]),
        ("Call (312) 555-0188 today.", [(PHONE, "(312) 555-0188")]),
        ("Is her number still 123-45-6789?", [(SSN, "123-45-6789")]),
        ("Is her number still 123456789?", [(SSN, "123456789")]),
        ("Her student number is 4410283.", [(LONG, "4410283")]),
        ("Write to jo.lee@home.example today.", [(EMAIL, "jo.lee@home.example")]),
        ("You live at 12 Oak Street, right?", [(ADDRESS, "12 Oak Street")]),
        ("She was born on 3/4/2018, yes?", [(BIRTH, "3/4/2018")]),
        ("Another student, Jayden, was on it.", [(CHILD, "Jayden")]),
        ("A boy named Jayden was first.", [(CHILD, "Jayden")]),
        ("Jayden's mother called, too.", [(CHILD, "Jayden")]),
        ("Jayden, another child, got off.", [(CHILD, "Jayden")]),
        ("Today Jayden was absent.", [(CHILD, "Jayden")]),
    ],
)
def test_what_may_be_private_is_found(text, found):
    assert kinds(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Is your number still 555-0119? Mine is 555-0127.",  # from the situation
        "Text BUS to 55501.",  # from the sheet
        "Bus 114 is due at 7:40, 35 minutes late.",
        "I will tell her teacher, Ms. Ortega.",
        "Denise in dispatch will call you. Ask for Nadia.",
        "You may drive your daughter to school. Linden Elementary opens at 7.",
        "We have 1,200 students and $412.50 to spend.",
        "It is 10 either way. The boy is safe.",
    ],
)
def test_what_may_be_said_is_left_alone(text):
    assert kinds(text) == []


def test_what_the_scenario_forbids_or_shows_as_a_bad_sample_is_not_given_by_it():
    gates = [{"key": "g", "kind": "protected_data", "text": "", "phrases": ["Jayden"]}]
    anchors = [{"name": "weak", "text": "Call Jayden's mother at 555-0188."}]
    scenario = scenario_definition(gates=gates, anchors=anchors)
    assert kinds("Jayden's mother is at 555-0188.", scenario) == [(CHILD, "Jayden"), (PHONE, "555-0188")]


@pytest.mark.parametrize("path", [*sorted(CONTENT.glob("*/scenarios/*.yaml")), *sorted(SHELF.glob("*.yaml"))], ids=stem)
def test_good_samples_of_every_conversation_say_nothing_private(path):
    scenario = content()[path]
    samples = [row for row in scenario.get("anchors") or () if row["name"] in ("strong", "middling")]
    assert {row["name"]: kinds(row["text"], scenario) for row in samples if kinds(row["text"], scenario)} == {}


@pytest.mark.parametrize("text", ["", "\n", "A", "🚌 é שלום", "'", "Jayden's", "12", "son", "a" * 12_000, "5-" * 6_000])
def test_any_text_is_looked_at(text):
    assert private_said(text, {}) is not None


# --- among the other marks ------------------------------------------------------------------------
def looked_at(text, definition=SCENARIO):
    return with_private(score(text, Task.from_definition(definition, "reply")).as_dict(), text, definition)


PRIVATE = SENT_WORDS + " Another student, Jayden, was on it, too. His mother is at 555-0188."


def test_a_private_stretch_is_marked_with_why():
    result = looked_at(PRIVATE)
    marks = [mark for mark in result["marks"] if mark["key"] == "private:child"]
    assert [(PRIVATE[m["start"] : m["end"]], m["letter"], m["note"]) for m in marks] == [("Jayden", "L", WHY[CHILD])]
    assert [said["kind"] for said in result["private"]] == [CHILD, PHONE]


def test_marks_do_not_touch_and_their_labels_count_up():
    marks = looked_at(PRIVATE)["marks"]
    assert all(one["end"] <= other["start"] for one, other in pairwise(marks))
    again = [mark["label"] for mark in marks if mark["letter"] == "L"]
    assert list(dict.fromkeys(again)) == [f"L{n}" for n in range(1, len(set(again)) + 1)]


def test_taking_it_out_is_the_one_thing_to_change():
    assert looked_at(PRIVATE)["change_one"]["sentence"].startswith("“Jayden”: ")


def test_a_broken_gate_comes_first():
    result = looked_at(PRIVATE + " I guarantee it.")
    assert result["change_one"]["key"] == "nothing-forbidden"


def test_the_gate_about_private_data_is_then_for_a_person():
    status = {gate["key"]: gate["status"] for gate in looked_at(PRIVATE)["gates"]}
    assert (status["no-protected-data"], status["nothing-forbidden"]) == ("person", "passed")


def test_a_reply_without_anything_private_stays_as_it_was():
    before = score(SENT_WORDS, Task.from_definition(SCENARIO, "reply")).as_dict()
    assert looked_at(SENT_WORDS) == {**before, "private": []}
