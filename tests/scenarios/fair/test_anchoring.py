"""Where the words of a comment stand, also behind a hidden name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.blind import HIDDEN, veiled
from scenarios.fair.anchoring import anchor

TEXT = "Sorry about the wait. The bus is late. Sorry again, the bus comes at 7:40."


@pytest.mark.parametrize(
    ("words", "at", "span"),
    [
        ("the wait", None, (12, 20)),
        ("the  BUS", None, (22, 29)),
        ("the bus", 50, (52, 59)),  # of two the nearer one
        ("sorry", 0, (0, 5)),
        ("the train", None, None),
        ("   ", None, None),
        ("wait. The", 3, (16, 25)),
    ],
)
def test_words_are_found_however_they_are_typed(words, at, span):
    assert anchor(TEXT, words, at) == span


def test_a_stretch_behind_a_hidden_name_stands_where_it_stood():
    text = "Ana Delgado here. The bus is late. Ask for Ana, please."
    shown = veiled(text, ["Ana", "Delgado"])
    span = anchor(shown.text, "bus is late")
    assert text[slice(*shown.unveil(*span))] == "bus is late"
    span = anchor(shown.text, f"for {HIDDEN}, please")
    assert text[slice(*shown.unveil(*span))] == "for Ana, please"


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(["Ana", "bus", " ", "late. ", "Delgado", "é🙂"]), max_size=12), st.data())
def test_unveiling_a_stretch_gives_the_words_that_were_shown(parts, data):
    text = " ".join(parts)
    shown = veiled(text, ["Ana", "Delgado"])
    start = data.draw(st.integers(0, len(shown.text)))
    end = data.draw(st.integers(start, len(shown.text)))
    first, last = shown.unveil(start, end)
    assert 0 <= first <= last <= len(text)
    if HIDDEN[0] not in shown.text[start:end] and HIDDEN[-1] not in shown.text[start:end] and not _inside(shown, start):
        assert text[first:last] == shown.text[start:end]


def _inside(shown, at):
    """Does this place stand within the word that hides a name?"""
    before = shown.text.rfind(HIDDEN, 0, at + len(HIDDEN) - 1)
    return before >= 0 and before < at < before + len(HIDDEN)
