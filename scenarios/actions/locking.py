"""Locks of a conversation, in the order of `courses.actions.locks`, and one effect for one key."""

import uuid
from collections.abc import Callable, Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from courses.actions.locks import lock_rounds_with, lock_try
from courses.models import Attempt
from scenarios.models import MarkingTask, Move
from scenarios.records import rows_of
from scenarios.refusals import Refused


def lock_conversation(attempt: Attempt, *, may_decide: bool = True) -> Attempt:
    """The try with its person and version. When a result may come of it, the rounds that hold it are locked before."""
    if may_decide:
        lock_rounds_with(attempt)
    return lock_try(attempt)


def lock_task(task: MarkingTask) -> MarkingTask:
    """The rounds, the try and then the task: of two markers of one conversation the second sees the first's score."""
    attempt = lock_conversation(task.move.attempt)
    locked = MarkingTask.objects.select_for_update(of=("self",), no_key=True).select_related("move").get(pk=task.pk)
    locked.move.attempt = attempt
    return locked


def write_once(
    attempt: Attempt,
    key: uuid.UUID,
    write: Callable[[Attempt, list[Move]], Move],
    *,
    may_decide: bool,
    known: Sequence[Move] = (),
) -> Move:
    """Lock the try and let `write` make a move after those that stand; the move of this key when there is one."""
    try:
        with transaction.atomic():
            locked = lock_conversation(attempt, may_decide=may_decide)
            rows = rows_of(locked, known)
            return twin(rows, key) or write(locked, rows)
    except IntegrityError as error:
        # Within one try the lock keeps numbers apart, so the key itself stands in another one.
        raise Refused(_("This page was used for another reply. Load it again, then send your words.")) from error


def twin(rows: Sequence[Move], key: uuid.UUID) -> Move | None:
    """The move that this key has made already."""
    return next((row for row in rows if row.client_key == key), None)
