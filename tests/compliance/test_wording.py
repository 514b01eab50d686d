"""The line under the name of a requirement: the date that matters for its status."""

import datetime as dt

import pytest

from compliance.models import Assignment
from compliance.status import ON_HOLD
from compliance.wording import sentence_of


@pytest.mark.parametrize(
    ("back", "sentence"),
    [
        (None, "On hold since August 3, 2026"),
        (dt.date(2026, 8, 12), "On hold since August 3, 2026, back August 12, 2026"),
    ],
)
def test_on_hold_says_since_when_and_the_day_of_return_where_it_is_known(back, sentence):
    row = Assignment(held_from=dt.date(2026, 8, 3), held_until=back)
    row.word = ON_HOLD
    assert sentence_of(row, dt.date(2026, 8, 5)) == sentence
