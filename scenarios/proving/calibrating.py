"""How often authors gave each level to replies that the rules put at one level: what a level of ours is worth."""

import json
from collections.abc import Iterable

from scenarios.scoring import score
from scenarios.scoring.chances import EMPATHY_MOST, LEVELS
from scenarios.scoring.task import CRITERIA

from .sets import Row


def calibrated(samples: Iterable[Row]) -> str:
    """The content of calibration.json. The same samples give the same bytes."""
    table = {name: {str(level): [0] * len(LEVELS) for level in LEVELS} for name in CRITERIA}
    for row in samples:
        given = score(row.text, row.task.without_samples()).levels
        for criterion, declared in row.levels:
            wanted = min(declared, EMPATHY_MOST) if criterion == "empathy" else declared
            if criterion in given:
                table[criterion][str(given[criterion])][wanted - 1] += 1
    rows = (
        f'"{name}": {{' + ", ".join(f'"{level}": {json.dumps(counts)}' for level, counts in by_level.items()) + "}"
        for name, by_level in table.items()
    )
    return "{\n" + ",\n".join(rows) + "\n}\n"
