"""How sure a level is, what a person must look at, and which scorer said so."""

import json
from dataclasses import replace
from pathlib import Path

from scenarios.proving import calibrated, load_sets
from scenarios.scoring import Result, score, version
from scenarios.scoring.chances import FILE, chances
from scenarios.scoring.learned import load_model

from .factories import SOLID, anchor, bus_task, content_definitions


def test_chances_add_up_and_name_every_scored_criterion():
    result = score(SOLID, bus_task())
    assert {c.criterion: c.level for c in result.chances} == result.levels
    assert {sum(c.thousandths) for c in result.chances} == {1000}


def test_a_four_on_empathy_is_impossible_for_a_machine():
    empathy = next(c for c in score(anchor("strong"), bus_task()).chances if c.criterion == "empathy")
    assert empathy.thousandths[3] == 0


def test_a_level_that_was_always_right_is_confident_and_one_never_seen_is_for_a_person():
    sure = chances({"accurate": 1}, {})[0]
    assert (sure.standing, max(sure.thousandths)) == ("confident", sure.thousandths[0])
    assert chances({"unheard of": 2}, {})[0].standing == "person"


def test_a_model_that_disbelieves_takes_certainty_and_not_the_level():
    judged = load_model().judge("Shut up. What do you want now? Stop calling.")
    alone, doubted = chances({"courteous": 4}, {})[0], chances({"courteous": 4}, judged)[0]
    assert doubted.level == alone.level == 4
    assert doubted.thousandths[3] < alone.thousandths[3]


def test_a_guarded_reply_has_no_chances():
    assert score("Hello there.", bus_task()).chances == ()


def test_another_model_is_another_version():
    other = replace(load_model(), version="other")
    assert version(other) != version() == version(load_model())
    assert score(SOLID, bus_task(), other).version == version(other)


def test_scoring_without_any_model_still_gives_levels():
    bare = replace(load_model(), parts=(), version="none")
    assert score(SOLID, bus_task(), bare).levels == score(SOLID, bus_task()).levels


def test_a_result_stored_before_there_were_chances_is_read():
    stored = score(SOLID, bus_task()).as_dict()
    del stored["chances"], stored["referred"]
    assert Result.from_dict(stored).chances == ()


def test_the_same_reply_gives_the_same_bytes():
    once, again = (json.dumps(score(anchor("strong"), bus_task()).as_dict()) for _ in range(2))
    assert once == again


def test_a_quotation_is_told_to_a_person():
    result = score(SOLID + ' You were told "any minute" and that did not help.', bus_task())
    assert any("any minute" in sentence for sentence in result.referred)


def test_the_calibration_is_that_of_the_samples():
    sets = load_sets(Path("nowhere"), content_definitions())
    assert calibrated(sets.samples) == FILE.read_text(encoding="utf-8")
