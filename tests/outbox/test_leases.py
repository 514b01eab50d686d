"""One message is in one pair of hands, for a while."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from outbox.actions import promise
from outbox.leases import bury_lost, claim, fail, finish, lease_seconds
from outbox.models import OutboxMessage

NOW = timezone.now()
AFTER_LEASE = NOW + timedelta(seconds=301)


@pytest.fixture
def message(topics, db):
    topics()
    return promise(topic="letter", key="letter:1", payload={}, due_at=NOW - timedelta(minutes=1))


def test_what_one_worker_holds_no_other_gets(message):
    assert claim(now=NOW) == message
    assert claim(now=NOW) is None


def test_what_is_due_later_is_left(message):
    assert claim(now=NOW - timedelta(hours=1)) is None


def test_the_longest_waiting_is_taken_first(message):
    older = promise(topic="letter", key="letter:2", payload={}, due_at=NOW - timedelta(hours=1))
    assert [claim(now=NOW), claim(now=NOW)] == [older, message]


def test_a_lease_that_ran_out_is_taken_again_and_counted(message):
    claim(now=NOW)
    assert claim(now=NOW + timedelta(seconds=lease_seconds() - 1)) is None
    assert claim(now=AFTER_LEASE).tries == 2


def test_done_is_done(message):
    assert finish(claim(now=NOW), now=NOW)
    assert claim(now=AFTER_LEASE) is None


def test_a_worker_that_lost_its_lease_cannot_report_any_more(message):
    slow = claim(now=NOW)
    quick = claim(now=AFTER_LEASE)
    assert not finish(slow, now=AFTER_LEASE)
    assert not fail(slow, "too late", now=AFTER_LEASE)
    assert finish(quick, now=AFTER_LEASE)
    assert OutboxMessage.objects.get().last_error == ""


def test_a_failure_waits_longer_each_time(message):
    now, waits = NOW, []
    for _try in range(4):
        fail(claim(now=now), "no mail server", now=now)
        due_at = OutboxMessage.objects.get().due_at
        waits.append((due_at - now).total_seconds())
        now = due_at
    assert waits == [15, 30, 60, 120]


def test_after_the_last_try_a_message_is_laid_aside_with_its_error(message, settings):
    settings.OUTBOX_MAX_TRIES = 2
    fail(claim(now=NOW), "first", now=NOW)
    fail(claim(now=AFTER_LEASE), "no mail server", now=AFTER_LEASE)
    dead = OutboxMessage.objects.dead().get()
    assert (dead.tries, dead.last_error, dead.dead_at) == (2, "no mail server", AFTER_LEASE)
    assert claim(now=AFTER_LEASE + timedelta(days=1)) is None


def test_a_long_error_is_cut(message):
    fail(claim(now=NOW), "x" * 10_000, now=NOW)
    assert len(OutboxMessage.objects.get().last_error) == 2000


def test_a_message_that_kills_every_worker_is_laid_aside(message, settings):
    settings.OUTBOX_MAX_TRIES = 1
    claim(now=NOW)
    assert bury_lost(now=NOW) == 0
    assert bury_lost(now=AFTER_LEASE) == 1
    assert "middle of this message" in OutboxMessage.objects.dead().get().last_error


def test_another_worker_between_choice_and_update_only_makes_us_look_again(message, monkeypatch):
    second = promise(topic="letter", key="letter:2", payload={}, due_at=NOW)
    real, raced = OutboxMessage.objects.none().__class__.update, []

    def raced_update(queryset, **changes):
        if not raced:
            raced.append(True)
            real(OutboxMessage.objects.filter(pk=message.pk), lease_until=AFTER_LEASE, lease_token="other")
            return 0
        return real(queryset, **changes)

    monkeypatch.setattr(OutboxMessage.objects.none().__class__, "update", raced_update)
    assert claim(now=NOW) == second


@pytest.mark.parametrize(
    "changes",
    [
        {"done_at": NOW, "dead_at": NOW},
        {"lease_until": NOW, "lease_token": ""},
        {"topic": ""},
        {"key": ""},
    ],
)
def test_states_that_cannot_be_are_refused_by_the_database(message, changes):
    with pytest.raises(IntegrityError), transaction.atomic():
        OutboxMessage.objects.update(**changes)


def test_a_claim_costs_two_queries(message, django_assert_num_queries):
    for number in range(3):
        promise(topic="letter", key=f"more:{number}", payload={}, due_at=NOW)
    with django_assert_num_queries(2):
        claim(now=NOW)
