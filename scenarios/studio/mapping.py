"""The map as its page shows it: the drawing with words and letters on it, and the same as a list.

Plain Python: the template places what it gets and decides nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from string import ascii_uppercase
from typing import Any

from django.utils.translation import gettext as _

from scenarios.drawing import BOX_HEIGHT, BOX_WIDTH, Arrow, Box, Drawing, Graph, graph_of, lay_out

# The foot of each line of words in a box, from its top.
HEAD, FIRST_LINE, LINE, FOOT = 19, 36, 15, 68
# Between two rows of words on arrows.
WORDS = 22


@dataclass(frozen=True)
class Gate:
    letter: str
    key: str
    text: str


@dataclass(frozen=True)
class MapBox:
    """`rows`: (y, words). `label`: all of it in words, for those who do not see the drawing."""

    key: str
    x: int
    y: int
    kind: str
    kind_word: str
    rows: list[tuple[int, str]]
    marks: list[str]
    reached: bool
    dead_end: bool
    is_ending: bool
    is_start: bool
    label: str
    width: int = BOX_WIDTH
    height: int = BOX_HEIGHT
    head: int = HEAD
    foot: int = FOOT


@dataclass(frozen=True)
class MapArrow:
    """`word`: the letters of the gates that it breaks, in a small box `word_width` wide: "breaks A", or "may break A"
    where only some of what one may choose there does."""

    path: str
    x: float
    y: float
    look: str
    word: str
    title: str
    word_width: int = 0

    @property
    def half(self) -> float:
        return self.word_width / 2


@dataclass(frozen=True)
class Way:
    label: str
    end: str
    end_word: str
    marks: list[str]


@dataclass(frozen=True)
class Place:
    """A step or an ending of the list, with the ways that lead on from it."""

    box: MapBox
    text: str
    ways: list[Way] = field(default_factory=list)


@dataclass(frozen=True)
class Map:
    width: int
    height: int
    boxes: list[MapBox]
    arrows: list[MapArrow]
    places: list[Place]
    gates: list[Gate]
    faults: list[str]


def map_of(definition: Mapping[str, Any]) -> Map:
    """The map of any draft, however faulty."""
    graph = graph_of(definition)
    drawing = lay_out(graph)
    gates = gates_of(definition)
    letters = {gate.key: gate.letter for gate in gates}
    kept = {str(step.get("key")): str(step["gate"]) for step in definition.get("steps") or () if step.get("gate")}
    placed = {each.box.key: each for each in drawing.boxes}
    boxes = {
        key: _box(each.box, each.x, each.y, each.lines, graph.first, letters.get(kept.get(key, ""), ""))
        for key, each in placed.items()
    }
    back = {(each.arrow.start, each.arrow.end) for each in drawing.arrows if each.back}
    return Map(
        width=drawing.width,
        height=drawing.height,
        boxes=list(boxes.values()),
        arrows=_arrows(drawing, letters),
        places=[Place(boxes[b.key], b.text, _ways(graph, b.key, back, letters, boxes)) for b in graph.boxes],
        gates=gates,
        faults=[each.label for each in boxes.values() if each.dead_end or not each.reached],
    )


def gates_of(definition: Mapping[str, Any]) -> list[Gate]:
    """A letter for each gate, in the author's order; more than 26 go on with numbers."""
    made = []
    for n, row in enumerate(definition.get("gates") or ()):
        letter = ascii_uppercase[n] if n < len(ascii_uppercase) else str(n + 1)
        made.append(Gate(letter, str(row.get("key") or ""), str(row.get("text") or "")))
    return made


def kind_words() -> dict[str, str]:
    return {
        "choice": _("choice"),
        "reply": _("written reply"),
        "order": _("put in order"),
        "match": _("match"),
        "consult": _("ask someone"),
        "good": _("good ending"),
        "bad": _("bad ending"),
    }


def _box(box: Box, x: int, y: int, lines: tuple[str, ...], first: str, gate: str) -> MapBox:
    word = kind_words().get(box.kind, box.kind)
    marks = [_("Start")] if box.key == first else []
    if gate:
        marks.append(_("Gate %(letter)s") % {"letter": gate})
    if box.dead_end:
        marks.append(_("Dead end"))
    if not box.reached:
        marks.append(_("Nobody gets here"))
    return MapBox(
        key=box.key,
        x=x,
        y=y,
        kind=box.kind,
        kind_word=word,
        rows=[(FIRST_LINE + LINE * n, line) for n, line in enumerate(lines)],
        marks=marks,
        reached=box.reached,
        dead_end=box.dead_end,
        is_ending=box.is_ending,
        is_start=box.key == first,
        label=f"{box.key}, {': '.join(filter(None, [word, ', '.join(marks)]))}",
    )


def _arrows(drawing: Drawing, letters: Mapping[str, str]) -> list[MapArrow]:
    made: list[MapArrow] = []
    for each in drawing.arrows:
        word = _broken(each.arrow, letters)
        looks = [("passing", each.arrow.passing), ("breaks", each.arrow.breaks), ("back", each.back)]
        width = 12 + 7 * len(word)
        made.append(
            MapArrow(
                path=each.path,
                x=each.at[0],
                y=_free(each.at, width, made) if word else each.at[1],
                look=" ".join(name for name, holds in looks if holds),
                word=word,
                title=f"{each.arrow.start} → {each.arrow.end}: {each.arrow.label}".rstrip(": "),
                word_width=width,
            )
        )
    # What passes is drawn last, so that it lies on top where ways cross.
    return sorted(made, key=lambda arrow: "passing" in arrow.look)


def _free(at: tuple[float, float], width: int, placed: list[MapArrow]) -> float:
    """How far down words may stand so that they cover no others."""
    y = at[1]
    for _try in placed:
        if not any(a.word and abs(a.y - y) < WORDS and abs(a.x - at[0]) < (a.word_width + width) / 2 for a in placed):
            break
        y += WORDS
    return y


def _broken(arrow: Arrow, letters: Mapping[str, str]) -> str:
    named = ", ".join(letters.get(key, "?") for key in arrow.gates)
    if not named:
        return ""
    words = _("breaks %(letters)s") if arrow.breaks else _("may break %(letters)s")
    return words % {"letters": named}


def _ways(graph: Graph, key: str, back, letters: Mapping[str, str], boxes: Mapping[str, MapBox]) -> list[Way]:
    ways = []
    for arrow in graph.leaving(key):
        marks = [_("passes")] if arrow.passing else []
        if arrow.gates:
            marks.append(_broken(arrow, letters))
        elif arrow.costs:
            marks.append(_("costs a level that passing needs"))
        if (arrow.start, arrow.end) in back:
            marks.append(_("a way back"))
        ways.append(Way(arrow.label, arrow.end, boxes[arrow.end].kind_word, marks))
    return ways
