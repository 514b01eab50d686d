"""The must-pass points of a scenario, as far as a machine can see them. A person decides each one."""

from itertools import pairwise

from .doubts import Doubts
from .forms import Match, find_any
from .must_not import is_callers
from .negation import negators
from .results import GateFinding
from .task import Gate, Task


def find_gates(d: Doubts, task: Task) -> tuple[GateFinding, ...]:
    """One finding for each gate, in the scenario's order."""
    return tuple(_escalation(d, gate) if gate.kind == "escalation" else _said(d, gate) for gate in task.gates)


def _made(d: Doubts, gate: Gate, status: str, matches: list[Match]) -> GateFinding:
    spans = tuple(d.reading.span(m.first, m.last) for m in matches[:3])
    return GateFinding(gate.key, gate.kind, status, gate.text, gate.remedy, spans)


def _said(d: Doubts, gate: Gate) -> GateFinding:
    """Protected data counts however it is wrapped; a forbidden statement that is denied or quoted goes to a person."""
    if not gate.phrases:
        return _made(d, gate, "person", [])
    found = find_any(d.reading, gate.phrases, gap=0, mend=False)
    clear = [m for m in found if not _may_be_meant_otherwise(d, gate, m)]
    if clear:
        return _made(d, gate, "not_passed", clear)
    return _made(d, gate, "person" if found else "passed", found)


def _may_be_meant_otherwise(d: Doubts, gate: Gate, match: Match) -> bool:
    quoted = is_callers(d, match.first, match.last)
    mended = any(d.reading.tokens[i].mended for i in range(match.first, match.last + 1))
    return quoted or mended or (gate.kind != "protected_data" and negators(d, match.first) % 2 == 1)


def _escalation(d: Doubts, gate: Gate) -> GateFinding:
    """Where the situation calls for it, each step is named and in order."""
    if not gate.trigger:
        return _made(d, gate, "passed", [])
    if not gate.order:
        return _made(d, gate, "person", [])
    steps = [find_any(d.reading, words, gap=1) for words in gate.order]
    firsts = [next((m for m in found if not negators(d, m.first) % 2), None) for found in steps]
    named = [m for m in firsts if m is not None]
    if any(m is None and found for m, found in zip(firsts, steps, strict=True)):
        return _made(d, gate, "person", named)
    in_order = all(a.first < b.first for a, b in pairwise(named))
    complete = len(named) == len(firsts)
    return _made(d, gate, "passed" if complete and in_order else "not_passed", named)
