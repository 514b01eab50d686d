"""Which scores count, and what they make of a conversation. Asked in one place; the rule is `fair.counting`."""

import copy
from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from courses.models import ActivityVersion, Attempt, Course
from courses.permissions import mine
from scenarios.fair.counting import Counting, Counts, Given, Whole
from scenarios.fair.counting import counting as what_counts
from scenarios.models import MarkingSlot, MarkingTask, Move, Score
from scenarios.records import counting, made
from scenarios.scoring import Verdict, verdict
from scenarios.script import Marks, Standing, standing

# What `decide` reads beside the moves themselves.
WITH_SCORES = (Prefetch("scores", Score.objects.select_related("agreed", "kept", "version")), "marking")


@dataclass(frozen=True)
class Decision:
    """`verdict` is None while a reply waits for its score; by the number of each decided reply `scores`, `counts`.

    `texts`: those that the scores which count were given by, newest first; its weights are those of the first.
    """

    standing: Standing
    verdict: Verdict | None
    scores: dict[int, Score]
    counts: dict[int, Counting]
    texts: tuple[ActivityVersion, ...]

    @property
    def definition(self) -> dict[str, Any]:
        return self.texts[0].definition

    def rests_on(self, score: Score) -> str:
        """Does this score count: "whole", in "part", or "" not at all?"""
        stands = self.counts.get(score.move.number)
        if stands is None:
            return ""
        return "whole" if stands.row == score.pk else "part" if score.pk in stands.changed.values() else ""


def decision_of(attempt: Attempt) -> Decision:
    """What the whole conversation is worth by the scores that count: three queries."""
    return decide(attempt, list(attempt.moves.order_by("number").prefetch_related(*WITH_SCORES)))


def decisions_of(attempts: Iterable[Attempt]) -> dict[int, Decision]:
    """`decision_of` for many tries at once, each read with its version: three queries, however many."""
    rows: dict[Attempt, list[Move]] = {attempt: [] for attempt in attempts}
    known = {attempt.pk: attempt for attempt in rows}
    for move in Move.objects.filter(attempt__in=known).order_by("number").prefetch_related(*WITH_SCORES):
        move.attempt = known[move.attempt_id]
        rows[move.attempt].append(move)
    return {attempt.pk: decide(attempt, moves) for attempt, moves in rows.items()}


def decide(attempt: Attempt, moves: list[Move]) -> Decision:
    """`decision_of` for moves that were read already, each `WITH_SCORES`."""
    replies = {move.number: move for move in counting(moves)}
    rows = {score.pk: score for move in replies.values() for score in move.scores.all() if score.marker_id}
    done = list(map(made, moves))

    def texts(counts: Counts) -> tuple[ActivityVersion, ...]:
        return _texts(attempt, [rows[each.row] for each in counts.values()])

    def whole(counts: Counts) -> Standing:
        return standing(done, {number: Marks(each.levels, each.gates) for number, each in counts.items()})

    def worth(counts: Counts) -> Whole:
        found = whole(counts)
        by_rule = found.verdict(texts(counts)[0].definition.get("weights"))
        return Whole(found.levels, found.gates, by_rule.passed, by_rule.weighted)

    owed = {
        number: {task.slot for task in move.marking.all() if task.done_at is None} for number, move in replies.items()
    }
    counts = what_counts({number: given_of(move) for number, move in replies.items()}, owed, worth)
    stands, by = whole(counts), texts(counts)
    return Decision(
        stands,
        None if stands.waits else stands.verdict(by[0].definition.get("weights")),
        {number: _as_it_counts(rows[each.row], each, attempt) for number, each in counts.items()},
        counts,
        by,
    )


def deciding_score(move: Move) -> Score | None:
    """The score that counts for one reply; None while one that decides is owed, or when it was written anew."""
    return decision_of(move.attempt).scores.get(move.number)


def text_of(score: Score, attempt: Attempt) -> ActivityVersion:
    """The text that a score was given by: that of the try, or one that was mended since."""
    return score.version or attempt.version


def text_of_point(decision: Decision, attempt: Attempt, number: int, name: str) -> ActivityVersion:
    """The text by which one criterion or gate of a reply stands: a later score may have raised it."""
    counts, score = decision.counts[number], decision.scores[number]
    row = counts.changed.get(name, counts.row)
    return text_of(next(each for each in score.move.scores.all() if each.pk == row), attempt)


def waits_for_a_yes(score: Score, counts: Counting | None) -> bool:
    """Was this score given again, the last of its reply, and would it lower what stands? Nobody has said yes or no."""
    if score.slot != MarkingSlot.AGAIN or counts is None or counts.row == score.pk:
        return False
    later = any(each.slot == MarkingSlot.AGAIN and each.pk > score.pk for each in score.move.scores.all())
    return not later and not hasattr(score, "agreed") and not hasattr(score, "kept")


def _texts(attempt: Attempt, scores: Iterable[Score]) -> tuple[ActivityVersion, ...]:
    found = {text.pk: text for text in (text_of(score, attempt) for score in scores)} or {0: attempt.version}
    return tuple(sorted(found.values(), key=lambda text: text.number, reverse=True))


def _as_it_counts(score: Score, stands: Counting, attempt: Attempt) -> Score:
    """The score that counts for a reply; a copy with the levels that count now where a later one raised some."""
    if stands.levels == score.levels and stands.gates == score.gates:
        return score
    found = verdict(stands.levels, stands.gates, text_of(score, attempt).definition.get("weights"))
    now = copy.copy(score)
    now.levels, now.gates = dict(stands.levels), dict(stands.gates)
    now.passed, now.weighted = found.passed, found.weighted
    return now


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
