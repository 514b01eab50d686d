"""Who joins, moves, leaves or stays: the rule book of a roster, without a database."""

import datetime as dt

from people.roster import Change, digest
from tests.people.roster_cases import BEFORE, TODAY, job, person, planned, row, terms

YESTERDAY = TODAY - dt.timedelta(days=1)


def test_someone_new_joins_with_the_job_of_the_file():
    (joiner,) = planned([row(email="Ana@Alder.example", job_from="2026-11-02")]).joiners
    assert (joiner.name, joiner.email, joiner.returns) == ("Ana Delgado", "ana@alder.example", False)
    assert [(step.do, step.terms, step.on) for step in joiner.steps] == [("open", terms(), dt.date(2026, 11, 2))]


def test_a_newcomer_without_a_job_date_starts_on_the_day_of_hire_even_if_that_is_to_come():
    (joiner,) = planned([row(hired_on="11/2/2026")]).joiners
    assert joiner.steps[0].on == dt.date(2026, 11, 2)


def test_someone_who_is_on_record_as_the_file_says_is_unchanged():
    result = planned([row()], person())
    assert result.unchanged == ("100101",)
    assert result.changes_nothing


def test_units_and_families_may_be_named_by_name_in_any_case():
    assert planned([row(unit="cedar middle  SCHOOL", family="Front Office")], person()).unchanged == ("100101",)


def test_names_keep_the_capital_letters_of_the_file():
    (mover,) = planned([row(first="deShawn", last="McRae")], person()).movers
    assert mover.changes == (Change("name", "Ana Delgado", "deShawn McRae"),)


def test_a_move_closes_the_old_span_and_opens_a_new_one_on_the_day_given():
    (mover,) = planned([row(unit="high", job_from="2026-09-01")], person()).movers
    moved = dt.date(2026, 9, 1)
    assert mover.changes == (Change("unit", "cedar", "high", moved),)
    assert [(step.do, step.job_id, step.on) for step in mover.steps] == [("close", 1, moved), ("open", 0, moved)]


def test_a_move_without_a_date_counts_from_today():
    (mover,) = planned([row(unit="high")], person()).movers
    assert {step.on for step in mover.steps} == {TODAY}


def test_a_job_date_before_the_span_on_record_never_rewrites_the_past():
    (mover,) = planned([row(unit="high", job_from="2020-01-01")], person()).movers
    assert {step.on for step in mover.steps} == {TODAY}


def test_a_correction_on_the_day_the_job_began_is_made_in_place():
    (mover,) = planned([row(unit="high")], person(jobs=[job(starts_on=TODAY)])).movers
    assert [(step.do, step.on) for step in mover.steps] == [("correct", TODAY)]


def test_a_job_that_has_not_begun_may_be_put_off():
    (mover,) = planned([row(job_from="2026-12-01")], person(jobs=[job(starts_on=dt.date(2026, 11, 1))])).movers
    assert mover.changes == (Change("starts_on", "2026-11-01", "2026-12-01"),)


def test_title_level_and_supervisor_are_kept_when_the_file_has_no_such_columns():
    kept = person(jobs=[job(title="Registrar", level="new", supervisor="100102")])
    boss = person("100102", "Bruno", "Keller", jobs=[job(2)])
    assert planned([row(), row(3, "100102", "Bruno", "Keller")], kept, boss).movers == ()


def test_an_empty_cell_in_a_column_that_is_there_clears_what_is_on_record():
    (mover,) = planned([row(email="", supervisor="")], person(email="ana@alder.example")).movers
    assert mover.changes == (Change("email", "ana@alder.example", ""),)


def test_a_second_job_is_a_second_line():
    result = planned([row(), row(3, unit="high", job_from="2026-10-01")], person())
    assert result.movers[0].changes == (Change("job_added", "", "high / front-office", dt.date(2026, 10, 1)),)
    assert result.movers[0].steps[0].terms.primary is False


def test_a_second_job_that_is_no_longer_in_the_file_ends_today():
    both = person(jobs=[job(), job(2, unit="high", primary=False)])
    (mover,) = planned([row()], both).movers
    assert mover.changes == (Change("job_ended", "high / front-office", "", TODAY),)
    assert [(step.do, step.job_id, step.on) for step in mover.steps] == [("close", 2, TODAY)]


def test_the_primary_job_is_the_one_marked_and_else_the_first_line():
    marked = planned([row(primary="no"), row(3, unit="high", primary="yes")]).joiners[0]
    unmarked = planned([row(3, unit="high"), row()]).joiners[0]
    assert [(step.terms.unit, step.terms.primary) for step in marked.steps] == [("cedar", False), ("high", True)]
    assert [(step.terms.unit, step.terms.primary) for step in unmarked.steps] == [("cedar", True), ("high", False)]


def test_who_is_not_in_the_file_leaves_as_of_yesterday():
    result = planned([row()], person(), person("100109", "Dario", "Conti", jobs=[job(2)]))
    assert [(leaver.employee_number, leaver.last_day) for leaver in result.leavers] == [("100109", YESTERDAY)]


def test_a_last_day_that_is_set_already_stays():
    going = person("100109", "Dario", "Conti", left_on=TODAY, jobs=[job(2, ends_on=TODAY + dt.timedelta(days=1))])
    assert planned([row()], person(), going).leavers == ()


def test_someone_with_a_last_day_noted_may_still_be_in_the_file_and_gets_no_second_job():
    going = person(left_on=TODAY, jobs=[job(ends_on=TODAY + dt.timedelta(days=1))])
    result = planned([row(unit="high", job_from="2024-08-01")], going)
    assert result.changes_nothing
    assert [(note.code, note.about) for note in result.notes] == [("leaving", (("last_day", TODAY.isoformat()),))]


def test_a_new_name_is_taken_for_someone_with_a_last_day_noted():
    going = person(left_on=TODAY, jobs=[job(ends_on=TODAY + dt.timedelta(days=1))])
    (mover,) = planned([row(last="Diaz")], going).movers
    assert ([change.what for change in mover.changes], mover.steps) == (["name"], ())


def test_someone_who_comes_back_is_the_same_person_with_a_new_span_after_the_old_one():
    gone = person(left_on=dt.date(2025, 6, 30), hired_on=BEFORE, jobs=[])
    (joiner,) = planned([row(job_from="2024-08-01")], gone).joiners
    assert (joiner.returns, joiner.hired_on, joiner.steps[0].on) == (True, BEFORE, TODAY)


def test_a_wrong_file_is_mended_by_the_right_one_the_same_day():
    ended = person(left_on=YESTERDAY, jobs=[job(ends_on=TODAY)])
    (joiner,) = planned([row()], ended).joiners
    assert [(step.do, step.job_id) for step in joiner.steps] == [("reopen", 1)]


def test_two_people_may_trade_addresses_in_one_file():
    ana, dario = person(email="a@x.example"), person("100109", "Dario", "Conti", email="d@x.example", jobs=[job(2)])
    result = planned([row(email="d@x.example"), row(3, "100109", "Dario", "Conti", email="a@x.example")], ana, dario)
    assert (len(result.movers), result.refused) == (2, ())


def test_leavers_above_the_share_need_a_yes_and_below_it_do_not():
    staff = [person(f"1{n}", "P", str(n), jobs=[job(n + 1)]) for n in range(20)]
    rows = [row(n, f"1{n}", "P", str(n)) for n in range(20)]
    assert planned(rows[1:], *staff).needs_yes is False  # one of twenty is 5%
    assert planned(rows[2:], *staff).needs_yes is True


def test_a_file_that_would_end_everyone_always_needs_a_yes():
    assert planned([], person(), share=1.0).needs_yes is True


def test_the_digest_is_the_same_for_the_same_plan_and_differs_with_the_day():
    rows = [row(unit="high")]
    assert digest(planned(rows, person())) == digest(planned(rows, person()))
    assert digest(planned(rows, person())) != digest(planned(rows, person(), on=TODAY + dt.timedelta(days=1)))
