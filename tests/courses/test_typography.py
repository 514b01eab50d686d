"""Straight marks are set as a printer would; nothing but marks changes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.typography import typographic, typographic_html

PLAIN = str.maketrans("“”‘’", "\"\"''")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("I don't know the parents' names.", "I don’t know the parents’ names."),
        ('"Call back." He hung up.', "“Call back.” He hung up."),
        ('Into the phone: "Ms. Pruitt, I hear you."', "Into the phone: “Ms. Pruitt, I hear you.”"),
        ("\"She said 'wait', so I did.\"", "“She said ‘wait’, so I did.”"),
        ("\"'Wait,' she said.\"", "“‘Wait,’ she said.”"),
        ("\"She said 'wait.'\"", "“She said ‘wait.’”"),
        ('("URGENT")', "(“URGENT”)"),
        ('I was going to—"', "I was going to—”"),
        ('He said—"no"', "He said—“no”"),
        ("Wait 'til the '90s show 'em.", "Wait ’til the ’90s show ’em."),
        ("Rock 'n' roll at 5 o'clock", "Rock ’n’ roll at 5 o’clock"),
        ("He is 5'2\" tall.", "He is 5'2\" tall."),
        ('She got a "2".', "She got a “2”."),
        ('First line\n"Second line"', "First line\n“Second line”"),
        ("“Already set,” isn’t it?", "“Already set,” isn’t it?"),
        ("No marks at all", "No marks at all"),
        ("", ""),
    ],
)
def test_marks_are_set_as_readers_know_them(typed, read):
    assert typographic(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ('<p>He said <strong>"no"</strong>.</p>', "<p>He said <strong>“no”</strong>.</p>"),
        ('<p>Don\'t.</p><p>"Yes"</p>', "<p>Don’t.</p><p>“Yes”</p>"),
        ('<p>See <a href="activity:7f">"it"</a></p>', '<p>See <a href="activity:7f">“it”</a></p>'),
        ('<p><em>"It</em> is"</p>', "<p><em>“It</em> is”</p>"),
        ("<p>5 &lt; 6, isn't it?</p>", "<p>5 &lt; 6, isn’t it?</p>"),
    ],
)
def test_in_rich_text_only_what_is_read_is_set(typed, read):
    assert typographic_html(typed) == read


@settings(max_examples=200)
@given(st.text(alphabet="ab '\"\n-—(.5"))
def test_nothing_but_marks_changes_and_a_second_time_changes_nothing(text):
    once = typographic(text)
    assert once.translate(PLAIN) == text
    assert typographic(once) == once
