"""Likely duplicates, as plain decisions."""

from hypothesis import given, settings
from hypothesis import strategies as st

from people.duplicates import Known, likely_duplicates


def known(number, first="Ana", last="Delgado", **more):
    return Known(number, first, last, **more)


def reasons(*people):
    return [pair.reasons for pair in likely_duplicates(people)]


def test_one_name_hired_on_one_day():
    day = {"hired_on": "2026-08-03"}
    assert reasons(known("1", **day), known("2", **day)) == [("same_name", "same_hire_date")]


def test_one_name_alone_is_not_enough():
    assert reasons(known("1"), known("2")) == []


def test_one_name_in_two_offices_is_two_people():
    assert reasons(known("1", units=frozenset({"Cedar"})), known("2", units=frozenset({"Alder"}))) == []


def test_accents_signs_and_case_make_no_other_name():
    unit = {"units": frozenset({"Cedar"})}
    pair = known("1", "José", "O'Neil-Díaz", **unit), known("2", "JOSE", "oneil diaz", **unit)
    assert reasons(*pair) == [("same_name", "same_unit")]


def test_names_that_changed_places():
    day = {"hired_on": "2026-08-03"}
    assert reasons(known("1", "Ruiz", "Ines", **day), known("2", "Ines", "Ruiz", **day)) == [
        ("swapped_name", "same_hire_date")
    ]


def test_a_letter_apart_needs_more_besides():
    near = known("1", "Ana", "Delgado"), known("2", "Ana", "Delagdo")
    assert reasons(*near) == []
    both = {"hired_on": "2026-08-03", "units": frozenset({"Cedar"})}
    assert reasons(known("1", "Ana", "Delgado", **both), known("2", "Ana", "Delagdo", **both)) == [
        ("near_name", "same_hire_date", "same_unit")
    ]


def test_zeros_in_front_that_a_spreadsheet_took():
    assert reasons(known("000123", "Walt", "Jensen"), known("123", "W.", "Jensen-Hall")) == [("same_number",)]


def test_the_likeliest_pair_comes_first():
    more = {"hired_on": "2026-08-03", "email": "ana@alder.example"}
    found = likely_duplicates(
        [known("1", hired_on="2026-08-03"), known("2", **more), known("3", **(more | {"email": "ana@old.example"}))]
    )
    assert [(pair.first, pair.second) for pair in found] == [("2", "3"), ("1", "2"), ("1", "3")]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["Ruiz", "Ruis", "Ott"])), max_size=8))
def test_no_one_is_paired_with_themselves_and_the_order_does_not_matter(names):
    people = [known(str(n), first, last, hired_on="2026-08-03") for n, (first, last) in enumerate(names)]
    found = likely_duplicates(people)
    assert all(pair.first < pair.second for pair in found)
    assert likely_duplicates(reversed(people)) == found
