"""Walks a conversation in every way that may come about, and keeps what it saw.

Tempers are followed exactly, for the people whose temper decides something, and whether all was right so far. What was
given, broken or chosen counts as possible at a step when a move on some way to it may bring it about. So what is not
seen here can never happen; the rules build on that side alone.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

from scenarios.script.conditions import COOLEST, HOTTEST

from .graph import in_loops, used_up
from .sketch import Conditional, Ending, Outcome, Sketch, Step, Way

Tempers = tuple[int, ...]
Moves = Mapping[str, Sequence[Outcome]]
# More things that may or may not have happened than this are not tried in all combinations.
TRIED_AT_MOST = 8


class Place(NamedTuple):
    """A step or ending, the tempers of the people in `Walk.people`, and whether all was right so far."""

    key: str
    tempers: Tempers
    right: bool


@dataclass
class Walk:
    """`leads`: from each place, the places that may come next and whether that way can be taken for ever.

    `holes`: the steps at which it may be that no way holds, with the tempers, and whether tempers alone decide that.
    `possible`: what may have happened on the way to a step; `certain`: what has on every way to it.
    """

    people: tuple[str, ...]
    possible: dict[str, frozenset[str]]
    certain: dict[str, frozenset[str]]
    places: dict[str, set[Place]] = field(default_factory=dict)
    taken: set[tuple[str | int, ...]] = field(default_factory=set)
    leads: dict[Place, set[tuple[Place, bool]]] = field(default_factory=dict)
    holes: dict[str, set[tuple[Tempers, bool]]] = field(default_factory=dict)
    kept: dict[tuple, tuple[set[int], set[bool]]] = field(default_factory=dict, repr=False)

    def seen(self, key: str) -> bool:
        return key in self.places

    def first(self, key: str, outcome: Outcome, tempers: Tempers, looped: bool) -> tuple[set[int], set[bool]]:
        """`first_of` the ways of an outcome at this step; the answers are kept."""
        ways = outcome.ways
        if len(ways) == 1 and ways[0].always and not (looped and ways[0].at_most):
            return {0}, set()
        apt = apt_for(tempers, ways, self.people)
        asked = (id(outcome), apt)
        if asked not in self.kept:
            may = self.possible[key] | outcome.happened | outcome.perhaps
            self.kept[asked] = first_of(ways, apt, may, self.certain[key] | outcome.happened, looped)
        return self.kept[asked]


def explore(script: Sketch) -> Walk:
    """Everything that may come about from the start."""
    loops, moves = in_loops(script), _moves(script)
    walk = Walk(_watched(script), _possible(script, moves), _certain(script, moves))
    if script.start not in script:
        return walk
    first = Place(script.start, tuple(script.tempers.get(who, 0) for who in walk.people), True)
    walk.places[first.key] = {first}
    queue = deque([first])
    while queue:
        place = queue.popleft()
        for outcome in moves.get(place.key, ()):
            for to in _onward(place, outcome, script, walk, looped=place.key in loops):
                known = walk.places.setdefault(to.key, set())
                if to not in known:
                    known.add(to)
                    queue.append(to)
    return walk


def _onward(place: Place, outcome: Outcome, script: Sketch, walk: Walk, *, looped: bool) -> list[Place]:
    """The places that this outcome of a move may lead to."""
    tempers = _shifted(place.tempers, outcome, walk.people)
    taken, holes = walk.first(place.key, outcome, tempers, looped)
    if holes:
        walk.holes.setdefault(place.key, set()).update((tempers, certain) for certain in holes)
    leads = walk.leads.setdefault(place, set())
    found = []
    for way in (outcome.ways[n] for n in taken):
        walk.taken.add(way.path)
        if way.to in script:
            found.append(Place(way.to, tempers, place.right and outcome.right))
            leads.add((found[-1], not (outcome.once or way.at_most)))
    return found


def _moves(script: Sketch) -> Moves:
    """What may be done at each step. A choice is passed by only where all its options may be used up."""
    spent = used_up(script)
    return {
        key: [each for each in step.outcomes if not each.passing or key in spent] for key, step in script.steps.items()
    }


def _possible(script: Sketch, moves: Moves) -> dict[str, frozenset[str]]:
    """What may have happened before each step, on any way to it."""
    possible = {key: frozenset[str]() for key in (script.start, *script.steps, *script.endings)}
    queue = deque(script.steps)
    while queue:
        key = queue.popleft()
        for outcome in moves[key]:
            after = possible[key] | outcome.happened | outcome.perhaps
            for way in outcome.ways:
                if way.to in script and not after <= possible[way.to]:
                    possible[way.to] |= after
                    if way.to in script.steps and way.to not in queue:
                        queue.append(way.to)
    return possible


def _certain(script: Sketch, moves: Moves) -> dict[str, frozenset[str]]:
    """What has happened before each step, whichever way led to it. Nothing is certain where no way leads."""
    certain: dict[str, frozenset[str]] = {script.start: frozenset()}
    queue = deque([script.start])
    while queue:
        key = queue.popleft()
        for outcome in moves.get(key, ()):
            after = certain[key] | outcome.happened
            for way in outcome.ways:
                known = certain.get(way.to)
                both = after if known is None else known & after
                if both != known:
                    certain[way.to] = both
                    queue.append(way.to)
    return {key: certain.get(key, frozenset()) for key in (script.start, *script.steps, *script.endings)}


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
    spoken: list[Step | Ending] = [*script.steps.values(), *script.endings.values()]
    conditions += [line.when for each in spoken for line in each.lines]
    return tuple(sorted({when.who for when in conditions if when.temper and when.who in script.tempers}))


def apt_for(tempers: Tempers, rows: Sequence[Conditional], people: Sequence[str]) -> tuple[int, ...]:
    """The places of the rows whose clause about temper holds."""
    known = dict(zip(people, tempers, strict=True))
    apt = []
    for n, row in enumerate(rows):
        span = row.when.temper
        if span is None or row.when.who not in known or span[0] <= known[row.when.who] <= span[1]:
            apt.append(n)
    return tuple(apt)


def first_of(
    rows: Sequence[Conditional],
    apt: Sequence[int],
    may: frozenset[str],
    sure: frozenset[str] = frozenset(),
    looped: bool = False,
) -> tuple[set[int], set[bool]]:
    """Which of these lines or ways may be the first that holds, and whether it may be that none does.

    `apt`: those that tempers allow; `may`: what may have happened; `sure`: what has. The second answer is empty when
    one always holds; it has True when none holds whatever has happened (tempers decide it, or a way that was taken too
    often), False when that depends on what has happened.
    """
    able = []  # (place, what must be so, what must not be so, whether it may be used up)
    for n in apt:
        each = rows[n]
        if not each.needs <= may or each.bars & sure:
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
