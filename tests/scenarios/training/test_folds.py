"""Rows that test are never rows that train, and a group stands on one side."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safe.table_parts import BadTable
from scenarios.training.folds import drawn, folds


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.sampled_from("abcdefgh"), min_size=4, max_size=60).filter(lambda g: len(set(g)) > 1), st.integers(2, 6)
)
def test_every_row_is_tested_once_by_a_model_that_knows_none_of_its_group(groups, count):
    parts = folds(groups, count, seed=1)
    assert sorted(np.concatenate([test for _, test in parts]).tolist()) == list(range(len(groups)))
    for train, test in parts:
        assert {groups[i] for i in train}.isdisjoint({groups[i] for i in test})
        assert len(train) + len(test) == len(groups)


def test_folds_are_alike_in_size_and_the_same_for_a_seed():
    groups = [str(i) for i in range(100)]
    parts = folds(groups, 10, seed=3)
    assert {len(test) for _, test in parts} == {10}
    assert all((a[1] == b[1]).all() for a, b in zip(parts, folds(groups, 10, seed=3), strict=True))
    assert any((a[1] != b[1]).any() for a, b in zip(parts, folds(groups, 10, seed=4), strict=True))


def test_one_group_alone_cannot_be_tested():
    with pytest.raises(BadTable, match="All rows belong to one group"):
        folds(["a"] * 40, 10, seed=1)


def test_labels_are_drawn_from_the_training_rows_once_each():
    train = np.arange(0, 100, 2)
    some = drawn(train, 20, seed=5)
    assert len(set(some.tolist())) == 20
    assert set(some.tolist()) < set(train.tolist())
    assert drawn(train, None, seed=5) is train
