"""Scoring again after the rubric or the fact sheet was mended: new rows beside the old ones, people where it matters.

The machine's new rows teach and decide nothing. A reply whose reading changed goes to a person, whose new score can
only lift what stands, unless somebody says yes to less.
"""

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from courses.models import ActivityVersion, Attempt
from courses.plain_text import plain
from outbox.actions import promise
from scenarios.actions.following import make_better
from scenarios.actions.locking import lock_conversation
from scenarios.actions.marking import rubric_version_of
from scenarios.actions.queueing import owe
from scenarios.deciding import WITH_SCORES, counting_of, decision_of, given
from scenarios.fair.counting import lowers
from scenarios.models import MarkingSlot, MarkingTask, Move, Rescore, Score, Yes
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


def look_again(*, rescore: Rescore, now: dt.datetime) -> int:
    """Do what was promised; safe to run twice. Returns how many replies go to a person."""
    count = 0
    for attempt in scored_by_earlier(rescore.version).select_related("version", "person").order_by("pk"):
        with transaction.atomic():
            moves = list(attempt.moves.order_by("number").prefetch_related(*WITH_SCORES))
            for move in counting(moves):
                if counting_of(move) is not None and _reads_otherwise(move, rescore.version):
                    owe(move, MarkingSlot.AGAIN, reason=MarkingTask.Why.MENDED, now=now, rescore=rescore)
                    count += 1
    return count


def agree_to_lower(*, score: Score, actor, reason: str, now: dt.datetime) -> Yes:
    """Let a score that was given again lower what stands. A pass that was earned is never taken back."""
    reason = plain(reason).strip()
    with transaction.atomic():
        attempt = lock_conversation(score.move.attempt)
        if hasattr(score, "agreed"):
            return score.agreed
        stands = counting_of(score.move)
        if score.slot != MarkingSlot.AGAIN or stands is None or not lowers(stands, given(score)):
            raise Refused(_("This score takes nothing away, so it needs no yes."))
        if not reason:
            raise Refused(_("Say in a sentence why the lower score is right. Its writer may read it."))
        made = Yes.objects.create(score=score, actor=actor, reason=reason)
        decision = decision_of(attempt)
        if attempt.state == Attempt.State.PASSED and decision.verdict is not None and not decision.verdict.passed:
            raise Refused(_("This would take back a pass that was earned, and that is never done. The score stays."))
        make_better(attempt=attempt, decision=decision, actor=actor, now=now)
    return made


def _reads_otherwise(move: Move, version: ActivityVersion) -> bool:
    """Keep what the machine reads by the new text. Is it something else than by the old one, or the rubric another?

    Both readings are by today's scorer, so that only the text makes the difference.
    """
    old, new = move.attempt.version.definition, version.definition
    text = str(move.payload.get("text", ""))
    before = score(text, Task.from_definition(old, move.step_key))
    now = score(text, Task.from_definition(new, move.step_key))
    gates = {row.key: row.status != "not_passed" for row in now.gates}
    found = verdict(now.levels, gates, new.get("weights"))
    Score.objects.get_or_create(
        move=move,
        version=version,
        scorer_version=now.version,
        marker=None,
        defaults={
            "rubric_version": rubric_version_of(new),
            "levels": dict(now.levels),
            "gates": gates,
            "passed": found.passed,
            "weighted": found.weighted,
            "client_key": uuid.uuid5(move.client_key, f"{version.pk}:{now.version}"),
        },
    )
    named = [(text.get("rubric") or {}).get("version") for text in (old, new)]
    changed = [row.status for row in before.gates] != [row.status for row in now.gates]
    return named[0] != named[1] or before.levels != now.levels or changed
