"""Rule book: handing in, scores that come later, and the moment a course is done. Once, whatever is pressed twice."""

import datetime as dt
import uuid

import pytest
from django.db import transaction
from django.utils import timezone

from courses.actions import (
    discard_practice,
    finish_lesson,
    hand_in,
    hand_in_quiz,
    open_practice,
    record_result,
    return_for_revision,
    save_draft,
    settle_round,
    show_part,
)
from courses.models import Answer, Attempt, Draft, Enrollment, Evidence
from courses.refusals import Refused
from outbox.models import OutboxMessage
from tests.courses.factories import Q1, choice, course_of, lesson_version, opened, quiz_version, started

pytestmark = pytest.mark.django_db
LATER = dt.timedelta(days=2)


def now():
    return timezone.now()


def pass_(attempt, when=None):
    return hand_in(attempt=attempt, now=when or now(), awaiting=False, passed=True)


# --- handing in ------------------------------------------------------------------------------------------------------
def test_a_passed_try_leaves_evidence_under_its_key(ana):
    attempt = pass_(opened(started(ana, course_of(lesson_version(), lesson_version()))))
    row = Evidence.objects.get(key=f"attempt:{attempt.key}")
    assert (row.person, row.activity_id, row.version, row.occurred_at) == (
        ana,
        attempt.activity_id,
        attempt.version,
        attempt.handed_in_at,
    )


def test_handing_in_twice_is_handing_in_once(ana):
    attempt = opened(started(ana, course_of(lesson_version())))
    first = pass_(attempt)
    again = pass_(attempt, now() + LATER)
    assert (again.handed_in_at, Evidence.objects.filter(attempt=attempt).count()) == (first.handed_in_at, 1)


def test_a_second_tab_cannot_turn_a_pass_into_something_else(ana):
    attempt = opened(started(ana, course_of(lesson_version())))
    pass_(attempt)
    assert hand_in(attempt=attempt, now=now(), awaiting=False, passed=False).state == "passed"


def test_a_try_that_did_not_pass_leaves_no_evidence(ana):
    hand_in(attempt=opened(started(ana, course_of(lesson_version()))), now=now(), awaiting=False, passed=False)
    assert not Evidence.objects.exists()


def test_practice_leaves_no_evidence(ana):
    pass_(open_practice(person=ana, activity=lesson_version().activity, key=uuid.UUID(int=1)))
    assert not Evidence.objects.exists()


# --- scores that come later ------------------------------------------------------------------------------------------
def sent(ana, *versions):
    attempt = opened(started(ana, course_of(*(versions or [lesson_version()]))))
    return hand_in(attempt=attempt, now=now() + dt.timedelta(minutes=1), awaiting=True)


def test_what_waits_for_its_score_leaves_no_evidence_yet(ana):
    assert (sent(ana).state, Evidence.objects.count()) == ("awaiting", 0)


def test_scored_work_occurred_when_it_was_handed_in(ana, mei):
    attempt = sent(ana)
    record_result(attempt=attempt, passed=True, actor=mei, now=now() + LATER)
    row = Evidence.objects.get(attempt=attempt)
    assert (row.occurred_at, row.actor) == (attempt.handed_in_at, mei)


def test_a_course_occurred_when_its_last_work_was_handed_in_not_when_it_was_scored(ana, mei):
    attempt = sent(ana)
    record_result(attempt=attempt, passed=True, actor=mei, now=now() + LATER)
    assert Evidence.objects.get(course__isnull=False).occurred_at == attempt.handed_in_at


def test_work_and_course_are_on_record_from_the_moment_of_the_score(ana, mei):
    attempt, scored_at = sent(ana), now() + LATER
    record_result(attempt=attempt, passed=True, actor=mei, now=scored_at)
    assert {row.recorded_at for row in Evidence.objects.all()} == {scored_at}


def test_recording_a_result_twice_is_recording_it_once(ana, mei):
    attempt = sent(ana)
    record_result(attempt=attempt, passed=True, actor=mei, now=now())
    record_result(attempt=attempt, passed=False, actor=mei, now=now())
    attempt.refresh_from_db()
    assert (attempt.state, Evidence.objects.filter(attempt=attempt).count()) == ("passed", 1)


def test_a_score_that_does_not_pass_lets_the_learner_try_again(ana, mei):
    attempt = record_result(attempt=sent(ana), passed=False, actor=mei, now=now())
    assert opened(attempt.enrollment).pk != attempt.pk


def test_a_returned_try_is_the_one_that_opens_again(ana, mei):
    attempt = return_for_revision(attempt=sent(ana), actor=mei, now=now())
    assert opened(attempt.enrollment).pk == attempt.pk


def test_a_returned_try_can_be_handed_in_again(ana, mei):
    attempt = return_for_revision(attempt=sent(ana), actor=mei, now=now())
    again = hand_in(attempt=attempt, now=now() + LATER, awaiting=True)
    assert (again.state, again.handed_in_at > attempt.handed_in_at) == ("awaiting", True)


def test_only_what_waits_can_be_returned(ana, mei):
    attempt = pass_(opened(started(ana, course_of(lesson_version()))))
    assert return_for_revision(attempt=attempt, actor=mei, now=now()).state == "passed"


# --- the course is done ----------------------------------------------------------------------------------------------
def test_the_last_item_completes_the_course_and_promises_the_news_once(ana):
    enrollment = started(ana, course_of(lesson_version(), lesson_version()))
    pass_(opened(enrollment, 0))
    pass_(opened(enrollment, 1))
    message = OutboxMessage.objects.get(topic="course.completed")
    assert (message.key, message.payload) == (f"course.completed:{enrollment.pk}", {"enrollment_id": enrollment.pk})


def test_course_evidence_names_the_edition_and_the_round(ana):
    enrollment = started(ana, course_of(lesson_version()))
    pass_(opened(enrollment))
    row = Evidence.objects.get(key=f"course:{enrollment.pk}")
    assert (row.course, row.edition, row.enrollment) == (enrollment.course, enrollment.edition, enrollment)


def test_settling_again_changes_nothing(ana):
    enrollment = started(ana, course_of(lesson_version()))
    pass_(opened(enrollment))
    first = settle_round(enrollment=enrollment, now=now())
    again = settle_round(enrollment=enrollment, now=now() + LATER)
    assert again.completed_at == first.completed_at
    assert (
        Evidence.objects.filter(course__isnull=False).count()
        == OutboxMessage.objects.filter(topic="course.completed").count()
        == 1
    )


def test_a_retry_after_the_evidence_was_written_still_completes_the_course(ana):
    enrollment = started(ana, course_of(lesson_version()))
    pass_(opened(enrollment))
    Enrollment.objects.filter(pk=enrollment.pk).update(completed_at=None)
    assert settle_round(enrollment=enrollment, now=now()).completed_at
    assert Evidence.objects.filter(course__isnull=False).count() == 1


def test_when_the_promise_fails_nothing_of_the_hand_in_stays(ana, monkeypatch):
    attempt = opened(started(ana, course_of(lesson_version())))

    def broken(**kwargs):
        raise RuntimeError("the machine died")

    monkeypatch.setattr("courses.actions.settle.promise", broken)
    with pytest.raises(RuntimeError), transaction.atomic():
        pass_(attempt)
    attempt.refresh_from_db()
    assert (attempt.state, Evidence.objects.count()) == ("open", 0)


def test_a_lesson_that_stands_in_two_courses_counts_in_both(ana):
    shared = lesson_version()
    first, second = started(ana, course_of(shared)), started(ana, course_of(shared))
    pass_(opened(first))
    second.refresh_from_db()
    assert second.completed_at


def test_what_was_done_before_a_round_opened_and_is_told_later_does_not_complete_it(ana):
    shared = lesson_version()
    second = started(ana, course_of(shared))
    earlier = {"person": ana, "activity": shared.activity, "version": shared, "kind": "completed"}
    Evidence.objects.create(key="late", occurred_at=second.opened_at - dt.timedelta(days=1), **earlier)
    assert not settle_round(enrollment=second, now=now()).completed_at


def test_a_top_up_completes_without_course_evidence_or_news(ana):
    enrollment = started(ana, course_of(lesson_version()))
    Enrollment.objects.filter(pk=enrollment.pk).update(kind="top_up")
    pass_(opened(enrollment))
    enrollment.refresh_from_db()
    assert enrollment.completed_at
    assert not Evidence.objects.filter(course__isnull=False).exists()
    assert not OutboxMessage.objects.filter(topic="course.completed").exists()


# --- lessons ---------------------------------------------------------------------------------------------------------
def test_a_lesson_is_done_when_every_part_was_shown(ana):
    attempt = opened(started(ana, course_of(lesson_version(parts=3))))
    show_part(attempt=attempt, part=1)
    show_part(attempt=attempt, part=2)
    assert finish_lesson(attempt=attempt, now=now()).state == "passed"


def test_a_lesson_with_a_part_left_out_stays_open(ana):
    attempt = opened(started(ana, course_of(lesson_version(parts=3))))
    show_part(attempt=attempt, part=1)
    assert finish_lesson(attempt=attempt, now=now()).state == "open"


def test_a_part_that_does_not_exist_is_not_shown(ana):
    attempt = opened(started(ana, course_of(lesson_version(parts=2))))
    assert show_part(attempt=attempt, part=7).progress == {}


# --- quizzes ---------------------------------------------------------------------------------------------------------
def test_a_quiz_handed_in_twice_keeps_the_first_answers(ana):
    attempt = opened(started(ana, course_of(quiz_version([choice(Q1)]))))
    hand_in_quiz(attempt=attempt, answers={Q1: {"options": ["b"]}}, now=now())
    again, marked = hand_in_quiz(attempt=attempt, answers={Q1: {"options": ["a"]}}, now=now())
    assert (again.state, marked, Answer.objects.get().payload) == ("not_passed", None, {"options": ["b"]})


def test_handing_in_a_quiz_drops_the_draft_of_its_answers(ana):
    attempt = opened(started(ana, course_of(quiz_version([choice(Q1)]))))
    place = f"attempt:{attempt.key}:answers"
    save_draft(person=ana, place=place, text="{}", turn=1)
    hand_in_quiz(attempt=attempt, answers={Q1: {"options": ["a"]}}, now=now())
    assert not Draft.objects.filter(place=place).exists()


# --- practice is the learner's own -----------------------------------------------------------------------------------
def test_practice_goes_whole_with_its_drafts(ana):
    attempt = open_practice(person=ana, activity=lesson_version().activity, key=uuid.UUID(int=1))
    save_draft(person=ana, place=f"attempt:{attempt.key}:reply", text="my words", turn=1)
    discard_practice(attempt=attempt)
    assert (Attempt.objects.count(), Draft.objects.count()) == (0, 0)


def test_assessed_work_is_not_discarded(ana):
    with pytest.raises(Refused):
        discard_practice(attempt=opened(started(ana, course_of(lesson_version()))))
