"""What is read first, and what it costs."""

import datetime as dt

import pytest

from scenarios.fair.forecast import GUESS_MINUTES, forecast
from scenarios.fair.urgency import CLOSE, GATE, RETURNED, rank
from scenarios.saying import hours

NOON = dt.datetime(2026, 10, 5, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def test_age_decides_between_equals_and_risk_gives_a_head_start():
    plain, older = rank(NOON, "first"), rank(NOON - DAY, "first")
    assert older < plain
    assert rank(NOON, "first", [GATE]) < older < rank(NOON, "first", []) < rank(NOON + DAY, "first", [])


def test_nothing_waits_for_ever():
    assert rank(NOON - 5 * DAY, "first") < rank(NOON, "dispute", [GATE, CLOSE, RETURNED])


def test_head_starts_do_not_add_up():
    assert rank(NOON, "first", [GATE, CLOSE, RETURNED]) == rank(NOON, "first", [RETURNED])


@pytest.mark.parametrize("slot", ["dispute", "adjudication", "second"])
def test_who_waits_for_a_second_look_comes_before_who_was_handed_in_with_them(slot):
    assert rank(NOON, slot) < rank(NOON, "first")


def test_hours_are_what_waits_and_what_comes_times_the_median():
    told = forecast(seconds=[240, 250, 300, 310, 5000], waiting=14, arrived=42, weeks=4, again=12, firsts=40)
    assert (told.minutes, told.measured, told.arriving, told.again_percent, told.weekly) == (5, 5, 11, 30, 15)
    assert told.total == 14 * 5 + 15 * 5


def test_too_few_measured_are_a_guess_that_says_so():
    told = forecast(seconds=[60, 60], waiting=3, arrived=0, weeks=4, again=0, firsts=0)
    assert (told.minutes, told.measured, told.total) == (GUESS_MINUTES, 0, 18)


@pytest.mark.parametrize(("minutes", "words"), [(0, "0 min"), (59, "59 min"), (60, "1 h"), (160, "2 h 40 min")])
def test_hours_in_words(minutes, words):
    assert hours(minutes) == words
