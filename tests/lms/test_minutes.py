"""Paid time: what is counted while someone learns, what is not, and the list for payroll."""

import csv
import datetime as dt
import io
import uuid
from itertools import pairwise

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from courses.actions import enroll, open_attempt, open_practice, start
from courses.actions.active import note_active
from courses.actions.sessions import attend, plan_session
from courses.active_time import CAP, credit, minutes, together
from courses.models import ActiveTime
from lms.minutes import HEADER, lines_of
from people.actions import change_profile, merge_people
from people.calendars import hours_by_person, paid_time_only
from people.models import DutyCalendar, Person
from people.pay_period import Period, period_of, recent_periods
from tests.factories import ActivityVersionFactory, CourseEditionFactory, lesson_definition

NOON = dt.datetime(2026, 10, 7, 16, tzinfo=dt.UTC)  # noon in New York
PERIOD = Period(dt.date(2026, 10, 5), dt.date(2026, 10, 18))


def later(seconds):
    return NOON + dt.timedelta(seconds=seconds)


# --- the sums --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("pause", "counted"), [(0, 0), (1, 1), (299, 299), (300, 300), (3600, 300), (-5, 0)])
def test_a_pause_counts_up_to_the_cap(pause, counted):
    assert credit(NOON, later(pause)) == counted


def test_the_first_deed_counts_nothing():
    assert credit(None, NOON) == 0


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 900), max_size=12))
def test_never_more_than_went_by_and_never_more_than_the_cap_each(pauses):
    at, total = NOON, 0
    for pause in pauses:
        total += credit(at, at + dt.timedelta(seconds=pause))
        at += dt.timedelta(seconds=pause)
    assert total <= min((at - NOON).total_seconds(), CAP.total_seconds() * len(pauses))


@pytest.mark.parametrize(
    ("spans", "counted"),
    [([], 0), ([(0, 60)], 60), ([(0, 60), (0, 60)], 60), ([(0, 60), (30, 90)], 90), ([(0, 90), (30, 60)], 90),
     ([(60, 90), (0, 30)], 60)],
)  # fmt: skip
def test_two_sessions_at_one_time_are_one_time(spans, counted):
    assert together([(later(60 * start), later(60 * end)) for start, end in spans]) == counted


@pytest.mark.parametrize(
    ("day", "first"),
    [
        ("2026-10-05", "2026-10-05"),
        ("2026-10-18", "2026-10-05"),
        ("2026-10-19", "2026-10-19"),
        ("2026-10-04", "2026-09-21"),
    ],
)
def test_a_pay_period_runs_forward_and_back_from_its_first_day(day, first):
    found = period_of(dt.date.fromisoformat(day), dt.date(2026, 10, 5), 14)
    assert (found.first.isoformat(), (found.last - found.first).days) == (first, 13)


def test_recent_periods_touch_without_a_gap():
    periods = recent_periods(dt.date(2026, 10, 7), dt.date(2026, 10, 5), 14, 3)
    assert [(later.first - earlier.last).days for later, earlier in pairwise(periods)] == [1, 1]


# --- what is counted -------------------------------------------------------------------------------------------------
def trying(person, n=1):
    """An open try of each of n lessons of one course."""
    versions = [ActivityVersionFactory(definition=lesson_definition(parts=3)) for _n in range(n)]
    edition = CourseEditionFactory(items=versions)
    round_ = start(enrollment=enroll(person=person, course=edition.course, actor=None, source="hr"), now=timezone.now())
    return [open_attempt(enrollment=round_, item=item, key=uuid.uuid4()) for item in round_.items.order_by("order")]


def counted(person):
    return sum(ActiveTime.objects.filter(person=person).values_list("seconds", flat=True))


def test_deeds_add_the_time_between_them(ana):
    [attempt] = trying(ana)
    for at in (0, 60, 200, 2000):
        note_active(person=ana, attempt_key=attempt.key, now=later(at))
    assert counted(ana) == 60 + 140 + 300


def test_two_tabs_do_not_count_one_minute_twice(ana):
    first, second = trying(ana, 2)
    for at in range(0, 240, 60):
        note_active(person=ana, attempt_key=first.key, now=later(at))
        note_active(person=ana, attempt_key=second.key, now=later(at + 30))
    assert counted(ana) == 210


def test_practice_is_not_counted(ana):
    version = ActivityVersionFactory()
    attempt = open_practice(person=ana, activity=version.activity, key=uuid.uuid4())
    for at in (0, 60):
        note_active(person=ana, attempt_key=attempt.key, now=later(at))
    assert not ActiveTime.objects.exists()


def test_anothers_try_is_not_counted(ana, dario):
    [attempt] = trying(ana)
    note_active(person=dario, attempt_key=attempt.key, now=NOON)
    assert not ActiveTime.objects.exists()


def test_looking_counts_nothing_and_pressing_does(as_person, ana):
    [attempt] = trying(ana)
    client, address = as_person(ana), f"/courses/lessons/{attempt.key}/"
    client.get(address)
    assert not ActiveTime.objects.exists()
    client.post(address, {"part": "1"})
    ActiveTime.objects.update(last_at=timezone.now() - dt.timedelta(seconds=90))
    client.post("/courses/drafts/", {"place": f"attempt:{attempt.key}:reflection", "text": "I see.", "turn": "1"})
    assert 90 <= counted(ana) <= 95


def test_a_refused_press_counts_nothing(as_person, ana, dario):
    [attempt] = trying(ana)
    assert as_person(dario).post(f"/courses/lessons/{attempt.key}/", {"part": "1"}).status_code == 404
    assert not ActiveTime.objects.exists()


# --- the list for payroll --------------------------------------------------------------------------------------------
def spent(person, minutes, day=PERIOD.first):
    activity = ActivityVersionFactory().activity
    ActiveTime.objects.create(person=person, activity=activity, day=day, seconds=minutes * 60, last_at=NOON)


def shown(**more):
    return [(line.person.first_name, line.active, line.sessions, line.total) for line in lines_of(PERIOD, **more)]


def test_a_period_has_its_own_days_alone(ana):
    spent(ana, 10, PERIOD.first)
    spent(ana, 5, PERIOD.last)
    spent(ana, 7, PERIOD.first - dt.timedelta(days=1))
    spent(ana, 7, PERIOD.last + dt.timedelta(days=1))
    assert shown() == [("Ana", 15, 0, 15)]


def test_sessions_are_added_and_those_taken_back_are_not(ana, tomas):
    session = plan_session(
        activity=None, title="Radio", place="Depot", starts_at=NOON, ends_at=NOON + dt.timedelta(minutes=45),
        capacity=None, facilitator=tomas, actor=tomas,
    )  # fmt: skip
    attend(session=session, person=ana, actor=tomas, now=NOON + dt.timedelta(minutes=40))
    spent(ana, 10)
    assert shown() == [("Ana", 10, 45, 55)]


def test_merged_records_are_one_line(ana, dario):
    spent(ana, 10)
    spent(dario, 5)
    merge_people(keeper=ana, other=Person.objects.get(pk=dario.pk), reason="Twice.", actor=None)
    assert shown() == [("Ana", 15, 0, 15)]


def test_paid_time_only_is_a_filter(ana, walt):
    walt.jobs.update(duty_calendar=DutyCalendar.objects.create(name="Drivers", paid_time_only=True))
    spent(ana, 10)
    spent(walt, 5)
    assert shown(paid_time_only=True) == [("Walt", 5, 0, 5)]


def test_a_job_on_a_merged_record_keeps_its_unit_and_its_paid_hours(ana, walt):
    walt.jobs.update(duty_calendar=DutyCalendar.objects.create(name="Drivers", paid_time_only=True))
    ana.jobs.all().delete()
    spent(ana, 10)
    merge_people(keeper=ana, other=Person.objects.get(pk=walt.pk), reason="Twice.", actor=None)
    [line] = lines_of(PERIOD, paid_time_only=True)
    assert (line.person, line.job.person_id) == (ana, walt.pk)
    on = PERIOD.last
    assert (paid_time_only(ana, on), hours_by_person([ana.pk], on)[ana.pk][1]) == (True, True)


def test_minutes_are_rounded_to_the_nearest():
    assert [minutes(seconds) for seconds in (0, 29, 30, 89, 90)] == [0, 0, 1, 1, 2]


@pytest.fixture
def payroll(helen, walt):
    change_profile(actor=helen, pay_starts_on=PERIOD.first, pay_days=14)
    spent(walt, 5)
    Person.objects.filter(pk=walt.pk).update(last_name="=Jensen")
    return helen


def test_helen_takes_the_file_as_csv(as_person, payroll):
    answer = as_person(payroll).get("/minutes/file.csv?from=2026-10-09")
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert rows[0] == list(HEADER)
    assert rows[1] == [
        "100110", "'=Jensen", "Walt", "Transportation", "Bus driver", "no", "2026-10-05", "2026-10-18",
        "5", "0", "5", "0",
    ]  # fmt: skip


def test_the_workbook_says_the_same(as_person, payroll):
    answer = as_person(payroll).get("/minutes/file.xlsx?from=2026-10-09")
    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert rows[1][:3] == ("100110", "'=Jensen", "Walt")
    assert rows[1][8:] == (5, 0, 5, 0)


@pytest.mark.parametrize("address", ["/minutes/?from=soon", "/minutes/?from=0001-01-01", "/minutes/?from=9999-12-31"])
def test_an_odd_day_shows_todays_period(as_person, payroll, address, today):
    period = as_person(payroll).get(address).context["period"]
    assert period.first <= today <= period.last


def test_an_unknown_kind_of_file_is_not_there(as_person, payroll):
    assert as_person(payroll).get("/minutes/file.exe").status_code == 404


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_costs_the_same_for_any_number(as_person, payroll, ana, dario, django_assert_num_queries, people):
    for person in (ana, dario)[: people - 1]:
        spent(person, 5)
    client = as_person(payroll)
    with django_assert_num_queries(11):
        assert len(client.get("/minutes/?from=2026-10-09").context["page"].object_list) == people


def test_ana_sees_her_own_sum(as_person, ana, today):
    spent(ana, 12, today)
    assert "12 minutes of learning were counted" in as_person(ana).get("/courses/record/").content.decode()
