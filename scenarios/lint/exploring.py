"""Walks a conversation in every way that may come about, and keeps what it saw.

Tempers are followed exactly, for the people whose temper decides something, and whether all was right so far. What was
given, broken or chosen counts as possible at a step when a move on some way to it may bring it about. So what is not
seen here can never happen; the rules build on that side alone.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product

from scenarios.script.conditions import COOLEST, HOTTEST, When

from .graph import in_loops, used_up
from .sketch import Conditional, Outcome, Sketch, Step, Way

Tempers = tuple[int, ...]
# More things that may or may not have happened than this are not tried in all combinations.
TRIED_AT_MOST = 8


@dataclass(frozen=True)
class Place:
    """A step or ending, the tempers of the people in `Walk.people`, and whether all was right so far."""

    key: str
    tempers: Tempers
    right: bool


@dataclass
class Walk:
    """`leads`: from each place, the places that may come next and whether that way can be taken for ever.

    `holes`: the steps at which it may be that no way holds, with the tempers, and whether tempers alone decide that.
    """

    people: tuple[str, ...]
    places: dict[str, set[Place]] = field(default_factory=dict)
    possible: dict[str, frozenset[str]] = field(default_factory=dict)
    taken: set[tuple[str | int, ...]] = field(default_factory=set)
    leads: dict[Place, set[tuple[Place, bool]]] = field(default_factory=dict)
    holes: dict[str, set[tuple[Tempers, bool]]] = field(default_factory=dict)
    kept: dict[tuple, tuple[set[int], set[bool]]] = field(default_factory=dict, repr=False)

    def seen(self, key: str) -> bool:
        return key in self.places

    def first(
        self, outcome: Outcome, tempers: Tempers, may: frozenset[str], looped: bool
    ) -> tuple[set[int], set[bool]]:
        """`first_of` the ways of an outcome; what they do not ask about makes no difference, so answers are kept."""
        ways, sure = outcome.ways, outcome.happened
        if len(ways) == 1 and ways[0].always and not (looped and ways[0].at_most):
            return {0}, set()
        named = frozenset().union(*(way.names for way in ways))
        asked = (id(ways), tempers, may & named, sure & named, looped)
        if asked not in self.kept:
            self.kept[asked] = first_of(ways, tempers, self.people, may & named, sure & named, looped)
        return self.kept[asked]


def explore(script: Sketch) -> Walk:
    """Everything that may come about from the start."""
    walk = Walk(_watched(script))
    if script.start not in script:
        return walk
    loops, spent = in_loops(script), used_up(script)
    first = Place(script.start, tuple(script.tempers.get(who, 0) for who in walk.people), True)
    walk.places[first.key] = {first}
    walk.possible[first.key] = frozenset()
    queue = deque([first.key])
    while queue:
        step = script.steps.get(queue.popleft())
        if step is None:
            continue
        for key in _from(step, script, walk, looped=step.key in loops, spent=step.key in spent):
            if key not in queue:
                queue.append(key)
    return walk


def _from(step: Step, script: Sketch, walk: Walk, *, looped: bool, spent: bool) -> set[str]:
    """One round of moves from every place seen at this step; returns the steps where something new was seen."""
    news: set[str] = set()
    possible = walk.possible[step.key]
    for place in tuple(walk.places[step.key]):
        leads = walk.leads.setdefault(place, set())
        for outcome in step.outcomes:
            if outcome.passing and not spent:
                continue
            tempers = _shifted(place.tempers, outcome, walk.people)
            may = possible | outcome.happened | outcome.perhaps
            taken, holes = walk.first(outcome, tempers, may, looped)
            if holes:
                walk.holes.setdefault(step.key, set()).update((tempers, certain) for certain in holes)
            for way in (outcome.ways[n] for n in taken):
                walk.taken.add(way.path)
                if way.to not in script:
                    continue
                to = Place(way.to, tempers, place.right and outcome.right)
                leads.add((to, not (outcome.once or way.at_most)))
                if to not in walk.places.setdefault(to.key, set()):
                    walk.places[to.key].add(to)
                    news.add(to.key)
                known = walk.possible.setdefault(to.key, frozenset())
                if not may <= known:
                    walk.possible[to.key] = known | may
                    news.add(to.key)
    return news


def _shifted(tempers: Tempers, outcome: Outcome, people: Sequence[str]) -> Tempers:
    if not outcome.shifts:
        return tempers
    by = dict(outcome.shifts)
    return tuple(
        min(max(temper + by.get(who, 0), COOLEST), HOTTEST) for temper, who in zip(tempers, people, strict=True)
    )


def _watched(script: Sketch) -> tuple[str, ...]:
    """The people whose temper some condition reads."""
    conditions = [way.when for step in script.steps.values() for outcome in step.outcomes for way in outcome.ways]
    spoken = [*script.steps.values(), *script.endings.values()]
    conditions += [line.when for each in spoken for line in each.lines]
    return tuple(sorted({when.who for when in conditions if when.temper and when.who in script.tempers}))


def first_of(
    ways: Sequence[Conditional],
    tempers: Tempers,
    people: Sequence[str],
    may: frozenset[str],
    sure: frozenset[str] = frozenset(),
    looped: bool = False,
) -> tuple[set[int], set[bool]]:
    """Which of these may be the first that holds, and whether it may be that none does.

    The second answer is empty when one always holds; it has True when none holds whatever has happened (tempers decide
    it, or a way that was taken too often), False when that depends on what has happened.
    """
    able = []  # (place, what must be so, what must not be so, whether it may be used up)
    for n, each in enumerate(ways):
        if not _temper_holds(each.when, tempers, people) or not each.needs <= may or each.bars & sure:
            continue
        row = (n, each.needs - sure, each.bars & may, looped and isinstance(each, Way) and bool(each.at_most))
        able.append(row)
        if not any(row[1:]):  # it always holds: what stands below is never reached
            break
    closed = bool(able) and not any(able[-1][1:])
    doubtful = sorted({key for _n, needs, bars, _spent in able for key in needs | bars})
    spent = [n for n, _needs, _bars, may_be in able if may_be]
    if len(doubtful) + len(spent) > TRIED_AT_MOST:
        return {row[0] for row in able}, set() if closed else {False}
    taken: set[int] = set()
    holes: set[bool] = set()
    for so in product((False, True), repeat=len(doubtful) + len(spent)):
        happened = {key for key, yes in zip(doubtful, so, strict=False) if yes}
        gone = {n for n, yes in zip(spent, so[len(doubtful) :], strict=True) if yes}
        first = next(
            (n for n, needs, bars, _s in able if n not in gone and needs <= happened and not bars & happened), -1
        )
        if first >= 0:
            taken.add(first)
        else:
            holes.add(not doubtful)
    return taken, holes


def _temper_holds(when: When, tempers: Tempers, people: Sequence[str]) -> bool:
    if when.temper is None or when.who not in people:
        return True
    low, high = when.temper
    return low <= tempers[people.index(when.who)] <= high
