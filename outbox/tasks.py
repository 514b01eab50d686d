"""What Celery runs. It carries no work itself: it drains the table, which knows what is due."""

import socket

from celery import shared_task
from django.utils import timezone

from outbox.actions import beat, drain, tick
from outbox.models import WorkerBeat
from outbox.nudge import DRAIN_TASK, nudge

# A task ends well inside the broker's visibility timeout and asks for another when more is left.
MESSAGES_A_TASK = 50


@shared_task(name=DRAIN_TASK, acks_late=True, reject_on_worker_lost=True, ignore_result=True)
def drain_outbox() -> int:
    """Handle what is due. Lost with its worker, it is run again by the broker or the next sweep."""
    now = timezone.now()
    beat(name=f"celery@{socket.gethostname()}", kind=WorkerBeat.Kind.CELERY, now=now)
    tick(now=now)
    taken = drain(MESSAGES_A_TASK)
    if taken >= MESSAGES_A_TASK:
        nudge()
    return taken
