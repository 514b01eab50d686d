"""The linter is run each time a page is previewed, so a long conversation must not make anyone wait."""

import time

from scenarios.lint import lint
from tests.scenarios.scripts import Dice, sound_script

SEEDS = range(3)


def milliseconds(definition):
    """The best of three: what else runs on this machine is not the linter's doing."""
    took = []
    for _try in range(3):
        start = time.process_time()
        lint(definition, scorer=None)
        took.append(time.process_time() - start)
    return 1000 * min(took)


def test_forty_steps_are_linted_in_the_blink_of_an_eye():
    assert max(milliseconds(sound_script(Dice(seed), 40)) for seed in SEEDS) < 200


def test_samples_are_scored_once():
    definition = sound_script(Dice(3), 3, ("reply", "choice"))
    lint(definition)
    start = time.process_time()
    lint(definition)
    assert 1000 * (time.process_time() - start) < 200
