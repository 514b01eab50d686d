"""Scoring a reply: take it, keep it, send the score, or hand it back. A score, once sent, stands."""

import datetime as dt
import uuid
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.actions import record_result, return_for_revision
from goals.models import RubricVersion
from outbox.actions import promise
from scenarios.actions.locking import lock_task
from scenarios.deciding import decision_of
from scenarios.models import MarkingTask, Score
from scenarios.refusals import Refused, TakenByAnother
from scenarios.scoring import scenario_levels, verdict

LEASE = dt.timedelta(minutes=15)


def take_lease(*, task: MarkingTask, marker, now: dt.datetime) -> MarkingTask:
    """Hold a reply for 15 minutes. One UPDATE decides, so of two markers who open it at once, one gets it.

    Raises TakenByAnother with the time until which somebody else has it; Refused when it is scored already.
    """
    _must_not_be_own(task, marker)
    held = (
        MarkingTask.objects.takeable(marker, now).filter(pk=task.pk).update(leased_by=marker, lease_until=now + LEASE)
    )
    task.refresh_from_db()
    if not held:
        raise _why_not(task)
    return task


def renew_lease(*, task: MarkingTask, marker, now: dt.datetime) -> MarkingTask:
    """Hold it longer. A lease that ran out may be taken up again, as long as nobody else took it."""
    return take_lease(task=task, marker=marker, now=now)


def send_score(
    *,
    task: MarkingTask,
    marker,
    levels: Mapping[str, int],
    gates: Mapping[str, bool],
    note: str,
    client_key: uuid.UUID,
    now: dt.datetime,
) -> Score:
    """Write the score of one reply; when it was the last that its conversation waited for, what follows from them all.

    The same client key again gives the same score.
    """
    with transaction.atomic():
        task = lock_task(task)
        attempt = task.move.attempt
        sent = Score.objects.filter(client_key=client_key, move=task.move, marker=marker).first()
        if sent is not None:
            return sent
        _must_not_be_own(task, marker)
        if not MarkingTask.objects.takeable(marker, now).filter(pk=task.pk).exists():
            raise _why_not(task)
        definition = attempt.version.definition
        given = scenario_levels([levels])
        found = verdict(given, gates, definition.get("weights"))
        score = Score.objects.create(
            move=task.move,
            slot=task.slot,
            marker=marker,
            rubric_version=rubric_version_of(definition),
            levels=given,
            gates=dict(gates),
            passed=found.passed,
            weighted=found.weighted,
            note=note,
            client_key=client_key,
        )
        MarkingTask.objects.filter(pk=task.pk).update(done_at=now, leased_by=marker, lease_until=None)
        decision = decision_of(attempt)
        # With several replies the last score decides, and only then is there news for the learner.
        if decision.verdict is not None:
            record_result(attempt=attempt, passed=decision.verdict.passed, actor=marker, now=now)
            promise(topic="reply.scored", key=f"reply.scored:{score.pk}", payload={"attempt_id": attempt.pk})
    return score


def hand_back(*, task: MarkingTask, marker, note: str, now: dt.datetime) -> MarkingTask:
    """Give a reply back to be written anew, with a sentence that the learner reads. No score is kept."""
    with transaction.atomic():
        task = lock_task(task)
        if task.handed_back_at and task.leased_by_id == marker.pk:
            return task
        _must_not_be_own(task, marker)
        if not MarkingTask.objects.takeable(marker, now).filter(pk=task.pk).exists():
            raise _why_not(task)
        task.done_at = task.handed_back_at = now
        task.handed_back_note = note
        task.leased_by, task.lease_until = marker, None
        task.save()
        return_for_revision(attempt=task.move.attempt, actor=marker, now=now)
    return task


def rubric_version_of(definition: Mapping) -> RubricVersion:
    """The rubric version frozen into the released scenario; Refused when it is not in this database."""
    named = definition.get("rubric") or {}
    found = RubricVersion.objects.filter(rubric__slug=named.get("slug"), number=named.get("version") or 0).first()
    if found is None:
        raise Refused(
            _("The rubric of this scenario is not known here. Ask the trainer to release the scenario again.")
        )
    return found


def _must_not_be_own(task: MarkingTask, marker) -> None:
    if not MarkingTask.objects.open_to(marker).filter(pk=task.pk).exists():
        raise Refused(_("This is your own reply. Another marker scores it."))


def _why_not(task: MarkingTask) -> Refused:
    if task.done_at:
        return Refused(_("This reply has been scored or handed back already. Open the next one."))
    return TakenByAnother(
        _("Another marker has this reply until %(time)s. Open another one; this one comes back if it is left.")
        % {"time": _clock(task.lease_until or timezone.now())}
    )


def _clock(when: dt.datetime) -> str:
    local = timezone.localtime(when)
    return f"{date_format(local, 'g:i')} {date_format(local, 'A').lower()}"
