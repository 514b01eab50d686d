"""Looks at a written practice reply and says, with the learner's own words as evidence, what it did.

People decide; this teaches. Pure Python: no database, no clock, no network, the same answer every time.
"""

from .results import (
    Change,
    Cue,
    FactFinding,
    GateFinding,
    Guard,
    Mark,
    MustNotFinding,
    PartFinding,
    Result,
    Span,
    Wonder,
)
from .scorer import score, version
from .task import Task
from .verdict import DEFAULT_WEIGHTS, Verdict, scenario_levels, verdict

__all__ = [
    "DEFAULT_WEIGHTS", "Change", "Cue", "FactFinding", "GateFinding", "Guard", "Mark", "MustNotFinding",
    "PartFinding", "Result", "Span", "Task", "Verdict", "Wonder", "scenario_levels", "score", "verdict", "version",
]  # fmt: skip
