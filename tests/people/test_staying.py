"""Who stays after all has the jobs they would have had: nothing is lost, and nothing opens that ended by itself."""

import datetime as dt

import pytest

from people.actions import end_person, keep_person, move_person, take_back_move
from people.models import Ending, Job
from people.moving import Terms
from people.staying import jobs_that_go_on
from tests.factories import JobFactory

DAY = dt.timedelta(days=1)


def spans(person):
    return [(job.pk, job.unit.slug, job.starts_on, job.ends_on) for job in person.jobs.order_by("starts_on", "pk")]


def moved(person, unit, on):
    job = person.jobs.get(ends_on__isnull=True)
    names = ("family", "title", "level", "supervisor", "duty_calendar")
    return move_person(job=job, terms=Terms(unit=unit, **{name: getattr(job, name) for name in names}), on=on)


def test_a_move_to_come_stands_again(ana, alder_high, today):
    moved(ana, alder_high, today + 30 * DAY)
    before = spans(ana)
    end_person(person=ana, last_day=today + 10 * DAY)
    keep_person(person=ana)
    assert spans(ana) == before


def test_a_second_job_that_ended_that_day_by_itself_stays_ended(ana, alder_high, front_office, today):
    JobFactory(person=ana, unit=alder_high, family=front_office, primary=False, ends_on=today + 11 * DAY)
    before = spans(ana)
    end_person(person=ana, last_day=today + 10 * DAY)
    keep_person(person=ana)
    assert spans(ana) == before


def test_a_job_that_would_have_ended_later_ends_then(ana, alder_high, front_office, today):
    JobFactory(person=ana, unit=alder_high, family=front_office, primary=False, ends_on=today + 20 * DAY)
    before = spans(ana)
    end_person(person=ana, last_day=today + 10 * DAY)
    keep_person(person=ana)
    assert spans(ana) == before


def test_a_last_day_that_is_put_off_beyond_a_move_lets_the_move_stand(ana, alder_high, today):
    moved(ana, alder_high, today + 30 * DAY)
    end_person(person=ana, last_day=today + 10 * DAY)
    end_person(person=ana, last_day=today + 40 * DAY)
    assert [unit for _pk, unit, _from, _to in spans(ana)] == ["cedar-middle", "alder-high"]
    assert ana.jobs.order_by("starts_on").last().ends_on == today + 41 * DAY


def test_after_two_last_days_all_is_as_before_both(ana, alder_high, today):
    moved(ana, alder_high, today + 30 * DAY)
    before = spans(ana)
    for days in (10, 40, 10):
        end_person(person=ana, last_day=today + days * DAY)
    keep_person(person=ana)
    assert spans(ana) == before


def test_a_move_that_was_taken_back_between_two_last_days_stays_so(ana, alder_high, today):
    job = moved(ana, alder_high, today + 30 * DAY)
    end_person(person=ana, last_day=today + 10 * DAY)
    keep_person(person=ana)
    take_back_move(job=job)
    before = spans(ana)
    end_person(person=ana, last_day=today + 10 * DAY)
    keep_person(person=ana)
    assert spans(ana) == before


def test_a_last_day_from_before_this_was_kept_is_taken_back_as_ever(ana, today):
    end_person(person=ana, last_day=today + 10 * DAY)
    Ending.objects.all().delete()
    keep_person(person=ana)
    assert ana.jobs.get().ends_on is None


def test_of_two_main_jobs_that_would_be_open_the_newer_stays(ana, alder_high, front_office, today):
    end_person(person=ana, last_day=today + 10 * DAY)
    JobFactory(person=ana, unit=alder_high, family=front_office, starts_on=today + 11 * DAY)
    keep_person(person=ana)
    assert Job.objects.get(person=ana, ends_on__isnull=True).unit == alder_high


# --- the decision
CEDAR = {"id": 1, "unit_id": 1, "ends_on": None}
CUT = CEDAR | {"ends_on": "2026-09-16"}


@pytest.mark.parametrize(
    ("before", "after", "now", "rows"),
    [
        ({"1": CEDAR}, {"1": CUT}, {"1": CUT}, [CEDAR]),
        ({"1": CUT}, {"1": CUT}, {"1": CUT}, []),
        ({"1": CEDAR}, {}, {}, [CEDAR]),
        ({"1": CEDAR}, {"1": CUT}, {"1": CUT | {"unit_id": 2}}, [CEDAR | {"unit_id": 2}]),
        ({"1": CEDAR}, {"1": CUT}, {"1": CUT | {"ends_on": "2026-09-10"}}, []),
        ({"1": CEDAR}, {"1": CUT}, {}, []),
        ({}, {}, {"2": CUT | {"id": 2}}, [CEDAR | {"id": 2}]),
        ({}, {}, {"2": CEDAR | {"id": 2}}, []),
    ],
    ids=["cut short", "its own end", "dropped", "corrected since", "ended since", "gone since", "came since", "apart"],
)
def test_what_goes_on(before, after, now, rows):
    assert jobs_that_go_on(before, after, now, "2026-09-16") == rows
