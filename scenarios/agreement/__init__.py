"""How far two who scored the same replies agree, how sure that figure is, and what it would still take to rely on it.

Pure: pairs of levels in, frozen figures out; every draw is seeded, so that a page shows the same numbers twice.
"""

from .conditions import Condition, Proof, conditions
from .figures import ENOUGH, Agreement, Interval, agreement, group_gap
from .statistics import alpha, bias, exact, quadratic_kappa, within_one

__all__ = [
    "ENOUGH", "Agreement", "Condition", "Interval", "Proof", "agreement", "alpha", "bias", "conditions", "exact",
    "group_gap", "quadratic_kappa", "within_one",
]  # fmt: skip
