"""What is asked of each set, and how many rows hold. A trial keeps the rows that failed, to be read one by one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from scenarios.scoring import Result, Task, score, verdict

from .sets import NEAR, Row, Sets
from .worse import WORSE

Scorer = Callable[[str, Task], Result]
MACHINE_EMPATHY_MOST = 3
LOW = 2


@dataclass(frozen=True)
class Trial:
    """`held` of `total` rows; `bar` is the share in percent that is wanted; `least`: a floor, not a ceiling."""

    name: str
    held: int
    total: int
    bar: float | None
    least: bool = True
    failed: tuple[tuple[Row, str], ...] = ()

    @property
    def percent(self) -> float:
        return round(100 * self.held / self.total, 1) if self.total else 0.0

    @property
    def met(self) -> bool | None:
        if self.bar is None or not self.total:
            return None
        share = 100 * self.held / self.total
        return share >= self.bar if self.least else share <= self.bar


def run(sets: Sets, halves: Iterable[str], scorer: Scorer = score) -> list[Trial]:
    """All trials over the rows of these halves."""
    chosen = set(halves)
    scorer = cache(scorer)  # several trials look at one row, and a change of dialect often changes nothing

    def of(rows: tuple[Row, ...]) -> list[Row]:
        return [row for row in rows if row.half in chosen]

    return [
        *_levels("unseen replies", of(sets.unseen), scorer, (98, 65)),
        *_levels("tuning replies", of(sets.leveled), scorer, (None, None)),
        *_levels("sample replies", of(sets.samples), scorer, (None, None)),
        _held("gaming: referred or low", of(sets.gaming), 95, lambda row: _low(row, scorer(row.text, row.task))),
        _sent_back(of(sets.honest), scorer),
        _held("facts: accepted renderings found", [r for r in of(sets.facts) if r.kind == "said"], 98,
              lambda row: _found(row, scorer(row.text, row.task))),
        _held("facts: near misses not given", [r for r in of(sets.facts) if r.kind in NEAR], 98,
              lambda row: _not_found(row, scorer(row.text, row.task))),
        *_robust([*of(sets.unseen), *of(sets.leveled), *of(sets.samples)], scorer),
    ]  # fmt: skip


def _held(name: str, rows: list[Row], bar: float, said: Callable[[Row], str]) -> Trial:
    """`said` returns what went wrong with a row, or an empty string."""
    failed = tuple((row, wrong) for row in rows if (wrong := said(row)))
    return Trial(name, len(rows) - len(failed), len(rows), bar, failed=failed)


def _levels(name: str, rows: list[Row], scorer: Scorer, bars: tuple[float | None, float | None]) -> list[Trial]:
    """By criterion: each declared level is one case. A machine gives empathy 3 at most, so a 4 counts as 3."""
    within = exact = total = 0
    off: list[tuple[Row, str]] = []
    for row in rows:
        result = scorer(row.text, row.task.without_samples())
        for criterion, declared in row.levels:
            wanted = min(declared, MACHINE_EMPATHY_MOST) if criterion == "empathy" else declared
            given = result.levels.get(criterion)
            total += 1
            within += given is not None and abs(given - wanted) <= 1
            exact += given == wanted
            if given != wanted:
                off.append((row, f"{criterion} {given} (declared {declared})"))
    far = tuple((row, said) for row, said in off)
    return [
        Trial(f"{name}: level within one", within, total, bars[0], failed=far),
        Trial(f"{name}: level exact", exact, total, bars[1]),
    ]


def referred(result: Result) -> bool:
    """Whether a person is asked to look, or the reply goes back to its writer."""
    waits = any(m.status == "refer" for m in result.must_not) or any(
        g.status == "person" and g.spans for g in result.gates
    )
    return bool(result.guards) or waits


def _low(row: Row, result: Result) -> str:
    if referred(result):
        return ""
    if row.aim in result.levels:
        level = result.levels[row.aim]
        return "" if level <= LOW else f"{row.aim} {level}"
    passed = verdict(result.levels, {g.key: g.status != "not_passed" for g in result.gates}).passed
    return f"passes with {result.levels}" if passed else ""


def _sent_back(rows: list[Row], scorer: Scorer) -> Trial:
    failed = []
    for row in rows:
        guards = [g.key for g in scorer(row.text, row.task).guards]
        if guards:
            failed.append((row, ", ".join(guards)))
    return Trial("honest replies sent back", len(failed), len(rows), 3, least=False, failed=tuple(failed))


def _fact(row: Row, result: Result) -> tuple[str, bool]:
    return next((f.status, f.hedged) for f in result.facts if f.key == row.aim)


def _found(row: Row, result: Result) -> str:
    status, hedged = _fact(row, result)
    return "" if status == "found" and not hedged else f"{row.aim}: {status}{' (hedged)' if hedged else ''}"


def _not_found(row: Row, result: Result) -> str:
    status, hedged = _fact(row, result)
    return f"{row.aim}: found, {row.kind}" if status == "found" and not hedged else ""


def _robust(rows: list[Row], scorer: Scorer) -> list[Trial]:
    """How many replies get any other level, or another guard, when only their spelling or grammar changes."""
    plain = [_seen(scorer(row.text, row.task.without_samples())) for row in rows]
    out = []
    for name, change in WORSE.items():
        failed = []
        for row, before in zip(rows, plain, strict=True):
            after = _seen(scorer(change(row.text), row.task.without_samples()))
            if after != before:
                failed.append((row, f"{before} became {after}"))
        out.append(
            Trial(f"{name}: replies that change level", len(failed), len(rows), 5, least=False, failed=tuple(failed))
        )
    return out


def _seen(result: Result) -> str:
    guards = ",".join(g.key for g in result.guards)
    return guards or "/".join(f"{name[:2]}{level}" for name, level in result.levels.items())
