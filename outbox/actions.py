"""The verbs: promise a piece of work, take it, and report how it went."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from outbox.models import OutboxMessage, WorkerBeat
from outbox.nudge import nudge
from outbox.registry import handlers_of, periodics
from outbox.timing import slot_key, slot_start, wait_after

ERROR_CHARACTERS = 2000
KEEP_PERIODIC = timedelta(days=7)
# Another worker may take the row between our choice and our update; then look again.
_CLAIM_ROUNDS = 5


def lease_seconds() -> int:
    """How long one message may take before another worker tries it."""
    return getattr(settings, "OUTBOX_LEASE_SECONDS", 300)


def max_tries() -> int:
    """After so many tries a message is laid aside for a person to look at."""
    return getattr(settings, "OUTBOX_MAX_TRIES", 10)


def promise(*, topic: str, key: str, payload: dict, due_at: datetime | None = None) -> OutboxMessage:
    """Write down work to be done after this transaction; it rolls back with it.

    The same key again changes nothing and returns the first message. Raises UnknownTopic, and
    ValueError when the key already stands for another topic.
    """
    handlers_of(topic)
    now = timezone.now()
    message, made = OutboxMessage.objects.get_or_create(
        key=key, defaults={"topic": topic, "payload": payload, "due_at": due_at or now}
    )
    if message.topic != topic:
        raise ValueError(f"key {key!r} already belongs to topic {message.topic!r}")
    if made and message.due_at <= now:
        transaction.on_commit(nudge, robust=True)
    return message


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
            return messages.get(lease_token=token)
        if not due.exists():
            return None
    return None


def finish(message: OutboxMessage, *, now: datetime) -> bool:
    """Mark as done; False when the lease was lost to another worker meanwhile."""
    return bool(_held(message).update(done_at=now, lease_until=None, lease_token="", last_error=""))


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


def revive(*, message: OutboxMessage) -> bool:
    """Give a message that was laid aside another full set of tries, from now on."""
    revived = OutboxMessage.objects.dead().filter(pk=message.pk).update(dead_at=None, tries=0, due_at=timezone.now())
    if revived:
        transaction.on_commit(nudge, robust=True)
    return bool(revived)


def tick(*, now: datetime) -> int:
    """Write the message of the present slot for all periodic work; return how many were new."""
    slots = {slot_key(each.topic, slot_start(now, each.minutes)): each for each in periodics()}
    if not slots:
        return 0
    periodic = OutboxMessage.objects.filter(key__startswith="every:")
    written = set(periodic.filter(key__in=slots).values_list("key", flat=True))
    new = {key: each for key, each in slots.items() if key not in written}
    if not new:
        return 0
    waiting = set(periodic.open().values_list("topic", flat=True))
    count = 0
    for key, each in new.items():
        if each.topic not in waiting:
            promise(topic=each.topic, key=key, payload={}, due_at=slot_start(now, each.minutes))
            count += 1
    # These rows prove nothing to anyone later.
    periodic.filter(done_at__lt=now - KEEP_PERIODIC).delete()
    return count


def beat(*, name: str, kind: str, now: datetime) -> None:
    """Note that a worker is alive."""
    if not WorkerBeat.objects.filter(name=name).update(seen_at=now, kind=kind):
        WorkerBeat.objects.get_or_create(name=name, defaults={"seen_at": now, "kind": kind})


def _held(message: OutboxMessage):
    return OutboxMessage.objects.open().filter(pk=message.pk, lease_token=message.lease_token)
