"""Waits and slots are plain sums."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outbox.timing import slot_key, slot_start, wait_after


@pytest.mark.parametrize("tries, seconds", [(1, 15), (2, 30), (3, 60), (10, 7680), (12, 21600), (10_000, 21600)])
def test_each_wait_is_twice_the_last_up_to_six_hours(tries, seconds):
    assert wait_after(tries) == timedelta(seconds=seconds)


def test_a_wait_before_the_first_try_is_an_error():
    with pytest.raises(ValueError, match="from 1"):
        wait_after(0)


@given(
    st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC)),
    st.integers(1, 1440),
)
def test_every_moment_lies_in_the_slot_it_is_given(now, minutes):
    start = slot_start(now, minutes)
    assert start <= now < start + timedelta(minutes=minutes)
    assert slot_start(start, minutes) == start


def test_the_key_of_a_slot_names_topic_and_minute():
    assert slot_key("sweep", datetime(2026, 8, 1, 7, 40, tzinfo=UTC)) == "every:sweep:2026-08-01T07:40Z"
