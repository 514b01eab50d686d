"""What a browser may send where a number stands."""

import pytest

from safe.numbers import LARGEST_ID, number_in, numbers_in


@pytest.mark.parametrize(
    ("sent", "read"),
    [("7", 7), ("0", 0), (str(LARGEST_ID), LARGEST_ID), (str(LARGEST_ID + 1), None), ("9" * 5000, None), ("²", None),
     ("٣", None), ("-1", None), ("", None), (None, None), ("7.0", None), (7, 7)],
)  # fmt: skip
def test_a_number_is_read_or_it_is_none(sent, read):
    assert number_in(sent) == read


def test_outside_of_its_bounds_it_is_none():
    assert [number_in(text, 1, 9) for text in ("0", "1", "9", "10")] == [None, 1, 9, None]


def test_of_several_those_that_can_be_are_kept():
    assert numbers_in(["3", "x", "9" * 5000, "3"]) == {3}
