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


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("I am Jose, at the desk.", ("José", "Díaz")),
        ("I am José, at the desk.", ("Jose", "Diaz")),
        ("I am Jose\u0301, at the desk.", ("José", "Díaz")),
        ("I am jose diaz, at the desk.", ("José", "Díaz")),
    ],
)
def test_an_accent_left_out_or_typed_in_another_way_hides_nothing(written, names):
    assert hide_names(written, names) == "I am [name], at the desk."


def test_what_stands_around_a_name_with_an_accent_is_read_as_it_was_written():
    shown = veiled("Señora, José Díaz aquí. ¿Qué pasó?", ("Jose", "Diaz"))
    assert (shown.text, shown.unveil(8, 14)) == ("Señora, [name] aquí. ¿Qué pasó?", (8, 17))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Here at Linden we open at 7.", "Here at [name] we open at 7."),
        ("Linden opens at 7. Linden Elementary does.", "[name] opens at 7. [name] Elementary does."),
        ("At Linden Elementary School", "At [name]"),
        ("An elementary school. The Elementary schools. North of the school.",
         "An elementary school. The Elementary schools. North of the school."),
        ("Under a linden tree.", "Under a linden tree."),
    ],
)  # fmt: skip
def test_what_sets_a_place_of_work_apart_is_hidden_and_what_all_are_called_is_not(written, read):
    assert veiled(written, ANA, places=["Linden Elementary School", "North High"]).text == read


def test_a_place_that_is_an_everyday_word_stays_where_a_sentence_begins():
    told = "Hope is not enough. Here at Hope we call back."
    assert veiled(told, ANA, places=["Hope Academy"]).text == "Hope is not enough. Here at [name] we call back."


def test_part_of_a_place_that_the_story_names_stays():
    told = "I am at Linden."
    assert veiled(told, ANA, places=["Linden Elementary School"], story="You work at Linden Elementary.").text == told


def test_an_address_of_the_fact_sheet_stays():
    assert veiled("Write to help@alder.example.", ANA, story="help@alder.example answers").text == (
        "Write to help@alder.example."
    )


@given(st.text().filter(lambda text: "@" not in text))
def test_a_text_without_the_name_is_read_as_it_was_written(text):
    assert hide_names(text, ("Zzyzzy", "Qwertzu")) == text
