"""When a line is said or an edge is followed: one shape of condition, asked of what is known so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, Self

MAIN = "main"
COOLEST, HOTTEST = 0, 4


class Known(Protocol):
    """What a condition may ask about: the temper of each person, and what was given, broken and chosen so far."""

    @property
    def temper(self) -> Mapping[str, int]: ...
    @property
    def given(self) -> Sequence[str]: ...
    @property
    def broken(self) -> Sequence[str]: ...
    @property
    def chosen(self) -> Sequence[str]: ...


@dataclass(frozen=True)
class When:
    """Every clause that is given must hold. `temper` is a range, both ends in it; `chose` names "step/option"."""

    temper: tuple[int, int] | None = None
    who: str = MAIN
    given: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()
    not_passed: tuple[str, ...] = ()
    chose: tuple[str, ...] = ()
    not_chose: tuple[str, ...] = ()

    @classmethod
    def read(cls, row: Mapping[str, Any] | None) -> Self:
        row = row or {}
        span = row.get("temper")
        low, high = (span, span) if isinstance(span, int) else span or (COOLEST, HOTTEST)
        return cls(
            temper=None if span is None else (int(low), int(high)),
            who=str(row.get("who") or MAIN),
            **{name: keys(row.get(name)) for name in LISTS},
        )

    def holds(self, known: Known) -> bool:
        if self.temper is not None:
            low, high = self.temper
            if not low <= known.temper.get(self.who, COOLEST) <= high:
                return False
        return (
            set(self.given) <= set(known.given)
            and not set(self.missing) & set(known.given)
            and not set(self.passed) & set(known.broken)
            and set(self.not_passed) <= set(known.broken)
            and set(self.chose) <= set(known.chosen)
            and not set(self.not_chose) & set(known.chosen)
        )


ALWAYS = When()
LISTS = ("given", "missing", "passed", "not_passed", "chose", "not_chose")


def keys(value: Any) -> tuple[str, ...]:
    """A key or a list of keys, as authors write them."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(str(each) for each in value)
