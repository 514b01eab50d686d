"""A sample of the frozen sets: `manage.py measure_scorer` looks at all of them, this keeps them from going astray."""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest

from scenarios.private_said import LIKELY, private_said
from scenarios.proving import Sets, Trial, load_sets, run
from scenarios.proving.sets import NEAR, PARTS
from scenarios.proving.worse import WORSE, with_slips
from tests.read_once import ROOT, content, read_once

from .factories import content_definitions

FROZEN = Path(__file__).with_name("frozen")
SAMPLE = 18  # every so many rows


@lru_cache(maxsize=1)
def all_sets() -> Sets:
    sources = (*ROOT.glob("scenarios/proving/*.py"), *ROOT.glob("scenarios/scoring/*.py"))
    return read_once((*FROZEN.glob("*.yaml"), *content(), *sources), lambda: load_sets(FROZEN, content_definitions()))


@lru_cache(maxsize=1)
def trials() -> dict[str, Trial]:
    sets = all_sets()
    few = replace(
        sets,
        unseen=(),
        leveled=sets.leveled[::2],
        samples=(),
        gaming=sets.gaming[::SAMPLE],
        honest=sets.honest[::SAMPLE],
        facts=sets.facts[::SAMPLE],
    )
    return {trial.name: trial for trial in run(few, PARTS)}


@pytest.mark.parametrize("name", ["unseen", "gaming", "honest", "said", "near"])
def test_the_sets_are_as_large_as_they_should_be(name):
    sets = all_sets()
    counts = {
        "unseen": (len(sets.unseen), 56),
        "gaming": (len(sets.gaming), 200),
        "honest": (len(sets.honest), 300),
        "said": (sum(row.kind == "said" for row in sets.facts), 300),
        "near": (sum(row.kind in NEAR for row in sets.facts), 300),
    }
    count, least = counts[name]
    assert count >= least


def test_no_row_stands_twice():
    sets = all_sets()
    rows = [(row.task.step, row.text, row.aim) for each in (sets.gaming, sets.honest, sets.facts) for row in each]
    assert len(rows) == len(set(rows))


def test_every_scenario_with_a_written_reply_has_two_unseen_ones():
    written = {slug for slug, d in content_definitions().items() if any(s["kind"] == "reply" for s in d["steps"])}
    rows = [row.scenario for row in all_sets().unseen]
    assert {slug: rows.count(slug) >= 2 for slug in written} == dict.fromkeys(written, True)


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("tuning replies: level within one", 95),
        ("tuning replies: level exact", 70),
        ("gaming: referred or low", 90),
        ("facts: accepted renderings found", 96),
        ("facts: near misses not given", 92),
    ],
)
def test_a_sample_of_the_rows_holds(name, least):
    trial = trials()[name]
    assert trial.percent >= least, [(row.text, said) for row, said in trial.failed]


def test_hardly_any_honest_reply_is_sent_back():
    trial = trials()["honest replies sent back"]
    assert trial.held <= 1, [(row.text, said) for row, said in trial.failed]


def test_no_honest_reply_goes_to_a_person_for_a_name():
    scenarios = content_definitions()
    rows = all_sets().honest[::3]
    said = [(row.text, each) for row in rows for each in private_said(row.text, scenarios[row.scenario])]
    assert [(text, each.text) for text, each in said if each.kind in LIKELY] == []


@pytest.mark.parametrize("name", WORSE)
def test_spelling_and_dialect_hardly_change_a_level(name):
    trial = trials()[f"{name}: replies that change level"]
    assert trial.held <= 2, [(row.text, said) for row, said in trial.failed]


def test_slips_are_the_same_each_time_and_spare_numbers():
    text = "Please call the counselor at 555-0142 before twenty minutes past seven tomorrow morning"
    assert with_slips(text, 30) == with_slips(text, 30) != text
    assert "555-0142" in with_slips(text, 100)
