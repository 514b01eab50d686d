"""Tells Celery, where there is one, that a message waits. The message is kept; this only saves time."""

import logging

from celery import current_app
from django.conf import settings

log = logging.getLogger(__name__)

# By name: the task calls the actions, which call this.
DRAIN_TASK = "outbox.tasks.drain_outbox"


def nudge() -> None:
    """Ask for a drain. When the broker does not answer, the sweep of the next minute finds the row."""
    if not getattr(settings, "CELERY_BROKER_URL", None):
        return
    try:
        current_app.send_task(DRAIN_TASK, retry=False, expires=300)
    except Exception:  # whatever the broker does, the message has been kept
        log.warning("The broker did not take the call to work; the next sweep will do it.", exc_info=True)
