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


MEETING = {"text": "There is a meeting on October 14 at 6:30 p.m.", "accepted": ["October 14"]}
DAYS = {"text": "Once she has the form, she calls within 2 business days.", "accepted": ["2 business days"]}
LEASE = {"text": "The child is enrolled the same day.", "accepted": ["today", "start today"]}
NURSE = {"text": "Ms. Tran is the nurse.", "accepted": ["Tran"]}
ID = {"text": "Each person shows a photo ID.", "accepted": ["showing ID", "photo ID"]}


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [("It gets there at 7:40 p.m.", DUE), ("It comes at 7:40 in the evening.", DUE),
     ("I will call by 11 tonight.", CALL),
     ("Bus 141 is due at 7:40.", DUE), ("Noah's bus is due at 7:40.", DUE), ("It was due at 7:40.", DUE),
     ("The meeting last year was on October 14.", MEETING), ("October 14 is when the charter meets.", MEETING),
     ("She used to call within 2 business days.", DAYS), ("The bus left at 7:40.", DUE),
     ("Ms. Cole hears by 11:00, not you.", CALL)],
)  # fmt: skip
def test_another_half_of_the_day_thing_or_year_is_another_fact(sentence, fact):
    assert status(sentence, **fact) == "missing"


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [("The meeting on October 14 was canceled.", MEETING), ("It takes more than 2 business days.", DAYS),
     ("I will call you after 11:00.", CALL), ("Is it due at 7:40? No, at 8:40.", DUE),
     ("Ms. Tran is not our nurse any more.", NURSE), ("It comes at 8:40 instead of 7:40.", DUE)],
)  # fmt: skip
def test_what_is_called_off_or_goes_beyond_is_denied(sentence, fact):
    assert status(sentence, **fact) == "negated"


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [("You said 7:40, is that right?", DUE), ("If the driver had left on time, it would be 7:40.", DUE),
     ("If I get a free minute, I call you by 11:00.", CALL), ("If you had a lease they could start today.", LEASE),
     ("She may call by 11:00.", CALL), ("I wish they could start today.", LEASE), ("It comes at 7:40ish.", DUE)],
)  # fmt: skip
def test_what_depends_or_is_only_repeated_is_a_guess(sentence, fact):
    assert status(sentence, **fact) == "guessed"


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [("If you would rather wait, it is due at 7:40.", DUE), ("It was due at 7:05 and will now come at 7:40.", DUE),
     ("It is due at 7:40 in the morning.", DUE), ("Nobody gets past the door without showing ID.", ID),
     ("Don't forget October 14.", MEETING), ("You will hear no later than 11:00.", CALL),
     ("Dispatch told me 7:40.", DUE),
     ("She calls within 2 business days, and is done within ten.", DAYS),
     ("It was late, I know, but it is due at 7:40.", DUE)],
)  # fmt: skip
def test_what_only_looks_like_it_is_given(sentence, fact):
    assert status(sentence, **fact) == "found"


@pytest.mark.parametrize(
    "then",
    ["and she will not be late", "so she will not be late", "and that is not your fault", "but it is not your fault"],
)
def test_a_not_of_the_next_thought_denies_nothing(then):
    assert status(f"The bus is due at 7:40 {then}.", **DUE) == "found"
