"""Ten replies whose levels are known, scored blind before one marks: which ten, and whether the eye is right enough."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

PACK = 10
EXACT_PERCENT, WITHIN_PERCENT, VERDICTS_WRONG = 60, 95, 2


@dataclass(frozen=True)
class Sample:
    """A levelled reply of a released scenario. `kind` is the author's name for it: strong, middling, weak."""

    version: int
    name: str
    kind: str = ""

    @property
    def key(self) -> str:
        return f"{self.version}:{self.name}"


@dataclass(frozen=True)
class Judged:
    """What was known of one sample, and what the marker gave. `right` and `said`: does it pass?"""

    known: Mapping[str, int]
    given: Mapping[str, int]
    known_gates: Mapping[str, bool] = field(default_factory=dict)
    given_gates: Mapping[str, bool] = field(default_factory=dict)
    right: bool = True
    said: bool = True


@dataclass(frozen=True)
class Outcome:
    """Of `levels` levels, how many were exact and within one; `verdicts_wrong`: pass or not, judged otherwise."""

    levels: int
    exact: int
    within: int
    verdicts_wrong: int
    gates_missed: int

    @property
    def exact_percent(self) -> int:
        return 100 * self.exact // self.levels if self.levels else 0

    @property
    def within_percent(self) -> int:
        return 100 * self.within // self.levels if self.levels else 0

    @property
    def clauses(self) -> tuple[tuple[str, bool], ...]:
        return (
            ("exact", self.exact_percent >= EXACT_PERCENT),
            ("within", self.within_percent >= WITHIN_PERCENT),
            ("verdicts", self.verdicts_wrong <= VERDICTS_WRONG),
            ("gates", self.gates_missed == 0),
        )

    @property
    def passed(self) -> bool:
        return bool(self.levels) and all(met for _name, met in self.clauses)


def pack(samples: Sequence[Sample], seed: str) -> tuple[Sample, ...]:
    """Ten samples, kinds in turn so that weak and strong both come; the same seed draws the same ones. Empty if fewer.

    No more of one scenario than must be: whoever has read its strong reply knows its weak one.
    """
    shuffled = sorted(samples, key=lambda sample: hashlib.sha256(f"{seed}:{sample.key}".encode()).digest())
    if len(shuffled) < PACK:
        return ()
    chosen: list[Sample] = []
    while len(chosen) < PACK:
        left = [sample for sample in shuffled if sample not in chosen]
        chosen.append(
            min(
                left,
                key=lambda sample: (
                    sum(each.version == sample.version for each in chosen),
                    sum(each.kind == sample.kind for each in chosen),
                ),
            )
        )
    return tuple(chosen)


def outcome(judged: Sequence[Judged]) -> Outcome:
    gaps = [abs(row.known[name] - row.given.get(name, 0)) for row in judged for name in row.known]
    missed = [
        key
        for row in judged
        for key, passed in row.known_gates.items()
        if not passed and row.given_gates.get(key, True)
    ]
    return Outcome(
        levels=len(gaps),
        exact=sum(gap == 0 for gap in gaps),
        within=sum(gap <= 1 for gap in gaps),
        verdicts_wrong=sum(row.right != row.said for row in judged),
        gates_missed=len(missed),
    )
