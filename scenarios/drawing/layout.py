"""Where each box and arrow stands: rows from the top down, few crossings, ways back drawn at the side.

The usual layered drawing (Sugiyama, Tagawa, Toda 1981): rows by longest path, a place holder in each row that a long
arrow crosses, order within rows by the mean place of the neighbors. No library does this under a license that suits.
Units are those of the SVG's viewBox.
"""

from collections import defaultdict
from dataclasses import dataclass
from statistics import mean

from .graph import Arrow, Box, Graph

BOX_WIDTH, BOX_HEIGHT = 208, 76
ACROSS, HOLDER, DOWN, MARGIN = 232, 28, 136, 24
SWEEPS = 8

Point = tuple[float, float]


@dataclass(frozen=True)
class PlacedBox:
    box: Box
    x: int
    y: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class PlacedArrow:
    """`path`: the d of an SVG path. `back`: it leads up again. `at`: where the letter of a broken gate is written."""

    arrow: Arrow
    path: str
    at: Point
    back: bool = False


@dataclass(frozen=True)
class Drawing:
    width: int
    height: int
    boxes: tuple[PlacedBox, ...]
    arrows: tuple[PlacedArrow, ...]


def lay_out(graph: Graph) -> Drawing:
    """A drawing of any graph, however faulty. Several arrows between the same boxes are drawn as one."""
    if not graph.boxes:
        return Drawing(2 * MARGIN, 2 * MARGIN, (), ())
    bundles = _bundles(graph)
    back = _ways_back(graph, bundles)
    rows = _rows(graph, [pair for pair in bundles if pair not in back])
    places, chains = _order(graph, rows, [pair for pair in bundles if pair not in back])
    widths = [sum(_width(name) for name in row) for row in places]
    side = MARGIN + max(widths)
    at: dict[str | tuple, Point] = {}
    for depth, row in enumerate(places):
        x = MARGIN + (max(widths) - widths[depth]) / 2
        for name in row:
            at[name] = (x + _width(name) / 2, MARGIN + depth * DOWN)
            x += _width(name)
    boxes = tuple(
        PlacedBox(b, round(at[b.key][0] - BOX_WIDTH / 2), round(at[b.key][1]), _fold(b.text)) for b in graph.boxes
    )
    arrows = []
    for pair, bundle in bundles.items():
        if pair in back:
            lane = side + 14 * (back.index(pair) % 8)
            arrows.append(_way_back(bundle, at[pair[0]], at[pair[1]], lane))
        else:
            arrows.append(_way_on(bundle, [at[name] for name in chains[pair]]))
    width = round(side + (14 * min(len(back), 8) + MARGIN if back else 0))
    return Drawing(width, round(2 * MARGIN + (len(places) - 1) * DOWN + BOX_HEIGHT), boxes, tuple(arrows))


def _width(name: str | tuple) -> int:
    """What a box takes of its row, or the place holder of an arrow that only passes."""
    return HOLDER if isinstance(name, tuple) else ACROSS


def _bundles(graph: Graph) -> dict[tuple[str, str], Arrow]:
    """One arrow a pair of boxes: passing if one of them is, broken only if each of them is."""
    pairs: dict[tuple[str, str], list[Arrow]] = defaultdict(list)
    for arrow in graph.arrows:
        pairs[arrow.start, arrow.end].append(arrow)
    return {
        (start, end): Arrow(
            start,
            end,
            "; ".join(dict.fromkeys(a.label for a in found if a.label)),
            breaks=all(a.breaks for a in found),
            costs=all(a.costs or a.breaks for a in found),
            passing=any(a.passing for a in found),
            gates=tuple(dict.fromkeys(gate for a in found for gate in a.gates)),
        )
        for (start, end), found in pairs.items()
    }


def _ways_back(graph: Graph, pairs) -> list[tuple[str, str]]:
    """The pairs that close a circle, found by walking from the start in the author's order."""
    ways: dict[str, list[str]] = defaultdict(list)
    for start, end in pairs:
        ways[start].append(end)
    done: set[str] = set()
    back: list[tuple[str, str]] = []
    for root in [graph.first, *(box.key for box in graph.boxes)]:
        if root in done:
            continue
        trail, stack = {root}, [(root, iter(ways[root]))]
        while stack:
            here, rest = stack[-1]
            end = next(rest, None)
            if end is None:
                stack.pop()
                trail.discard(here)
                done.add(here)
            elif end in trail:
                back.append((here, end))
            elif end not in done:
                trail.add(end)
                stack.append((end, iter(ways[end])))
    return back


def _rows(graph: Graph, pairs) -> dict[str, int]:
    """Each box below all that lead to it."""
    before: dict[str, list[str]] = defaultdict(list)
    for start, end in pairs:
        before[end].append(start)
    depth: dict[str, int] = {}

    def measure(root: str) -> None:
        stack = [root]
        while stack:
            here = stack[-1]
            missing = [start for start in before[here] if start not in depth]
            if missing:
                stack += missing
            else:
                stack.pop()
                depth[here] = 1 + max((depth[start] for start in before[here]), default=-1)

    for box in graph.boxes:
        measure(box.key)
    for box in graph.boxes:  # what nothing leads to stands just above what it leads to, not far off at the top
        below = [depth[end] for start, end in pairs if start == box.key]
        if below and not before[box.key] and box.key != graph.first:
            depth[box.key] = min(below) - 1
    return depth


def _order(graph: Graph, depth: dict[str, int], pairs):
    """Rows of names and place holders in order; and for each pair the names that its arrow passes."""
    rows: list[list] = [[] for _ in range(max(depth.values()) + 1)]
    for box in graph.boxes:
        rows[depth[box.key]].append(box.key)
    chains, near = {}, defaultdict(list)
    for start, end in pairs:
        holders = [(start, end, level) for level in range(depth[start] + 1, depth[end])]
        for holder in holders:
            rows[holder[2]].append(holder)
        chains[start, end] = [start, *holders, end]
        for one, other in zip(chains[start, end], chains[start, end][1:], strict=False):
            near[one].append(other)
            near[other].append(one)
    level = {name: n for n, row in enumerate(rows) for name in row}
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        for n in range(1, len(rows)) if down else range(len(rows) - 2, -1, -1):
            fixed = n - 1 if down else n + 1
            place, now = _middles(rows[fixed]), _middles(rows[n])
            want = {
                name: mean([place[other] for other in near[name] if level[other] == fixed] or [now[name]])
                for name in rows[n]
            }
            rows[n].sort(key=want.__getitem__)
    return rows, chains


def _middles(row: list) -> dict:
    """Where each name of a row stands when the row is centered on nought."""
    x = -sum(map(_width, row)) / 2
    found = {}
    for name in row:
        found[name] = x + _width(name) / 2
        x += _width(name)
    return found


def _way_on(arrow: Arrow, points: list[Point]) -> PlacedArrow:
    """From the foot of one box to the head of the next, smooth through the place holders."""
    (x, y), *rest = points
    y += BOX_HEIGHT
    path = f"M{x:.0f} {y:.0f}"
    first = rest[0]
    for nx, ny in rest:
        half = (ny - y) / 2
        path += f"C{x:.0f} {y + half:.0f} {nx:.0f} {ny - half:.0f} {nx:.0f} {ny:.0f}"
        x, y = nx, ny
        if (nx, ny) != rest[-1]:
            path += f"L{nx:.0f} {ny + BOX_HEIGHT:.0f}"
            y = ny + BOX_HEIGHT
    start = points[0]
    return PlacedArrow(arrow, path, ((start[0] + first[0]) / 2, (start[1] + BOX_HEIGHT + first[1]) / 2))


def _way_back(arrow: Arrow, start: Point, end: Point, lane: float) -> PlacedArrow:
    """Out at the right, up the lane, and in again."""
    x, y = start[0] + BOX_WIDTH / 2, start[1] + BOX_HEIGHT / 2
    ex, ey = end[0] + BOX_WIDTH / 2, end[1] + BOX_HEIGHT / 2
    path = f"M{x:.0f} {y:.0f}L{lane - 10:.0f} {y:.0f}Q{lane:.0f} {y:.0f} {lane:.0f} {y - 10:.0f}"
    path += f"L{lane:.0f} {ey + 10:.0f}Q{lane:.0f} {ey:.0f} {lane - 10:.0f} {ey:.0f}L{ex:.0f} {ey:.0f}"
    return PlacedArrow(arrow, path, (lane, (y + ey) / 2), back=True)


def _fold(text: str, width: int = 30, most: int = 2) -> tuple[str, ...]:
    """The first words on so many lines."""
    lines, words = [""], text.split()
    for word in words:
        if len(lines[-1]) + len(word) + 1 <= width or not lines[-1]:
            lines[-1] = f"{lines[-1]} {word}".strip()[:width]
        elif len(lines) == most:
            lines[-1] = f"{lines[-1][: width - 1].rstrip('.,;:')}…"
            break
        else:
            lines.append(word[:width])
    return tuple(line for line in lines if line)
