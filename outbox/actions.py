"""The verbs: promise a piece of work, and do what is due. The same code in the local loop and in Celery."""

import logging
import time
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import Error as DatabaseTrouble
from django.db import close_old_connections, transaction
from django.utils import timezone

from outbox.leases import bury_lost, claim, fail, finish, go_on
from outbox.models import OutboxMessage, WorkerBeat
from outbox.nudge import nudge
from outbox.registry import GiveUp, More, handlers_of, periodics, prepare
from outbox.timing import slot_key, slot_start

log = logging.getLogger(__name__)
KEEP_PERIODIC = timedelta(days=7)
WAIT_FOR_DATABASE = 2.0
TROUBLES_IN_A_ROW = 5


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


def drain(
    limit: int | None = None,
    *,
    clock: Callable[[], datetime] = timezone.now,
    stop: Callable[[], bool] = lambda: False,
    sleep: Callable[[float], object] = time.sleep,
    strict: bool = False,
) -> int:
    """Handle due messages until none is left, `limit` is reached or `stop()` says so.

    Returns how many were taken. An error in one message is kept with it and the next is taken; with
    `strict` (for tests) it is raised instead. When the database does not answer (locked, restarting)
    the loop waits and goes on; after several times in a row it leaves the rest to the next call.
    """
    taken = troubles = 0
    buried = False
    while not stop() and (limit is None or taken < limit):
        try:
            if not buried:
                bury_lost(now=clock())
                buried = True
            message = claim(now=clock())
            if message is None:
                break
            taken += 1
            _handle(message, clock, strict)
            troubles = 0
        except DatabaseTrouble as trouble:
            if strict:
                raise
            troubles += 1
            log.warning("The database did not answer, waiting: %s", trouble)
            if troubles >= TROUBLES_IN_A_ROW:
                break
            sleep(WAIT_FOR_DATABASE)
            close_old_connections()
    return taken


def _handle(message: OutboxMessage, clock: Callable[[], datetime], strict: bool) -> None:
    """Call every handler of the topic, outside any transaction; one that fails stops no other."""
    errors: list[Exception] = []
    further: list[More] = []
    try:
        handlers = handlers_of(message.topic)
    except LookupError as error:
        # Written by a newer or older release than this worker: it may pass, so it is tried again.
        handlers, errors = [], [error]
    for handler in handlers:
        try:
            prepare()
            result = handler(message.payload)
            if isinstance(result, More):
                further.append(result)
        except Exception as error:
            if strict:
                raise
            log.exception("Message %s failed on try %d", message.key, message.tries)
            errors.append(error)
    if not errors:
        payload = {name: value for each in further for name, value in each.payload.items()}
        kept = go_on(message, payload, now=clock()) if further else finish(message, now=clock())
        if not kept:
            log.warning("Message %s took longer than its lease; another worker may run it again.", message.key)
        return
    final = any(isinstance(error, GiveUp) for error in errors)
    fail(message, "\n".join(map(_told, errors)), now=clock(), final=final)


def _told(error: Exception) -> str:
    """The error and where it arose, in one line."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({frames[-1].name}, line {frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {error}{where}"
