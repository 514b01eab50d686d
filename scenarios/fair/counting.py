"""Which scores of a conversation count, and what they come to.

An adjudication stands above the two that differ; two that agree stand as the first; the first stands alone where no
second is owed. A dispute can only raise the one criterion, or pass the one gate, that it is about. A score given again
after the rubric or the fact sheet was mended is taken whole, with the criteria and gates of the mended text, when the
conversation loses nothing by it, or when a person said yes to that. Else what it raises counts at once, and no more.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

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


@dataclass(frozen=True)
class Whole:
    """What the scores of all replies make of the conversation."""

    levels: Mapping[str, int]
    gates: Mapping[str, bool]
    passed: bool
    weighted: int


Counts = Mapping[int, Counting]
Worth = Callable[[Counts], Whole]


def counting(
    replies: Mapping[int, Sequence[Given]], owed: Mapping[int, Collection[str]], worth: Worth
) -> dict[int, Counting]:
    """By the number of each reply what its scores, in the order they were sent, come to.

    A reply is left out while a score that decides is still `owed`. `worth` says what the conversation comes to.
    """
    bases = {n: _base({score.slot: score for score in given}, owed.get(n, ())) for n, given in replies.items()}
    stand = {n: _whole(base) for n, base in bases.items() if base is not None}
    later = [(score, n) for n in stand for score in replies[n] if score.slot in (DISPUTE, AGAIN)]
    for score, n in sorted(later, key=lambda each: each[0].row):
        if score.slot == DISPUTE:
            stand[n] = _raised(stand[n], score)
        elif score.yes or not loses(stand, n, score, worth):
            stand[n] = _whole(score)
        else:
            stand[n] = _raised(_without_dropped(stand[n], score), score)
    return stand


def differ(one: Given, other: Given) -> tuple[str, ...]:
    """The criteria and gates on which two scores are not the same, in the order of the first."""
    levels = [name for name in {**one.levels, **other.levels} if one.levels.get(name) != other.levels.get(name)]
    gates = [key for key in {**one.gates, **other.gates} if one.gates.get(key, True) != other.gates.get(key, True)]
    return (*levels, *gates)


def loses(stand: Counts, n: int, score: Given, worth: Worth) -> bool:
    """Would this score, taken whole, take anything away: from its reply, or from the conversation?

    Also by what it adds: a criterion that was not asked for before may pull the mean down.
    """
    before, after = worth(stand), worth({**stand, n: _whole(score)})
    return (
        _lower(stand[n], score)
        or _lower(before, after)
        or (before.passed and not after.passed)
        or after.weighted < before.weighted
    )


def _lower(before: Counting | Whole, after: Given | Whole) -> bool:
    lower = any(level < before.levels.get(name, level) for name, level in after.levels.items())
    return lower or any(not passed and before.gates.get(key, True) for key, passed in after.gates.items())


def _base(by_slot: Mapping[str, Given], owed: Collection[str]) -> Given | None:
    if ADJUDICATION in by_slot:
        return by_slot[ADJUDICATION]
    first, second = by_slot.get(FIRST), by_slot.get(SECOND)
    if first is None or ADJUDICATION in owed or SECOND in owed:
        return None
    return first if second is None or not differ(first, second) else None


def _whole(score: Given) -> Counting:
    return Counting(score.row, dict(score.levels), dict(score.gates))


def _raised(stands: Counting, score: Given) -> Counting:
    higher = {name: level for name, level in score.levels.items() if level > stands.levels.get(name, level)}
    passed = {key: True for key, said in score.gates.items() if said and not stands.gates.get(key, True)}
    changed = {**stands.changed, **dict.fromkeys((*higher, *passed), score.row)}
    return Counting(stands.row, {**stands.levels, **higher}, {**stands.gates, **passed}, changed)


def _without_dropped(stands: Counting, score: Given) -> Counting:
    """A gate that the mended text no longer asks for fails nobody."""
    return replace(stands, gates={key: said for key, said in stands.gates.items() if said or key in score.gates})
