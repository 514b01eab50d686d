"""Where a conversation stands, read from the moves that were made. Plain Python: it never scores, it knows no clock.

Each move keeps the result it had then, so an attempt that stands replays years later, whatever the scorer has become. A
kind of step is one frozen dataclass in `KINDS`; the trunk has the written reply. Choice, order, match and consult join
by adding theirs, and a step that does not stay where it is says so in `after`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

# A loop of revisions ends somewhere; nobody has been seen to need more than a dozen.
MOST_MOVES = 60


class BrokenScript(ValueError):
    """The released steps cannot be played: a release check should have stopped this."""


@dataclass(frozen=True)
class Made:
    """A move as it stands in the record: which step, what was given, what came of it."""

    number: int
    step_key: str
    kind: str
    payload: Mapping[str, Any]
    result: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Turn:
    """Something said, in order. `mine` is the learner's."""

    text: str
    mine: bool = False
    number: int = 0


class Step(Protocol):
    key: str
    kind: ClassVar[str]

    def turns(self, made: Made) -> tuple[Turn, ...]: ...
    def after(self, made: Made) -> str: ...


@dataclass(frozen=True)
class ReplyStep:
    """A written reply. It may be written again as often as the learner likes, so it leads back to itself."""

    key: str
    prompt: str
    criteria: tuple[str, ...]
    kind: ClassVar[str] = "reply"

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> "ReplyStep":
        return cls(str(row.get("key", "")), str(row.get("prompt") or ""), tuple(row.get("criteria") or ()))

    def turns(self, made: Made) -> tuple[Turn, ...]:
        return (Turn(str(made.payload.get("text", "")), mine=True, number=made.number),)

    def after(self, made: Made) -> str:
        return self.key


KINDS: dict[str, type[ReplyStep]] = {ReplyStep.kind: ReplyStep}


@dataclass(frozen=True)
class Script:
    opening: str
    steps: tuple[ReplyStep, ...]

    def step(self, key: str) -> ReplyStep:
        """The step of that key; BrokenScript when there is none."""
        for each in self.steps:
            if each.key == key:
                return each
        raise BrokenScript(f"There is no step named {key!r} in this scenario.")


@dataclass(frozen=True)
class State:
    """Where the learner is now: the step to do, what was said so far, and the versions of each written reply."""

    step: ReplyStep
    turns: tuple[Turn, ...]
    versions: tuple[Made, ...]
    next_number: int = 1
    full: bool = False

    @property
    def last(self) -> Made | None:
        return self.versions[-1] if self.versions else None


def read_script(definition: Mapping[str, Any]) -> Script:
    """The script of a released scenario. BrokenScript without a step, with one of unknown kind, or a key twice."""
    steps = []
    for row in definition.get("steps") or ():
        kind = KINDS.get(str(row.get("kind") or ReplyStep.kind))
        if kind is None:
            raise BrokenScript(f"This version cannot play a step of the kind {row.get('kind')!r}.")
        steps.append(kind.read(row))
    if not steps:
        raise BrokenScript("A scenario needs at least one step.")
    if len({step.key for step in steps}) < len(steps):
        raise BrokenScript("Two steps have the same key.")
    return Script(str(definition.get("opening") or ""), tuple(steps))


def play(script: Script, moves: Sequence[Made]) -> State:
    """The state after these moves, in the order of their numbers. Reads stored results; scores nothing.

    Raises BrokenScript for a move on a step that the script does not have, or of another kind.
    """
    step = script.steps[0]
    turns = [Turn(script.opening)]
    ordered = sorted(moves, key=lambda m: m.number)
    for made in ordered[:MOST_MOVES]:
        step = script.step(made.step_key)
        if made.kind != step.kind:
            raise BrokenScript(f"Move {made.number} is a {made.kind}, but step {step.key!r} takes a {step.kind}.")
        turns.extend(step.turns(made))
        step = script.step(step.after(made))
    versions = tuple(made for made in ordered if made.step_key == step.key)
    number = ordered[-1].number + 1 if ordered else 1
    return State(step, tuple(turns), versions, next_number=number, full=len(ordered) >= MOST_MOVES)
