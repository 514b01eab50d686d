"""Duty hours, as plain sums: when a reminder may go out, and how long a response clock ran."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from people.duty import Hours, NeverOnDuty, duty_day_after, duty_minutes, next_duty, on_duty

NY = ZoneInfo("America/New_York")
OFFICE = Hours()
NIGHT = Hours(dt.time(22), dt.time(6))


def at(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=NY)


@pytest.mark.parametrize(
    ("moment", "hours", "expected"),
    [
        ("2026-10-09 09:00", OFFICE, "2026-10-09 09:00"),  # a Friday morning
        ("2026-10-09 05:00", OFFICE, "2026-10-09 07:00"),
        ("2026-10-09 15:30", OFFICE, "2026-10-12 07:00"),  # the end is not on duty any more
        ("2026-10-10 09:00", OFFICE, "2026-10-12 07:00"),
        ("2026-10-09 16:00", Hours(holidays=frozenset({dt.date(2026, 10, 12)})), "2026-10-13 07:00"),
        ("2026-10-10 03:00", NIGHT, "2026-10-10 03:00"),  # Friday's night shift
        ("2026-10-11 03:00", NIGHT, "2026-10-12 22:00"),
    ],
)
def test_the_next_moment_on_duty(moment, hours, expected):
    assert next_duty(at(moment), hours, NY) == at(expected)


def test_the_zone_decides_what_morning_is():
    noon_in_london = dt.datetime(2026, 10, 9, 11, 30, tzinfo=dt.UTC)
    assert on_duty(noon_in_london, OFFICE, NY)
    assert not on_duty(noon_in_london, OFFICE, ZoneInfo("America/Los_Angeles"))


@pytest.mark.parametrize(
    ("since", "until", "minutes"),
    [
        ("2026-10-09 15:00", "2026-10-12 07:30", 60),
        ("2026-10-10 09:00", "2026-10-11 09:00", 0),
        ("2026-10-09 07:00", "2026-10-10 07:00", 510),
    ],
)
def test_a_response_clock_runs_on_duty_alone(since, until, minutes):
    assert duty_minutes(at(since), at(until), OFFICE, NY) == minutes


@pytest.mark.parametrize(
    ("night", "minutes"),
    [("2026-03-08", 420), ("2026-11-01", 540), ("2026-10-25", 480)],  # clocks go forward, back, neither
)
def test_a_night_shift_counts_the_hours_that_passed(night, minutes):
    before = dt.date.fromisoformat(night) - dt.timedelta(days=1)
    every_day = Hours(dt.time(22), dt.time(6), frozenset(range(1, 8)))
    start, end = at(f"{before} 22:00"), at(f"{night} 06:00")
    assert duty_minutes(start, end, every_day, NY) == minutes


def test_one_business_day_after_a_friday_before_a_holiday():
    hours = Hours(holidays=frozenset({dt.date(2026, 10, 12)}))
    assert duty_day_after(dt.date(2026, 10, 9), 1, hours) == dt.date(2026, 10, 13)


def test_a_calendar_without_days_is_said_so():
    with pytest.raises(NeverOnDuty):
        next_duty(at("2026-10-09 09:00"), Hours(weekdays=frozenset()), NY)


@settings(max_examples=60, deadline=None)
@given(
    st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2027, 1, 1)),
    st.sets(st.integers(1, 7), min_size=1),
    st.integers(0, 23),
    st.integers(0, 23),
)
def test_what_comes_next_is_on_duty_and_never_earlier(moment, weekdays, starts, ends):
    hours = Hours(dt.time(starts), dt.time(ends, 30), frozenset(weekdays))
    moment = moment.replace(tzinfo=dt.UTC)
    found = next_duty(moment, hours, NY)
    assert found >= moment
    assert on_duty(found, hours, NY)
    assert duty_minutes(moment, found, hours, NY) == 0
