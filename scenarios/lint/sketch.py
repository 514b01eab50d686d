"""A conversation as the linter walks it: steps, what a learner may do at each, and the ways that lead on.

A move here is a move as it may come out. A written reply may come out well or badly and may warm or cool the person, so
it stands for several. Who asks a colleague may stay at the step to ask another.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from scenarios.scoring.task import CRITERIA
from scenarios.script.conditions import ALWAYS, COOLEST, HOTTEST, LISTS, MAIN, When
from scenarios.script.steps import KINDS

from .findings import Path
from .rows import Row, group, keys, rows, text, texts, whole

STRICT = ("accurate", "complete")
STRICT_LEAST, LEAST = 3, 2


@dataclass(frozen=True)
class Conditional:
    """What has a condition: a line or a way."""

    path: Path
    when: When = ALWAYS

    @cached_property
    def needs(self) -> frozenset[str]:
        """What must have happened for it to hold."""
        return _named(("given", self.when.given), ("broken", self.when.not_passed), ("chose", self.when.chose))

    @cached_property
    def bars(self) -> frozenset[str]:
        """What must not have happened."""
        return _named(("given", self.when.missing), ("broken", self.when.passed), ("chose", self.when.not_chose))

    @property
    def always(self) -> bool:
        return self.when == ALWAYS

    @cached_property
    def names(self) -> frozenset[str]:
        return self.needs | self.bars


def _named(*clauses: tuple[str, tuple[str, ...]]) -> frozenset[str]:
    return frozenset(f"{what}:{key}" for what, keys in clauses for key in keys)


@dataclass(frozen=True)
class Way(Conditional):
    """A way on. `at_most`: how often it may be taken, 0 for any number; `stays`: back to the step one is at."""

    to: str = ""
    at_most: int = 0
    stays: bool = False


@dataclass(frozen=True)
class Line(Conditional):
    who: str = MAIN
    text: str = ""


@dataclass(frozen=True)
class Outcome:
    """One thing that may come of a move: who warms or cools, whether it was right, what happened and what may have."""

    ways: tuple[Way, ...]
    right: bool = True
    shifts: tuple[tuple[str, int], ...] = ()
    happened: frozenset[str] = frozenset()
    perhaps: frozenset[str] = frozenset()
    once: bool = False  # an option is offered once, so a loop through it ends
    passing: bool = False  # no move: a choice with no option left is passed by


@dataclass(frozen=True)
class Step:
    """`closing`: a written reply that leads nowhere, the end of the conversation."""

    key: str
    kind: str
    who: str
    n: int
    row: Row
    outcomes: tuple[Outcome, ...]
    lines: tuple[Line, ...]
    closing: bool = False

    @property
    def path(self) -> Path:
        return ("steps", self.n)


@dataclass(frozen=True)
class Ending:
    key: str
    good: bool
    n: int
    row: Row
    lines: tuple[Line, ...]

    @property
    def path(self) -> Path:
        return ("endings", self.n)


@dataclass(frozen=True)
class Sketch:
    start: str
    tempers: Mapping[str, int]
    steps: Mapping[str, Step]
    endings: Mapping[str, Ending] = field(default_factory=dict)

    def __contains__(self, key: str) -> bool:
        return key in self.steps or key in self.endings


def sketch(definition: Row) -> Sketch:
    """The script of any definition. Of two steps with one key the first counts; an unknown kind leads nowhere."""
    tempers = {MAIN: _temper(group(definition, "persona"))}
    tempers |= {text(row, "key"): _temper(row) for _n, row in rows(definition, "others")}
    steps: dict[str, Step] = {}
    for n, row in rows(definition, "steps"):
        steps.setdefault(text(row, "key"), _step(definition, n, row))
    endings: dict[str, Ending] = {}
    for n, row in rows(definition, "endings"):
        key = text(row, "key")
        endings.setdefault(key, Ending(key, bool(row.get("good")), n, row, lines_of(row, ("endings", n))))
    start = text(definition, "start") or next(iter(steps), "")
    return Sketch(start, tempers, steps, endings)


def _temper(row: Row) -> int:
    return min(max(whole(row, "temper"), COOLEST), HOTTEST)


def when_of(row: Row) -> When:
    """The condition of a line or a way; none holds always. One that cannot be read is told elsewhere."""
    given = group(row, "when")
    span = given.get("temper")
    if isinstance(span, int):
        span = [span, span]
    temper = None
    if isinstance(span, (list, tuple)) and len(span) == 2 and all(isinstance(each, int) for each in span):
        temper = (span[0], span[1])
    return When(temper=temper, who=text(given, "who") or MAIN, **{name: texts(given, name) for name in LISTS})


def lines_of(row: Row, path: Path) -> tuple[Line, ...]:
    listed = row.get("says")
    if isinstance(listed, str):
        return (Line((*path, "says"), text=listed),)
    lines = []
    for n, line in enumerate(listed if isinstance(listed, (list, tuple)) else ()):
        here = (*path, "says", n)
        if isinstance(line, str):
            lines.append(Line(here, text=line))
        elif isinstance(line, Mapping):
            lines.append(Line(here, when_of(line), text(line, "who") or MAIN, text(line, "text")))
    return tuple(lines)


def ways_of(row: Row, path: Path) -> tuple[Way, ...]:
    """What `next` says: nothing, one key, or ways with conditions, in order."""
    listed = row.get("next")
    if not isinstance(listed, (list, tuple)):
        key = text(row, "next")
        return (Way((*path, "next"), to=key),) if key else ()
    ways = []
    for n, way in enumerate(listed):
        here = (*path, "next", n)
        if isinstance(way, str):
            ways.append(Way(here, to=way))
        elif isinstance(way, Mapping):
            ways.append(Way(here, when_of(way), text(way, "to"), max(whole(way, "at_most"), 0)))
    return tuple(ways)


def _step(definition: Row, n: int, row: Row) -> Step:
    path: Path = ("steps", n)
    kind = text(row, "kind") or "reply"
    ways = ways_of(row, path)
    closing = kind == "reply" and not ways
    made = _OUTCOMES[kind](definition, row, path, ways) if kind in KINDS and not closing else iter(())
    who = text(row, "who") or MAIN
    return Step(text(row, "key"), kind, who, n, row, tuple(made), lines_of(row, path), closing)


def is_right(levels: Row) -> bool:
    """Levels that leave the way to a pass open."""
    return all(
        level >= (STRICT_LEAST if name in STRICT else LEAST)
        for name, level in levels.items()
        if isinstance(level, int) and name in CRITERIA
    )


def shifts_of(row: Row, who: str) -> tuple[tuple[str, int], ...]:
    shift = row.get("temper")
    if isinstance(shift, Mapping):
        return tuple((str(key), by) for key, by in shift.items() if isinstance(by, int))
    return ((who, shift),) if isinstance(shift, int) and shift else ()


def _choice(definition: Row, row: Row, path: Path, ways: tuple[Way, ...]) -> Iterator[Outcome]:
    who = text(row, "who") or MAIN
    for n, option in rows(row, "options"):
        to = text(option, "to")
        own = (Way((*path, "options", n, "to"), to=to),) if to else ways
        breaks = texts(option, "breaks")
        happened = {f"chose:{text(row, 'key')}/{text(option, 'key')}", *(f"broken:{key}" for key in breaks)}
        happened |= {f"given:{key}" for key in texts(option, "gives")}
        right = not breaks and is_right(group(option, "levels"))
        yield Outcome(own, right, shifts_of(option, who), frozenset(happened), once=True)
    if ways:
        yield Outcome(ways, passing=True)


def _reply(definition: Row, row: Row, path: Path, ways: tuple[Way, ...]) -> Iterator[Outcome]:
    who = text(row, "who") or MAIN
    given = frozenset(f"given:{text(fact, 'key')}" for _n, fact in rows(definition, "facts") if fact.get("accepted"))
    gates = texts(row, "gates") or keys(definition, "gates")
    broken = frozenset(f"broken:{key}" for key in gates)
    for right, by in product((True, False), (-1, 0, 1)):
        yield Outcome(ways, right, ((who, by),) if by else (), perhaps=given if right else given | broken)


def _sorted(definition: Row, row: Row, path: Path, ways: tuple[Way, ...]) -> Iterator[Outcome]:
    """An order or a match: all right, or not."""
    yield Outcome(ways)
    gate = text(row, "gate")
    scored = any(name in CRITERIA for name in texts(row, "criteria"))
    yield Outcome(ways, not (gate or scored), perhaps=frozenset((f"broken:{gate}",)) if gate else frozenset())


def _consult(definition: Row, row: Row, path: Path, ways: tuple[Way, ...]) -> Iterator[Outcome]:
    who = text(row, "who") or MAIN
    criteria = texts(row, "criteria")
    most = max(whole(row, "most", 1), 1)
    stay = Way((*path, "asks"), to=text(row, "key"), stays=True)
    for _n, ask in rows(row, "asks"):
        happened = frozenset(
            (f"chose:{text(row, 'key')}/{text(ask, 'key')}", *(f"given:{key}" for key in texts(ask, "gives")))
        )
        levels = group(ask, "levels")
        own = {name: levels.get(name, 4 if ask.get("useful") else 2) for name in criteria}
        shifts = shifts_of(ask, who)
        yield Outcome(ways, is_right(own), shifts, happened)
        if most > 1:
            yield Outcome((stay,), True, shifts, happened, once=True)
    yield Outcome(ways, is_right(dict.fromkeys(criteria, 2)))


_OUTCOMES = {"choice": _choice, "reply": _reply, "order": _sorted, "match": _sorted, "consult": _consult}
