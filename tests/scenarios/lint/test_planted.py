"""Conversations that hold together have no error; a fault planted in one is found, at its place, for every rule."""

import copy

import pytest
from hypothesis import HealthCheck, given, settings

from scenarios.lint import RULES, lint, scored
from tests.scenarios.lint.planters import AS_SCORED, CHOICES_ALONE, PLANTERS, WITH_REPLY
from tests.scenarios.scripts import Dice, sound_script, sound_scripts

PLANTED = 30
WORDS = {"families"}


@given(sound_scripts(most=10))
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_sound_conversation_has_no_error(definition):
    assert [each for each in lint(definition, words=WORDS, scorer=None) if each.severity == "error"] == []


@pytest.mark.parametrize("seed", range(10))
def test_nor_when_its_samples_are_scored(seed):
    definition = sound_script(Dice(seed), 6, ("reply", "choice"))
    assert [each for each in lint(definition) if each.severity == "error"] == []


def test_every_rule_has_a_planter():
    assert set(PLANTERS) == set(RULES)


@pytest.mark.parametrize("rule", PLANTERS)
def test_a_planted_fault_is_found(rule):
    kinds = ("choice",) if rule in CHOICES_ALONE else ("reply", "choice", "order", "match", "consult")
    planted, seed = 0, 0
    while planted < PLANTED:
        dice = Dice(seed)
        seed += 1
        definition = copy.deepcopy(sound_script(dice, dice.randint(1, 6), kinds))
        if rule in WITH_REPLY and not any(step["kind"] == "reply" for step in definition["steps"]):
            continue
        path = PLANTERS[rule](definition, dice)
        if path is None:
            continue
        planted += 1
        found = lint(definition, words=WORDS, scorer=scored if rule in AS_SCORED else None)
        at = [each for each in found if each.rule == rule and each.path[: len(path)] == path]
        assert at, (seed - 1, path, [(each.rule, each.path) for each in found])
