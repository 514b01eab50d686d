"""The news of this room, and its daily work."""

from django.utils import timezone

from outbox.registry import every, topic
from scenarios.actions.purge import purge_practice

# Others may listen; a promise needs the topic to be known.
topic("reply.handed_in")
topic("reply.scored")


@every(minutes=24 * 60, topic="practice.purge")
def purge_old_practice(payload: dict) -> None:
    purge_practice(now=timezone.now())
