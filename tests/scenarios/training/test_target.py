"""What a target is: a yes or no, steps, a measure, or words."""

import pytest

from safe.table_parts import BadTable
from scenarios.training.target import read_target


def kind(cells, positive=()):
    target = read_target(cells, positive)
    return target.kind, target.names, target.values.tolist()


def test_two_numbers_are_a_yes_or_no():
    assert kind(["5", "1", "5"]) == ("binary", ("1", "5"), [1, 0, 1])


def test_a_few_numbers_are_steps_by_position():
    assert kind(["1", "2.5", "4", "1.0"]) == ("ordinal", ("1", "2.5", "4"), [0, 1, 2, 0])


def test_many_numbers_are_a_measure():
    assert kind([str(i / 10) for i in range(13)])[0] == "continuous"


def test_words_with_a_known_order_are_steps():
    assert kind(["high", "Low", "medium"]) == ("ordinal", ("low", "medium", "high"), [2, 0, 1])


def test_other_words_have_no_order():
    assert kind(["pear", "apple", "fig"]) == ("nominal", ("apple", "fig", "pear"), [2, 0, 1])


def test_of_two_words_the_one_that_says_yes_is_the_upper():
    assert kind(["yes", "no"])[1] == ("no", "yes")
    assert kind(["polite", "rude"])[1] == ("rude", "polite")


def test_positive_values_make_a_yes_of_several_words():
    assert kind(["a", "B", "c"], ("A", "b")) == ("binary", ("other", "A/b"), [1, 1, 0])


@pytest.mark.parametrize(
    "cells, positive, sentence",
    [
        (["1", "1"], (), "Every row has the target 1"),
        (["a", "a"], (), "Every row has the target “a”"),
        (["a", "b"], ("z",), "No row has the value “z”"),
        (["a", "b"], ("a", "b"), "Every row has one of the positive values"),
        ([f"text {i}" for i in range(21)], (), "21 of 21 targets are not numbers"),
    ],
)
def test_a_target_that_says_nothing_is_refused_with_a_sentence(cells, positive, sentence):
    with pytest.raises(BadTable, match=sentence):
        read_target(cells, positive)
