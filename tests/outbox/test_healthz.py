"""The page for the machine that watches: counts and times, and a sentence when the database is away."""

import json
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.test import RequestFactory
from django.utils import timezone

from outbox import views
from outbox.actions import beat
from outbox.models import OutboxMessage


def health():
    response = views.healthz(RequestFactory().get("/healthz"))
    return response.status_code, json.loads(response.content)


@pytest.fixture
def rows(db):
    def make(count, **kwargs):
        start = OutboxMessage.objects.count()
        for number in range(start, start + count):
            OutboxMessage.objects.create(topic="letter", key=str(number), **kwargs)

    return make


def test_an_idle_site_is_well(db):
    assert health() == (
        200,
        {
            "database": "ok",
            "outbox": {"due": 0, "oldest_seconds": 0, "dead": 0},
            "worker": {"last_seen": None, "seconds_ago": None},
        },
    )


def test_what_waits_and_what_was_laid_aside_is_counted(rows):
    now = timezone.now()
    rows(2, due_at=now - timedelta(seconds=90))
    rows(1, due_at=now + timedelta(hours=1))
    rows(1, due_at=now - timedelta(days=1), done_at=now)
    rows(3, due_at=now - timedelta(days=1), dead_at=now)
    outbox = health()[1]["outbox"]
    assert (outbox["due"], outbox["dead"]) == (2, 3)
    assert 90 <= outbox["oldest_seconds"] < 100


def test_what_a_worker_holds_still_counts_as_waiting(rows):
    now = timezone.now()
    rows(1, due_at=now, lease_until=now + timedelta(minutes=5), lease_token="x")
    assert health()[1]["outbox"]["due"] == 1


def test_the_last_sign_of_life_is_told(db):
    now = timezone.now()
    beat(name="a", kind="loop", now=now - timedelta(hours=1))
    beat(name="b", kind="loop", now=now - timedelta(seconds=20))
    beat(name="a", kind="loop", now=now - timedelta(minutes=10))
    worker = health()[1]["worker"]
    assert worker["last_seen"] == (now - timedelta(seconds=20)).isoformat()
    assert 20 <= worker["seconds_ago"] < 30


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_two_queries(rows, count, django_assert_num_queries):
    rows(count, due_at=timezone.now())
    with django_assert_num_queries(2):
        health()


def test_a_database_that_is_away_is_a_503_with_a_sentence(monkeypatch):
    def away(_now):
        raise OperationalError("password=secret host=db.internal")

    monkeypatch.setattr(views, "_state", away)
    assert health() == (503, {"database": "The database does not answer."})


def test_it_only_reads():
    assert views.healthz(RequestFactory().post("/healthz")).status_code == 405


def test_no_proxy_keeps_it(db):
    assert "no-cache" in views.healthz(RequestFactory().get("/healthz"))["Cache-Control"]
