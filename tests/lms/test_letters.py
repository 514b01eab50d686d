"""Letters follow from news, once, to people who can read them, and never hold practice text."""

import datetime as dt
import uuid

import pytest
from django.core import mail
from django.utils import timezone

from courses.actions import report_problem
from courses.models import Attempt
from outbox.actions import drain, promise
from tests.courses.factories import course_of, lesson_version, opened, started

pytestmark = pytest.mark.django_db


def scored_attempt(person):
    attempt = opened(started(person, course_of(lesson_version())))
    Attempt.objects.filter(pk=attempt.pk).update(scored_at=timezone.now(), handed_in_at=timezone.now(), state="passed")
    return attempt


def tell_scored(attempt, key="1"):
    promise(topic="reply.scored", key=f"reply.scored:{key}", payload={"attempt_id": attempt.pk})
    drain(strict=True)


def test_a_scored_reply_is_told_by_mail(ana):
    tell_scored(scored_attempt(ana))

    [letter] = mail.outbox
    assert (letter.to, letter.subject.startswith("Your reply is scored:")) == (["ana@alder.example"], True)


def test_the_same_news_twice_is_one_letter(ana):
    attempt = scored_attempt(ana)
    tell_scored(attempt, "1")
    tell_scored(attempt, "2")

    assert len(mail.outbox) == 1


def test_someone_without_an_address_gets_no_letter(walt):
    tell_scored(scored_attempt(walt))

    assert mail.outbox == []


def test_someone_who_left_gets_no_letter(ana):
    attempt = scored_attempt(ana)
    ana.left_on = timezone.localdate() - dt.timedelta(days=1)
    ana.save()
    tell_scored(attempt)

    assert mail.outbox == []


def test_a_reported_problem_reaches_the_trainers(ana, tomas, helen):
    report_problem(person=ana, place="Hold well", text="The phone number is wrong.", client_key=uuid.uuid4())
    drain(strict=True)

    [letter] = mail.outbox
    assert (letter.to, "The phone number is wrong." in letter.body) == (["tomas@alder.example"], True)


def test_markup_in_a_report_is_sent_as_it_was_written(ana, tomas):
    report_problem(person=ana, place="Hold well", text="It's <b>wrong</b> & late", client_key=uuid.uuid4())
    drain(strict=True)

    assert "It's <b>wrong</b> & late" in mail.outbox[0].body
