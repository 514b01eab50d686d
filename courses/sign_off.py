"""Is an observed call good enough to sign off? The pass rule of practice conversations, on the same four dimensions."""

from collections.abc import Mapping

DIMENSIONS = ("accurate", "complete", "courteous", "empathy")
WEIGHTS = {"accurate": 30, "complete": 30, "courteous": 20, "empathy": 20}


def signed_off(levels: Mapping[str, int], *, gate_failed: bool) -> bool:
    """No gate failed, accurate 3 or higher, nothing below 2, courteous and empathy not both 2, mean 2.75 or higher."""
    if set(levels) != set(DIMENSIONS) or any(level not in (1, 2, 3, 4) for level in levels.values()):
        raise ValueError("Each of the four dimensions has a level from 1 to 4.")
    mean = sum(WEIGHTS[name] * level for name, level in levels.items())
    both_low = levels["courteous"] == levels["empathy"] == 2
    return not gate_failed and levels["accurate"] >= 3 and min(levels.values()) >= 2 and not both_low and mean >= 275
