"""Which scores count, and what they make of a conversation. Asked in one place: adjudication will change the answer."""

from dataclasses import dataclass

from courses.models import Attempt, Course
from courses.permissions import mine
from scenarios.models import MarkingSlot, Move, Score
from scenarios.records import counting, made
from scenarios.scoring import Verdict
from scenarios.script import Marks, Standing, standing


@dataclass(frozen=True)
class Decision:
    """`verdict` is None while a reply waits for its score; `scores` by the number of the reply they decide about."""

    standing: Standing
    verdict: Verdict | None
    scores: dict[int, Score]


def decision_of(attempt: Attempt) -> Decision:
    """What the whole conversation is worth by the scores that count: two queries."""
    return decide(attempt, list(attempt.moves.order_by("number").prefetch_related("scores")))


def decide(attempt: Attempt, moves: list[Move]) -> Decision:
    """`decision_of` for moves that were read already, each with its scores."""
    found = {move.number: deciding_score(move) for move in counting(moves)}
    scores = {number: score for number, score in found.items() if score is not None}
    marks = {number: Marks(score.levels, score.gates) for number, score in scores.items()}
    stands = standing(map(made, moves), marks)
    verdict = None if stands.waits else stands.verdict(attempt.version.definition.get("weights"))
    return Decision(stands, verdict, scores)


def deciding_score(move: Move) -> Score | None:
    """The score that counts for this reply, or None while it waits. An adjudication stands above the first score."""
    given = {score.slot: score for score in move.scores.all() if score.marker_id}
    return given.get(MarkingSlot.ADJUDICATION) or given.get(MarkingSlot.FIRST)


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
