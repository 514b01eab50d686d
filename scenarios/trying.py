"""One's tries at the same conversation beside each other: four small drawings, with the same as a table.

Plain numbers in, coordinates out; the template draws the SVG, so that no style stands in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 300, 120, 28, 16, 22
LEVELS = (1, 2, 3, 4)


@dataclass(frozen=True)
class Try:
    """`levels` by criterion, 1-4; `label` as the table says it ("October 5, 7:22 am")."""

    label: str
    levels: Mapping[str, int]
    now: bool = False


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    level: int
    now: bool
    n: int


@dataclass(frozen=True)
class Course:
    """One criterion over the tries. `points` for a polyline; `rules` (y, level) the four lines behind it."""

    label: str
    dots: tuple[Dot, ...]
    points: str
    rules: tuple[tuple[float, int], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - 14


def course(label: str, name: str, tries: Sequence[Try]) -> Course:
    """The dots of one criterion from left to right; a try without a level for it leaves its place empty."""
    step = (WIDTH - LEFT - 28) / max(1, len(tries) - 1)
    dots = tuple(
        Dot(round(LEFT + 14 + step * n, 1), _y(each.levels[name]), each.levels[name], each.now, n + 1)
        for n, each in enumerate(tries)
        if each.levels.get(name)
    )
    points = " ".join(f"{dot.x},{dot.y}" for dot in dots)
    return Course(label, dots, points, tuple((_y(level), level) for level in LEVELS))


def table_rows(names: Sequence[str], tries: Sequence[Try]) -> list[dict[str, Any]]:
    return [{"label": each.label, "now": each.now, "levels": [each.levels.get(n) for n in names]} for each in tries]


def _y(level: int) -> float:
    return round(TOP + (HEIGHT - TOP - BOTTOM) * (4 - level) / 3, 1)
