"""What follows from a score: a second one, an adjudication, a result, or a better result than the one that stood."""

import datetime as dt

from django.conf import settings
from django.utils import timezone

from courses.actions import record_better_result, record_result
from courses.models import Attempt
from outbox.actions import promise
from scenarios.actions.queueing import owe
from scenarios.admissions import is_alone
from scenarios.deciding import Decision, decision_of, given, given_of
from scenarios.fair.counting import differ
from scenarios.fair.second import close_calls, drawn, gate_in_doubt, within_cap
from scenarios.models import MarkingSlot, MarkingTask, Score
from scenarios.records import made
from scenarios.script import Marks

CAP_DAYS = 30
Why = MarkingTask.Why


def follow(*, score: Score, task: MarkingTask, actor, now: dt.datetime) -> None:
    """For an action that has just written the score and holds the locks of `lock_task`."""
    attempt = task.move.attempt
    if task.slot == MarkingSlot.FIRST and not score.alone and (why := _why_second(score)):
        owe(task.move, MarkingSlot.SECOND, reason=why, now=now)
    if task.slot == MarkingSlot.SECOND and _differs(score):
        owe(task.move, MarkingSlot.ADJUDICATION, reason=Why.DIFFER, now=now)
    settle(score=score, attempt=attempt, actor=actor, now=now)
    if task.slot == MarkingSlot.AGAIN and decision_of(attempt).rests_on(score):
        tell_of_change(score=score, attempt=attempt)
    if task.slot == MarkingSlot.DISPUTE:
        payload = {"attempt_id": attempt.pk, "score_id": score.pk}
        promise(topic="dispute.answered", key=f"dispute.answered:{score.pk}", payload=payload)


def settle(*, score: Score, attempt: Attempt, actor, now: dt.datetime) -> None:
    """A result, once every score that decides is there: the first one with news, a better one later."""
    decision = decision_of(attempt)
    if decision.verdict is None:
        return
    if attempt.state == Attempt.State.AWAITING:
        # With several replies the last score decides, and only then is there news for the learner.
        if not _owe_close_calls(attempt, decision, now):
            record_result(attempt=attempt, passed=decision.verdict.passed, actor=actor, now=now)
            promise(topic="reply.scored", key=f"reply.scored:{score.pk}", payload={"attempt_id": attempt.pk})
        return
    make_better(attempt=attempt, decision=decision, actor=actor, now=now)


def make_better(*, attempt: Attempt, decision: Decision, actor, now: dt.datetime) -> None:
    """A try that passes by the scores that count now has passed. One that passed before stays so."""
    if decision.verdict is not None and decision.verdict.passed and attempt.state == Attempt.State.NOT_PASSED:
        record_better_result(attempt=attempt, actor=actor, now=now)


def tell_of_change(*, score: Score, attempt: Attempt) -> None:
    """News for the writer: a score that was given again counts now."""
    payload = {"attempt_id": attempt.pk, "score_id": score.pk}
    promise(topic="score.changed", key=f"score.changed:{score.pk}", payload=payload)


def _why_second(score: Score) -> str:
    move = score.move
    if gate_in_doubt(score.gates, move.result.get("gates") or ()):
        return Why.GATE
    return Why.RANDOM if drawn(f"{move.client_key}:{move.pk}", settings.SECOND_SCORE_SHARE) else ""


def _differs(second: Score) -> bool:
    first = next(each for each in given_of(second.move) if each.slot == MarkingSlot.FIRST)
    return bool(differ(first, given(second)))


def _owe_close_calls(attempt: Attempt, decision: Decision, now: dt.datetime) -> bool:
    """Second scores of replies that one level would turn, as far as the cap goes; were any asked for?"""
    moves = list(attempt.moves.order_by("number"))
    marks = {number: Marks(score.levels, score.gates) for number, score in decision.scores.items()}
    close = close_calls(map(made, moves), marks, attempt.version.definition.get("weights"))
    asked = False
    for move in moves:
        if move.number in close and _once_only(decision.scores[move.number], attempt, now) and _within_cap(now):
            asked = owe(move, MarkingSlot.SECOND, reason=Why.CLOSE, now=now)[1] or asked
    return asked


def _once_only(score: Score, attempt: Attempt, now: dt.datetime) -> bool:
    """Scored by one person, where another one was there to score it, and is there now?"""
    if score.slot != MarkingSlot.FIRST or score.alone:
        return False
    if MarkingTask.objects.filter(move=score.move_id, slot=MarkingSlot.SECOND).exists():
        return False
    return not is_alone(score.marker, attempt.person, timezone.localdate(now))


def _within_cap(now: dt.datetime) -> bool:
    late = Score.objects.filter(marker__isnull=False, sent_at__gte=now - dt.timedelta(days=CAP_DAYS))
    firsts = late.filter(slot=MarkingSlot.FIRST).count()
    since = now - dt.timedelta(days=CAP_DAYS)
    asked = MarkingTask.objects.filter(slot=MarkingSlot.SECOND, reason=Why.CLOSE, created_at__gte=since)
    return within_cap(asked.count(), firsts, settings.SECOND_SCORE_CAP)
