"""Whose hands a message is in: taken for a while, done, put back, or laid aside."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F

from outbox.models import OutboxMessage
from outbox.timing import wait_after

ERROR_CHARACTERS = 2000
# Another worker may take the row between our choice and our update; then look again.
_CLAIM_ROUNDS = 5


def lease_seconds() -> int:
    """How long one message may take before another worker tries it."""
    return getattr(settings, "OUTBOX_LEASE_SECONDS", 300)


def max_tries() -> int:
    """After so many tries a message is laid aside for a person to look at."""
    return getattr(settings, "OUTBOX_MAX_TRIES", 10)


def claim(*, now: datetime, seconds: int | None = None) -> OutboxMessage | None:
    """Take the message that has waited longest; None when nothing is due. One UPDATE, no lock held."""
    messages = OutboxMessage.objects
    until = now + timedelta(seconds=seconds or lease_seconds())
    due = messages.due(now).filter(tries__lt=max_tries()).order_by("due_at", "id")
    for _round in range(_CLAIM_ROUNDS):
        token = secrets.token_hex(16)
        # The condition stands twice: the second is checked again on the row as the update finds it.
        taken = (
            messages.filter(pk__in=due.values("pk")[:1])
            .due(now)
            .update(lease_until=until, lease_token=token, tries=F("tries") + 1)
        )
        if taken:
            return messages.open().get(lease_token=token)
        if not due.exists():
            return None
    return None


def finish(message: OutboxMessage, *, now: datetime) -> bool:
    """Mark as done; False when the lease was lost to another worker meanwhile."""
    return bool(_held(message).update(done_at=now, lease_until=None, lease_token="", last_error=""))


def go_on(message: OutboxMessage, payload: dict, *, now: datetime) -> bool:
    """A piece is done and the rest is due, behind what waits already; how far it came is kept with it."""
    changes = {"payload": payload, "due_at": now, "tries": 0, "last_error": ""}
    return bool(_held(message).update(lease_until=None, lease_token="", **changes))


def fail(message: OutboxMessage, error: str, *, now: datetime, final: bool = False) -> bool:
    """Put back with a longer wait each time, or lay aside when tried too often or `final`."""
    changes = {"lease_until": None, "lease_token": "", "last_error": error[:ERROR_CHARACTERS]}
    if final or message.tries >= max_tries():
        return bool(_held(message).update(dead_at=now, **changes))
    return bool(_held(message).update(due_at=now + wait_after(message.tries), **changes))


def bury_lost(*, now: datetime) -> int:
    """Lay aside messages that took their worker down with them on every try."""
    return (
        OutboxMessage.objects.due(now)
        .filter(tries__gte=max_tries())
        .update(
            dead_at=now,
            lease_until=None,
            lease_token="",
            last_error="The worker stopped in the middle of this message on its last try.",
        )
    )


def _held(message: OutboxMessage):
    return OutboxMessage.objects.open().filter(pk=message.pk, lease_token=message.lease_token)
