"""A conversation as boxes and arrows: what leads where, what passes, what breaks a gate. No coordinates yet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

NOWHERE = ""


@dataclass(frozen=True)
class Box:
    """A step or an ending. `kind`: the kind of step, or "good" and "bad" for endings."""

    key: str
    kind: str
    text: str
    number: int
    reached: bool = True
    dead_end: bool = False

    @property
    def is_ending(self) -> bool:
        return self.kind in ("good", "bad")


@dataclass(frozen=True)
class Arrow:
    """One way on. `label`: what is chosen, or on what condition; `breaks`: it does not pass a gate; `costs`: a level
    that cannot pass; `passing`: it lies on a way from the start to a good end on which nothing is broken; `gates`: the
    keys of those it does not pass."""

    start: str
    end: str
    label: str = ""
    breaks: bool = False
    costs: bool = False
    passing: bool = False
    gates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Graph:
    first: str
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]

    def leaving(self, key: str) -> list[Arrow]:
        return [arrow for arrow in self.arrows if arrow.start == key]


def graph_of(definition: Mapping[str, Any]) -> Graph:
    """Read leniently: a draft with faults is drawn too, with its faults to be seen."""
    steps = [row for row in definition.get("steps") or () if row.get("key")]
    endings = [row for row in definition.get("endings") or () if row.get("key")]
    first = str(definition.get("start") or (steps[0]["key"] if steps else NOWHERE))
    known = {str(row["key"]) for row in (*steps, *endings)}
    arrows = [arrow for step in steps for arrow in _ways_on(step) if arrow.end in known]
    reached = _closure([first], {arrow.start: [] for arrow in arrows} | _by_start(arrows))
    good = {str(row["key"]) for row in endings if row.get("good")} | {s["key"] for s in steps if _closes(s)}
    sound = [arrow for arrow in arrows if not arrow.breaks and not arrow.costs]
    ahead = _closure([first], _by_start(sound))
    back = _closure(good, _by_end(sound))
    marked = tuple(replace(a, passing=a in sound and a.start in ahead and a.end in back) for a in arrows)
    starts = {arrow.start for arrow in arrows}
    boxes = [
        Box(
            str(step["key"]),
            str(step.get("kind") or "reply"),
            _words(step),
            number,
            reached=step["key"] in reached,
            dead_end=step["key"] not in starts and not _closes(step),
        )
        for number, step in enumerate(steps, 1)
    ]
    boxes += [
        Box(str(row["key"]), "good" if row.get("good") else "bad", str(row.get("title") or row["key"]), number,
            reached=row["key"] in reached)
        for number, row in enumerate(endings, len(steps) + 1)
    ]  # fmt: skip
    return Graph(first, tuple(boxes), marked)


def _closes(step: Mapping[str, Any]) -> bool:
    """A written reply with no way on: it is looked at, revised and handed in."""
    return str(step.get("kind") or "reply") == "reply" and not step.get("next")


def _ways_on(step: Mapping[str, Any]) -> Iterator[Arrow]:
    key, after = str(step["key"]), list(_next(step))
    for option in step.get("options") or ():
        levels = option.get("levels") or {}
        costs = any(level < 2 or (name in ("accurate", "complete") and level < 3) for name, level in levels.items())
        label = str(option.get("text") or option.get("key") or "")
        gates = tuple(map(str, option.get("breaks") or ()))
        ends = [str(option["to"])] if option.get("to") else [end for end, _label in after]
        yield from (Arrow(key, end, label, bool(gates), costs, gates=gates) for end in dict.fromkeys(ends))
    if not step.get("options"):
        yield from (Arrow(key, end, label) for end, label in after)


def _next(step: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    edges = step.get("next") or ()
    for edge in _listed(edges):
        if isinstance(edge, str):
            yield edge, ""
        else:
            yield str(edge.get("to") or ""), condition(edge.get("when") or {})


def _listed(value: Any) -> list[Any]:
    """A file may write one thing where a list may stand."""
    return list(value) if isinstance(value, list | tuple) else [value] if value else []


def condition(when: Mapping[str, Any]) -> str:
    """A condition in short words, as the map and its list show it."""
    said = []
    if when.get("temper") is not None:
        span = _listed(when["temper"]) or [0]
        low, high = span[0], span[-1]
        said.append(f"temper {low}" if low == high else f"temper {low} to {high}")
    names = {"given": "told: {}", "missing": "not told: {}", "passed": "passed: {}", "not_passed": "not passed: {}",
             "chose": "chose: {}", "not_chose": "did not choose: {}"}  # fmt: skip
    said += [words.format(", ".join(map(str, _listed(when[name])))) for name, words in names.items() if when.get(name)]
    return "; ".join(said)


def _words(step: Mapping[str, Any]) -> str:
    says = step.get("says")
    line = next((str(row if isinstance(row, str) else row.get("text") or "") for row in _listed(says)), "")
    return line or str(step.get("scene") or step.get("prompt") or "")


def _by_start(arrows: Iterable[Arrow]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for arrow in arrows:
        found.setdefault(arrow.start, []).append(arrow.end)
    return found


def _by_end(arrows: Iterable[Arrow]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for arrow in arrows:
        found.setdefault(arrow.end, []).append(arrow.start)
    return found


def _closure(starts: Iterable[str], ways: Mapping[str, list[str]]) -> set[str]:
    found, todo = set(), list(starts)
    while todo:
        here = todo.pop()
        if here not in found:
            found.add(here)
            todo += ways.get(here, ())
    return found
