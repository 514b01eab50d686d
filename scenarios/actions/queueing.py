"""Putting replies on the marking desk, each in its turn."""

import datetime as dt
from collections.abc import Iterable

from outbox.actions import promise
from scenarios.fair.second import one_level_turns
from scenarios.fair.urgency import CLOSE, GATE, RETURNED, rank
from scenarios.models import NEW_EYES, MarkingSlot, MarkingTask, Move, Rescore


def owe(
    move: Move, slot: str, *, reason: str, now: dt.datetime, rescore: Rescore | None = None
) -> tuple[MarkingTask, bool]:
    """One more score of this reply, once; and whether it is new. Its turn comes by the day it was handed in."""
    handed_in = move.attempt.handed_in_at or now
    found = {"move": move, "slot": slot, "rescore": rescore}
    turn = {"reason": reason, "created_at": now, "rank_at": rank(handed_in, slot)}
    task, new = MarkingTask.objects.get_or_create(**found, defaults=turn)
    if new and slot in NEW_EYES:
        promise(topic="look.owed", key=f"look.owed:{task.pk}", payload={"task_id": task.pk})
    return task, new


def owe_first(replies: Iterable[Move], *, returned: set[str], now: dt.datetime) -> None:
    """First scores of replies that were just handed in. `returned`: the steps whose reply had come back before."""
    first = MarkingSlot.FIRST
    MarkingTask.objects.bulk_create(
        MarkingTask(move=move, slot=first, created_at=now, rank_at=rank(now, first, _risks(move, returned)))
        for move in replies
    )


def _risks(move: Move, returned: set[str]) -> list[str]:
    """What the machine saw decides the turn alone: nobody reads it before the score is sent."""
    result = move.result
    gates = {row["key"]: row.get("status") != "not_passed" for row in result.get("gates") or ()}
    levels = {name: int(level) for name, level in (result.get("levels") or {}).items()}
    weights = move.attempt.version.definition.get("weights")
    return [
        *([RETURNED] if move.step_key in returned else ()),
        *([GATE] if not all(gates.values()) else ()),
        *([CLOSE] if levels and one_level_turns(levels, gates, weights) else ()),
    ]
