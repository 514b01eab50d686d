"""The steps of a conversation, one frozen dataclass a kind: what the author wrote. What moves do is `outcome`'s."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from .conditions import ALWAYS, MAIN, When


@dataclass(frozen=True)
class Line:
    """What a person says, when the condition holds."""

    text: str
    who: str = MAIN
    when: When = ALWAYS


@dataclass(frozen=True)
class Edge:
    """Where to go next, when the condition holds and it was taken fewer than `at_most` times (None: no bound)."""

    to: str
    when: When = ALWAYS
    at_most: int | None = None


@dataclass(frozen=True)
class Option:
    """One thing to choose. `temper` is a shift by person; `act` the kind of move it is (say, hold, transfer, …)."""

    key: str
    text: str
    act: str = "say"
    temper: Mapping[str, int] = field(default_factory=dict)
    levels: Mapping[str, int] = field(default_factory=dict)
    gives: tuple[str, ...] = ()
    reveals: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    note: str = ""
    to: str = ""


@dataclass(frozen=True)
class Question:
    """One thing to ask of somebody else, and the answer."""

    key: str
    whom: str
    text: str
    answer: str
    useful: bool = False
    temper: Mapping[str, int] = field(default_factory=dict)
    levels: Mapping[str, int] = field(default_factory=dict)
    gives: tuple[str, ...] = ()
    reveals: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Item:
    """One thing to put in its place. Order: `out` must be left out. Match: `to` is the target it belongs to."""

    key: str
    text: str
    out: bool = False
    to: str = ""
    note: str = ""


@dataclass(frozen=True)
class Target:
    key: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Step:
    """What every kind has. `channel` is where one writes here, when that is not the conversation's own."""

    key: str
    prompt: str = ""
    who: str = MAIN
    scene: str = ""
    says: tuple[Line, ...] = ()
    criteria: tuple[str, ...] = ()
    next: tuple[Edge, ...] = ()
    channel: str = ""
    shows: str = ""
    kind: ClassVar[str] = ""


@dataclass(frozen=True, kw_only=True)
class ReplyStep(Step):
    """A written reply. Without a next step it is the closing one, and may be written again as often as one likes."""

    facts: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    gates: tuple[str, ...] = ()
    min_words: int = 0
    max_words: int = 0
    kind: ClassVar[str] = "reply"

    @property
    def closing(self) -> bool:
        return not self.next


@dataclass(frozen=True, kw_only=True)
class ChoiceStep(Step):
    options: tuple[Option, ...]
    kind: ClassVar[str] = "choice"


@dataclass(frozen=True, kw_only=True)
class OrderStep(Step):
    """`items` in the right order; `slack` is how many swapped neighbors still meet the standard."""

    items: tuple[Item, ...]
    gate: str = ""
    slack: int = 1
    kind: ClassVar[str] = "order"


@dataclass(frozen=True, kw_only=True)
class MatchStep(Step):
    items: tuple[Item, ...]
    targets: tuple[Target, ...]
    enough: int
    gate: str = ""
    kind: ClassVar[str] = "match"


@dataclass(frozen=True, kw_only=True)
class ConsultStep(Step):
    """Whom would you ask what? `most` questions at most; then it goes on by itself."""

    asks: tuple[Question, ...]
    most: int = 1
    kind: ClassVar[str] = "consult"


AnyStep = ReplyStep | ChoiceStep | OrderStep | MatchStep | ConsultStep
KINDS: dict[str, type[Step]] = {each.kind: each for each in (ReplyStep, ChoiceStep, OrderStep, MatchStep, ConsultStep)}


@dataclass(frozen=True)
class Ending:
    """How it came out. `text` is what happened then, for the debrief; `says` is heard in the conversation."""

    key: str
    title: str = ""
    good: bool = False
    text: str = ""
    scene: str = ""
    says: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Person:
    """Someone in the conversation besides the learner. `channel` says how they come in, when two lines ring at once."""

    key: str
    name: str = ""
    address_as: str = ""
    relation: str = ""
    mood: str = ""
    temper: int = 0
    channel: str = ""
    opening: str = ""


@dataclass(frozen=True)
class Fact:
    key: str
    text: str = ""
    required: bool = False
    hidden: bool = False


@dataclass(frozen=True)
class Script:
    """A conversation ready to be played. `people` begins with the main one."""

    opening: str
    steps: tuple[AnyStep, ...]
    start: str
    people: tuple[Person, ...] = (Person(MAIN),)
    endings: tuple[Ending, ...] = ()
    facts: tuple[Fact, ...] = ()
    places: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def place(self, key: str) -> "AnyStep | Ending":
        """The step or ending of that key; BrokenScript when there is none."""
        found = self.places.get(key)
        if found is None:
            raise BrokenScript(f"There is no step named {key!r} in this scenario.")
        return found

    def step(self, key: str) -> AnyStep:
        """The step of that key; BrokenScript when there is none."""
        found = self.place(key)
        if isinstance(found, Ending):
            raise BrokenScript(f"{key!r} is an ending of this scenario, not a step.")
        return found

    def fact(self, key: str) -> Fact | None:
        return next((fact for fact in self.facts if fact.key == key), None)


class BrokenScript(ValueError):
    """The released steps cannot be played: a release check should have stopped this."""
