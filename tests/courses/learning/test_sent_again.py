"""Rule book: sent twice is once; gone back, changed and sent again it is kept as well. Nothing written is lost."""

import uuid

import pytest

from courses.models import Enrollment, Evidence, ObservedCall, ObservedCallActivity, PriorClaim, Referral
from outbox.models import OutboxMessage
from tests.courses.factories import course_of, lesson_version

pytestmark = pytest.mark.django_db
GOOD = {"accurate": 3, "complete": 3, "courteous": 3, "empathy": 3}


def in_turn(client, address, first, second):
    """The first twice; then gone back, changed, and the second twice; then the first once more."""
    for given in (first, first, second, second, first):
        assert client.post(address, given).status_code == 302


def test_what_was_learned_elsewhere(as_person, ana, today):
    course, other = course_of(lesson_version()), course_of(lesson_version())
    given = {"key": str(uuid.uuid4()), "course": course.pk, "title": "First aid", "learned_on": str(today)}
    given["text"] = "I say who I am. " * 6
    in_turn(as_person(ana), "/courses/prior/", given, {**given, "course": other.pk, "title": "Negotiation"})
    assert sorted(PriorClaim.objects.values_list("title", "course")) == [
        ("First aid", course.pk), ("Negotiation", other.pk),
    ]  # fmt: skip
    assert OutboxMessage.objects.filter(topic="prior.asked").count() == 2


def test_an_observed_call(as_person, ana, bruno, today):
    ObservedCallActivity.objects.create(slug="real-call", title="A real call")
    given = {"client_key": str(uuid.uuid4()), "day": str(today), "note": "Keep the name.", **GOOD}
    changed = {**given, "note": "Say the day.", "courteous": 4}
    in_turn(as_person(bruno), "/courses/observed/100101/real-call/", given, changed)
    assert list(ObservedCall.objects.order_by("pk").values_list("note", "levels__courteous")) == [
        ("Keep the name.", 3), ("Say the day.", 4),
    ]  # fmt: skip
    assert Evidence.objects.count() == 2


def test_a_referral(as_person, ana, bruno):
    course, other = course_of(lesson_version()), course_of(lesson_version())
    given = {"client_key": str(uuid.uuid4()), "to": f"course:{course.slug}", "reason": "For the first day."}
    address = f"/courses/refer/{ana.username}/"
    in_turn(as_person(bruno), address, given, {**given, "to": f"course:{other.slug}"})
    assert list(Referral.objects.order_by("pk").values_list("course", flat=True)) == [course.pk, other.pk]
    assert Enrollment.objects.count() == 2


def test_a_key_that_is_somebody_elses_takes_nothing_from_either(as_person, ana, dario, today):
    course = course_of(lesson_version())
    given = {"key": str(uuid.uuid4()), "course": course.pk, "title": "First aid", "learned_on": str(today)}
    given["text"] = "I say who I am. " * 6
    for person in (ana, dario):
        as_person(person).post("/courses/prior/", given)
    assert list(PriorClaim.objects.order_by("pk").values_list("person", flat=True)) == [ana.pk, dario.pk]
