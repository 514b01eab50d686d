"""Scoring again after the rubric or the fact sheet was mended: new rows beside the old ones, people where it matters.

The machine's new rows teach and decide nothing. A reply whose reading changed goes to a person, whose new score can
only lift what stands, unless somebody says yes to less.
"""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from courses.models import ActivityVersion, Attempt
from courses.plain_text import plain
from outbox.actions import promise
from people.permissions import same_person
from scenarios.actions.following import make_better, tell_of_change
from scenarios.actions.locking import lock_conversation
from scenarios.actions.marking import rubric_version_of
from scenarios.actions.queueing import owe
from scenarios.deciding import WITH_SCORES, decide, decision_of, text_of, waits_for_a_yes
from scenarios.models import Kept, MarkingSlot, MarkingTask, Move, Rescore, Score, Skipped, Yes
from scenarios.records import counting
from scenarios.refusals import Refused
from scenarios.scoring import Task, score, verdict

SCORED = (Attempt.State.PASSED, Attempt.State.NOT_PASSED)


def score_again(*, version: ActivityVersion, reason: str, actor) -> Rescore:
    """Promise that replies to earlier texts of this conversation are looked at by `version`. Twice is once."""
    reason = plain(reason).strip()
    if not reason:
        raise Refused(_("Say in a sentence what was mended. Whoever was scored may read it."))
    with transaction.atomic():
        standing = Rescore.objects.filter(version=version).first()
        if standing is not None:
            return standing
        if not scored_by_earlier(version).exists():
            raise Refused(_("No reply to an earlier text of this conversation has a score, so nothing changes."))
        rubric_version_of(version.definition)
        made = Rescore.objects.create(version=version, reason=reason, actor=actor)
        promise(topic="scenario.mended", key=f"scenario.mended:{made.pk}", payload={"rescore_id": made.pk})
    return made


def scored_by_earlier(version: ActivityVersion):
    """Assessed tries with a score at an earlier text of the same conversation. Practice is nobody's business."""
    earlier = ActivityVersion.objects.filter(
        activity=version.activity_id, locale=version.locale, number__lt=version.number
    )
    return Attempt.objects.assessed().filter(version__in=earlier, state__in=SCORED)


def look_again(*, rescore: Rescore, now: dt.datetime, only: int | None = None) -> int:
    """Do what was promised, for every try or for the one of this number; safe to run twice.

    Returns how many replies go to a person. A reply that the new text has no place for is skipped, with the reason.
    """
    attempts = scored_by_earlier(rescore.version)
    attempts = attempts.filter(pk=only) if only else attempts
    return sum(
        _look_at(attempt, rescore, now) for attempt in attempts.select_related("version", "person").order_by("pk")
    )


def take_its_turn(*, attempt: Attempt, now: dt.datetime) -> int:
    """Look at a try that was scored after its text was mended, when the others had been looked at already.

    For the worker, once the score stands: a text that is mended at that very moment is then seen here, or sees it.
    """
    version = attempt.version
    later = Rescore.objects.filter(
        version__activity=version.activity_id, version__locale=version.locale, version__number__gt=version.number
    )
    rescore = later.select_related("version").order_by("-version__number").first()
    return look_again(rescore=rescore, now=now, only=attempt.pk) if rescore else 0


def agree_to_lower(*, score: Score, actor, reason: str, now: dt.datetime) -> Yes:
    """Let a score that was given again lower what stands. A pass that was earned is never taken back."""
    reason = plain(reason).strip()
    with transaction.atomic():
        attempt = lock_conversation(score.move.attempt)
        if standing := Yes.objects.filter(score=score).first():
            return standing
        _must_wait_for_a_yes(score, attempt)
        if _is_of(score, actor):
            raise Refused(_("You gave this score yourself. Somebody else says whether it may lower what stands."))
        if not reason:
            raise Refused(_("Say in a sentence why the lower score is right. Its writer may read it."))
        made = Yes.objects.create(score=score, actor=actor, reason=reason)
        decision = decision_of(attempt)
        if attempt.state == Attempt.State.PASSED and decision.verdict is not None and not decision.verdict.passed:
            raise Refused(_("This would take back a pass that was earned, and that is never done. Leave it as it is."))
        make_better(attempt=attempt, decision=decision, actor=actor, now=now)
        tell_of_change(score=score, attempt=attempt)
    return made


def leave_as_it_is(*, score: Score, actor) -> Kept:
    """Decide that what stands stays. The lower score remains on record and changes nothing."""
    with transaction.atomic():
        attempt = lock_conversation(score.move.attempt)
        if standing := Kept.objects.filter(score=score).first():
            return standing
        _must_wait_for_a_yes(score, attempt)
        return Kept.objects.create(score=score, actor=actor)


def _must_wait_for_a_yes(score: Score, attempt: Attempt) -> None:
    stands = decision_of(attempt).counts.get(score.move.number)
    if stands is None or stands.row == score.pk:
        raise Refused(_("This score takes nothing away, so it needs no yes."))
    if not waits_for_a_yes(Score.objects.select_related("agreed", "kept").get(pk=score.pk), stands):
        raise Refused(_("This was decided already, or the reply was looked at once more since. Load the page again."))


def _is_of(score: Score, person) -> bool:
    return Score.objects.filter(pk=score.pk, marker__in=same_person(person)).exists()


def _look_at(attempt: Attempt, rescore: Rescore, now: dt.datetime) -> int:
    count, new = 0, rescore.version
    with transaction.atomic():
        moves = list(attempt.moves.order_by("number").prefetch_related(*WITH_SCORES))
        decision = decide(attempt, moves)
        for move in counting(moves):
            if move.number not in decision.scores:
                continue
            if not _has_place_for(move, new.definition):
                Skipped.objects.get_or_create(rescore=rescore, move=move, defaults={"reason": _no_place(move)})
            elif _reads_otherwise(move, text_of(decision.scores[move.number], attempt), new):
                owe(move, MarkingSlot.AGAIN, reason=MarkingTask.Why.MENDED, now=now, rescore=rescore)
                count += 1
    return count


def _has_place_for(move: Move, definition: Mapping[str, Any]) -> bool:
    """Does this text still ask for a written reply here? Steps are renamed and taken out."""
    steps = [step for step in definition.get("steps") or () if step.get("key") == move.step_key]
    return bool(steps) and steps[0].get("kind", "reply") == "reply"


def _no_place(move: Move) -> str:
    told = _("The mended text has no written reply named “%(name)s”. The score of this one stays as it is.")
    return told % {"name": move.step_key}


def _reads_otherwise(move: Move, old: ActivityVersion, new: ActivityVersion) -> bool:
    """Keep what the machine reads by the new text. Is it something else than by the old one, or the rubric another?

    `old` is the text that the score which counts was given by. Both readings are by today's scorer, so that only the
    text makes the difference.
    """
    text = str(move.payload.get("text", ""))
    before = score(text, Task.from_definition(old.definition, move.step_key))
    now = score(text, Task.from_definition(new.definition, move.step_key))
    gates = {row.key: row.status != "not_passed" for row in now.gates}
    found = verdict(now.levels, gates, new.definition.get("weights"))
    Score.objects.get_or_create(
        move=move,
        version=new,
        scorer_version=now.version,
        marker=None,
        defaults={
            "rubric_version": rubric_version_of(new.definition),
            "levels": dict(now.levels),
            "gates": gates,
            "passed": found.passed,
            "weighted": found.weighted,
            "found": now.as_dict(),
            "client_key": uuid.uuid5(move.client_key, f"{new.pk}:{now.version}"),
        },
    )
    named = [(each.definition.get("rubric") or {}).get("version") for each in (old, new)]
    statuses = [[(row.key, row.status) for row in each.gates] for each in (before, now)]
    return named[0] != named[1] or before.levels != now.levels or statuses[0] != statuses[1]
