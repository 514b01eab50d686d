"""Rule book: what was shown stays as it was written, whoever asks the database."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from courses.actions import hand_in_quiz, open_practice
from courses.models import Answer, Attempt, Evidence
from safe.triggers import install
from tests.courses.factories import Q1, choice, course_of, opened, quiz_version, started

pytestmark = pytest.mark.django_db


@pytest.fixture
def handed_in(ana):
    install(connection, "courses")
    attempt = opened(started(ana, course_of(quiz_version([choice(Q1)]))))
    hand_in_quiz(attempt=attempt, answers={Q1: {"options": ["a"]}}, now=timezone.now())
    return attempt


def refused(deed):
    with pytest.raises(IntegrityError), transaction.atomic():
        deed()


def test_evidence_cannot_be_changed(handed_in):
    refused(lambda: Evidence.objects.update(reason="because"))


def test_evidence_cannot_be_deleted(handed_in):
    refused(lambda: Evidence.objects.filter(course__isnull=False)._raw_delete("default"))


def test_an_answer_that_was_handed_in_cannot_be_changed(handed_in):
    refused(lambda: Answer.objects.update(right=False))


def test_an_assessed_try_cannot_be_deleted(handed_in):
    refused(lambda: Attempt.objects.filter(pk=handed_in.pk)._raw_delete("default"))


def test_an_assessed_try_may_still_change_its_state(handed_in):
    assert Attempt.objects.filter(pk=handed_in.pk).update(scored_at=timezone.now()) == 1


def test_a_practice_try_and_its_answers_may_be_deleted(ana):
    install(connection, "courses")
    version = quiz_version([choice(Q1)])
    attempt = open_practice(person=ana, activity=version.activity, key=uuid.uuid4())
    hand_in_quiz(attempt=attempt, answers={Q1: {"options": ["a"]}}, now=timezone.now())
    attempt.delete()
    assert not Answer.objects.exists()
