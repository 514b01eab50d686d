"""From rows to the plain state of a conversation, and back to nothing: reading only."""

from collections.abc import Mapping
from typing import Any

from courses.models import Attempt
from scenarios.models import Move
from scenarios.script import Made, State, play, read_script


def made(move: Move) -> Made:
    return Made(move.number, move.step_key, move.kind, move.payload, move.result)


def state_of(attempt: Attempt, definition: Mapping[str, Any]) -> State:
    """Where this attempt stands: one query."""
    return play(read_script(definition), [made(move) for move in attempt.moves.order_by("number")])
