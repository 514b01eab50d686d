"""The production shape: a real Celery worker on Redis and PostgreSQL. CI selects these with `-m celery`."""

import os
import signal

import pytest
from django.conf import settings
from redis import Redis

from lms.celery import app
from outbox.models import OutboxMessage, WorkerBeat

pytestmark = [pytest.mark.celery, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def broker(settings):
    """The broker CI names, emptied. Promises of the test call it as the site would."""
    url = os.environ["REDIS_URL"]
    Redis.from_url(url).delete("celery", "unacked", "unacked_index")
    settings.CELERY_BROKER_URL = url
    app.conf.broker_url = url
    return url


@pytest.fixture
def worker(processes, broker):
    def start(*arguments):
        return processes.start("celery", "-A", "lms", "worker", "--loglevel=info", "--concurrency=2", *arguments)

    return start


def test_the_site_names_its_broker_by_environment_alone():
    assert os.environ["REDIS_URL"] == settings.REDIS_URL


def test_a_promise_is_kept_as_soon_as_it_is_committed(worker, processes, slow_letters):
    # Without --beat: only the call on commit can bring the message to the worker.
    worker()
    processes.wait_for(lambda: " ready." in processes.log.read_text())
    slow_letters(3)
    processes.wait_for(lambda: OutboxMessage.objects.filter(done_at__isnull=False).count() == 3)
    assert sorted(processes.trace) == ["begun 0", "begun 1", "begun 2", "ended 0", "ended 1", "ended 2"]
    assert WorkerBeat.objects.get().kind == "celery"


def test_a_worker_killed_in_the_middle_loses_nothing(worker, processes, slow_letters):
    killed = worker()
    slow_letters(1, seconds=600)
    processes.wait_for(lambda: processes.trace == ["begun 0"])
    os.killpg(killed.pid, signal.SIGKILL)
    killed.wait()
    assert OutboxMessage.objects.open().count() == 1

    # Nobody calls now: the sweep of the next minute finds the message, whose lease lasts three seconds here.
    worker("--beat", "--schedule", str(processes.letters.with_name("schedule")))
    processes.wait_for(lambda: not OutboxMessage.objects.open().exists(), seconds=150)
    assert processes.trace == ["begun 0", "begun 0", "ended 0"]
    assert OutboxMessage.objects.get().tries == 2
