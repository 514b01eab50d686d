"""Two markers, two tabs, one reply: it is held by one, scored once, and the other is told so in a sentence."""

import uuid

import pytest
from django.utils import timezone

from courses.models import Attempt
from outbox.models import OutboxMessage
from scenarios.actions import hand_in_conversation, make_reply
from scenarios.models import MarkingTask, Move, Score
from tests.scenarios.factories import (
    SELF,
    SENT_WORDS,
    ScenarioVersionFactory,
    assessed,
    practice,
    reply_form,
    score_form,
)

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def written(ana):
    attempt = assessed(ana)
    make_reply(attempt=attempt, text=SENT_WORDS, self_levels=SELF, client_key=uuid.uuid4())
    return attempt


@pytest.fixture
def task(written):
    hand_in_conversation(attempt=written, number=1, now=timezone.now())
    return MarkingTask.objects.get()


def texts(answers):
    assert [answer.status_code for answer in answers if answer.status_code >= 500] == []
    return [answer.content.decode() for answer in answers]


def test_a_reply_sent_twice_is_kept_once(press, ana):
    attempt = assessed(ana)
    texts(press(*[(ana, f"/practice/{attempt.key}/", reply_form(key=uuid.UUID(int=7)))] * 3))
    assert Move.objects.count() == 1


def test_practice_begun_by_a_double_click_is_one_try(press, ana):
    activity = ScenarioVersionFactory().activity
    answers = press(*[(ana, f"/practice/start/{activity.key}/", {"client_key": uuid.UUID(int=5)})] * 3)
    texts(answers)
    assert Attempt.objects.count() == 1


def test_practice_deleted_by_a_double_click_is_gone(press, ana):
    attempt = practice(ana)
    texts(press(*[(ana, f"/practice/{attempt.key}/delete/", {})] * 3))
    assert Attempt.objects.count() == 0


def test_practice_deleted_while_another_tab_replies_is_gone_whole(press, ana):
    attempt = practice(ana)
    path = f"/practice/{attempt.key}/"
    texts(press((ana, f"{path}delete/", {}), (ana, path, reply_form())))
    assert Attempt.objects.count() == 0
    assert Move.objects.count() == 0


def test_a_reply_handed_in_twice_is_queued_once(press, ana, written):
    texts(press(*[(ana, f"/practice/{written.key}/hand-in/", {"number": 1})] * 3))
    assert MarkingTask.objects.count() == 1
    assert OutboxMessage.objects.filter(topic="reply.handed_in").count() == 1


def test_one_marker_holds_the_reply_and_the_other_is_told(press, task, tomas, mei):
    shown = texts(press(*[(marker, f"/practice/marking/{task.pk}/open/", {}) for marker in (tomas, mei)]))
    task.refresh_from_db()
    assert task.leased_by in (tomas, mei)
    assert sum("Another marker has this reply until" in text for text in shown) == 1


def test_a_score_sent_twice_is_one_score(press, task, tomas):
    form = score_form(key=uuid.UUID(int=9))
    texts(press((tomas, f"/practice/marking/{task.pk}/open/", {})))
    texts(press(*[(tomas, f"/practice/marking/{task.pk}/", form)] * 3))
    assert Score.objects.count() == 1
    assert OutboxMessage.objects.filter(topic="reply.scored").count() == 1
    assert Attempt.objects.get().state == Attempt.State.PASSED
