"""A promise is kept with its transaction, once for each key."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from outbox import nudge
from outbox.actions import promise
from outbox.models import OutboxMessage
from outbox.registry import UnknownTopic, topic


class Undone(Exception):
    pass


def test_the_same_key_is_one_message_and_the_first_payload_stands(topics, db):
    topics()
    first = promise(topic="letter", key="letter:1", payload={"to": 1})
    again = promise(topic="letter", key="letter:1", payload={"to": 2})
    assert again == first
    assert OutboxMessage.objects.get().payload == {"to": 1}


def test_a_promise_rolls_back_with_its_transaction(topics, db):
    topics()
    with suppress(Undone), transaction.atomic():
        promise(topic="letter", key="letter:1", payload={})
        raise Undone
    assert not OutboxMessage.objects.exists()


def test_a_topic_nobody_declared_is_an_error_at_once(topics, db):
    with pytest.raises(UnknownTopic, match="lettre"):
        promise(topic="lettre", key="letter:1", payload={})


def test_news_without_a_listener_may_be_promised(topics, db):
    topic("edition.released")
    assert promise(topic="edition.released", key="edition.released:1", payload={}).pk


def test_a_key_of_another_topic_is_an_error(topics, db):
    topics("letter"), topics("parcel")
    promise(topic="letter", key="1", payload={})
    with pytest.raises(ValueError, match="belongs to topic 'letter'"):
        promise(topic="parcel", key="1", payload={})


def test_a_payload_that_is_no_json_is_an_error(topics, db):
    topics()
    with pytest.raises(TypeError), transaction.atomic():
        promise(topic="letter", key="letter:1", payload={"when": timezone.now()})


@pytest.fixture
def sent(monkeypatch):
    calls = []
    monkeypatch.setattr(nudge.current_app, "send_task", lambda name, **_: calls.append(name))
    return calls


def test_celery_is_called_after_the_commit_not_before(topics, db, settings, sent, django_capture_on_commit_callbacks):
    topics()
    settings.CELERY_BROKER_URL = "redis://broker.example/0"
    with django_capture_on_commit_callbacks(execute=True):
        promise(topic="letter", key="letter:1", payload={})
        assert sent == []
    assert sent == ["outbox.tasks.drain_outbox"]


def test_without_a_broker_nothing_is_called(topics, db, settings, sent, django_capture_on_commit_callbacks):
    topics()
    settings.CELERY_BROKER_URL = None
    with django_capture_on_commit_callbacks(execute=True):
        promise(topic="letter", key="letter:1", payload={})
    assert sent == []


def test_a_promise_for_later_calls_nobody_now(topics, db, settings, sent, django_capture_on_commit_callbacks):
    topics()
    settings.CELERY_BROKER_URL = "redis://broker.example/0"
    with django_capture_on_commit_callbacks(execute=True):
        promise(topic="letter", key="letter:1", payload={}, due_at=timezone.now() + timedelta(hours=1))
    assert sent == []


def test_a_broker_that_is_away_harms_no_request(topics, db, settings, monkeypatch, django_capture_on_commit_callbacks):
    def away(*_args, **_kwargs):
        raise ConnectionError

    topics()
    settings.CELERY_BROKER_URL = "redis://broker.example/0"
    monkeypatch.setattr(nudge.current_app, "send_task", away)
    with django_capture_on_commit_callbacks(execute=True):
        promise(topic="letter", key="letter:1", payload={})
    assert OutboxMessage.objects.due(timezone.now()).count() == 1


@pytest.mark.parametrize("exists", [False, True])
def test_a_promise_costs_few_queries(topics, db, exists, django_assert_max_num_queries):
    topics()
    if exists:
        promise(topic="letter", key="letter:1", payload={})
    with django_assert_max_num_queries(4):
        promise(topic="letter", key="letter:1", payload={})
