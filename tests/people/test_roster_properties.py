"""What holds for any roster: applied twice it does nothing more, the order of lines does not matter, and a refused
line ends no one."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from people.roster import plan
from tests.people.roster_cases import TODAY, carried_out, job, on_record, person, row

NUMBERS = ["1", "2", "3", "4"]
NAMES = {"1": ("Ana", "Delgado"), "2": ("Bruno", "Keller"), "3": ("Dario", "Conti"), "4": ("Walt", "Jensen")}
days = st.sampled_from([None, "", "2024-09-01", "10/6/2026", "2026-12-01", "never"])


@st.composite
def files(draw):
    rows = []
    for line in range(2, 2 + draw(st.integers(0, 6))):
        number = draw(st.sampled_from([*NUMBERS, ""]))
        first, last = NAMES.get(number, ("Ana", "Delgado"))
        rows.append(
            row(
                line,
                number,
                draw(st.sampled_from([first, first, first, "Other"])),
                last,
                draw(st.sampled_from(["cedar", "high", "depot", "nowhere"])),
                draw(st.sampled_from(["front-office", "transportation"])),
                email=draw(st.sampled_from([None, "", "a@x.example", "b@x.example", f"{number}@x.example"])),
                job_title=draw(st.sampled_from([None, "", "Clerk"])),
                level=draw(st.sampled_from([None, "new"])),
                supervisor=draw(st.sampled_from([None, "", *NUMBERS, "77"])),
                hired_on=draw(days),
                job_from=draw(days),
                primary=draw(st.sampled_from([None, "", "yes", "no"])),
            )
        )
    return rows


@st.composite
def records(draw):
    people, pk = [], 0
    for number in draw(st.sets(st.sampled_from(NUMBERS))):
        left_on = draw(st.sampled_from([None, None, None, dt.date(2025, 6, 1), TODAY - dt.timedelta(days=1)]))
        jobs = []
        for primary in (True, False)[: draw(st.integers(0, 2))]:
            pk += 1
            start = draw(st.sampled_from([dt.date(2024, 8, 1), TODAY, dt.date(2026, 11, 1)]))
            if left_on and start > left_on:
                start = dt.date(2024, 8, 1)
            end = left_on + dt.timedelta(days=1) if left_on else None
            unit = draw(st.sampled_from(["cedar", "high"]))
            jobs.append(job(pk, starts_on=start, ends_on=end, unit=unit, primary=primary))
        email = draw(st.sampled_from([None, f"{number}@x.example"]))
        people.append(person(number, *NAMES[number], jobs=jobs, email=email, left_on=left_on))
    return on_record(*people)


def planned(rows, current):
    return plan(rows, current, on=TODAY, leaver_share=0.05)


@settings(max_examples=300, deadline=None)
@given(files(), records())
def test_planning_what_was_just_applied_changes_nothing(rows, current):
    first = planned(rows, current)
    again = planned(rows, carried_out(current, first))
    assert again.changes_nothing, again
    # Never more refusals than before: but a freed address may now let a line through next time, not this time.
    assert {each.line for each in again.refused} <= {each.line for each in first.refused}


@settings(max_examples=150, deadline=None)
@given(files(), records(), st.randoms())
def test_the_order_of_lines_does_not_matter(rows, current, random):
    shuffled = rows.copy()
    random.shuffle(shuffled)
    assert planned(shuffled, current) == planned(rows, current)


@settings(max_examples=150, deadline=None)
@given(files(), records())
def test_no_one_named_on_a_refused_line_leaves(rows, current):
    result = planned(rows, current)
    refused = {each.employee_number for each in result.refused}
    assert refused.isdisjoint(leaver.employee_number for leaver in result.leavers)


@settings(max_examples=150, deadline=None)
@given(files(), records())
def test_no_step_touches_a_span_that_is_over_or_makes_one_empty(rows, current):
    result = planned(rows, current)
    before = {each.id: each for one in current.people for each in one.jobs}
    for one in carried_out(current, result).people:
        for each in one.jobs:
            assert each.ends_on is None or each.ends_on > each.starts_on
            was = before.get(each.id)
            if was and was.starts_on < TODAY:
                assert (each.terms, each.starts_on) == (was.terms, was.starts_on)
        assert sum(each.terms.primary and each.ends_on is None for each in one.jobs) <= 1


def test_of_two_jobs_alike_each_row_keeps_the_one_whose_day_it_names():
    def says(line, *work, title=None, hired_on=None, job_from=None):
        silent = {"email": None, "level": None, "supervisor": None, "primary": None}
        return row(line, "2", "Bruno", "Keller", *work, job_title=title, hired_on=hired_on, job_from=job_from, **silent)

    rows = [
        says(2, "cedar", "front-office", hired_on="2026-12-01"),
        says(3, "depot", "transportation"),
        says(4, "depot", "transportation", title="", job_from="2024-09-01"),
    ]
    current = on_record()
    assert planned(rows, carried_out(current, planned(rows, current))).changes_nothing
