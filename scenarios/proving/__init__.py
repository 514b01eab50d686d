"""Measures the scorer against sets of replies that were written and frozen before it was tuned. Pure: no database."""

from .calibrating import calibrated
from .sets import Sets, load_sets
from .trials import Trial, run

__all__ = ["Sets", "Trial", "calibrated", "load_sets", "run"]
