"""Rule book: one person's list of courses, one course's list of people, and one's own record."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.actions import enroll, hand_in, record_result
from courses.completion import State
from courses.models import Enrollment, Evidence
from courses.progress import Row, course_progress, learning_list
from tests.courses.factories import course_of, lesson_version, opened, quiz_version, started
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def join(person, course):
    return enroll(person=person, course=course, actor=person, source="self")


def finish(enrollment, position=0, **kwargs):
    attempt = opened(enrollment, position)
    return hand_in(
        attempt=attempt, now=timezone.now(), awaiting=kwargs.pop("awaiting", False), passed=kwargs.pop("passed", True)
    )


def only(person):
    [row] = learning_list(person, dt.date.today())
    return row


# --- my list ---------------------------------------------------------------------------------------------------------
def test_someone_on_no_course_has_an_empty_list(ana):
    assert learning_list(ana, dt.date.today()) == []


def test_a_course_not_started_tells_its_path_for_my_job(ana):
    rows = {1: {"fit": {"job_families": ["transportation"]}}}
    join(ana, course_of(lesson_version(), lesson_version(), rows=rows))
    row = only(ana)
    assert (row.state, row.done, row.total, row.minutes_left, row.next.post) == (State.NOT_STARTED, 0, 1, 6, False)


def test_a_course_under_way_tells_the_next_item(ana):
    enrollment = started(ana, course_of(lesson_version(), lesson_version()))
    finish(enrollment)
    row = only(ana)
    second = enrollment.items.order_by("order")[1].item
    assert (row.state, row.done, row.total, row.minutes_left) == (State.IN_PROGRESS, 1, 2, 6)
    assert (row.next.title, row.next.minutes, row.next.position, row.next.post) == (second.version.title, 6, 2, True)
    assert row.next.url == reverse("courses:open_item", args=[enrollment.pk, second.pk])


def test_the_next_item_tells_its_goal(ana):
    started(ana, course_of(lesson_version()))
    assert only(ana).next.summary == "After this lesson you can put a caller on hold with care."


def test_a_course_that_waits_for_a_score_has_no_next_item(ana):
    finish(started(ana, course_of(lesson_version())), awaiting=True)
    row = only(ana)
    assert (row.state, row.next) == (State.AWAITING_SCORE, None)


def test_a_finished_course_tells_the_day_it_occurred(ana, mei):
    attempt = finish(started(ana, course_of(lesson_version())), awaiting=True)
    record_result(attempt=attempt, passed=True, actor=mei, now=timezone.now() + dt.timedelta(days=3))
    row = only(ana)
    assert (row.state, row.completed_on) == (State.COMPLETED, timezone.localdate(attempt.handed_in_at))


def test_a_second_round_takes_the_place_of_the_first(ana):
    enrollment = started(ana, course_of(lesson_version()))
    finish(enrollment)
    join(ana, enrollment.course)
    assert only(ana).state == State.NOT_STARTED


def test_a_closed_round_is_not_listed(ana):
    Enrollment.objects.filter(pk=join(ana, course_of(lesson_version())).pk).update(closed_at=timezone.now())
    assert learning_list(ana, dt.date.today()) == []


def test_what_can_be_done_now_comes_before_what_waits_and_what_is_done(ana):
    finish(started(ana, course_of(lesson_version())))
    finish(started(ana, course_of(lesson_version())), awaiting=True)
    join(ana, course_of(lesson_version()))
    started(ana, course_of(lesson_version()))
    states = [row.state for row in learning_list(ana, dt.date.today())]
    assert states == [State.IN_PROGRESS, State.NOT_STARTED, State.AWAITING_SCORE, State.COMPLETED]


def test_anothers_courses_are_not_on_my_list(ana, dario):
    finish(started(dario, course_of(lesson_version())))
    assert learning_list(ana, dt.date.today()) == []


def test_the_courses_of_a_merged_record_are_on_the_keepers_list(ana, dario):
    enrollment = started(ana, course_of(lesson_version(), lesson_version()))
    finish(enrollment)
    ana.merged_into = dario
    ana.save()
    assert only(dario).done == 1


@pytest.mark.parametrize("courses", [1, 30])
def test_the_list_costs_seven_queries_for_any_number_of_courses(ana, django_assert_max_num_queries, courses):
    for n in range(courses):
        if n % 3 == 0:
            started(ana, course_of(lesson_version(), quiz_version()))
        elif n % 3 == 1:
            join(ana, course_of(lesson_version()))
        else:
            finish(started(ana, course_of(lesson_version())))
    with django_assert_max_num_queries(7):
        assert len(learning_list(ana, dt.date.today())) == courses


# --- a course's people -----------------------------------------------------------------------------------------------
def test_each_state_has_its_since(ana, bruno, dario, walt):
    course = course_of(lesson_version(), lesson_version())
    not_started = join(ana, course)
    under_way = started(bruno, course)
    waiting = started(dario, course)
    finish(waiting, 0)
    sent = finish(waiting, 1, awaiting=True)
    done = started(walt, course)
    finish(done, 0)
    last = finish(done, 1)
    assert {row.person_id: row for row in course_progress(course)} == {
        ana.pk: Row(ana.pk, State.NOT_STARTED, not_started.opened_at),
        bruno.pk: Row(bruno.pk, State.IN_PROGRESS, under_way.started_at),
        dario.pk: Row(dario.pk, State.AWAITING_SCORE, sent.handed_in_at),
        walt.pk: Row(walt.pk, State.COMPLETED, last.handed_in_at),
    }


def test_done_once_is_done_though_a_new_round_is_open(ana):
    enrollment = started(ana, course_of(lesson_version()))
    finish(enrollment)
    join(ana, enrollment.course)
    assert [row.state for row in course_progress(enrollment.course)] == [State.COMPLETED]


def test_a_completion_that_was_voided_is_none(ana, helen):
    enrollment = started(ana, course_of(lesson_version()))
    finish(enrollment)
    row = Evidence.objects.get(course=enrollment.course)
    Evidence.objects.create(
        key="void:1",
        person=ana,
        course=row.course,
        kind=row.kind,
        occurred_at=row.occurred_at,
        actor=helen,
        voids=row,
        reason="Wrong person.",
    )
    assert [row.state for row in course_progress(enrollment.course)] == [State.IN_PROGRESS]


def test_a_person_with_two_records_is_one_line(ana, dario):
    course = course_of(lesson_version())
    join(ana, course)
    join(dario, course)
    ana.merged_into = dario
    ana.save()
    assert [row.person_id for row in course_progress(course)] == [dario.pk]


@pytest.mark.parametrize("people", [1, 30])
def test_progress_costs_the_same_for_any_number_of_people(django_assert_max_num_queries, people):
    course = course_of(lesson_version(), lesson_version())
    for n in range(people):
        enrollment = started(PersonFactory(), course)
        finish(enrollment, awaiting=n % 2 == 1)
    with django_assert_max_num_queries(7):
        assert len(course_progress(course)) == people


# --- my record -------------------------------------------------------------------------------------------------------
def record(client):
    return client.get(reverse("courses:record")).content.decode()


def test_the_record_lists_finished_courses_and_steps(ana, as_person):
    attempt = finish(started(ana, course_of(lesson_version())))
    text = record(as_person(ana))
    assert attempt.enrollment.course.title in text
    assert attempt.version.title in text


def test_the_record_is_ones_own(ana, dario, as_person):
    attempt = finish(started(ana, course_of(lesson_version())))
    assert attempt.version.title not in record(as_person(dario))


def test_an_empty_record_says_what_to_do(ana, as_person):
    assert "See all courses" in record(as_person(ana))


@pytest.mark.parametrize("courses", [1, 3])
def test_the_record_costs_the_same_for_any_number_of_courses(ana, as_person, django_assert_max_num_queries, courses):
    for _ in range(courses):
        finish(started(ana, course_of(lesson_version())))
    client = as_person(ana)
    record(client)
    with django_assert_max_num_queries(5):
        record(client)
