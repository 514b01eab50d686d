"""When is a round done, and what is left of it? One pure function that every page, report and action asks.

A round counts evidence that occurred from its opening on, and what was carried in at Start; nothing else. An item
accepts any version from its last change that was more than cosmetic. A course occurred at its latest item, so a score
that comes late does not move the date on which the work was handed in.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from courses.path import OutlineItem, PathItem


class State(StrEnum):
    """The words for a round, and for one item of it."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    AWAITING_SCORE = "awaiting_score"
    RETURNED = "returned"
    COMPLETED = "completed"


@dataclass(frozen=True)
class Fact:
    """One row of evidence that stands. `version` None: shown in another way than by a version of ours."""

    activity_id: int
    occurred_at: dt.datetime
    version: int | None = None
    kind: str = "completed"

    def counts_for(self, item: OutlineItem) -> bool:
        """Of the item's activity, in a version that it accepts. A test that skips a module never passes a gate."""
        return (
            self.activity_id == item.activity_id
            and item.accepts(self.version)
            and not (item.gate and self.kind == TESTED_OUT)
        )


TESTED_OUT = "tested_out"


@dataclass(frozen=True)
class Try:
    """An attempt of this round; `state` in the words of `Attempt.State`. Given oldest first."""

    activity_id: int
    state: str


@dataclass(frozen=True)
class ItemState:
    item_id: int
    state: State
    done_at: dt.datetime | None = None
    # The last try was handed in and did not pass; another one is open to the learner.
    look_again: bool = False
    # It was finished, and an urgent correction asks to finish it anew: what was shown then is about an older text.
    changed: bool = False
    # It was skipped: the learner had shown in a pre-assessment that they know it.
    tested_out: bool = False


@dataclass(frozen=True)
class Decision:
    """`remaining`: ids of items that may still be needed. `done` of `total`: what is needed, a choice as its n."""

    state: State
    items: tuple[ItemState, ...]
    done_at: dt.datetime | None
    done: int
    total: int
    remaining: tuple[int, ...]
    next_id: int | None
    minutes_left: int

    @property
    def complete(self) -> bool:
        return self.state == State.COMPLETED


def decide(
    path: Sequence[PathItem],
    evidence: Iterable[Fact],
    attempts: Iterable[Try],
    *,
    opened_at: dt.datetime | None,
    started: bool = True,
) -> Decision:
    """The state of a round from its path, the person's standing evidence and the round's attempts.

    `opened_at` None: the round has not begun and nothing counts yet. A path that needs nothing is never complete:
    there would be nothing to certify.
    """
    counted = [fact for fact in evidence if opened_at and fact.occurred_at >= opened_at]
    tried = list(attempts)
    states = {step.item.id: _item_state(step, counted, tried) for step in path}
    needs = [_Need(1, (step,), states) for step in path if step.needed] + _groups(path, states)
    need_of = {step.item.id: need for need in needs for step in need.steps}
    settled = [need.settled_at for need in needs]
    complete = bool(needs) and all(settled)
    remaining = tuple(step.item.id for step in path if _open(step, need_of, states))
    open_ids = set(remaining)
    to_do = [step for step in path if step.item.id in open_ids and _workable(step, need_of, states)]
    return Decision(
        state=_round_state(complete, [states[i] for i in remaining], bool(to_do), started, states.values()),
        items=tuple(states[step.item.id] for step in path),
        done_at=max((at for at in settled if at), default=None) if complete else None,
        done=sum(need.done for need in needs),
        total=sum(need.n for need in needs),
        remaining=remaining,
        next_id=_next(to_do, states),
        minutes_left=sum(need.minutes_left for need in needs),
    )


def open_choice(decision: Decision, groups: Mapping[int, str]) -> tuple[int, ...]:
    """The items to choose from, when the next step is one of several and none of them has been begun; else nothing.

    `groups`: the group of each item, "" for none.
    """
    group = groups[decision.next_id] if decision.next_id else ""
    states = [state for state in decision.items if group and groups[state.item_id] == group]
    untouched = all(state.state == State.NOT_STARTED and not state.look_again for state in states)
    return tuple(state.item_id for state in states) if untouched and len(states) > 1 else ()


def _next(to_do: list[PathItem], states: dict[int, ItemState]) -> int | None:
    """The first piece of work; of several to choose from, the one that was begun."""
    if not to_do:
        return None
    first = to_do[0].item
    same = [step.item.id for step in to_do if first.group and step.item.group == first.group]
    return next((item for item in same if states[item].state != State.NOT_STARTED), first.id)


@dataclass(frozen=True, eq=False)
class _Need:
    """n of these steps must be done. Each answer is worked out once: a list of courses asks for it again and again."""

    n: int
    steps: Sequence[PathItem]
    states: Mapping[int, ItemState]

    @cached_property
    def dates(self) -> list[dt.datetime]:
        return sorted(at for step in self.steps if (at := self.states[step.item.id].done_at))

    @property
    def done(self) -> int:
        return min(self.n, len(self.dates))

    @property
    def settled_at(self) -> dt.datetime | None:
        """When the n-th was done: what someone adds later moves no date."""
        return self.dates[self.n - 1] if len(self.dates) >= self.n else None

    @cached_property
    def lacking(self) -> int:
        """How many still ask for work of the learner; what waits for a score does not."""
        waiting = sum(self.states[step.item.id].state == State.AWAITING_SCORE for step in self.steps)
        return max(0, self.n - self.done - waiting)

    @property
    def minutes_left(self) -> int:
        open_steps = [step for step in self.steps if self.states[step.item.id].state not in _NO_WORK]
        return sum(sorted(step.item.minutes for step in open_steps)[: self.lacking])


_NO_WORK = (State.COMPLETED, State.AWAITING_SCORE)


def _groups(path: Sequence[PathItem], states: Mapping[int, ItemState]) -> list[_Need]:
    """A choice among fewer than n items that fit someone asks for all of those."""
    grouped: dict[str, list[PathItem]] = {}
    for step in path:
        if step.item.group:
            grouped.setdefault(step.item.group, []).append(step)
    return [_Need(min(steps[0].item.group_n, len(steps)), steps, states) for steps in grouped.values()]


def _item_state(step: PathItem, evidence: list[Fact], attempts: list[Try]) -> ItemState:
    item = step.item
    shown = [fact for fact in evidence if fact.counts_for(item)]
    dates = [fact.occurred_at for fact in shown]
    if step.carried_at is not None and item.accepts(step.carried_version):
        dates.append(step.carried_at)
    if dates:
        skipped = step.carried_at is None and all(fact.kind == TESTED_OUT for fact in shown)
        return ItemState(item.id, State.COMPLETED, min(dates), tested_out=skipped)
    tries = [each.state for each in attempts if each.activity_id == item.activity_id]
    for state, word in _TRY_WORDS:
        if state in tries:
            return ItemState(item.id, word)
    if tries and tries[-1] == "not_passed":
        return ItemState(item.id, State.IN_PROGRESS, look_again=True)
    outdated = any(fact.activity_id == item.activity_id and fact.kind != TESTED_OUT for fact in evidence)
    return ItemState(item.id, State.NOT_STARTED, changed=outdated)


# What is in the learner's hands comes before what waits for others.
_TRY_WORDS = (("returned", State.RETURNED), ("open", State.IN_PROGRESS), ("awaiting", State.AWAITING_SCORE))


def _open(step: PathItem, need_of: dict[int, _Need], states: dict[int, ItemState]) -> bool:
    need = need_of.get(step.item.id)
    return need is not None and states[step.item.id].state != State.COMPLETED and not need.settled_at


def _workable(step: PathItem, need_of: dict[int, _Need], states: dict[int, ItemState]) -> bool:
    need = need_of.get(step.item.id)
    return need is not None and states[step.item.id].state not in _NO_WORK and need.lacking > 0


def _round_state(complete, remaining, work_left, started, all_states) -> State:
    if complete:
        return State.COMPLETED
    if not started:
        return State.NOT_STARTED
    if any(each.state == State.RETURNED for each in remaining):
        return State.RETURNED
    if not work_left and any(each.state == State.AWAITING_SCORE for each in all_states):
        return State.AWAITING_SCORE
    return State.IN_PROGRESS
