"""Helen's list: one line a person, counted in the unit of today's primary job, drawn from evidence."""

import csv
import datetime as dt
import io

import pytest
from django.utils import timezone

from courses.actions import enroll, enroll_many, hand_in
from people.models import Job
from tests.courses.factories import course_of, lesson_version, opened, started
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return course_of(lesson_version())


def finish(person, course):
    hand_in(attempt=opened(started(person, course)), now=timezone.now(), awaiting=False, passed=True)


def shown_counts(response):
    return [(str(line.unit), line.counts) for line in response.context["units"]]


def test_people_are_counted_by_unit_and_status(course, helen, ana, bruno, dario, as_person):
    enroll_many(people=[dario], course=course, actor=helen)
    started(ana, course)
    finish(bruno, course)

    counts = dict(shown_counts(as_person(helen).get("/progress/")))

    assert counts == {
        "Alder High School": {"not_started": 1, "in_progress": 0, "awaiting_score": 0, "completed": 0},
        "Cedar Middle School": {"not_started": 0, "in_progress": 1, "awaiting_score": 0, "completed": 1},
    }


def test_a_returned_reply_counts_as_under_way(course, helen, ana, as_person):
    attempt = opened(started(ana, course))
    attempt.state, attempt.handed_in_at = "returned", timezone.now()
    attempt.save()

    [(unit, counts)] = shown_counts(as_person(helen).get("/progress/"))

    assert (unit, counts["in_progress"]) == ("Cedar Middle School", 1)


def test_someone_without_a_job_today_stands_in_a_line_of_their_own(course, helen, as_person):
    enroll_many(people=[PersonFactory()], course=course, actor=helen)

    [(unit, counts)] = shown_counts(as_person(helen).get("/progress/"))

    assert (unit, counts["not_started"]) == ("None", 1)


def test_a_move_counts_in_the_new_unit_from_its_day(course, helen, ana, alder_high, as_person, today):
    enroll_many(people=[ana], course=course, actor=helen)
    old = ana.jobs.get()
    Job.objects.filter(pk=old.pk).update(ends_on=today)
    Job.objects.create(person=ana, unit=alder_high, family=old.family, starts_on=today)

    assert [unit for unit, _counts in shown_counts(as_person(helen).get("/progress/"))] == ["Alder High School"]


def test_the_list_can_be_narrowed_to_a_unit_and_a_status(course, helen, ana, bruno, dario, as_person):
    enroll_many(people=[dario, bruno], course=course, actor=helen)
    finish(ana, course)

    page = as_person(helen).get(f"/progress/?course={course.slug}&unit=cedar-middle&state=completed").context["page"]

    assert [line.person for line in page] == [ana]


def test_the_file_holds_the_same_lines_as_the_page(course, helen, ana, as_person, today):
    enroll_many(people=[ana], course=course, actor=helen)

    body = b"".join(as_person(helen).get(f"/progress/{course.slug}.csv").streaming_content).decode("utf-8-sig")

    [line] = csv.DictReader(io.StringIO(body))
    assert line == {
        "Employee number": "100101",
        "Last name": "Delgado",
        "First name": "Ana",
        "Unit": "Cedar Middle School",
        "Course": course.title,
        "Status": "Not started",
        "Since": timezone.localdate().isoformat(),
    }


def test_a_name_that_is_a_formula_stays_a_name_in_the_file(course, helen, as_person):
    enroll_many(people=[PersonFactory(last_name="=1+1")], course=course, actor=helen)

    body = b"".join(as_person(helen).get(f"/progress/{course.slug}.csv").streaming_content).decode("utf-8-sig")

    assert "'=1+1" in body


def test_an_unknown_unit_is_not_found(course, helen, ana, as_person):
    enroll_many(people=[ana], course=course, actor=helen)

    assert as_person(helen).get("/progress/?unit=no-such-unit").status_code == 404


def test_without_a_course_the_page_says_what_to_do_first(helen, as_person):
    assert "No course is released yet" in as_person(helen).get("/progress/").content.decode()


def test_clerks_and_leaders_may_not_open_it(ana, lena, client):
    statuses = []
    for person in (ana, lena):
        client.force_login(person)
        statuses.append(client.get("/progress/").status_code)

    assert statuses == [404, 404]


@pytest.mark.parametrize("people", [1, 3])
def test_it_costs_the_same_for_any_number_of_people(
    course, helen, cedar, front_office, people, as_person, django_assert_num_queries
):
    for _n in range(people):
        person = PersonFactory()
        Job.objects.create(person=person, unit=cedar, family=front_office, starts_on=dt.date(2024, 8, 1))
        enroll(person=person, course=course, actor=helen, source="hr")
    client = as_person(helen)
    client.get("/progress/")

    with django_assert_num_queries(9):
        client.get("/progress/")
