"""A server process killed in mid-save, by a signal that it cannot see coming: all of a score stands, or nothing."""

import os
import signal
import uuid
import warnings

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.models import Attempt, Draft, Evidence
from courses.refusals import Refused
from outbox.models import OutboxMessage
from scenarios.actions import take_lease
from scenarios.actions.marking import LEASE
from scenarios.models import MarkingTask, Score
from tests.scenarios.desk import handed_in, task_of
from tests.scenarios.factories import score_form

WRITES = ("INSERT", "UPDATE", "DELETE")
NOTE = "Begin with his two lost calls."


def killed_after(writes, send):
    """Run `send` in a process of its own that dies, by SIGKILL, after so many writes. Was it killed?"""
    connection.close()  # the two processes must not share one
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of a fork beside threads: the child starts none
        child = os.fork()
    if child:
        return os.WIFSIGNALED(os.waitpid(child, 0)[1])
    left = [writes]

    def count(execute, sql, params, many, context):
        found = execute(sql, params, many, context)
        left[0] -= sql.startswith(WRITES)
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        return found

    try:
        with connection.execute_wrapper(count):
            send()
    finally:
        os._exit(0)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_marker_killed_in_mid_save_loses_nothing(ana, mei, ruth):
    attempt, client, now = handed_in(ana), Client(), timezone.now()
    task = take_lease(task=task_of(attempt), marker=mei, now=now)
    client.force_login(mei)
    client.post(reverse("courses:draft"), {"place": f"marking:{task.pk}", "text": NOTE, "turn": 1})
    client.get(f"/practice/marking/{task.pk}/")  # what a process reads once is read before it divides
    sent = score_form(key=uuid.uuid4(), levels=(4, 4, 4, 4))

    def send():
        client.post(f"/practice/marking/{task.pk}/", sent)

    nothing = writes = 0
    while killed_after(writes := writes + 1, send):
        task, attempt = MarkingTask.objects.get(pk=task.pk), Attempt.objects.get(pk=attempt.pk)
        stands = (
            Score.objects.count(),
            task.done_at is not None,
            attempt.state,
            Evidence.objects.filter(attempt=attempt).count(),
            OutboxMessage.objects.filter(topic="reply.scored").count(),
        )
        if stands == (0, False, Attempt.State.AWAITING, 0, 0):
            nothing += 1
            # Hers still, and another's once her time is over; the sentence is on the server.
            assert (task.leased_by, Draft.objects.get(place=f"marking:{task.pk}").text) == (mei, NOTE)
            with pytest.raises(Refused, match="Another marker has this reply"):
                take_lease(task=task, marker=ruth, now=now)
            assert MarkingTask.objects.takeable(ruth, now + LEASE).filter(pk=task.pk).exists()
        else:
            assert stands == (1, True, Attempt.State.PASSED, 1, 1)
    # The marker pressed again each time; nothing is there twice.
    assert (nothing >= 5, Score.objects.get().note) == (True, NOTE)
    assert OutboxMessage.objects.filter(topic="reply.scored").count() == 1
    assert not Draft.objects.filter(place=f"marking:{task.pk}").exists()
