"""Feedback does not say in one place that all is there and in another that something is open."""

import pytest
from django.template.loader import render_to_string

from scenarios.feedback import read_feedback
from scenarios.scoring import Task, score
from scenarios.script import Made
from tests.scenarios.factories import scenario_definition


def left_out(sentence):
    """What is said of the good sample of a conversation, but for one sentence."""
    definition = scenario_definition("s02-first-day-bus.yaml")
    whole = next(row["text"] for row in definition["anchors"] if row["name"] == "strong")
    assert sentence == "" or sentence in whole
    text = whole.replace(sentence, "")
    result = score(text, Task.from_definition(definition, "reply").without_samples()).as_dict()
    return read_feedback(Made(1, "reply", "reply", {"text": text}, result), definition)


OF_THE_CALLS = "You called twice and no one picked up, with a seven-year-old at the curb wondering if we forgot her."


def test_the_highest_level_with_a_fact_not_found_does_not_say_that_every_fact_is_right():
    rows = {row["name"]: row for row in left_out(OF_THE_CALLS).standing.rows}
    told = [(rows[name]["level"], rows[name]["text"], rows[name]["still_open"]) for name in ("accurate", "complete")]
    assert told == [
        (4, "", "Not found: fact 6. You may have said it in other words."),
        (
            4,
            "",
            "Not found: an answer to “Did anybody see that I tried to reach you before this?” "
            "You may have given it in other words.",
        ),
    ]


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("", "The facts were right. The answer was whole."),
        (OF_THE_CALLS, "What you said was right. The answer was nearly whole."),
    ],
)
def test_the_first_sentence_agrees_with_what_is_open(sentence, lead):
    assert left_out(sentence).lead == lead


def test_the_highest_level_with_nothing_open_keeps_its_descriptor():
    row = next(row for row in left_out("").standing.rows if row["name"] == "accurate")
    assert (row["level"], row["text"] != "", row["still_open"]) == (4, True, "")


def test_the_page_says_either_that_something_is_open_or_that_nothing_is_higher():
    rows = left_out(OF_THE_CALLS).standing.rows[:2]
    page = render_to_string("scenarios/parts/ladder.html", {"rows": rows})
    assert (page.count("<dt>Still open</dt>"), "This is the highest level." in page) == (2, False)
