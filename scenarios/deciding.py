"""Which scores count, and what they make of a conversation. Asked in one place; the rule is `fair.counting`."""

import copy
from collections.abc import Container
from dataclasses import dataclass

from django.db.models import Prefetch

from courses.models import Attempt, Course
from courses.permissions import mine
from scenarios.fair.counting import Counting, Given
from scenarios.fair.counting import counting as what_counts
from scenarios.models import MarkingSlot, MarkingTask, Move, Score
from scenarios.records import counting, made
from scenarios.scoring import Verdict, verdict
from scenarios.script import Marks, Standing, standing

# What `decide` reads beside the moves themselves.
WITH_SCORES = (Prefetch("scores", Score.objects.select_related("agreed")), "marking")


@dataclass(frozen=True)
class Decision:
    """`verdict` is None while a reply waits for its score; `scores` by the number of the reply they decide about."""

    standing: Standing
    verdict: Verdict | None
    scores: dict[int, Score]


def decision_of(attempt: Attempt) -> Decision:
    """What the whole conversation is worth by the scores that count: three queries."""
    return decide(attempt, list(attempt.moves.order_by("number").prefetch_related(*WITH_SCORES)))


def decide(attempt: Attempt, moves: list[Move]) -> Decision:
    """`decision_of` for moves that were read already, each `WITH_SCORES`."""
    found = {move.number: deciding_score(move) for move in counting(moves)}
    scores = {number: score for number, score in found.items() if score is not None}
    marks = {number: Marks(score.levels, score.gates) for number, score in scores.items()}
    stands = standing(map(made, moves), marks)
    verdict = None if stands.waits else stands.verdict(attempt.version.definition.get("weights"))
    return Decision(stands, verdict, scores)


def deciding_score(move: Move) -> Score | None:
    """The score that counts for this reply, or None while one that decides is still owed.

    Where a dispute raised a criterion, it is a copy of the row it rests on, with the levels that count now.
    """
    rows = {score.pk: score for score in move.scores.all() if score.marker_id}
    stands = counting_of(move)
    if stands is None:
        return None
    score = rows[stands.row]
    if stands.levels == score.levels and stands.gates == score.gates:
        return score
    found = verdict(stands.levels, stands.gates, move.attempt.version.definition.get("weights"))
    now = copy.copy(score)
    now.levels, now.gates = dict(stands.levels), dict(stands.gates)
    now.passed, now.weighted = found.passed, found.weighted
    return now


def counting_of(move: Move) -> Counting | None:
    """What the scores of this reply come to, and which later ones changed it."""
    owed = {task.slot for task in move.marking.all() if task.done_at is None}
    return what_counts(given_of(move), owed)


def by_one(move: Move) -> bool:
    """Scored by one person since nobody else was there: from the start, or after a second score was waited for."""
    slots = {score.slot: score for score in move.scores.all() if score.marker_id}
    if MarkingSlot.SECOND in slots or MarkingSlot.FIRST not in slots:
        return False
    return slots[MarkingSlot.FIRST].alone or any(lapsed(task, slots) for task in move.marking.all())


def lapsed(task: MarkingTask, slots: Container[str]) -> bool:
    """Was this second score owed until it was clear that nobody could give it?"""
    return task.slot == MarkingSlot.SECOND and task.done_at is not None and MarkingSlot.SECOND not in slots


def given_of(move: Move) -> list[Given]:
    """People's scores of this reply, in the order in which they were sent."""
    scores = sorted((score for score in move.scores.all() if score.marker_id), key=lambda score: score.pk)
    return [given(score) for score in scores]


def given(score: Score) -> Given:
    return Given(score.pk, score.slot, score.levels, score.gates, yes=hasattr(score, "agreed"))


@dataclass(frozen=True)
class SampleRule:
    """Whether a strong reply may be read, and why not: "score" (its own is not in) or "course" (`course` scores it)."""

    is_open: bool
    closed_by: str = ""
    course: str = ""


def sample_rule(attempt: Attempt, tried: int | bool) -> SampleRule:
    """In assessed work after the score. In practice after a try, and where a course scores it, after the score there.

    `tried`: whether the closing reply was written or the end reached (`State.may_close`).
    """
    if attempt.mode == Attempt.Mode.ASSESSED:
        scored = attempt.scored_at is not None and attempt.state in (Attempt.State.PASSED, Attempt.State.NOT_PASSED)
        return SampleRule(scored, "" if scored else "score")
    if not tried:
        return SampleRule(False)
    assessed = Attempt.objects.filter(mine(attempt.person)).assessed().filter(activity_id=attempt.activity_id)
    scores = list(assessed.values_list("scored_at", flat=True))
    if None in scores:
        return SampleRule(False, "score")
    course = None if scores else Course.objects.filter(newest__items__activity_id=attempt.activity_id).first()
    return SampleRule(course is None, "course" if course else "", course.title if course else "")
