"""Which scores of one reply count, and what they come to.

An adjudication stands above the two that differ; two that agree stand as the first; the first stands alone where no
second is owed. A dispute can only raise the one criterion, or pass the one gate, that it is about. A score given again
after the rubric or the fact sheet was mended counts when nothing in it is lower, or when a person said yes to that.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

FIRST, SECOND, ADJUDICATION, DISPUTE, AGAIN = "first", "second", "adjudication", "dispute", "again"


@dataclass(frozen=True)
class Given:
    """One score by a person. `row` is its number in the record; `yes`: a person agreed that it may lower."""

    row: int
    slot: str
    levels: Mapping[str, int]
    gates: Mapping[str, bool] = field(default_factory=dict)
    yes: bool = False


@dataclass(frozen=True)
class Counting:
    """What counts now. `row` is the score it rests on; `changed`: which later row raised which criterion or gate."""

    row: int
    levels: Mapping[str, int]
    gates: Mapping[str, bool]
    changed: Mapping[str, int] = field(default_factory=dict)


def counting(scores: Iterable[Given], owed: Collection[str] = ()) -> Counting | None:
    """What the scores, in the order they were sent, come to; None while one that decides is still `owed`."""
    given = list(scores)
    base = _base({score.slot: score for score in given}, owed)
    if base is None:
        return None
    stands = Counting(base.row, dict(base.levels), dict(base.gates))
    for score in given:
        if score.slot == DISPUTE:
            stands = _raised(stands, score)
        elif score.slot == AGAIN and (score.yes or not lowers(stands, score)):
            stands = Counting(score.row, {**stands.levels, **score.levels}, {**stands.gates, **score.gates})
    return stands


def differ(one: Given, other: Given) -> tuple[str, ...]:
    """The criteria and gates on which two scores are not the same, in the order of the first."""
    levels = [name for name in {**one.levels, **other.levels} if one.levels.get(name) != other.levels.get(name)]
    gates = [key for key in {**one.gates, **other.gates} if one.gates.get(key, True) != other.gates.get(key, True)]
    return (*levels, *gates)


def lowers(stands: Counting, score: Given) -> bool:
    """Would this score take something from what stands: a level, or a gate that was passed?"""
    lower = any(level < stands.levels.get(name, level) for name, level in score.levels.items())
    return lower or any(not passed and stands.gates.get(key, True) for key, passed in score.gates.items())


def _base(by_slot: Mapping[str, Given], owed: Collection[str]) -> Given | None:
    if ADJUDICATION in by_slot:
        return by_slot[ADJUDICATION]
    first, second = by_slot.get(FIRST), by_slot.get(SECOND)
    if first is None or ADJUDICATION in owed or SECOND in owed:
        return None
    return first if second is None or not differ(first, second) else None


def _raised(stands: Counting, score: Given) -> Counting:
    higher = {name: level for name, level in score.levels.items() if level > stands.levels.get(name, level)}
    passed = {key: True for key, said in score.gates.items() if said and not stands.gates.get(key, True)}
    changed = {**stands.changed, **dict.fromkeys((*higher, *passed), score.row)}
    return Counting(stands.row, {**stands.levels, **higher}, {**stands.gates, **passed}, changed)
