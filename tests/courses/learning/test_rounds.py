"""Rule book: joining a course, starting it, opening a try. Each of them once, however often it is pressed."""

import datetime as dt
import sys
import uuid

import pytest
from django.utils import timezone

from courses.actions import attempts as opening
from courses.actions import enroll, enroll_many, hand_in, open_attempt, open_practice, start
from courses.actions.editions import move_to_newest
from courses.models import Attempt, Enrollment
from courses.refusals import Refused
from tests.courses.factories import (
    Q1,
    Q2,
    choice,
    course_of,
    lesson_version,
    opened,
    quiz_definition,
    quiz_version,
    started,
)
from tests.factories import ActivityVersionFactory, CourseEditionFactory, CourseFactory, EditionItemFactory, JobFactory

pytestmark = pytest.mark.django_db


def join(person, course):
    return enroll(person=person, course=course, actor=person, source="self")


# --- joining ---------------------------------------------------------------------------------------------------------
def test_joining_twice_is_one_round(ana):
    course = course_of(lesson_version())
    assert join(ana, course).pk == join(ana, course).pk


def test_when_the_other_tab_is_a_moment_quicker_its_round_is_the_one(ana, monkeypatch):
    course = course_of(lesson_version())

    def the_other_tab_had_the_lock(_pk):
        Enrollment.objects.create(person=ana, course=course, round=1, opened_at=timezone.now())

    monkeypatch.setattr(sys.modules["courses.actions.enroll"], "lock_course", the_other_tab_had_the_lock)
    assert join(ana, course) == Enrollment.objects.get()


def test_two_people_have_a_round_each(ana, dario):
    course = course_of(lesson_version())
    assert join(ana, course).pk != join(dario, course).pk


def test_after_a_finished_round_joining_opens_the_next(ana):
    course = course_of(lesson_version())
    Enrollment.objects.filter(pk=join(ana, course).pk).update(completed_at=timezone.now())
    assert join(ana, course).round == 2


def test_a_course_that_was_never_released_cannot_be_joined(ana):
    with pytest.raises(Refused):
        join(ana, CourseFactory())


def test_a_round_under_a_merged_record_is_the_keepers_round(ana, dario):
    course = course_of(lesson_version())
    earlier = join(dario, course)
    dario.merged_into = ana
    dario.save()
    assert join(ana, course).pk == earlier.pk


def test_hr_enrolls_those_who_are_not_on_the_course(ana, dario, helen):
    course = course_of(lesson_version())
    join(ana, course)
    assert enroll_many(people=[ana, dario, dario], course=course, actor=helen) == (1, 1)
    assert Enrollment.objects.get(person=dario).enrolled_by == helen


def test_hr_enrolling_the_same_list_twice_changes_nothing(ana, dario, helen):
    course = course_of(lesson_version())
    enroll_many(people=[ana, dario], course=course, actor=helen)
    assert enroll_many(people=[ana, dario], course=course, actor=helen) == (0, 2)
    assert Enrollment.objects.count() == 2


def test_hr_does_not_enroll_someone_anew_who_has_done_the_course(ana, helen):
    course = course_of(lesson_version())
    Enrollment.objects.filter(pk=join(ana, course).pk).update(completed_at=timezone.now())
    assert enroll_many(people=[ana], course=course, actor=helen) == (0, 1)


def test_someone_whose_round_was_closed_can_be_enrolled_again(ana, helen):
    course = course_of(lesson_version())
    Enrollment.objects.filter(pk=join(ana, course).pk).update(closed_at=timezone.now())
    enroll_many(people=[ana], course=course, actor=helen)
    assert list(Enrollment.objects.order_by("round").values_list("round", flat=True)) == [1, 2]


# --- starting --------------------------------------------------------------------------------------------------------
def test_start_pins_the_newest_edition(ana):
    course = course_of(lesson_version())
    newer = CourseEditionFactory(course=course)
    EditionItemFactory(edition=newer, version=lesson_version())
    assert started(ana, course).edition == newer


def test_start_writes_the_path_with_its_reasons(walt):
    rows = {1: {"fit": {"job_families": ["transportation"]}}, 2: {"fit": {"job_families": ["front-office"]}}}
    enrollment = started(walt, course_of(lesson_version(), lesson_version(), lesson_version(), rows=rows))
    assert [item.reason for item in enrollment.items.all()] == [
        {"code": "everyone", "names": [], "n": 0},
        {"code": "job_family", "names": ["Transportation"], "n": 0},
    ]


def test_a_second_job_adds_its_items_to_the_path(ana, transportation, depot):
    JobFactory(person=ana, unit=depot, family=transportation, primary=False)
    rows = {0: {"fit": {"settings": ["depot"]}}, 1: {"fit": {"settings": ["secondary"]}}}
    enrollment = started(ana, course_of(lesson_version(), lesson_version(), rows=rows))
    assert [item.reason["code"] for item in enrollment.items.all()] == ["setting", "setting"]


def test_starting_twice_leaves_one_path_and_the_first_time(ana):
    enrollment = started(ana, course_of(lesson_version()))
    again = start(enrollment=enrollment, now=timezone.now() + dt.timedelta(days=1))
    assert (again.started_at, again.items.count()) == (enrollment.started_at, 1)


def test_a_started_round_stays_on_its_edition_when_a_newer_one_is_released(ana):
    course = course_of(lesson_version())
    enrollment = started(ana, course)
    CourseEditionFactory(course=course)
    assert start(enrollment=enrollment, now=timezone.now()).edition == enrollment.edition


def test_a_course_with_nothing_for_someones_job_cannot_be_started(ana):
    rows = {0: {"fit": {"job_families": ["transportation"]}}}
    with pytest.raises(Refused):
        started(ana, course_of(lesson_version(), rows=rows))


# --- opening a try ---------------------------------------------------------------------------------------------------
def test_the_same_key_opens_one_try(ana):
    enrollment, key = started(ana, course_of(lesson_version())), uuid.uuid4()
    assert opened(enrollment, key=key).pk == opened(enrollment, key=key).pk


def test_a_second_tab_with_another_key_finds_the_open_try(ana):
    enrollment = started(ana, course_of(lesson_version()))
    assert opened(enrollment).pk == opened(enrollment).pk


def test_a_try_plays_the_version_of_the_pinned_edition(ana):
    version = lesson_version()
    enrollment = started(ana, course_of(version))
    assert opened(enrollment).version == version


def test_nothing_opens_before_start(ana):
    course = course_of(lesson_version())
    enrollment = started(ana, course)
    item = enrollment.items.get()
    Enrollment.objects.filter(pk=enrollment.pk).update(started_at=None)
    with pytest.raises(Refused):
        open_attempt(enrollment=enrollment, item=item, key=uuid.uuid4())


def test_nothing_new_opens_while_a_reply_waits_for_its_score(ana):
    enrollment = started(ana, course_of(lesson_version()))
    Attempt.objects.filter(pk=opened(enrollment).pk).update(state="awaiting", handed_in_at=timezone.now())
    with pytest.raises(Refused):
        opened(enrollment)


def test_a_key_that_is_anothers_is_not_used(ana, dario):
    course, key = course_of(lesson_version()), uuid.uuid4()
    opened(started(ana, course), key=key)
    attempt = opened(started(dario, course), key=key)
    assert (attempt.person, attempt.key != key) == (dario, True)


def test_a_quiz_keeps_the_questions_it_drew(ana):
    pool = [choice(str(uuid.uuid4())) for _ in range(6)]
    attempt = opened(started(ana, course_of(quiz_version(pool, draw=[{"outcome": "E1", "count": 2}]))))
    assert len(attempt.questions) == 2


def test_the_next_try_at_a_quiz_draws_fresh_questions(ana):
    pool = [choice(str(uuid.uuid4())) for _ in range(4)]
    enrollment = started(ana, course_of(quiz_version(pool, draw=[{"outcome": "E1", "count": 2}])))
    first = opened(enrollment)
    Attempt.objects.filter(pk=first.pk).update(state="not_passed", handed_in_at=timezone.now())
    assert not set(first.questions) & set(opened(enrollment).questions)


def test_after_an_urgent_correction_an_open_quiz_begins_anew_on_the_corrected_version(ana):
    old = quiz_version([choice(Q1)], number=1)
    enrollment = started(ana, course_of(old))
    attempt = opened(enrollment)
    corrected = next_version(old, definition=quiz_definition([choice(Q2)]))
    edition = CourseEditionFactory(course=enrollment.course)
    EditionItemFactory(edition=edition, order=1, version=corrected, change="correction", accepts_from=corrected.number)
    move_to_newest(edition=edition, change="correction", note="A wrong number was put right.")
    again = opened(enrollment)
    assert (again.pk, again.version, again.questions) == (attempt.pk, corrected, [Q2])


def test_a_quiz_handed_in_from_another_tab_meanwhile_keeps_the_version_that_was_answered(ana, monkeypatch):
    old = quiz_version([choice(Q1)], number=1)
    enrollment = started(ana, course_of(old))
    attempt = opened(enrollment)
    corrected = next_version(old, definition=quiz_definition([choice(Q2)]))
    edition = CourseEditionFactory(course=enrollment.course)
    EditionItemFactory(edition=edition, order=1, version=corrected, change="correction", accepts_from=corrected.number)
    move_to_newest(edition=edition, change="correction", note="A wrong number was put right.")

    def drawn_while_the_other_tab_hands_in(*args):
        hand_in(attempt=attempt, now=timezone.now(), awaiting=False, passed=False)
        return [Q2]

    monkeypatch.setattr(opening, "_questions", drawn_while_the_other_tab_hands_in)
    again = open_attempt(enrollment=enrollment, item=enrollment.items.get(), key=uuid.uuid4())
    assert (again.state, again.version, again.questions) == ("not_passed", old, [Q1])


def test_after_a_cosmetic_change_an_open_quiz_goes_on_as_it_is(ana):
    old = quiz_version([choice(Q1)], number=1)
    enrollment = started(ana, course_of(old))
    opened(enrollment)
    edition = CourseEditionFactory(course=enrollment.course)
    EditionItemFactory(edition=edition, order=1, version=next_version(old), change="cosmetic", accepts_from=1)
    move_to_newest(edition=edition, change="cosmetic", note="")
    assert opened(enrollment).version == old


def next_version(version, definition=None):
    return ActivityVersionFactory(
        activity=version.activity, number=version.number + 1, definition=definition or version.definition
    )


# --- practice --------------------------------------------------------------------------------------------------------
def test_practice_plays_the_newest_version(ana):
    version = lesson_version(number=1)
    newest = next_version(version)
    assert open_practice(person=ana, activity=version.activity, key=uuid.uuid4()).version == newest


def test_practice_with_the_same_key_is_one_try(ana):
    activity, key = lesson_version().activity, uuid.uuid4()
    first = open_practice(person=ana, activity=activity, key=key)
    assert open_practice(person=ana, activity=activity, key=key).pk == first.pk


def test_practice_belongs_to_no_round(ana):
    assert open_practice(person=ana, activity=lesson_version().activity, key=uuid.uuid4()).enrollment is None
