"""How sure a level is: a probability for each of the four levels, and whether one, two or more of them are likely.

Two things are put together. How often authors gave each level to sample replies that the rules put at this one
(calibration.json, written by `manage.py measure_scorer --calibrate`), and, for tone and feeling, what the linear models
make of the words. The rules set the level; on sample replies they are right more often than the models are. Where the
models do not believe it, the level is told as unsure.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from .learned import Judgment
from .results import Chance

FILE = Path(__file__).with_name("calibration.json")
LEVELS = (1, 2, 3, 4)
UNSEEN = 0.5  # what each level counts before any sample was seen
MODEL_WEIGHT = 0.5  # a model of other people's texts counts half of what our own samples do
SURE = 900  # of a thousand: so much the likely levels hold together
EMPATHY_MOST = 3


@lru_cache(maxsize=1)
def calibration() -> dict[str, dict[str, list[int]]]:
    """Criterion, level by the rules, and how many samples have each declared level."""
    data: dict[str, dict[str, list[int]]] = json.loads(FILE.read_text(encoding="utf-8"))
    return data


def chances(levels: Mapping[str, int], judged: Mapping[str, Judgment]) -> tuple[Chance, ...]:
    """One for each criterion that has a level."""
    return tuple(_chance(criterion, level, judged) for criterion, level in levels.items())


def _chance(criterion: str, level: int, judged: Mapping[str, Judgment]) -> Chance:
    counted = calibration().get(criterion, {}).get(str(level), [0] * len(LEVELS))
    weights = [count + UNSEEN for count in counted]
    mine = [j for j in judged.values() if j.criterion == criterion]
    for judgment in mine:
        weights = [w * p ** (MODEL_WEIGHT / len(mine)) for w, p in zip(weights, judgment.probabilities, strict=True)]
    if criterion == "empathy":  # a four is understanding, and a person's to see
        weights[EMPATHY_MOST - 1] += weights.pop()
        weights.append(0.0)
    thousandths = _thousandths(weights)
    return Chance(criterion, level, thousandths, _standing(level, thousandths))


def _thousandths(weights: list[float]) -> tuple[int, ...]:
    """Whole numbers that add up to a thousand; the largest remainders round up."""
    total = sum(weights)
    exact = [1000 * w / total for w in weights]
    whole = [int(x) for x in exact]
    spare = sorted(range(len(exact)), key=lambda n: (whole[n] - round(exact[n], 6), n))[: 1000 - sum(whole)]
    return tuple(w + (n in spare) for n, w in enumerate(whole))


def _standing(level: int, thousandths: tuple[int, ...]) -> str:
    """confident: this level alone; band: it and a neighbor; person: more than that may be right."""
    if thousandths[level - 1] >= SURE:
        return "confident"
    beside = [thousandths[n - 1] for n in (level - 1, level + 1) if n in LEVELS]
    return "band" if thousandths[level - 1] + max(beside) >= SURE else "person"
