"""Takes due messages one by one and calls their handlers. The same code in the loop and in Celery."""

import logging
import time
import traceback
from collections.abc import Callable
from datetime import datetime

from django.db import Error as DatabaseTrouble
from django.db import close_old_connections
from django.utils import timezone

from outbox.actions import bury_lost, claim, fail, finish
from outbox.models import OutboxMessage
from outbox.registry import GiveUp, handlers_of

log = logging.getLogger(__name__)
WAIT_FOR_DATABASE = 2.0
TROUBLES_IN_A_ROW = 5


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
    try:
        handlers = handlers_of(message.topic)
    except LookupError as error:
        # Written by a newer or older release than this worker: it may pass, so it is tried again.
        handlers, errors = [], [error]
    for handler in handlers:
        try:
            handler(message.payload)
        except Exception as error:  # noqa: BLE001 -- the message keeps it, the loop goes on
            if strict:
                raise
            log.exception("Message %s failed on try %d", message.key, message.tries)
            errors.append(error)
    if not errors:
        if not finish(message, now=clock()):
            log.warning("Message %s took longer than its lease; another worker may run it again.", message.key)
        return
    final = any(isinstance(error, GiveUp) for error in errors)
    fail(message, "\n".join(map(_told, errors)), now=clock(), final=final)


def _told(error: Exception) -> str:
    """The error and where it arose, in one line."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({frames[-1].name}, line {frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {error}{where}"
