"""Scoring a reply: take it, keep it, send the score, or hand it back. A score, once sent, stands."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Case, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.actions import return_for_revision
from courses.models import ActivityVersion
from goals.models import RubricVersion
from outbox.actions import promise
from scenarios.actions.following import follow
from scenarios.actions.locking import lock_task
from scenarios.admissions import is_alone, may_score
from scenarios.deciding import decision_of
from scenarios.models import MarkingSlot, MarkingTask, Score
from scenarios.refusals import Refused, TakenByAnother
from scenarios.scoring import scenario_levels, verdict

LEASE = dt.timedelta(minutes=15)


def take_lease(*, task: MarkingTask, marker, now: dt.datetime) -> MarkingTask:
    """Hold a reply for 15 minutes. One UPDATE decides, so of two markers who open it at once, one gets it.

    Raises TakenByAnother with the time until which somebody else has it; Refused when it is scored already, or when
    this marker may not score it.
    """
    must_be_theirs(task, marker)
    if not may_score(marker, task.slot, timezone.localdate(now)):
        raise Refused(_("You are not admitted to mark yet. Calibrate first: the desk says what is missing."))
    opened = Case(When(leased_by=marker, then=Coalesce("opened_at", Value(now))), default=Value(now))
    held = (
        MarkingTask.objects.takeable(marker, now)
        .filter(pk=task.pk)
        .update(opened_at=opened, leased_by=marker, lease_until=now + LEASE)
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
    comments: Sequence[Mapping[str, Any]] = (),
) -> Score:
    """Write the score of one reply, and what follows from it. The same client key again gives the same score.

    All of it is one transaction: a marker whose page dies on the way sends again and nothing is there twice.
    """
    with transaction.atomic():
        task = lock_task(task)
        sent = Score.objects.filter(client_key=client_key).first()
        if sent is not None and (sent.task_id, sent.marker_id) == (task.pk, marker.pk):
            return sent
        if sent is not None:
            raise Refused(_("This page was used for another score. Load it again, then send your levels."))
        must_be_theirs(task, marker)
        _must_be_admitted(task, marker, now)
        if not MarkingTask.objects.takeable(marker, now).filter(pk=task.pk).exists():
            raise _why_not(task)
        score = _write(task, marker, levels, gates, now, note=note, client_key=client_key, comments=list(comments))
        MarkingTask.objects.filter(pk=task.pk).update(done_at=now, leased_by=marker, lease_until=None)
        follow(score=score, task=task, actor=marker, now=now)
    return score


def hand_back(*, task: MarkingTask, marker, note: str, now: dt.datetime) -> MarkingTask:
    """Give a reply back to be written anew, with a sentence that the learner reads. No score is kept."""
    with transaction.atomic():
        task = lock_task(task)
        if task.handed_back_at and task.leased_by_id == marker.pk:
            return task
        must_be_theirs(task, marker)
        _must_be_admitted(task, marker, now)
        if not MarkingTask.objects.takeable(marker, now).filter(pk=task.pk).exists():
            raise _why_not(task)
        if task.slot != MarkingSlot.FIRST:
            raise Refused(_("This reply has a score already, so it cannot go back. Score it as it is."))
        task.done_at = task.handed_back_at = now
        task.handed_back_note = note
        task.leased_by, task.lease_until = marker, None
        task.save()
        attempt = return_for_revision(attempt=task.move.attempt, actor=marker, now=now)
        payload = {"attempt_id": attempt.pk, "task_id": task.pk}
        promise(topic="reply.handed_back", key=f"reply.handed_back:{task.pk}", payload=payload)
    return task


def sheet_of(task: MarkingTask) -> ActivityVersion:
    """The text that this task is scored by: the mended one, the one a disputed score was given by, that of the try."""
    if task.rescore:
        return task.rescore.version
    disputed = task.dispute.version if task.slot == MarkingSlot.DISPUTE else None
    return disputed or task.move.attempt.version


def definition_of(task: MarkingTask) -> Mapping[str, Any]:
    return sheet_of(task).definition


def _write(task: MarkingTask, marker, levels, gates, now: dt.datetime, **more) -> Score:
    sheet, first = sheet_of(task), task.slot == MarkingSlot.FIRST
    definition = sheet.definition
    given = scenario_levels([levels])
    found = verdict(*_whole(task, given, gates), definition.get("weights"))
    return Score.objects.create(
        task=task,
        move=task.move,
        slot=task.slot,
        marker=marker,
        rubric_version=rubric_version_of(definition),
        version=sheet if sheet.pk != task.move.attempt.version_id else None,
        levels=given,
        gates=dict(gates),
        passed=found.passed,
        weighted=found.weighted,
        alone=first and is_alone(marker, task.move.attempt.person, timezone.localdate(now)),
        seconds=_seconds(task, now),
        sent_at=now,
        **more,
    )


def _whole(task: MarkingTask, levels, gates) -> tuple[dict[str, int], dict[str, bool]]:
    """A disputed criterion or gate among everything else that stands."""
    disputed = task.slot == MarkingSlot.DISPUTE
    stands = decision_of(task.move.attempt).counts.get(task.move.number) if disputed else None
    return ({**stands.levels, **levels}, {**stands.gates, **gates}) if stands else (dict(levels), dict(gates))


def _seconds(task: MarkingTask, now: dt.datetime) -> int | None:
    return max(0, int((now - task.opened_at).total_seconds())) if task.opened_at else None


def rubric_version_of(definition: Mapping) -> RubricVersion:
    """The rubric version frozen into the released scenario; Refused when it is not in this database."""
    named = definition.get("rubric") or {}
    found = RubricVersion.objects.filter(rubric__slug=named.get("slug"), number=named.get("version") or 0).first()
    if found is None:
        raise Refused(
            _("The rubric of this scenario is not known here. Ask the trainer to release the scenario again.")
        )
    return found


def must_be_theirs(task: MarkingTask, marker) -> None:
    """Never one's own reply, and no second look at what one has scored."""
    open_to = MarkingTask.objects.open_to(marker).filter(pk=task.pk)
    if open_to.new_to(marker).exists():
        return
    if open_to.exists():
        raise Refused(_("You have scored this reply already. It needs somebody who is new to it."))
    raise Refused(_("This is your own reply. Another marker scores it."))


def _must_be_admitted(task: MarkingTask, marker, now: dt.datetime) -> None:
    """Whoever was admitted when they took it may finish, also past the last day."""
    if task.leased_by_id != marker.pk and not may_score(marker, task.slot, timezone.localdate(now)):
        raise Refused(_("You are not admitted to mark yet. Calibrate first: the desk says what is missing."))


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
