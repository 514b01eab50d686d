"""What is done once for a whole office: an invitation is used once, a course released once."""

import uuid

import pytest
from django.utils import timezone

from certificates.actions import revoke
from certificates.models import CredentialEvent
from courses.models import Course, CourseEdition, CoursePage
from courses.release.actions import release_course
from courses.release.problems import ReleaseErrors
from people.actions import AlreadyHere, add_person, claim_invitation, invite
from people.models import Person
from tests.certificates.factories import issued
from tests.courses.studio.factories import published_course

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_a_printed_code_is_used_once_and_the_other_tab_is_told(press, walt):
    _invitation, code = invite(person=walt, kind="code", actor=None)
    words = [f"three quiet green buses {n}" for n in (1, 2)]
    forms = [
        {"employee_number": "100110", "code": code, "password1": password, "password2": password} for password in words
    ]
    answers = press(*[(None, "/welcome/", form) for form in forms])
    assert sorted(answer.status_code for answer in answers) == [200, 410]
    walt.refresh_from_db()
    winner = next(place for place, answer in enumerate(answers) if answer.status_code == 200)
    assert [walt.check_password(word) for word in words].index(True) == winner


def test_of_two_claims_one_sets_the_password(at_once, walt):
    invitation, _code = invite(person=walt, kind="code", actor=None)
    now = timezone.now()
    claims = at_once(
        *(lambda n=n: claim_invitation(invitation=invitation, password=f"password {n}", now=now) for n in range(3))
    )
    assert [person for person in claims if person] == [walt]


def test_one_course_released_twice_is_one_edition(at_once, tomas):
    page = published_course()

    def release():
        found = CoursePage.objects.get(pk=page.pk)
        try:
            return release_course(course_page=found, change="", note="", actor=tomas)
        except ReleaseErrors as errors:
            return [problem.message for problem in errors.problems]

    outcomes = at_once(release, release)
    assert CourseEdition.objects.count() == 1
    assert Course.objects.get().newest == CourseEdition.objects.get()
    told = [outcome for outcome in outcomes if isinstance(outcome, list)]
    assert told in ([], [["Someone else released this course a moment ago. Look at it and try again."]])


def test_a_certificate_revoked_by_two_officers_has_one_event(at_once, ana, helen, monkeypatch):
    monkeypatch.setattr("certificates.actions.draw", lambda claim: b"%PDF-1.7")
    credential = issued(ana)
    reason = f"Recorded for the wrong person {uuid.uuid4()}"
    at_once(*[lambda: revoke(credential=credential, reason=reason, actor=helen)] * 3)
    assert CredentialEvent.objects.count() == 1


def test_one_person_added_by_two_clicks_is_one_person_with_one_job(at_once, cedar, front_office):
    def add():
        try:
            return add_person(
                employee_number="100500",
                first_name="Nell",
                last_name="Shaw",
                unit=cedar,
                family=front_office,
                starts_on=timezone.localdate(),
            )
        except AlreadyHere as error:
            return error

    outcomes = at_once(add, add)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["AlreadyHere", "Person"]
    assert Person.objects.get(username="100500").jobs.count() == 1
