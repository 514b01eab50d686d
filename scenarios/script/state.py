"""What is known of a conversation at one moment. Frozen: the same moves give an equal state."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .conditions import MAIN
from .steps import AnyStep, BrokenScript, Ending, Option, Question, ReplyStep


@dataclass(frozen=True)
class Made:
    """A move as it stands in the record: which step, what was given, what came of it."""

    number: int
    step_key: str
    kind: str
    payload: Mapping[str, Any]
    result: Mapping[str, Any] = field(default_factory=dict)

    @property
    def anew(self) -> int:
        """The number of the move that this one replaces for marking alone; 0 for a move of the conversation itself."""
        return int(self.payload.get("anew") or 0)


@dataclass(frozen=True)
class Turn:
    """One thing in the order in which it came.

    kind: "said" (a person), "scene" (narration), "mine" (the learner), "asked" and "answer" (a consult; `who` is whom),
    "effect" (what a move did: `text` is the note, `who` the person whose temper is given before and after).
    `number` is the move that brought it, 0 before the first. `items` are the rows of an order or a match.
    """

    text: str
    kind: str = "said"
    who: str = MAIN
    number: int = 0
    step: str = ""
    act: str = ""
    channel: str = ""
    shows: str = ""
    items: tuple[str, ...] = ()
    temper_before: int | None = None
    temper_after: int | None = None

    @property
    def mine(self) -> bool:
        return self.kind in ("mine", "asked")


@dataclass(frozen=True)
class State:
    """Where the learner is now, and everything that led there.

    `step` is None at an ending. `options` are what may still be chosen (of a choice) or asked (of a consult); `asked`
    what was asked in this consult. `versions` are the moves of the present written reply, `taken` how often each way
    ("from>to") was gone. `done`: nothing is left to do here.
    """

    step: AnyStep | None
    turns: tuple[Turn, ...]
    versions: tuple[Made, ...]
    ending: Ending | None = None
    temper: Mapping[str, int] = field(default_factory=dict)
    given: tuple[str, ...] = ()
    revealed: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    taken: Mapping[str, int] = field(default_factory=dict)
    options: tuple[Option, ...] | tuple[Question, ...] = ()
    asked: tuple[str, ...] = ()
    next_number: int = 1
    full: bool = False
    done: bool = False

    @property
    def last(self) -> Made | None:
        """The newest version of the reply that is being written."""
        return self.versions[-1] if self.versions else None

    @property
    def present(self) -> AnyStep:
        """The step to do now; BrokenScript when the conversation has reached an ending."""
        if self.step is None:
            raise BrokenScript("This conversation has ended, so no step is to be done.")
        return self.step

    @property
    def may_close(self) -> bool:
        """May it be handed in (or finished, in practice)? At an end, or when the closing reply has been written."""
        written = isinstance(self.step, ReplyStep) and bool(self.versions)
        return self.done or self.full or written
