"""Which reminder is owed when: dates in, no clock. And what keeps a letter back."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.reminding import LOOK_BACK, SPEAKS, Asked, Kind, Occasion, awake, free_from, occasions, owed
from compliance.status import STATUSES
from compliance.tokens import filled, stray_brace, unknown_tokens
from people.duty import Hours, next_duty

DAY = dt.timedelta(days=1)
FIRST = dt.date(2026, 1, 1)
DUE = dt.date(2026, 9, 30)
ZONE = ZoneInfo("America/New_York")


def asked(word="assigned", **changes):
    base = {"shown_on": dt.date(2026, 8, 3), "due_on": DUE, "overdue_from": DUE + DAY}
    return Asked(**{"word": word, **base, **changes})


def kind(occasion, days=0, **more):
    return Kind(occasion, more.pop("starts_on", FIRST), days, **more)


def day_of(found):
    return found and found.day


@pytest.mark.parametrize(
    ("template", "asks", "on", "day"),
    [
        (kind("assigned"), asked(), "2026-08-02", None),
        (kind("assigned"), asked(), "2026-08-03", "2026-08-03"),
        (kind("assigned"), asked(), "2026-08-08", "2026-08-03"),
        (kind("assigned"), asked(), "2026-08-09", None),
        (kind("due_soon", 7), asked(), "2026-09-22", None),
        (kind("due_soon", 7), asked(), "2026-09-23", "2026-09-23"),
        (kind("due_soon", 7), asked(shown_on=dt.date(2026, 9, 23)), "2026-09-23", None),
        (kind("due_today"), asked(), "2026-09-30", "2026-09-30"),
        (kind("due_today"), asked(), "2026-10-01", None),
        (kind("overdue", 1), asked("overdue"), "2026-10-01", "2026-10-01"),
        (kind("overdue", 3), asked("overdue"), "2026-10-02", None),
        (kind("overdue", 3), asked("overdue"), "2026-10-03", "2026-10-03"),
        (kind("overdue", 1, again=7, times=3), asked("overdue"), "2026-10-09", "2026-10-08"),
        (kind("overdue", 1, again=7, times=3), asked("overdue"), "2026-10-15", "2026-10-15"),
        (kind("overdue", 1, again=7, times=3), asked("overdue"), "2026-10-22", None),
        (kind("returned", 3), asked("returned", returned_on=dt.date(2026, 9, 1)), "2026-09-04", "2026-09-04"),
        (kind("expiring", 30), asked("completed", expires_on=dt.date(2027, 3, 1)), "2027-01-30", "2027-01-30"),
        (kind("answered"), asked(answered_on=((4, dt.date(2026, 9, 2)),)), "2026-09-02", "2026-09-02"),
        (kind("answered"), asked("closed", answered_on=((4, dt.date(2026, 9, 2)),)), "2026-09-02", None),
    ],
)  # fmt: skip
def test_an_occasion_falls_on_its_day(template, asks, on, day):
    assert day_of(owed(template, asks, dt.date.fromisoformat(on))) == (day and dt.date.fromisoformat(day))


def test_a_template_that_came_late_reaches_who_is_assigned_from_then_on():
    late = kind("due_soon", 7, starts_on=dt.date(2026, 9, 20))
    assert day_of(owed(late, asked(), dt.date(2026, 9, 24))) == dt.date(2026, 9, 23)


@pytest.mark.parametrize(
    ("template", "asks", "on", "day"),
    [
        (kind("due_soon", 7), asked(), "2026-09-26", "2026-09-23"),
        (kind("assigned"), asked(), "2026-09-26", "2026-08-03"),
        (kind("overdue", 3), asked("overdue"), "2026-11-20", "2026-10-03"),
        (kind("overdue", 1, again=7, times=3), asked("overdue"), "2026-11-20", "2026-10-15"),
        (kind("expiring", 60), asked("completed", expires_on=dt.date(2026, 12, 1)), "2026-11-20", "2026-10-02"),
        (kind("due_soon", 7), asked("completed"), "2026-09-26", None),
        (kind("due_today"), asked(), "2026-10-02", None),
        (kind("answered"), asked(answered_on=((4, dt.date(2026, 8, 20)),)), "2026-09-26", None),
    ],
)  # fmt: skip
def test_a_template_that_came_late_tells_the_last_occasion_before_it(template, asks, on, day):
    on = dt.date.fromisoformat(on)
    came = replace(template, starts_on=on)
    found = {day_of(owed(came, asks, on + n * DAY)) for n in range(LOOK_BACK)} - {None}
    assert found <= {day and dt.date.fromisoformat(day)}
    assert day_of(owed(came, asks, on)) == (day and dt.date.fromisoformat(day))


def test_a_template_that_came_long_ago_leaves_the_past_alone():
    came = kind("overdue", 3, starts_on=dt.date(2026, 11, 20))
    assert owed(came, asked("overdue"), dt.date(2026, 11, 20) + LOOK_BACK * DAY) is None


@pytest.mark.parametrize("word", ["awaiting_score", "on_hold", "waived", "closed", "completed", "assigned"])
def test_who_is_not_late_is_never_reminded_as_late(word):
    assert owed(kind("overdue", 1), asked(word), dt.date(2026, 10, 1)) is None


def test_a_due_date_that_moves_is_a_new_occasion():
    before, after = asked(), asked(due_on=DUE + 14 * DAY, overdue_from=DUE + 15 * DAY)
    assert list(occasions(kind("due_soon", 7), before)) != list(occasions(kind("due_soon", 7), after))


words = st.sampled_from(STATUSES)
kinds = st.builds(
    Kind, st.sampled_from(sorted(SPEAKS)), st.just(FIRST), st.integers(0, 30), st.integers(0, 10), st.integers(1, 5)
)
standings = st.builds(
    asked, words, returned_on=st.just(DUE - 9 * DAY), expires_on=st.just(DUE + 90 * DAY),
    shown_on=st.integers(0, 60).map(lambda n: dt.date(2026, 8, 1) + n * DAY),
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(kinds, standings, st.integers(-60, 120))
def test_what_is_owed_has_come_speaks_and_is_one_of_its_occasions(template, asks, ahead):
    on = DUE + ahead * DAY
    found = owed(template, asks, on)
    if found:
        assert on - LOOK_BACK * DAY < found.day <= on
        assert asks.word in SPEAKS[template.occasion]
        assert found in list(occasions(template, asks))


@settings(max_examples=60, deadline=None)
@given(kinds, standings)
def test_day_by_day_no_occasion_is_missed_and_each_is_one_key(template, asks):
    keys = {found.key for n in range(-90, 200) if (found := owed(template, asks, DUE + n * DAY))}
    assert len(keys) <= template.times
    assert keys <= {each.key for each in occasions(template, asks)}


def test_two_answers_on_one_day_are_two_occasions():
    assert Occasion(DUE, 1).key != Occasion(DUE, 2).key


# --- when a letter may arrive ---------------------------------------------------------------------------------------
def arrives(local, hours=None, *, paid=False):
    moment = dt.datetime.fromisoformat(local).replace(tzinfo=ZONE)
    found = next_duty(moment.astimezone(dt.UTC), awake(hours or Hours(), paid_time_only=paid), ZONE)
    return found.astimezone(ZONE).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("local", "paid", "expected"),
    [
        ("2026-08-03T09:00", True, "2026-08-03 09:00"),
        ("2026-08-03T16:00", True, "2026-08-04 07:00"),
        ("2026-08-03T16:00", False, "2026-08-03 16:00"),
        ("2026-08-03T20:30", False, "2026-08-04 07:00"),
        ("2026-08-07T20:30", False, "2026-08-10 07:00"),
        ("2026-03-06T21:00", False, "2026-03-09 07:00"),  # the clocks go forward on the 8th
        ("2026-10-30T21:00", True, "2026-11-02 07:00"),  # and back on 1 November
    ],
)
def test_letters_wait_for_duty(local, paid, expected):
    assert arrives(local, paid=paid) == expected


def test_no_letter_on_a_holiday():
    closed = Hours(holidays=frozenset({dt.date(2026, 9, 7)}))
    assert arrives("2026-09-07T10:00", closed) == "2026-09-08 07:00"


def test_a_night_shift_keeps_its_hours():
    nights = Hours(dt.time(22), dt.time(6))
    assert arrives("2026-08-03T12:00", nights) == "2026-08-03 22:00"


@settings(max_examples=80, deadline=None)
@given(st.lists(st.integers(0, 14 * 24), max_size=8), st.integers(1, 4))
def test_the_cap_is_kept_in_every_week(ago, cap):
    now = dt.datetime(2026, 9, 1, 13, tzinfo=dt.UTC)
    written = [now - dt.timedelta(hours=n) for n in ago]
    free = free_from(written, cap, now)
    assert free >= now
    assert len([at for at in written if at > free - 7 * DAY]) < cap


# --- words in braces ------------------------------------------------------------------------------------------------
def test_a_name_is_never_read_as_a_token():
    assert filled("{name}: {link}", {"name": "{link}", "link": "x"}) == "{link}: x"


@pytest.mark.parametrize(
    ("text", "unknown", "stray"),
    [("Hello {name}", [], False), ("{nmae} {due} {nmae}", ["nmae"], False), ("{name", [], True), ("{}", [""], False)],
)
def test_what_nothing_replaces_is_found(text, unknown, stray):
    assert (unknown_tokens(text, ("name", "due")), stray_brace(text)) == (unknown, stray)
