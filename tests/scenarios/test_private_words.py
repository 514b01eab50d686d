"""A real message becomes a conversation only after what says who it was about is marked and confirmed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.private_words import Mark, also, find_private, remove

MESSAGE = """Dear Ms. Whitaker,

My son jayden missed bus 114 at 1420 Old Mill Road on Tuesday, and Coach Brandt told Jayden to walk. I called 555-0142
at 7:05 and wrote to transport@acs.example. His student number is 4471902 and he was born March 3, 2017.

WHERE WAS THE DRIVER?

Thank you,
Denise Okafor
"""


def marked(text):
    return [(mark.kind, mark.said) for mark in find_private(text)]


def test_everything_that_says_who_it_was_is_marked():
    assert marked(MESSAGE) == [
        ("name", "Whitaker"),
        ("name", "jayden"),
        ("number", "114"),
        ("address", "1420 Old Mill Road"),
        ("name", "Brandt"),
        ("name", "Jayden"),
        ("phone", "555-0142"),
        ("number", "7:05"),
        ("email", "transport@acs.example"),
        ("number", "4471902"),
        ("date", "March 3, 2017"),
        ("name", "Denise Okafor"),
    ]


def test_the_same_name_gets_the_same_number():
    text = "My daughter Lily is in room 9. Lily waited. Her friend Sam waited too."
    assert remove(text, find_private(text)) == (
        "My daughter [name 1] is in room [number 1]. [name 1] waited. Her friend [name 2] waited too."
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("call me at (555) 123-0142 today", ("phone", "(555) 123-0142")),
        ("we live at 12 Elm St. Apt 4", ("address", "12 Elm St. Apt 4")),
        ("write to P.O. Box 88 please", ("address", "P.O. Box 88")),
        ("see www.example.org/forms for it", ("link", "www.example.org/forms")),
        ("she was out on 9/14 with a fever", ("date", "9/14")),
        ("my name is rosa and", ("name", "rosa")),
        ("the bus to Cedar Middle never came", ("name", "Cedar Middle")),
        ("I spoke with Mr. O’Neil about it", ("name", "O’Neil")),
    ],
)
def test_a_kind_is_found(text, said):
    assert marked(text) == [said]


@pytest.mark.parametrize(
    "text",
    [
        "The bus was late on Monday and I am upset.",
        "WHERE IS MY BUS? Nobody answers.",
        "My son is seven. My daughter was crying.",
        "Thank you for calling. It helps.",
    ],
)
def test_ordinary_words_are_left_alone(text):
    assert marked(text) == []


def test_the_author_adds_a_word_it_missed():
    assert also("Bella waited. Then bella cried. Bellamy did not.", ["bella", ""]) == (
        Mark(0, 5, "name", "Bella"),
        Mark(19, 24, "name", "bella"),
    )


@given(st.text(max_size=300))
def test_marks_lie_in_the_text_and_never_overlap(text):
    marks = find_private(text)
    assert all(0 <= m.start < m.end <= len(text) and text[m.start : m.end] == m.said for m in marks)
    assert all(one.end <= other.start for one, other in pairwise(marks))
