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


def rings(after: Mapping[Node, Iterable[Node]]) -> list[set[Node]]:
    """The sets of nodes that can each reach one another, those without a way back left out (Tarjan's algorithm)."""
    number: dict[Node, int] = {}
    lowest: dict[Node, int] = {}
    open_nodes: list[Node] = []
    still_open: set[Node] = set()
    found: list[set[Node]] = []
    for root in after:
        if root in number:
            continue
        number[root] = lowest[root] = len(number)
        open_nodes.append(root)
        still_open.add(root)
        work = [(root, iter(after.get(root, ())))]
        while work:
            node, rest = work[-1]
            for each in rest:
                if each not in number:
                    number[each] = lowest[each] = len(number)
                    open_nodes.append(each)
                    still_open.add(each)
                    work.append((each, iter(after.get(each, ()))))
                    break
                if each in still_open:
                    lowest[node] = min(lowest[node], number[each])
            else:
                work.pop()
                if work:
                    lowest[work[-1][0]] = min(lowest[work[-1][0]], lowest[node])
                if lowest[node] == number[node]:
                    ring = set()
                    while node not in ring:
                        ring.add(open_nodes.pop())
                    still_open -= ring
                    if len(ring) > 1 or node in after.get(node, ()):
                        found.append(ring)
    return found


def after_of(sketch: Sketch) -> dict[str, set[str]]:
    """The steps and endings that each step may lead to, itself left out where one only stays to ask again."""
    return {
        key: {way.to for outcome in step.outcomes for way in outcome.ways if not way.stays}
        for key, step in sketch.steps.items()
    }


def in_loops(sketch: Sketch) -> set[str]:
    """The steps that may come again."""
    return set().union(*rings(after_of(sketch)))


def used_up(sketch: Sketch) -> set[str]:
    """The choices whose options may all be used up: each can lead back to the choice.

    One option that never leads back stays on offer until it is taken, and then the choice is not met again.
    """
    after = after_of(sketch)
    ring_of = {key: n for n, ring in enumerate(rings(after)) for key in ring}
    found = set()
    for key, step in sketch.steps.items():
        options = [outcome for outcome in step.outcomes if not outcome.passing]
        if step.kind != "choice" or not options or key not in ring_of:
            continue
        # Where a way leads back to the choice, the next step is in its ring too.
        if all(any(ring_of.get(way.to) == ring_of[key] for way in each.ways) for each in options):
            found.add(key)
    return found
