"""A job changed while a round is under way: what the new path would add and drop. Plain Python.

Only proposed: the learner takes it or keeps the path of the Start. What is done stays on the path, whatever the job.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from courses.path import PathItem


@dataclass(frozen=True)
class Proposal:
    """`added` come with the reason of the new job, `dropped` with the one they had."""

    added: tuple[PathItem, ...] = ()
    dropped: tuple[PathItem, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.dropped)

    @property
    def key(self) -> str:
        """What this proposal is known by, so that one that was declined is not made again."""
        return "+".join(_numbers(self.added)) + "-" + "-".join(_numbers(self.dropped))


def read_key(key: str) -> tuple[set[int], set[int]]:
    """The activities that a proposal of this key adds and drops."""
    added, _dash, dropped = key.partition("-")
    return {int(n) for n in added.split("+") if n}, {int(n) for n in dropped.split("-") if n}


def asks_more(before: str, now: str) -> bool:
    """Another job change: something is added or dropped that was not. A step that was finished since is none."""
    (added, dropped), (was_added, was_dropped) = read_key(now), read_key(before)
    return not (added <= was_added and dropped <= was_dropped)


def propose(held: Sequence[PathItem], fitting: Sequence[PathItem], *, done: Collection[int]) -> Proposal:
    """`held`: the path of the round; `fitting`: the path for today's jobs; `done`: ids of items that are finished."""
    on_path = {step.item.activity_id for step in held}
    wanted = {step.item.activity_id for step in fitting}
    return Proposal(
        added=tuple(step for step in fitting if step.item.activity_id not in on_path),
        dropped=tuple(step for step in held if step.item.activity_id not in wanted and step.item.id not in done),
    )


def _numbers(steps: Sequence[PathItem]) -> list[str]:
    return sorted(str(step.item.activity_id) for step in steps)
