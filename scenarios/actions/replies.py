"""Writing a reply, and handing in the last version. A refused reply writes nothing."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from courses.actions import drop_draft, hand_in
from courses.models import Attempt
from courses.plain_text import plain
from outbox.actions import promise
from scenarios.models import MarkingTask, Move
from scenarios.records import state_of
from scenarios.refusals import Refused
from scenarios.scoring import Task, score

MOST_CHARACTERS = 12_000


def draft_place(attempt: Attempt) -> str:
    return f"attempt:{attempt.key}:reply"


def make_reply(*, attempt: Attempt, text: str, self_levels: dict[str, int], client_key: uuid.UUID) -> Move:
    """Look at a reply and keep it with what was found. The same client key again gives the same move.

    Raises Refused, and writes nothing, when the reply cannot be looked at or the attempt takes no more.
    """
    text = plain(text).strip()
    made = Move.objects.filter(client_key=client_key, attempt=attempt).first()
    if made is not None:
        return made
    if len(text) > MOST_CHARACTERS:
        raise Refused(
            _("Your reply is longer than %(n)s characters. Cut it to what you would say or send, then check it again.")
            % {"n": f"{MOST_CHARACTERS:,}"}
        )
    definition = attempt.version.definition
    step = state_of(attempt, definition).step
    # Scored before the lock is taken: the result depends on the text alone.
    result = score(text, Task.from_definition(definition, step.key))
    if result.guards:
        raise Refused(" ".join(guard.sentence for guard in result.guards))
    with transaction.atomic():
        locked = Attempt.objects.select_for_update().get(pk=attempt.pk)
        made = Move.objects.filter(client_key=client_key).first()
        if made is not None:
            return _mine(made, locked)
        _must_be_open(locked)
        state = state_of(locked, definition)
        if state.full:
            raise Refused(
                _("You have written this reply as often as it can be kept. Choose one more change and hand in.")
            )
        move = Move.objects.create(
            client_key=client_key,
            attempt=locked,
            number=state.next_number,
            step_key=step.key,
            kind=step.kind,
            payload={"text": text, "self": {key: self_levels[key] for key in step.criteria if key in self_levels}},
            result=result.as_dict(),
        )
        drop_draft(locked.person, draft_place(locked))
    return move


def hand_in_reply(*, attempt: Attempt, number: int, now: dt.datetime) -> Attempt:
    """Give version `number`, which must be the last, to a person to score. Handing in twice is handing in once."""
    with transaction.atomic():
        locked = Attempt.objects.select_for_update().get(pk=attempt.pk)
        if locked.mode != Attempt.Mode.ASSESSED:
            raise Refused(_("Practice is not handed in. Only you see it."))
        if not locked.is_open:
            return locked
        last = locked.moves.order_by("-number").first()
        if last is None:
            raise Refused(_("There is nothing to hand in yet. Write a reply and check it first."))
        if last.number != number:
            raise Refused(_("You have written a newer version since. Look at it first, then hand it in."))
        task, new = MarkingTask.objects.get_or_create(move=last)
        if not new and task.handed_back_at:
            raise Refused(_("This version was handed back to you. Write it anew, then hand it in."))
        attempt = hand_in(attempt=locked, now=now, awaiting=True)
        promise(topic="reply.handed_in", key=f"reply.handed_in:{last.pk}", payload={"attempt_id": locked.pk})
    return attempt


def _must_be_open(attempt: Attempt) -> None:
    if not attempt.is_open:
        raise Refused(_("This reply is handed in, so it cannot be changed. Your last version is safe."))


def _mine(made: Move, attempt: Attempt) -> Move:
    if made.attempt_id != attempt.pk:
        raise Refused(_("This page was used for another reply. Load it again, then send your words."))
    return made
