"""A reply is read without its writer's name, and otherwise word for word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.blind import veiled

ANA = ("Ana", "Delgado")


def hide_names(text, names, story=""):
    return veiled(text, names, story=story).text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Ana Delgado, front office", "[name], front office"),
        ("this is ana delgado", "this is [name]"),
        ("Ms. Delgado will call.", "Ms. [name] will call."),
        ("It's ana from the front desk.", "It's [name] from the front desk."),
        ("Write to adelgado@alder.example.", "Write to [name]."),
        ("Bananas are in the cafeteria.", "Bananas are in the cafeteria."),
    ],
)
def test_the_writers_name_is_hidden_as_a_whole_word(written, read):
    assert hide_names(written, ANA) == read


def test_a_name_that_the_story_uses_stays():
    assert (
        hide_names("What does Nora like?", ("Nora", "Flynn"), story="my daughter Nora starts") == "What does Nora like?"
    )


def test_a_name_that_is_an_everyday_word_stays_in_its_sentence():
    assert hide_names("May I check? You may wait. May Begay", ("May", "Begay")) == "May I check? You may wait. [name]"


def test_a_name_in_two_words_is_hidden():
    assert hide_names("Best, Maria de la Cruz", ("Maria", "de la Cruz")) == "Best, [name]"


def test_where_the_writer_works_is_hidden_unless_the_story_is_there():
    told = "I am at Cedar Middle School, not at Linden."
    assert veiled(told, ANA, places=["Cedar Middle School"]).text == "I am at [name], not at Linden."
    assert veiled(told, ANA, places=["Cedar Middle School"], story="At Cedar Middle School.").text == told


def test_an_address_of_the_fact_sheet_stays():
    assert veiled("Write to help@alder.example.", ANA, story="help@alder.example answers").text == (
        "Write to help@alder.example."
    )


@given(st.text().filter(lambda text: "@" not in text))
def test_a_text_without_the_name_is_read_as_it_was_written(text):
    assert hide_names(text, ("Zzyzzy", "Qwertzu")) == text
