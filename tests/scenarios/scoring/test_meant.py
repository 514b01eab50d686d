"""Who and which day a fact is said of, what is guessed, and what is denied together with a deadline."""

import pytest

from scenarios.scoring import score

from .factories import bus_task


def status(sentence: str, **fact) -> str:
    row = {"key": "f", "text": "", "required": True, "accepted": [], "contradicts": [], "missing": ""} | fact
    found = score(f"Mr. James, this is about your call. {sentence}", bus_task(facts=[row], asks=[])).facts[0]
    return "guessed" if found.hedged else found.status


DUE = {"text": "Bus 114 is due at 7:40.", "accepted": ["7:40"]}
CALL = {"text": "Parents get a call back by 11:00 a.m.", "accepted": ["11:00"]}
TALK = {"text": "The conference is on Wednesday at 4 p.m.", "accepted": ["4 p.m."]}
FEVER = {"text": "He may come back when he has had no fever for 24 hours.", "accepted": ["24 hours"]}


@pytest.mark.parametrize(
    "sentence",
    ["Another bus comes at 7:40.", "My son's bus comes at 7:40.", "Yesterday it came at 7:40.",
     "The other third grader was picked up at 7:40.", "Your neighbor was told 7:40."],
)  # fmt: skip
def test_what_is_said_of_others_is_not_given(sentence):
    assert status(sentence, **DUE) == "missing"


@pytest.mark.parametrize(
    "sentence",
    ["Yesterday it was late, but today your bus is due at 7:40.", "Like the other families, you get it at 7:40.",
     "It won't come before 7:40."],
)  # fmt: skip
def test_what_leads_back_to_the_person_is_given(sentence):
    assert status(sentence, **DUE) == "found"


@pytest.mark.parametrize("sentence", ["I can't call you before 11:00.", "You will not hear from me until 11:00."])
def test_a_deadline_that_is_denied_is_negated(sentence):
    assert status(sentence, **CALL) == "negated"


def test_another_day_of_the_week_is_another_fact():
    assert status("It is on Friday at 4 p.m.", **TALK) == "missing"
    assert status("It is on Wednesday at 4 p.m.", **TALK) == "found"


def test_what_the_sheet_itself_denies_is_no_denial():
    assert status("He needs to have no fever for 24 hours.", **FEVER) == "found"
    assert status("He need not stay home 24 hours.", **FEVER) == "negated"


@pytest.mark.parametrize(
    "sentence",
    ["It may have been 7:40.", "It is 7:40, if I remember right.", "My best guess is 7:40.", "Could it be 7:40?"],
)
def test_a_guess_is_a_guess(sentence):
    assert status(sentence, **DUE) == "guessed"


def test_you_are_not_too_late_does_not_say_that_it_is_too_late():
    fact = {"text": "Entries close March 1.", "accepted": ["March 1"], "contradicts": ["too late"]}
    assert status("You are not too late, entries close March 1.", **fact) == "found"
