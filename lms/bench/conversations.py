"""Practice conversations that stand before a choice or a reply, and one that is over, by the engine's own moves."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from courses.models import ActivityVersion, Attempt
from lms.bench import words
from lms.bench.rounds import bulk
from lms.bench.shelf import put_on_shelf
from people.models import Person
from scenarios.actions.handing_in import ENDED
from scenarios.models import Move
from scenarios.scoring import Task, score
from scenarios.script import (
    ChoiceStep,
    ConsultStep,
    Made,
    MatchStep,
    OrderStep,
    State,
    kept,
    outcome,
    play,
    read_script,
)

BEFORE_CHOICE, BEFORE_REPLY = "step-8", "step-9"


@dataclass(frozen=True)
class Talks:
    """`choices` and `replies`: a try for each time that a move is made. `over`: ended, to look back on."""

    choices: list[Attempt]
    replies: list[Attempt]
    over: Attempt


def talk(takers: Iterable[Person], learner: Person) -> Talks:
    takers = list(takers)
    version = put_on_shelf(words.conversation("Forty steps at the counter"))
    before_choice, before_reply = (walk(version.definition, until)[0] for until in (BEFORE_CHOICE, BEFORE_REPLY))
    whole, last = walk(version.definition)
    return Talks(
        choices=_tries(version, takers, before_choice),
        replies=_tries(version, takers, before_reply),
        over=_tries(version, [learner], whole, {ENDED: last.ending.key if last.ending else ""})[0],
    )


def walk(definition: dict[str, Any], until: str = "") -> tuple[list[Made], State]:
    """The first of everything, to this step or to the end."""
    script = read_script(definition)
    moves: list[Made] = []
    state = play(script, moves)
    while not state.done and state.present.key != until:
        step, payload = state.present, first_of(state)
        scored = _scored(definition, step.key) if step.kind == "reply" else None
        result = outcome(script, state, payload, scored)
        moves.append(Made(state.next_number, step.key, step.kind, kept(step, payload), result))
        state = play(script, moves)
    return moves, state


def first_of(state: State) -> dict[str, Any]:
    step = state.present
    if isinstance(step, ChoiceStep):
        return {"option": state.options[0].key}
    if isinstance(step, ConsultStep):
        return {"ask": ""}
    if isinstance(step, OrderStep):
        return {"order": [item.key for item in step.items]}
    if isinstance(step, MatchStep):
        return {"pairs": {item.key: step.targets[0].key for item in step.items}}
    return {"text": words.REPLY, "self": {}}


def _scored(definition: dict[str, Any], step: str) -> dict[str, Any]:
    return score(words.REPLY, Task.from_definition(definition, step)).as_dict()


def _tries(
    version: ActivityVersion, people: Iterable[Person], moves: list[Made], progress: dict[str, Any] | None = None
) -> list[Attempt]:
    tries = bulk(
        Attempt,
        (
            Attempt(
                person=person,
                activity_id=version.activity_id,
                version=version,
                mode=Attempt.Mode.PRACTICE,
                progress=progress or {},
            )
            for person in people
        ),
    )
    bulk(
        Move,
        (
            Move(
                attempt=each, number=one.number, step_key=one.step_key, kind=one.kind, payload=one.payload,
                result=one.result,
            )
            for each in tries
            for one in moves
        ),
    )  # fmt: skip
    return tries
