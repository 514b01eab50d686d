"""The model that ships: it reads any text, the same way every time, and knows rude from kind."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.scoring.learned import load_model
from scenarios.scoring.learned.model import FOLDER

KIND = "Hello Ms. Bell, thank you for writing. I am sorry you had to ask twice. Would Friday at two suit you?"
COLD = "Your form was late. Read the handbook. Why do you keep calling? Stop."


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_judged_the_same_way_twice(text):
    first = load_model().judge(text)
    assert first == load_model().judge(text)
    assert set(first) == {"tone", "receptive", "reacting", "asking"}


@pytest.mark.parametrize("part", ["tone", "receptive", "reacting", "asking"])
def test_a_kind_reply_stands_above_a_cold_one(part):
    kind, cold = load_model().judge(KIND)[part], load_model().judge(COLD)[part]
    assert kind.value > cold.value
    assert kind.level >= cold.level


def test_a_feeling_played_down_stands_below_one_that_is_named():
    values = load_model().values
    assert values("That must be frustrating.")["reacting"] > values("Calm down, it is no big deal.")["reacting"]


def test_a_judgment_names_the_cues_that_moved_it_most():
    signs = load_model().judge(COLD)["tone"].signs
    assert [abs(share) for _, share in signs] == sorted((abs(share) for _, share in signs), reverse=True)
    assert "command_first" in [name for name, _ in signs]


def test_standing_is_told_by_the_number_of_levels_left():
    for text in (KIND, COLD, "ok"):
        for judgment in load_model().judge(text).values():
            left = len(judgment.levels)
            assert judgment.standing == ("confident" if left == 1 else "band" if left == 2 else "person")


def test_the_version_is_a_hash_of_the_coefficients():
    assert len(load_model().version) == 16
    int(load_model().version, 16)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda path: path.stem)
def test_the_coefficients_were_trained_on_what_is_counted_today(path):
    """When this fails, a change of tokens, contractions or cues asks for `manage.py train_scorer --data DIR` again."""
    data = json.loads(path.read_text(encoding="utf-8"))
    assert data["proof"]
    for text, value in data["proof"]:
        assert load_model().values(text)[data["part"]] == pytest.approx(value, abs=1e-4)


def test_every_part_says_what_it_was_trained_on():
    assert [(p.name, p.criterion) for p in load_model().parts] == [
        ("asking", "empathy"), ("reacting", "empathy"), ("receptive", "empathy"), ("tone", "courteous"),
    ]  # fmt: skip
