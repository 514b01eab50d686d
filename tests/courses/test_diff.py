"""Rule book: what changed between two releases, word by word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.diff import Piece, changes, lines, words
from tests.factories import lesson_definition


def read(before, after):
    """As a reader sees it: [-out-] and [+in+]."""
    marks = {"same": "{}", "added": "[+{}+]", "dropped": "[-{}-]", "cut": "…"}
    return "".join(marks[piece.kind].format(piece.text) for piece in words(before, after))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("Call by 11:00 today.", "Call by 10:00 today.", "Call by [-11-][+10+]:00 today."),
        ("Say it.", "Say it first.", "Say it[+ first+]."),
        ("Say it plainly now.", "Say it now.", "Say it [-plainly -]now."),
        ("one two three", "four five three", "[-one two-][+four five+] three"),
        ("Don’t wait", "Do wait", "[-Don’t-][+Do+] wait"),
    ],
)
def test_a_line_shows_its_words(before, after, shown):
    assert read(before, after) == shown


def test_a_long_line_shows_only_what_stands_around_the_change():
    told = " ".join(f"w{n}" for n in range(60))
    assert read(told, told.replace("w30", "new")).count("…") == 2


def test_tags_ids_and_switches_are_no_text():
    html = "<p>One.</p><p><b>Two</b> &amp; three.</p>"
    definition = {
        "id": "x",
        "kind": "lesson",
        "title": "Hold",
        "gate": False,
        "parts": [{"type": "text", "html": html}],
    }
    assert list(lines(definition)) == ["Hold", "One.", "Two & three."]


def test_numbers_say_what_they_are():
    assert changes({"pass_mark": 80}, {"pass_mark": 90}) == [words("pass mark: 80", "pass mark: 90")]


def test_a_new_line_and_one_that_is_gone_stand_alone():
    before, after = {"a": "<p>Kept.</p><p>Leaves now.</p>"}, {"a": "<p>Kept.</p><p>Quite another thought here.</p>"}
    assert changes(before, after) == [
        (Piece("added", "Quite another thought here."),),
        (Piece("dropped", "Leaves now."),),
    ]


def test_only_the_lines_that_differ_are_shown():
    before, after = lesson_definition(parts=3), lesson_definition(parts=3)
    after["parts"][1]["blocks"][0]["html"] = "<p>Text two.</p>"
    assert changes(before, after) == [words("Text 2.", "Text two.")]


def shuffled(value):
    """As a database may give it back: the keys in another order."""
    if isinstance(value, dict):
        return {key: shuffled(value[key]) for key in sorted(value, key=lambda key: (len(key), key))}
    return [shuffled(each) for each in value] if isinstance(value, list) else value


def test_the_order_in_which_a_database_keeps_keys_is_no_change():
    before, after = shuffled(lesson_definition(parts=3)), lesson_definition(parts=3)
    after["parts"][1]["blocks"][0]["html"] = "<p>Text two.</p>"
    assert changes(before, after) == [words("Text 2.", "Text two.")]


TEXT = st.text(alphabet="ab .,\n", max_size=24)


@given(TEXT, TEXT)
@settings(max_examples=60)
def test_the_pieces_hold_both_lines_whole(before, after):
    pieces = words(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "dropped") == after


@given(st.lists(TEXT, max_size=4), st.lists(TEXT, max_size=4))
@settings(max_examples=60)
def test_nothing_is_shown_exactly_when_the_lines_are_the_same(before, after):
    same = list(lines(before)) == list(lines(after))
    assert (changes({"a": before}, {"a": after}) == []) == same
