"""Draining: every due message is handled, and no message stops another."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from outbox import actions
from outbox.actions import drain, promise, revive
from outbox.models import OutboxMessage
from outbox.registry import GiveUp, handles


def send(number, **kwargs):
    return promise(topic="letter", key=f"letter:{number}", payload={"number": number}, **kwargs)


def test_every_due_message_is_handled_once(topics, db):
    got = topics()
    for number in range(3):
        send(number)
    assert (drain(), drain()) == (3, 0)
    assert [payload["number"] for payload in got] == [0, 1, 2]


def test_a_limit_leaves_the_rest(topics, db):
    got = topics()
    for number in range(3):
        send(number)
    assert drain(2) == 2
    assert len(got) == 2


def test_a_stop_is_heard_between_messages(topics, db):
    got = topics()
    for number in range(3):
        send(number)
    drain(stop=lambda: len(got) == 1)
    assert len(got) == 1


def test_what_is_due_later_waits(topics, db):
    got = topics()
    send(1, due_at=timezone.now() + timedelta(minutes=5))
    drain()
    assert got == []
    drain(clock=lambda: timezone.now() + timedelta(minutes=6))
    assert len(got) == 1


def test_an_error_in_one_message_does_not_stop_the_next(topics, db):
    def broken_for_the_first(payload):
        if payload["number"] == 0:
            raise ValueError("no such address")

    got = topics(does=broken_for_the_first)
    send(0), send(1)
    drain()
    assert [payload["number"] for payload in got] == [0, 1]
    failed = OutboxMessage.objects.open().get()
    assert failed.key == "letter:0"
    assert failed.last_error.startswith("ValueError: no such address (broken_for_the_first, line ")


def test_all_rooms_that_listen_are_called_though_one_fails(topics, db):
    def broken(_payload):
        raise ValueError("certificates are closed")

    first, second = topics(does=broken), topics()
    send(1)
    drain()
    assert (len(first), len(second)) == (1, 1)
    assert "certificates are closed" in OutboxMessage.objects.open().get().last_error


def test_a_handler_that_gives_up_lays_the_message_aside_at_once(topics, db):
    def hopeless(_payload):
        raise GiveUp("This person has no address.")

    topics(does=hopeless)
    send(1)
    drain()
    assert "no address" in OutboxMessage.objects.dead().get().last_error


def test_a_message_laid_aside_can_be_revived(topics, db):
    broken = [True]

    def mend(_payload):
        if broken:
            raise GiveUp("not yet")

    got = topics(does=mend)
    message = send(1)
    drain()
    broken.clear()
    assert revive(message=message)
    drain()
    assert len(got) == 2
    assert not OutboxMessage.objects.open().exists()
    assert not OutboxMessage.objects.dead().exists()


def test_only_what_was_laid_aside_can_be_revived(topics, db):
    topics()
    assert not revive(message=send(1))


def test_a_topic_this_release_does_not_know_is_tried_again(topics, db):
    got = topics()
    send(1)
    OutboxMessage.objects.update(topic="from.a.newer.release")
    drain()
    assert got == []
    assert OutboxMessage.objects.open().get().last_error.startswith("UnknownTopic")


def test_a_handler_may_promise_more(topics, db):
    got = topics()

    @handles("chain")
    def chain(payload):
        send(7)

    promise(topic="chain", key="chain:1", payload={})
    drain()
    assert got == [{"number": 7}]


def test_strict_raises_what_a_handler_raised(topics, db):
    def broken(_payload):
        raise ValueError("no such address")

    topics(does=broken)
    send(1)
    with pytest.raises(ValueError, match="no such address"):
        drain(strict=True)


@pytest.fixture
def one_connection(monkeypatch):
    """A reconnect would leave the test's own transaction."""
    monkeypatch.setattr(actions, "close_old_connections", lambda: None)


def test_a_locked_database_is_waited_for(topics, db, monkeypatch, one_connection):
    got, waits, locked = topics(), [], [True, True]
    real = actions.claim

    def sometimes_locked(**kwargs):
        if locked:
            locked.pop()
            raise OperationalError("database is locked")
        return real(**kwargs)

    monkeypatch.setattr(actions, "claim", sometimes_locked)
    send(1)
    assert drain(sleep=waits.append) == 1
    assert (len(got), len(waits)) == (1, 2)


def test_a_database_that_stays_away_ends_the_round_not_the_worker(topics, db, monkeypatch, one_connection):
    def away(**_kwargs):
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(actions, "claim", away)
    waits = []
    assert drain(sleep=waits.append) == 0
    assert len(waits) == actions.TROUBLES_IN_A_ROW - 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_handlers_run_outside_any_transaction(topics):
    inside = []
    topics(does=lambda _payload: inside.append(connection.in_atomic_block))
    send(1)
    drain()
    assert inside == [False]
