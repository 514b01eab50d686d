"""A sentence is compared with the fact sheet slot by slot; what does not fit is not sure, and a person looks."""

import pytest

from .test_meant import DUE, status

CARE = {"text": "Before-care opens at 6:45 a.m.", "accepted": ["6:45"]}
COST = {"text": "Before-care is $38 a week.", "accepted": ["$38"]}
PHONE = {"text": "A parent can pick up a phone from 3:15 to 4:00 the same day.", "accepted": ["3:15"]}
CALL = {"text": "Ms. Fenn in the nutrition office calls by noon, 555-0177.", "accepted": ["Ms. Fenn", "noon"]}
LIST = {"text": "The office is at the end of the hall, on the left.", "accepted": ["end of the hall"]}


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        ("Her bus leaves at 3:15.", PHONE),
        ("The dispatcher starts work at 7:40.", DUE),
        ("The kindergarten bus comes at 7:40.", DUE),
        ("Oak Street's bus gets in at 7:40.", DUE),
        ("The parents on route 9 hear by noon.", CALL),
        ("For staff it is $38 a week.", COST),
        ("My bank's fraud line is open until noon.", CALL),
        ("School lets out at 3:15.", PHONE),
    ],
)
def test_another_subject_is_not_sure(sentence, fact):
    assert status(sentence, **fact) == "guessed"


@pytest.mark.parametrize(
    "sentence",
    [
        "The driver gets to you at 7:40.",
        "The new time is 7:40.",
        "Your bus will be there at 7:40.",
        "It's here at 7:40.",
    ],
)
def test_a_plain_way_to_name_it_is_sure(sentence):
    assert status(sentence, **DUE) == "found"


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        ("You can have it at 3:15 tomorrow.", PHONE),
        ("On Saturday at 3:15 you can have it.", PHONE),
        ("You get it until 3:15.", PHONE),
        ("Before-care closes at 6:45.", CARE),
        ("It comes after 7:40.", DUE),
        ("It is $38 each day.", COST),
        ("It is $38 every two weeks.", COST),
        ("It is on the right at the end of the hall.", LIST),
        ("Ms. Fenn would like to hear from you, 555-1077.", CALL),
    ],
)
def test_another_day_side_rate_or_number_is_not_sure(sentence, fact):
    assert status(sentence, **fact) == "guessed"


@pytest.mark.parametrize("sentence", ["It missed the 7:40.", "7:40 is out."])
def test_what_a_verb_undoes_is_not_sure(sentence):
    assert status(sentence, **DUE) == "guessed"


@pytest.mark.parametrize("sentence", ["So is it at 7:40?", "It is 7:40, right?", "Who said 7:40?", "7:40?"])
def test_what_is_asked_is_not_told(sentence):
    assert status(sentence, **DUE) == "guessed"


@pytest.mark.parametrize("sentence", ["Can you come out at 7:40?", "How about 7:40?", "Could you be there by 7:40?"])
def test_what_is_offered_is_told(sentence):
    assert status(sentence, **DUE) == "found"


RAY = {"text": "Ray Ferris, heating lead, ext. 4620, owns this ticket from now on.", "accepted": ["Ray", "4620"]}


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        ("555-0177 is the number of the uniform shop.", CALL | {"accepted": ["555-0177"]}),
        ("4620 is the gym, for the raffle.", RAY),
        ("Ray Ferris was at Birch for the gym lights.", RAY),
        ("Ms. Fenn has a dentist appointment.", CALL),
        ("Mr. Crane's travel money is $38.", COST),
        ("At 7:40 a delivery man signed in.", DUE),
    ],
)
def test_what_no_text_of_the_scenario_knows_is_not_sure(sentence, fact):
    assert status(sentence, **fact) == "guessed"


@pytest.mark.parametrize("sentence", ["Ray Ferris does not have it.", "Ray will not look at it.", "Ray may take it."])
def test_someone_who_does_not_or_only_may_is_not_sure(sentence):
    assert status(sentence, **RAY) == "guessed"


def test_someone_with_the_work_of_the_sheet_is_sure():
    assert status("Ray Ferris is the heating lead, and he owns it now.", **RAY) == "found"


@pytest.mark.parametrize("sentence", ["It is roughly $38 a week.", "It is about $38 a week."])
def test_what_the_sheet_rounds_may_be_rounded(sentence):
    assert status(sentence, text="Before-care is about $38 a week.", accepted=["$38"]) == "found"
    assert status(sentence, **COST) == "guessed"


def test_a_form_on_a_day_that_would_work_is_told():
    assert status("Would 7:40 work for you?", **DUE) == "found"
