"""A learner disputes one criterion or gate, once, with a sentence why. Somebody who is new to the reply looks at it."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from courses.models import Attempt
from courses.plain_text import plain
from outbox.actions import promise
from scenarios.actions.locking import lock_conversation
from scenarios.actions.queueing import owe
from scenarios.deciding import decision_of, text_of_point
from scenarios.models import Dispute, MarkingSlot, MarkingTask, Score
from scenarios.refusals import Refused
from scenarios.shown import CRITERIA

MOST_CHARACTERS = 2000


def dispute_score(
    *, attempt: Attempt, number: int, reason: str, now: dt.datetime, criterion: str = "", gate: str = ""
) -> Dispute:
    """Ask for another look at one criterion of reply `number`, or at one gate that was not passed.

    Raises Refused with what to do instead.
    """
    reason = plain(reason).strip()
    with transaction.atomic():
        locked = lock_conversation(attempt)
        if locked.mode != Attempt.Mode.ASSESSED or locked.state not in SCORED:
            raise Refused(_("This conversation has no score yet, so there is nothing to dispute."))
        standing = Dispute.objects.filter(attempt=locked).first()
        if standing is not None:
            raise Refused(_("You have asked for another look at this conversation already. It is done once."))
        if not reason:
            raise Refused(_("Write a sentence: why should somebody look at this again?"))
        if len(reason) > MOST_CHARACTERS:
            raise Refused(_("Shorten your sentence to %(n)s characters.") % {"n": f"{MOST_CHARACTERS:,}"})
        decision = decision_of(locked)
        score = decision.scores.get(number)
        if score is None or not _is_there(score, criterion, gate):
            raise Refused(_("Choose one criterion that was scored, or one gate that was not passed."))
        task, _new = owe(score.move, MarkingSlot.DISPUTE, reason=MarkingTask.Why.DISPUTED, now=now)
        text = text_of_point(decision, locked, number, criterion or gate)
        dispute = Dispute.objects.create(
            attempt=locked,
            task=task,
            criterion=criterion,
            level=score.levels.get(criterion),
            gate=gate,
            version=text if text.pk != locked.version_id else None,
            reason=reason,
            made_at=now,
        )
        promise(topic="reply.disputed", key=f"reply.disputed:{dispute.pk}", payload={"attempt_id": locked.pk})
    return dispute


def _is_there(score: Score, criterion: str, gate: str) -> bool:
    if gate:
        return not criterion and score.gates.get(gate) is False
    return criterion in score.levels and criterion in CRITERIA


SCORED = (Attempt.State.PASSED, Attempt.State.NOT_PASSED)
