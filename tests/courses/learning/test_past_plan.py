"""What a file of past completions would add, as plain decisions."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.past import Known, KnownCourse, KnownPerson, PastRow, digest, plan

TODAY = dt.date(2026, 11, 28)
DAY = dt.date(2025, 10, 15)
ANA = KnownPerson("100101", "100101", "Ana Delgado", "ana@alder.example", dt.date(2024, 8, 1))
TWIN = KnownPerson("100901", "100101", "Ana Delgado")
WALT = KnownPerson("100110", "100110", "Walt Jensen")
COURSES = (
    KnownCourse("empathy", "Empathy and trust"),
    KnownCourse("phone", "Phone etiquette"),
    KnownCourse("phone-2", "Phone Etiquette"),
)


def row(line=2, number="100101", course="empathy", on="2025-10-15", **more):
    return PastRow(line, number, course=course, completed_on=on, **more)


def planned(*rows, on_record=()):
    return plan(rows, Known((ANA, TWIN, WALT), COURSES, frozenset(on_record)), on=TODAY)


def taken(*rows, **more):
    return [each.same for each in planned(*rows, **more).taken]


def test_a_line_is_a_completion_on_its_own_day():
    assert taken(row()) == [("100101", "empathy", DAY)]


@pytest.mark.parametrize("course", ["Empathy and trust", "EMPATHY", "  empathy   and trust "])
def test_a_course_is_named_by_title_or_short_name(course):
    assert taken(row(course=course)) == [("100101", "empathy", DAY)]


def test_a_person_is_named_by_address_too():
    assert taken(row(number="", email="ANA@alder.example")) == [("100101", "empathy", DAY)]


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (row(number=""), "nobody"),
        (row(number="999"), "unknown_person"),
        (row(number="", email="who@alder.example"), "unknown_person"),
        (row(number="100110", email="ana@alder.example"), "two_people"),
        (row(course=""), "missing"),
        (row(on=""), "missing"),
        (row(course="no such"), "unknown_course"),
        (row(course="phone etiquette"), "two_courses"),
        (row(on="15.10.2025"), "bad_date"),
        (row(on="2025-02-30"), "bad_date"),
        (row(on="2026-11-29"), "to_come"),
        (row(on="1969-12-31"), "too_early"),
        (row(note="x" * 301), "long_note"),
    ],
)
def test_a_line_that_cannot_be_read_is_refused_with_its_number(bad, code):
    found = planned(row(line=7, number="100110"), bad)
    assert [(each.line, each.code) for each in found.refused] == [(2, code)]
    assert [each.line for each in found.taken] == [7]


def test_all_that_is_wrong_with_a_line_is_said_at_once():
    found = planned(row(number="999", course="no such", on="soon"), row(line=3, on=""))
    codes = [(each.line, each.code) for each in found.refused]
    assert codes == [(2, "unknown_person"), (2, "unknown_course"), (2, "bad_date"), (3, "missing")]
    assert found.counts()["refused"] == 2


def test_a_short_name_wins_over_a_title():
    assert taken(row(course="phone")) == [("100101", "phone", DAY)]


def test_twice_in_the_file_is_once_on_the_record():
    found = planned(row(line=2), row(line=3, on="10/15/2025"))
    assert [each.line for each in found.taken] == [2]
    assert [(note.line, note.code, dict(note.about)) for note in found.notes] == [(3, "repeated", {"line": "2"})]


def test_two_days_of_one_course_are_two_completions():
    assert len(taken(row(line=2), row(line=3, on="2024-10-15"))) == 2


def test_what_stands_on_record_is_not_added_again():
    found = planned(row(), on_record=[("100101", "empathy", DAY)])
    assert (found.taken, [note.code for note in found.notes]) == ((), ["already"])


def test_a_merged_record_is_added_to_the_one_that_is_kept():
    found = planned(row(number="100901"))
    assert [(each.number, each.name) for each in found.taken] == [("100101", "Ana Delgado")]
    assert [note.code for note in found.notes] == ["merged"]


def test_the_merged_record_and_the_kept_one_are_one_person():
    assert len(taken(row(line=2), row(line=3, number="100901"))) == 1


def test_before_the_hire_date_is_taken_with_a_note():
    found = planned(row(on="2020-01-06"))
    assert (len(found.taken), [note.code for note in found.notes]) == (1, ["before_hire"])


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["100101", "100901", "100110", "x"]),
            st.sampled_from(["empathy", "phone", "no"]),
            st.sampled_from(["2025-10-15", "2024-10-15", "soon"]),
        ),
        max_size=10,
    )
)
def test_every_line_is_taken_refused_or_noted_and_sending_it_again_adds_nothing(lines):
    rows = [row(line, number, course, on) for line, (number, course, on) in enumerate(lines, 2)]
    found = planned(*rows)
    seen = {each.line for each in (*found.taken, *found.refused)}
    assert seen | {note.line for note in found.notes} == {each.line for each in rows}
    assert planned(*rows, on_record=[each.same for each in found.taken]).taken == ()
    assert digest(found) == digest(planned(*rows))
