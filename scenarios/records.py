"""From rows to the plain state of a conversation, and back to nothing: reading only."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from courses.models import Attempt
from scenarios.models import MarkingTask, Move
from scenarios.script import Made, State, Story, counting_replies, play, read_script, story


def made(move: Move) -> Made:
    return Made(move.number, move.step_key, move.kind, move.payload, move.result)


def rows_of(attempt: Attempt, known: Sequence[Move] = ()) -> list[Move]:
    """The moves by number. They are written once: when the first ones are `known`, only what came after is read."""
    rows = attempt.moves.order_by("number")
    return [*known, *(rows.filter(number__gt=known[-1].number) if known else rows)]


def state_of(attempt: Attempt, definition: Mapping[str, Any]) -> State:
    """Where this attempt stands: one query."""
    return play(read_script(definition), made_in(attempt))


def story_of(attempt: Attempt, definition: Mapping[str, Any]) -> Story:
    """The conversation told again for the debrief: one query."""
    return story(read_script(definition), made_in(attempt))


def made_in(attempt: Attempt) -> list[Made]:
    return list(map(made, rows_of(attempt)))


def counting(moves: Iterable[Move]) -> list[Move]:
    """The last written reply of each step, in order: the ones that a person scores."""
    rows = {move.number: move for move in moves}
    return [rows[reply.number] for reply in counting_replies(map(made, rows.values()))]


def handed_back(attempt: Attempt) -> list[MarkingTask]:
    """The replies that came back and were not written anew yet, oldest first, each with its note: two queries at most.

    A closing reply is written anew as its next version (make_move), one in the middle of the conversation with
    write_anew(number=number_of(task)).
    """
    if attempt.state != Attempt.State.RETURNED:
        return []
    back = MarkingTask.objects.filter(move__attempt=attempt, handed_back_at__isnull=False).select_related("move")
    last = dict(attempt.moves.filter(kind=Move.Kind.REPLY).order_by("number").values_list("step_key", "number"))
    return [task for task in back.order_by("move__number") if last[task.move.step_key] == task.move.number]


def number_of(task: MarkingTask) -> int:
    """The number of the move in the conversation that this reply stands for, also when it was written anew."""
    return made(task.move).anew or task.move.number
