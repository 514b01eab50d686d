"""The local worker as it really runs: beside another, stopped politely, and killed in the middle."""

import collections
import os
import signal
from io import StringIO

import pytest
from django.core.management import call_command

from outbox.models import OutboxMessage, WorkerBeat

real_processes = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_once_does_what_is_due_and_ends(topics, db, slow_letters):
    got, said = topics("slow letter"), StringIO()
    slow_letters(3)
    call_command("run_worker", "--once", stdout=said)
    assert len(got) == 3
    assert said.getvalue() == "3 messages taken.\n"


@real_processes
def test_two_workers_at_once_do_each_message_once(processes, slow_letters):
    slow_letters(40, seconds=0.05)
    workers = [processes.start("django", "run_worker", "--once") for _worker in range(2)]
    assert [worker.wait(60) for worker in workers] == [0, 0], processes.log.read_text()
    assert collections.Counter(processes.trace) == collections.Counter(
        f"{word} {number}" for number in range(40) for word in ("begun", "ended")
    )
    assert set(OutboxMessage.objects.values_list("tries", flat=True)) == {1}


@real_processes
def test_a_worker_killed_in_the_middle_loses_nothing(processes, slow_letters):
    slow_letters(2, seconds=60)
    worker = processes.start("django", "run_worker")
    processes.wait_for(lambda: processes.trace == ["begun 0"])
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    slow = OutboxMessage.objects.get(key="slow:1")
    OutboxMessage.objects.filter(pk=slow.pk).update(payload={"number": 1, "seconds": 0})

    processes.start("django", "run_worker")
    processes.wait_for(lambda: not OutboxMessage.objects.open().exists())
    assert sorted(processes.trace) == ["begun 0", "begun 0", "begun 1", "ended 0", "ended 1"]
    assert OutboxMessage.objects.get(key="slow:0").tries == 2
    assert not OutboxMessage.objects.dead().exists()


@real_processes
def test_a_worker_asked_to_stop_finishes_what_it_has_begun(processes, slow_letters):
    slow_letters(2, seconds=1)
    worker = processes.start("django", "run_worker")
    processes.wait_for(lambda: processes.trace == ["begun 0"])
    worker.terminate()
    assert worker.wait(30) == 0
    assert processes.trace == ["begun 0", "ended 0"]
    assert OutboxMessage.objects.open().get().key == "slow:1"


@real_processes
def test_a_waiting_worker_gives_signs_of_life_and_stops_at_once(processes):
    worker = processes.start("django", "run_worker")
    processes.wait_for(WorkerBeat.objects.exists)
    first = WorkerBeat.objects.get().seen_at
    processes.wait_for(lambda: WorkerBeat.objects.get().seen_at > first)
    worker.terminate()
    assert worker.wait(5) == 0
