"""Which score decides about a reply. Asked in one place: second scores and adjudication will change the answer."""

from courses.models import Attempt
from courses.permissions import mine
from scenarios.models import MarkingSlot, Move, Score


def deciding_score(move: Move) -> Score | None:
    """The score that counts for this reply, or None while it waits. An adjudication stands above the first score."""
    given = {score.slot: score for score in move.scores.all() if score.marker_id}
    return given.get(MarkingSlot.ADJUDICATION) or given.get(MarkingSlot.FIRST)


def strong_sample_is_open(attempt: Attempt, moves: int) -> bool:
    """In practice after a try, in assessed work after the score. Never while the same scenario still waits for one."""
    if attempt.mode == Attempt.Mode.ASSESSED:
        return attempt.scored_at is not None and attempt.state in (Attempt.State.PASSED, Attempt.State.NOT_PASSED)
    if not moves:
        return False
    assessed = Attempt.objects.filter(mine(attempt.person)).assessed().filter(activity_id=attempt.activity_id)
    return not assessed.filter(scored_at__isnull=True).exists()
