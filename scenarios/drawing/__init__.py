"""The map of a conversation for its author: `draw(definition)` places boxes and arrows. Plain Python."""

from collections.abc import Mapping
from typing import Any

from .graph import Arrow, Box, Graph, graph_of
from .layout import BOX_HEIGHT, BOX_WIDTH, Drawing, PlacedArrow, PlacedBox, lay_out

__all__ = [
    "BOX_HEIGHT",
    "BOX_WIDTH",
    "Arrow",
    "Box",
    "Drawing",
    "Graph",
    "PlacedArrow",
    "PlacedBox",
    "draw",
    "graph_of",
    "lay_out",
]


def draw(definition: Mapping[str, Any]) -> Drawing:
    return lay_out(graph_of(definition))
