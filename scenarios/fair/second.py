"""Which replies a second person scores: a random share, gate failures, and those that one level would turn.

The share and the gates are never left out: a sample that a cap had cut would say nothing. The cap is for those that one
level would turn, since where markers are few they could be nearly all.
"""

import hashlib
from collections.abc import Iterable, Mapping

from scenarios.scoring.verdict import verdict
from scenarios.script import Made, Marks, standing

RANDOM, GATE, CLOSE = "random", "gate", "close"
LEVELS = (1, 2, 3, 4)
# Of the first few scores a share says nothing yet.
FEW = 10


def drawn(key: str, share: int) -> bool:
    """Is the reply of this key in the random share (percent)? The same key gives the same answer a year later."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:4]) % 100 < share


def gate_in_doubt(given: Mapping[str, bool], machine: Iterable[Mapping[str, str]]) -> bool:
    """Did the marker see a gate that was not passed, or the machine one that the marker passed?"""
    return not all(given.values()) or any(row.get("status") == "not_passed" for row in machine)


def one_level_turns(levels: Mapping[str, int], gates: Mapping[str, bool], weights: Mapping[str, int] | None) -> bool:
    """Would one level on one criterion make these levels pass, or not pass?"""
    passed = verdict(levels, gates, weights).passed
    return any(verdict(other, gates, weights).passed != passed for other in _neighbors(levels))


def close_calls(
    moves: Iterable[Made], marks: Mapping[int, Marks], weights: Mapping[str, int] | None
) -> tuple[int, ...]:
    """The numbers of the replies where one level on one criterion would turn the whole conversation."""
    moves = list(moves)
    passed = standing(moves, marks).verdict(weights).passed

    def turns(number: int, given: Marks) -> bool:
        others = ({**marks, number: Marks(levels, given.gates)} for levels in _neighbors(given.levels))
        return any(standing(moves, other).verdict(weights).passed != passed for other in others)

    return tuple(number for number, given in marks.items() if turns(number, given))


def within_cap(seconds: int, firsts: int, cap: int) -> bool:
    """May one more be asked for, when at most `cap` percent of the first scores shall lead to one?"""
    return 100 * seconds < cap * max(firsts, FEW)


def _neighbors(levels: Mapping[str, int]) -> Iterable[dict[str, int]]:
    for name, level in levels.items():
        yield from ({**levels, name: other} for other in (level - 1, level + 1) if other in LEVELS)
