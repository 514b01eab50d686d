"""Marking for tests: a reply handed in, and scores of it in their slots."""

import uuid

from django.utils import timezone

from scenarios.actions import hand_in_conversation, make_reply, send_score, take_lease
from scenarios.models import MarkingTask
from tests.scenarios.factories import SELF, SENT_WORDS, assessed

STRONG, PLAIN, LOW = (4, 4, 4, 4), (3, 3, 3, 3), (2, 2, 2, 2)


def handed_in(person, version=None, text=SENT_WORDS):
    """The attempt of a reply that waits for its first score."""
    attempt = assessed(person, version)
    move = make_reply(attempt=attempt, text=text, self_levels=SELF, client_key=uuid.uuid4())
    return hand_in_conversation(attempt=attempt, number=move.number, now=timezone.now())


def task_of(attempt, slot="first"):
    return MarkingTask.objects.get(move__attempt=attempt, slot=slot)


def scored(attempt, marker, levels=STRONG, slot="first", *, gates=None, note="Begin with his wait.", key=None, **more):
    """One score, as the page would send it. `levels`: four numbers, or a dict of some criteria."""
    now = timezone.now()
    given = levels if isinstance(levels, dict) else dict(zip(SELF, levels, strict=True))
    task = take_lease(task=task_of(attempt, slot), marker=marker, now=now)
    score = send_score(
        task=task,
        marker=marker,
        levels=given,
        gates=gates or {},
        note=note,
        client_key=key or uuid.uuid4(),
        now=now,
        **more,
    )
    attempt.refresh_from_db()
    return score


def slots(attempt):
    """What still waits of this conversation."""
    return set(MarkingTask.objects.waiting().filter(move__attempt=attempt).values_list("slot", flat=True))
