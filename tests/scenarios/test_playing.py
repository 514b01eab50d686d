"""Small decisions of the player's page."""

import pytest

from scenarios.playing import answered_subject


@pytest.mark.parametrize(
    ("subject", "answered"),
    [
        ("58%??? I want this fixed", "Re: 58%??? I want this fixed"),
        ("Re: Bus 114", "Re: Bus 114"),
        ("RE: re: Bus 114", "Re: Bus 114"),
        ("Reading list", "Re: Reading list"),
        ("", ""),
        ("Re:", ""),
    ],
)
def test_an_answer_carries_the_subject_with_one_re(subject, answered):
    assert answered_subject(subject) == answered
