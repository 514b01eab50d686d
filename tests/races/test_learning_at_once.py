"""A double click has one effect, and nobody sees an error page for it."""

import uuid

import pytest
from django.utils import timezone

from courses.actions import enroll, hand_in
from courses.models import Answer, Attempt, Enrollment, EnrollmentItem, Evidence
from outbox.models import OutboxMessage
from tests.courses.factories import Q1, choice, course_of, lesson_version, opened, quiz_version, started
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def statuses(answers):
    return [answer.status_code for answer in answers]


def test_joining_twice_is_one_round(press, ana):
    course = course_of(lesson_version())
    answers = press(*[(ana, f"/courses/{course.slug}/join/", {})] * 3)
    assert statuses(answers) == [200, 200, 200]
    assert Enrollment.objects.filter(person=ana, course=course).count() == 1


def test_two_officers_who_enroll_one_person_make_one_round(at_once, ana, helen, bruno):
    course = course_of(lesson_version())
    rounds = at_once(*(lambda by=by: enroll(person=ana, course=course, actor=by, source="hr") for by in (helen, bruno)))
    assert rounds[0].pk == rounds[1].pk
    assert Enrollment.objects.count() == 1


@pytest.mark.parametrize("turn", [1, -1])
def test_someone_who_joins_while_all_are_enrolled_has_one_round(press, ana, helen, turn):
    course = course_of(lesson_version())
    people = [ana, *PersonFactory.create_batch(9)]
    numbers = ",".join(str(person.pk) for person in people)
    forms = [(helen, "/courses/enroll/", {"do": "confirm", "course": course.slug, "people": numbers})]
    forms += [(person, f"/courses/{course.slug}/join/", {}) for person in people[:3]]
    answers = press(*forms[::turn])
    assert statuses(answers) == [200] * 4
    assert sorted(course.enrollments.open().values_list("person", flat=True)) == [person.pk for person in people]


def test_starting_twice_writes_one_path(press, ana):
    course = course_of(lesson_version(), lesson_version())
    enroll(person=ana, course=course, actor=ana, source="self")
    answers = press(*[(ana, f"/courses/{course.slug}/start/", {})] * 3)
    assert statuses(answers) == [200, 200, 200]
    assert EnrollmentItem.objects.count() == 2


def test_opening_an_item_in_two_tabs_is_one_try(press, ana):
    enrollment = started(ana, course_of(quiz_version()))
    path = f"/courses/rounds/{enrollment.pk}/items/{enrollment.items.get().pk}/"
    answers = press(*[(ana, path, {"client_key": uuid.uuid4()}) for _ in range(3)])
    assert statuses(answers) == [200, 200, 200]
    assert Attempt.objects.count() == 1


def test_a_quiz_handed_in_twice_counts_once(press, ana):
    attempt = opened(started(ana, course_of(quiz_version([choice(Q1)]))))
    answers = press(*[(ana, f"/courses/quizzes/{attempt.key}/", {f"q-{Q1}": "a", "do": "hand-in"})] * 3)
    assert statuses(answers) == [200, 200, 200]
    attempt.refresh_from_db()
    assert attempt.state == Attempt.State.PASSED
    assert Answer.objects.count() == 1
    assert Evidence.objects.filter(attempt=attempt).count() == 1
    assert OutboxMessage.objects.filter(topic="course.completed").count() == 1


def test_the_last_two_items_finished_at_once_complete_the_course_once(at_once, ana):
    enrollment = started(ana, course_of(lesson_version(), lesson_version()))
    tries = [opened(enrollment, place) for place in (0, 1)]
    now = timezone.now()
    at_once(*(lambda one=one: hand_in(attempt=one, now=now, awaiting=False, passed=True) for one in tries))
    enrollment.refresh_from_db()
    assert enrollment.completed_at
    assert Evidence.objects.filter(course=enrollment.course).count() == 1
    assert OutboxMessage.objects.filter(topic="course.completed").count() == 1
