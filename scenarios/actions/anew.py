"""A reply in the middle of a conversation that a marker gave back: written anew, with the path left as it was."""

import uuid
from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from courses.models import Attempt
from courses.plain_text import plain
from scenarios.actions.locking import twin, write_once
from scenarios.actions.moves import keep, look_at, must_be_open
from scenarios.models import MarkingTask, Move
from scenarios.records import made, rows_of
from scenarios.refusals import Refused
from scenarios.script import MOST_MOVES, ReplyStep, kept, read_script
from scenarios.script.outcome import reply_effect


def write_anew(
    *, attempt: Attempt, number: int, text: str, self_levels: Mapping[str, int], client_key: uuid.UUID
) -> Move:
    """Write reply `number` of a returned conversation anew: it is marked in that reply's place and moves nothing.

    The same client key again gives the same move. Raises Refused when that reply did not come back.
    """
    text = plain(text).strip()
    rows = rows_of(attempt)
    if standing := twin(rows, client_key):
        return standing
    step = _reply_at(attempt, rows, number)
    scored = look_at(attempt, step.key, text)

    def write(locked: Attempt, rows: list[Move]) -> Move:
        must_be_open(locked)
        if not _came_back(locked, rows, number):
            raise _not_back()
        if len(rows) >= MOST_MOVES:
            raise Refused(_("You have written this reply as often as it can be kept. Hand in what stands."))
        payload = {**kept(step, {"text": text, "self": self_levels}), "anew": number}
        return keep(
            locked,
            step,
            rows[-1].number + 1,
            client_key,
            payload,
            {**reply_effect(step, scored), "to": ""},
            timezone.now(),
        )

    return write_once(attempt, client_key, write, may_decide=False)


def _reply_at(attempt: Attempt, rows: list[Move], number: int) -> ReplyStep:
    keys = [row.step_key for row in rows if row.number == number]
    step = read_script(attempt.version.definition).step(keys[0]) if keys else None
    if not isinstance(step, ReplyStep):
        raise _not_back()
    return step


def _came_back(attempt: Attempt, rows: list[Move], number: int) -> bool:
    """Is it the last of its step, and did a marker give it back, or was it written anew since, for this very number?"""
    key = next(row.step_key for row in rows if row.number == number)
    last = [row for row in rows if row.step_key == key][-1]
    stands_for = made(last).anew or last.number
    if attempt.state != Attempt.State.RETURNED or stands_for != number:
        return False
    task = MarkingTask.objects.filter(move=last).first()
    return bool(task.handed_back_at) if task else last.number != number


def _not_back() -> Refused:
    return Refused(_("That reply did not come back to you, so it stays as you wrote it."))
