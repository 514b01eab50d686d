"""Which steps lead to which, conditions left aside: what can come again, and what can be used up."""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from .sketch import Sketch

Node = TypeVar("Node", bound=Hashable)


def reached(after: Mapping[Node, Iterable[Node]], first: Iterable[Node]) -> set[Node]:
    """All that can be reached over `after` from these, themselves among them."""
    found, queue = set(first), list(first)
    while queue:
        for each in after.get(queue.pop(), ()):
            if each not in found:
                found.add(each)
                queue.append(each)
    return found


def after_of(sketch: Sketch) -> dict[str, set[str]]:
    """The steps and endings that each step may lead to, itself left out where one only stays to ask again."""
    return {
        key: {way.to for outcome in step.outcomes for way in outcome.ways if not way.stays}
        for key, step in sketch.steps.items()
    }


def in_loops(sketch: Sketch) -> set[str]:
    """The steps that may come again."""
    after = after_of(sketch)
    return {key for key in after if key in reached(after, after[key])}


def used_up(sketch: Sketch) -> set[str]:
    """The choices whose options may all be used up: each can lead back to the choice.

    One option that never leads back stays on offer until it is taken, and then the choice is not met again.
    """
    after = after_of(sketch)
    found = set()
    for key, step in sketch.steps.items():
        options = [outcome for outcome in step.outcomes if not outcome.passing]
        if step.kind == "choice" and options:
            back = [key in reached(after, {way.to for way in outcome.ways}) for outcome in options]
            if all(back):
                found.add(key)
    return found
