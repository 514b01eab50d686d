"""The end of a conversation: handed in when it counts, finished when it is practice."""

import datetime as dt

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from courses.actions import record_result
from courses.actions.hand_in import close
from courses.models import Attempt
from outbox.actions import promise
from scenarios.actions.locking import lock_conversation
from scenarios.actions.queueing import owe_first
from scenarios.deciding import WITH_SCORES, decide
from scenarios.models import MarkingTask, Move
from scenarios.records import counting, made, rows_of
from scenarios.refusals import Refused
from scenarios.script import State, play, read_script

ENDED = "ended"


def hand_in_conversation(*, attempt: Attempt, number: int, now: dt.datetime) -> Attempt:
    """Hand in a conversation whose last move is `number`. Handing in twice is handing in once.

    Its replies wait for a person; one without replies is scored at once by what its moves are worth.
    """
    with transaction.atomic():
        locked = lock_conversation(attempt)
        if locked.mode != Attempt.Mode.ASSESSED:
            raise Refused(_("Practice is not handed in. Only you see it."))
        if not locked.is_open:
            return locked
        rows = rows_of(locked)
        if not rows:
            raise Refused(_("There is nothing to hand in yet. Write a reply and check it first."))
        if rows[-1].number != number:
            raise Refused(_("You have written a newer version since. Look at it first, then hand it in."))
        _must_be_at_an_end(locked, rows)
        return hand_in_locked(locked, rows, now=now)


def hand_in_locked(locked: Attempt, rows: list[Move], *, now: dt.datetime) -> Attempt:
    """`hand_in_conversation` for an action that holds the lock, and knows that the conversation is at an end."""
    replies = counting(rows)
    _queue(locked, replies, now=now)
    closed = close(locked=locked, now=now, awaiting=True)
    prefetch_related_objects(replies, *WITH_SCORES)
    decision = decide(closed, rows)
    if decision.verdict is not None:
        return record_result(attempt=closed, passed=decision.verdict.passed, actor=closed.person, now=now)
    promise(topic="reply.handed_in", key=f"reply.handed_in:{rows[-1].pk}", payload={"attempt_id": closed.pk})
    return closed


def finish_practice(*, attempt: Attempt, now: dt.datetime) -> Attempt:
    """The learner is done with the closing reply of a practice; finishing twice is finishing once."""
    with transaction.atomic():
        locked = lock_conversation(attempt, may_decide=False)
        if locked.mode != Attempt.Mode.PRACTICE:
            raise Refused(_("This conversation counts, so it is handed in when it is over."))
        if not is_over(locked):
            state = _must_be_at_an_end(locked, rows_of(locked))
            end(locked, state)
    return locked


def end(locked: Attempt, state: State) -> None:
    """Lists need not play a conversation to know that it is over, and how."""
    place = state.ending or state.step
    locked.progress = {**locked.progress, ENDED: place.key if place else ""}
    locked.save(update_fields=["progress"])


def is_over(attempt: Attempt) -> bool:
    """Did it reach an ending, or was it finished?"""
    return ENDED in attempt.progress


def _must_be_at_an_end(locked: Attempt, rows: list[Move]) -> State:
    state = play(read_script(locked.version.definition), [made(row) for row in rows])
    if not state.may_close:
        raise Refused(_("This conversation is not over yet. Go on with it first."))
    return state


def _queue(locked: Attempt, replies: list[Move], *, now: dt.datetime) -> None:
    """One task for each reply that was not queued before. What was handed back must have been written anew."""
    if not replies:
        return
    tasks = list(MarkingTask.objects.filter(move__attempt=locked).select_related("move"))
    known = {task.move_id: task for task in tasks}
    if any(move.pk in known and known[move.pk].handed_back_at for move in replies):
        raise Refused(_("This version was handed back to you. Write it anew, then hand it in."))
    returned = {task.move.step_key for task in tasks if task.handed_back_at}
    owe_first([move for move in replies if move.pk not in known], returned=returned, now=now)
