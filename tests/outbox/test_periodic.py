"""Work that comes again is written by whichever worker looks first, once a slot."""

from datetime import UTC, datetime, timedelta

import pytest

from outbox.actions import drain, tick
from outbox.models import OutboxMessage
from outbox.registry import every

NOW = datetime(2026, 8, 1, 7, 43, tzinfo=UTC)


@pytest.fixture
def sweeps(topics):
    got = []
    every(minutes=10, topic="sweep")(got.append)
    return got


def test_a_slot_has_one_message_however_often_it_is_asked(sweeps, db):
    assert [tick(now=NOW), tick(now=NOW + timedelta(minutes=6)), tick(now=NOW)] == [1, 0, 0]
    assert OutboxMessage.objects.get().key == "every:sweep:2026-08-01T07:40Z"


def test_the_next_slot_has_its_own(sweeps, db):
    for minutes in (0, 10, 20):
        now = NOW + timedelta(minutes=minutes)
        tick(now=now)
        drain(clock=lambda now=now: now)
    assert sweeps == [{}, {}, {}]


def test_slots_do_not_pile_up_behind_one_that_waits(sweeps, db):
    tick(now=NOW)
    assert tick(now=NOW + timedelta(minutes=10)) == 0


def test_missed_slots_are_not_made_up_for(sweeps, db):
    tick(now=NOW)
    drain(clock=lambda: NOW)
    assert tick(now=NOW + timedelta(hours=5)) == 1


def test_old_done_slots_are_cleared_and_promises_stay(sweeps, topics, db):
    topics("letter")
    tick(now=NOW)
    OutboxMessage.objects.create(topic="letter", key="letter:1", due_at=NOW, done_at=NOW)
    drain(clock=lambda: NOW)
    tick(now=NOW + timedelta(days=8))
    assert set(OutboxMessage.objects.values_list("key", flat=True)) == {"letter:1", "every:sweep:2026-08-09T07:40Z"}


def test_two_rhythms_for_one_topic_are_an_error(sweeps):
    with pytest.raises(ValueError, match="every 10 minutes"):
        every(minutes=5, topic="sweep")


def test_a_quiet_tick_costs_one_query(sweeps, db, django_assert_num_queries):
    every(minutes=5, topic="other")(print)
    tick(now=NOW)
    with django_assert_num_queries(1):
        tick(now=NOW)


def test_without_periodic_work_a_tick_asks_nothing(topics, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert tick(now=NOW) == 0
