"""Two who need the same rows wait for each other and never crosswise: else PostgreSQL ends one with an error."""

import uuid

import pytest
from django.utils import timezone

from courses.actions import enroll, finish_lesson, hand_in_quiz, open_attempt, start
from courses.actions.editions import move_to_newest
from courses.models import Attempt, CoursePage, Enrollment, Evidence, LessonPage
from courses.release.actions import release_course
from people.actions import claim_invitation, grant_role, invite
from people.models import Role
from tests.courses.factories import Q1, choice, course_of, lesson_version, opened, quiz_version, started
from tests.courses.studio.factories import add_lesson, draft_course, item, outline, publish, set_outline
from tests.factories import ActivityVersionFactory, CourseEditionFactory, EditionItemFactory, PersonFactory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def newer(version):
    definition = {**version.definition, "title": "Corrected"}
    return ActivityVersionFactory(activity=version.activity, number=version.number + 1, definition=definition)


def stands_on_correction(enrollment, version):
    """The round goes on with a corrected version, while a try of the one before is still open in a tab."""
    edition = CourseEditionFactory(course=enrollment.course)
    enrollment.items.update(item=EditionItemFactory(edition=edition, version=version, accepts_from=version.number))
    Enrollment.objects.filter(pk=enrollment.pk).update(edition=edition)
    return enrollment.items.get()


@pytest.mark.parametrize("turn", [1, -1])
def test_a_quiz_is_handed_in_while_another_tab_opens_its_corrected_version(at_once, ana, turn):
    version = quiz_version([choice(Q1)])
    enrollment = started(ana, course_of(version))
    attempt = opened(enrollment)
    step = stands_on_correction(enrollment, newer(version))
    calls = [
        lambda: open_attempt(enrollment=enrollment, item=step, key=uuid.uuid4()),
        lambda: hand_in_quiz(attempt=attempt, answers={Q1: {"options": ["a"]}}, now=timezone.now()),
    ]
    at_once(*calls[::turn])
    attempt.refresh_from_db()
    assert attempt.state == Attempt.State.PASSED


def test_a_lesson_is_finished_while_its_correction_is_released(at_once, ana):
    version = lesson_version()
    enrollment = started(ana, course_of(version))
    attempt = opened(enrollment)
    edition = CourseEditionFactory(course=enrollment.course)
    EditionItemFactory(edition=edition, version=newer(version), change="correction")
    at_once(
        lambda: finish_lesson(attempt=attempt, now=timezone.now()),
        lambda: move_to_newest(edition=edition, change="correction", note="The bell rings three times."),
    )
    assert Evidence.objects.filter(activity=version.activity).count() == 1


def release(page, change=""):
    return release_course(course_page=CoursePage.objects.get(pk=page.pk), change=change, note="", actor=None)


def change(lesson, **fields):
    """Published anew, not released yet."""
    page = LessonPage.objects.get(pk=lesson.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    publish(page)


@pytest.fixture
def lesson():
    return add_lesson(draft_course())


@pytest.fixture
def first_edition(lesson):
    return release(set_outline(lesson.get_parent().specific, outline(item(lesson))))


@pytest.mark.parametrize("fields", [{}, {"slug": "hold-well-and-long"}], ids=["same address", "new address"])
def test_a_lesson_is_opened_while_a_change_of_it_is_released(at_once, lesson, first_edition, fields):
    rounds = [started(person, first_edition.course) for person in PersonFactory.create_batch(6)]
    change(lesson, minutes=7, **fields)
    at_once(
        lambda: release(lesson.get_parent(), change="cosmetic"),
        lambda: [opened(each) for each in rounds],
    )
    assert Attempt.objects.count() == 6
    assert set(Enrollment.objects.values_list("edition__number", flat=True)) == {2}


def test_a_course_is_started_while_a_change_of_it_is_released(at_once, lesson, first_edition):
    course, people = first_edition.course, PersonFactory.create_batch(6)
    rounds = [enroll(person=person, course=course, actor=person, source="self") for person in people]
    change(lesson, minutes=7)
    at_once(
        lambda: release(lesson.get_parent(), change="cosmetic"),
        lambda: [start(enrollment=each, now=timezone.now()) for each in rounds],
    )
    assert set(Enrollment.objects.values_list("edition__number", flat=True)) == {2}


def test_two_courses_that_share_lessons_are_released(at_once):
    first, second = draft_course("Phones"), draft_course("Desk")
    lessons = [add_lesson(first, "One"), add_lesson(first, "Two")]
    set_outline(first, outline(*map(item, lessons)))
    set_outline(second, outline(*map(item, reversed(lessons))))
    release(first), release(second)
    for each in lessons:
        change(each, minutes=7)
    editions = at_once(lambda: release(first, "cosmetic"), lambda: release(second, "cosmetic"))
    assert [edition.number for edition in editions] == [2, 2]


def test_a_code_is_used_while_a_new_one_is_made(at_once, walt):
    invitation, _code = invite(person=walt, kind="code", actor=None)
    now = timezone.now()
    claimed, _made = at_once(
        lambda: claim_invitation(invitation=invitation, password="three quiet green buses", now=now),
        lambda: invite(person=walt, kind="code", actor=None),
    )
    invitation.refresh_from_db()
    assert (claimed is None) == (invitation.used_at is None)


def test_two_officers_give_each_other_a_role(at_once, helen, lena, today):
    at_once(
        lambda: grant_role(person=helen, role=Role.MARKER, actor=lena, on=today),
        lambda: grant_role(person=lena, role=Role.MARKER, actor=helen, on=today),
    )
    assert helen.groups.filter(name="Markers").exists()
    assert lena.groups.filter(name="Markers").exists()
