"""Bad input: each line is named with what is wrong, and a refused line never ends a known person."""

import datetime as dt

import pytest

from people.roster import Current, Place, plan
from people.roster_words import sentence
from tests.people.roster_cases import codes, job, person, planned, row


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (row(number=""), "missing"),
        (row(first=""), "missing"),
        (row(number="100 101"), "bad_number"),
        (row(number="9" * 33), "too_long"),
        (row(email="ana at alder"), "bad_email"),
        (row(unit="Cedar Midle"), "unknown_unit"),
        (row(family="pilots"), "unknown_job_family"),
        (row(unit="old"), "unit_closed"),
        (row(level="boss"), "bad_level"),
        (row(hired_on="31.12.2026"), "bad_date"),
        (row(job_from="2026-02-30"), "bad_date"),
        (row(job_from="13/1/2026"), "bad_date"),
        (row(job_from="0026-01-01"), "far_date"),
        (row(primary="maybe"), "bad_primary"),
        (row(supervisor="100101"), "own_supervisor"),
    ],
)
def test_a_bad_cell_is_refused_and_ends_no_one(bad, code):
    result = planned([bad], person(email="ana@alder.example"))
    assert codes(result) == [(2, code)]
    assert result.changes_nothing


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (row(number=""), "Employee number is empty. Fill it in."),
        (row(number="9" * 33), "Employee number is longer than 32 letters. Shorten it."),
        (row(hired_on="soon"), "Hire date “soon” is not a date. Write 2026-08-03 or 8/3/2026."),
        (row(job_from="soon"), "First day in the job “soon” is not a date. Write 2026-08-03 or 8/3/2026."),
    ],
)
def test_a_refusal_names_the_column_in_plain_words(bad, said):
    assert [sentence(refused) for refused in planned([bad]).refused] == [said]


def test_all_that_is_wrong_with_a_line_is_told_at_once():
    assert {code for _line, code in codes(planned([row(unit="?", level="?")]))} == {"unknown_unit", "bad_level"}


def test_a_name_that_two_units_share_must_be_given_by_slug():
    twins = (Place("north", "Lincoln School"), Place("south", "Lincoln School"))
    records = Current((), twins, (Place("front-office", "Front office"),))
    result = plan([row(unit="Lincoln School")], records, on=dt.date(2026, 10, 6), leaver_share=0.05)
    assert result.refused[0].code == "ambiguous"
    assert dict(result.refused[0].about)["slugs"] == "north, south"


def test_the_same_number_with_two_names_is_refused_on_both_lines():
    result = planned([row(), row(3, first="Anna", unit="high")], person())
    assert codes(result) == [(2, "two_names"), (3, "two_names")]
    assert result.changes_nothing


def test_one_bad_line_holds_back_the_other_job_of_the_same_person():
    both = person(jobs=[job(), job(2, unit="high", primary=False)])
    result = planned([row(), row(3, unit="hihg")], both)
    assert codes(result) == [(2, "held_back"), (3, "unknown_unit")]
    assert result.changes_nothing


def test_a_line_repeated_word_for_word_is_read_once_and_noted():
    result = planned([row(), row(3)], person())
    assert result.unchanged == ("100101",)
    assert [(note.line, note.code) for note in result.notes] == [(3, "repeated")]


@pytest.mark.parametrize(
    ("second", "code"),
    [
        (row(3, level="new"), "same_job_twice"),
        (row(3, unit="high", email="other@x.example"), "two_emails"),
        (row(3, unit="high", hired_on="2020-01-01"), "two_hire_dates"),
    ],
)
def test_lines_of_one_person_must_not_disagree(second, code):
    first = row(email="ana@x.example", hired_on="2021-01-01")
    assert codes(planned([first, second])) == [(2, code), (3, code)]


def test_two_primary_jobs_are_refused():
    assert codes(planned([row(primary="yes"), row(3, unit="high", primary="yes")])) == [
        (2, "two_primaries"),
        (3, "two_primaries"),
    ]


def test_an_address_used_by_two_people_of_the_file_is_refused_for_both():
    result = planned([row(email="X@a.example"), row(3, "100109", "Dario", "Conti", email="x@A.example")])
    assert codes(result) == [(2, "email_taken"), (3, "email_taken")]


def test_an_address_that_someone_who_left_still_has_is_refused():
    gone = person("100099", "Ines", "Old", email="x@a.example", left_on=dt.date(2025, 1, 1), jobs=[])
    (refused,) = planned([row(email="x@a.example")], gone).refused
    assert (refused.code, dict(refused.about)["others"]) == ("email_taken", "100099")


def test_refusing_one_of_two_who_trade_addresses_refuses_the_other():
    ana, dario = person(email="a@x.example"), person("100109", "Dario", "Conti", email="d@x.example", jobs=[job(2)])
    rows = [row(email="d@x.example"), row(3, "100109", "Dario", "Conti", email="a@x.example", unit="nowhere")]
    assert codes(planned(rows, ana, dario)) == [(2, "email_taken"), (3, "unknown_unit")]


def test_a_circle_of_supervisors_is_named_with_its_chain():
    rows = [
        row(2, "1", "A", "A", supervisor="2"),
        row(3, "2", "B", "B", supervisor="3"),
        row(4, "3", "C", "C", supervisor="1"),
        row(5, "4", "D", "D", supervisor=""),
    ]
    result = planned(rows)
    assert [(each.line, dict(each.about)["chain"]) for each in result.refused] == [
        (2, "1 > 2 > 3 > 1"),
        (3, "2 > 3 > 1 > 2"),
        (4, "3 > 1 > 2 > 3"),
    ]
    assert [joiner.employee_number for joiner in result.joiners] == ["4"]


def test_a_circle_that_closes_through_someone_kept_as_on_record_is_found():
    ana = person(jobs=[job(supervisor="100102")])
    rows = [row(2, unit="nowhere"), row(3, "100102", "Bruno", "Keller", supervisor="100101")]
    result = planned(rows, ana, person("100102", "Bruno", "Keller", jobs=[job(2)]))
    assert codes(result) == [(2, "unknown_unit"), (3, "supervisor_circle")]


@pytest.mark.parametrize(
    ("others", "code"), [([], "supervisor_unknown"), ([person("100102", "Bruno", "Keller")], "supervisor_left")]
)
def test_a_supervisor_who_is_not_here_is_noted_and_left_out(others, code):
    result = planned([row(supervisor="100102")], *others)
    assert [(note.line, note.code) for note in result.notes] == [(2, code)]
    assert result.joiners[0].steps[0].terms.supervisor is None


def test_a_line_without_a_number_protects_the_person_it_names():
    assert planned([row(number="")], person()).leavers == ()


def test_a_mistyped_number_with_a_known_address_ends_no_one():
    result = planned([row(number="100110", email="ana@x.example")], person(email="ana@x.example"))
    assert (codes(result), result.leavers) == ([(2, "email_taken")], ())


def test_the_number_of_a_merged_record_is_refused_and_keeps_the_keeper():
    merged = person("100199", "Ana", "Delgado", merged_into="100101", jobs=[])
    result = planned([row(number="100199")], person(), merged)
    assert (codes(result), result.leavers) == ([(2, "merged")], ())


def test_a_file_in_which_no_line_can_be_taken_ends_no_one():
    other = person("100109", "Dario", "Conti", jobs=[job(2)])
    assert planned([row(unit="nowhere")], person(), other).changes_nothing


def test_someone_who_has_the_address_on_record_keeps_it_and_their_own_line():
    rows = [row(email="ana@x.example", unit="high"), row(3, "100120", "Sam", "Lee", email="ana@x.example")]
    result = planned(rows, person(email="ana@x.example"))
    assert codes(result) == [(3, "email_taken")]
    assert [mover.employee_number for mover in result.movers] == ["100101"]
