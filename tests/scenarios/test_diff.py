"""Two versions word by word: nothing is lost, nothing is invented."""

from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.diff import ADDED, MOST_WORDS, REMOVED, SAME, compare, counts


def told(before, after):
    return [(each.kind, each.text) for each in compare(before, after)]


def test_a_word_that_came_stands_where_it_came():
    assert told("The bus is late.", "The bus is 35 minutes late.") == [
        (SAME, "The bus is"),
        (ADDED, " 35 minutes"),
        (SAME, " late."),
    ]


def test_what_went_stands_before_what_came_in_its_place():
    assert told("due any minute now", "due by 7:40 now") == [
        (SAME, "due"),
        (REMOVED, " any minute"),
        (ADDED, " by 7:40"),
        (SAME, " now"),
    ]


def test_a_lone_short_word_between_two_changes_goes_with_them():
    assert told("I might be able to phone", "We will be glad to call") == [
        (REMOVED, "I might be able to phone"),
        (ADDED, "We will be glad to call"),
    ]


def test_a_number_is_never_taken_for_a_crumb():
    assert (SAME, " 7:40") in told("maybe 7:40 or so", "at 7:40 sharp")


def test_other_blanks_are_no_change():
    assert told("Good  morning,\nMr. James", "Good morning, Mr. James") == [(SAME, "Good morning, Mr. James")]


def test_words_that_came_and_went_are_counted():
    assert counts(compare("due any minute now", "due by 7:40 now")) == {ADDED: 2, REMOVED: 2}


def test_blanks_before_a_change_are_kept_apart_from_its_words():
    came = compare("Hello", "Hello \n there")[1]
    assert (came.lead, came.said) == (" \n ", "there")


def test_two_very_long_texts_are_laid_side_by_side_whole():
    long = "word " * (MOST_WORDS + 1)
    assert [each.kind for each in compare(long, long + "more")] == [REMOVED, ADDED]


words = st.lists(st.sampled_from(["the", "bus", "7:40", "شكرا", "🚌", "a", "\n", "won't"]), max_size=14).map(" ".join)


@settings(max_examples=120)
@given(words, words)
def test_what_stayed_and_came_is_the_later_version_to_the_letter(before, after):
    found = compare(before, after)
    assert "".join(each.text for each in found if each.kind != REMOVED) == after
    assert [word for each in found if each.kind != ADDED for word in each.text.split()] == before.split()


@given(words)
def test_a_version_beside_itself_has_not_changed(text):
    assert {each.kind for each in compare(text, text)} <= {SAME}
