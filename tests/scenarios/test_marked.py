"""Cutting the learner's words at their marks: nothing lost, nothing doubled."""

from hypothesis import given
from hypothesis import strategies as st

from scenarios.marked import notes, pieces


def mark(start, end, letter="A", label="A1"):
    return {"start": start, "end": end, "letter": letter, "label": label, "note": "Right: fact 1."}


def test_a_mark_takes_its_words_and_its_label_stands_behind_them():
    cut = pieces("Due at 7:40 today", [mark(7, 11)])
    assert [(p.text, p.letter, p.labels) for p in cut] == [
        ("Due at ", "", ()),
        ("7:40", "a", (("a", "A1", ""),)),
        (" today", "", ()),
    ]


def test_without_marks_the_words_are_one_piece():
    assert [p.text for p in pieces("Hello", [])] == ["Hello"]


def test_a_letter_nobody_knows_is_shown_as_look_again():
    assert pieces("Hello", [mark(0, 5, letter="Z")])[0].letter == "l"


def test_notes_stand_in_the_order_of_the_words():
    assert [n.label for n in notes([mark(9, 12, label="A2"), mark(0, 3, label="E1")])] == ["E1", "A2"]


spans = st.tuples(st.integers(-5, 60), st.integers(-5, 60), st.sampled_from("ACTELG"))


@given(st.text(max_size=50), st.lists(spans, max_size=8))
def test_the_pieces_are_the_text_again_whatever_the_marks(text, found):
    marks = [mark(start, end, letter) for start, end, letter in found]
    assert "".join(p.text for p in pieces(text, marks)) == text
