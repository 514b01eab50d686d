"""Times, dates, sums and numbers: what counts as the same."""

import pytest

from scenarios.scoring.forms import find
from scenarios.scoring.reading import read


def same(form: str, reply: str) -> bool:
    return bool(find(read(reply), form))


@pytest.mark.parametrize(
    "said",
    ["7:40", "7.40 a.m.", "7:40am", "7:40 AM", "twenty to eight", "20 to eight", "20 minutes to 8", "seven forty",
     "twenty till eight", "07:40", "\uff17:\uff14\uff10"],
)  # fmt: skip
def test_a_time_is_the_same_however_it_is_said(said):
    assert same("7:40", f"The bus is due at {said}.")


@pytest.mark.parametrize("said", ["7:50", "twenty past eight", "17:40 is", "7:4", "740", "twenty to nine"])
def test_another_time_is_another_time(said):
    assert not same("7:40 a.m.", f"The bus is due at {said} today.")


@pytest.mark.parametrize("said", ["by 11", "by 11:00", "by eleven", "by 11 a.m.", "by eleven o'clock", "at 11am"])
def test_a_full_hour_needs_no_zeros(said):
    assert same("11:00", f"I will call you {said}.")


def test_morning_and_evening_are_told_apart():
    assert not same("6 pm", "The meeting is at 6 a.m.")
    assert same("6 pm", "The meeting is at 18:00.")


def test_a_range_of_days_is_no_time_of_day():
    assert not same("9:55", "It takes five to ten days.")


@pytest.mark.parametrize(
    "said", ["$412", "412 dollars", "$412.00", "four hundred twelve dollars", "four hundred and twelve dollars"]
)
def test_a_sum_is_the_same_however_it_is_said(said):
    assert same("$412", f"The difference is {said}, as you say.")


def test_a_bare_number_is_no_sum():
    assert not same("$412", "Room 412 is free.")


@pytest.mark.parametrize("said", ["$86 million", "86 million dollars", "$86 M", "$86,000,000"])
def test_millions_are_read(said):
    assert same("$86 million", f"The bond is {said} in all.")


@pytest.mark.parametrize(
    "said",
    [
        "555-0142",
        "555 0142",
        "555.0142",
        "(555) 0142",
        "five five five, oh one four two",
        "(803) 555-0142",
        "803-555-0142",
        "5550142",
    ],
)
def test_a_phone_number_is_the_same_however_it_is_set(said):
    assert same("555-0142", f"Call {said} at any time.")


def test_one_wrong_digit_is_another_number():
    assert not same("555-0142", "Call 555-0143 at any time.")


@pytest.mark.parametrize("said", ["October 14", "Oct. 14", "14 Oct", "October 14th", "the 14th of October", "10/14"])
def test_a_date_is_the_same_however_it_is_set(said):
    assert same("October 14", f"The meeting is on {said}, here.")


@pytest.mark.parametrize("said", ["the 28th", "the twenty-eighth", "October 28"])
def test_an_ordinal_is_found_as_a_word_and_in_a_date(said):
    assert same("28th", f"You will be paid on {said}.")


@pytest.mark.parametrize("said", ["Thursday at 6 pm", "6 p.m. on Thursday", "Thu 6:00 pm", "Thursday, 6 pm"])
def test_a_day_and_its_hour_may_come_in_any_order(said):
    assert same("Thursday at 6 pm", f"The family meeting is {said}.")


@pytest.mark.parametrize("said", ["35 minutes", "thirty-five minutes", "35 min", "thirty five minutes"])
def test_number_words_are_numbers(said):
    assert same("35 minutes", f"It is {said} late.")


def test_may_is_a_verb_unless_a_day_stands_beside_it():
    assert not same("May 1", "You may one day see it.")
    assert same("May 12", "The board voted on 12 May.")


@pytest.mark.parametrize("text", ["9" * 5000, "$" + "9" * 5000, "99/99", "0:00", "24:59", "$,", "seven " * 50])
def test_odd_numbers_are_read_without_an_error(text):
    assert read(text).source == text
