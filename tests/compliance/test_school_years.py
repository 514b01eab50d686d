"""A school year that is not done stays in sight until it ends; work is of the day on which it was handed in."""

import datetime as dt

import pytest

from compliance import actions
from compliance.models import Assignment
from compliance.past_day import stood
from tests.compliance.cases import SCHOOL, ask, did, done, joined
from tests.factories import JobFactory, PersonFactory

WINDOW = {**SCHOOL, "window": {"months": 2}}


def years(rule, events, as_of):
    return [(c["cycle"], c["assigned"], c["status"]) for c in ask(rule, events, as_of)["cycles"]]


def test_a_missed_year_stays_overdue_until_it_ends_though_the_next_could_open():
    found = ask(WINDOW, [joined("2025-08-01")], "2026-06-30")
    assert (found["cycle"], found["status"]) == (1, "overdue")


def test_the_year_after_a_missed_one_is_asked_when_it_begins():
    assert years(WINDOW, [joined("2025-08-01")], "2026-07-01") == [
        (1, "2025-08-01", "closed"), (2, "2026-07-01", "assigned"),
    ]  # fmt: skip


def test_the_next_year_opens_at_once_when_a_late_one_is_done_in_its_window():
    events = [joined("2025-08-01"), done("2026-05-20")]
    assert years(WINDOW, events, "2026-05-20") == [(1, "2025-08-01", "completed"), (2, "2026-05-20", "assigned")]


def test_on_a_day_before_a_late_one_was_done_it_reads_overdue_afterwards_too(office, ana):
    asked = office.asks(WINDOW)
    office.nights("2027-05-20")
    office.completes(ana, asked)
    rows = stood(dt.date(2027, 5, 10), requirement=asked.pk).filter(person=ana)
    assert list(rows.values_list("cycle", "word_then")) == [(1, "overdue")]


def test_a_late_renewal_of_a_fixed_date_is_done_before_the_next_is_asked():
    rule = {"cadence": "fixed_date", "anchor": "2026-12-01", "period": {"years": 1}, "window": {"months": 2}}
    events = [joined("2025-12-05"), done("2025-12-10"), done("2027-11-20")]
    assert years(rule, events, "2027-11-20")[1:] == [(2, "2026-10-01", "completed"), (3, "2027-11-20", "assigned")]


def test_what_is_handed_in_on_the_first_day_of_a_year_is_not_of_the_year_before():
    events = [joined("2025-08-01"), did("handed_in", "2026-07-01", id="h")]
    assert years(SCHOOL, events, "2026-07-02") == [(1, "2025-08-01", "closed"), (2, "2026-07-01", "awaiting_score")]


def test_what_is_handed_in_on_the_last_day_waits_for_its_score():
    events = [joined("2025-08-01"), did("handed_in", "2026-06-30", id="h")]
    assert years(SCHOOL, events, "2026-07-02") == [(1, "2025-08-01", "awaiting_score"), (2, "2026-07-01", "assigned")]


@pytest.mark.parametrize("answer", [did("scored", "2026-07-05", id="h", passed=False),
                                    did("returned", "2026-07-05", id="h")])  # fmt: skip
def test_a_year_is_closed_when_what_was_handed_in_at_its_end_did_not_pass(answer):
    events = [joined("2025-08-01"), did("handed_in", "2026-06-30", id="h"), answer]
    assert years(SCHOOL, events, "2026-07-06")[0] == (1, "2025-08-01", "closed")


def more_time(row, until, helen, clock):
    return actions.extend(
        assignment=row, until=dt.date.fromisoformat(until), reason="Storm.", approver=helen, now=clock.now
    )


def test_more_time_reaches_to_the_end_of_the_school_year(office, clock, ana, helen):
    asked = office.asks(SCHOOL)
    more_time(office.row(ana, asked), "2027-06-30", helen, clock)
    assert office.row(ana, asked).due_on == dt.date(2027, 6, 30)


def test_more_time_beyond_the_school_year_is_refused(office, clock, ana, helen):
    row = office.row(ana, office.asks(SCHOOL))
    with pytest.raises(actions.Refused, match="the year ends on June 30, 2027"):
        more_time(row, "2027-07-01", helen, clock)


NOT_DUE, MISSED = "the school year ended before it was due", "not done by the end of the school year"


@pytest.mark.parametrize(
    ("events", "reason"),
    [
        ([joined("2025-08-01")], MISSED),
        ([joined("2026-06-10")], NOT_DUE),  # with 30 fresh days
        ([joined("2025-08-01"), did("leave", "2025-10-31", until="2026-08-01")], NOT_DUE),
        ([joined("2025-08-01"), did("leave", "2025-10-31")], NOT_DUE),
        ([joined("2025-08-01"), did("leave", "2025-11-05")], MISSED),  # late before it began
        ([joined("2025-08-01"), did("leave", "2025-11-05", until="2026-08-01")], MISSED),
        ([joined("2025-08-01"), did("handed_in", "2026-06-25", id="h"),
          did("returned", "2026-06-28", id="h", until="2026-07-05")], NOT_DUE),
    ],
)  # fmt: skip
def test_only_what_was_late_on_the_last_day_of_the_year_is_missed(events, reason):
    first = ask(SCHOOL, events, "2026-08-02")["cycles"][0]
    assert (first["closed"], first["reason"]) == ("2026-06-30", reason)


# --- when a year was missed, it is counted as such ------------------------------------------------------------------
@pytest.fixture
def missed(office, ana, cedar, front_office):
    """A school year that Ana let pass and others did; one left in April. Now the next one has begun."""
    leaver = PersonFactory()
    JobFactory(person=leaver, unit=cedar, family=front_office)
    asked = office.asks(SCHOOL)
    for row in Assignment.objects.filter(requirement=asked).exclude(person__in=[ana, leaver]).select_related("person"):
        office.completes(row.person, asked)
    office.clock.on("2027-04-01")
    leaver.jobs.update(ends_on=dt.date(2027, 4, 1))
    office.nights("2027-07-01")
    return asked


def test_on_its_last_day_a_year_that_was_missed_reads_overdue_afterwards_too(missed, ana):
    found = stood(dt.date(2027, 6, 30), requirement=missed.pk)
    assert list(found.filter(person=ana).values_list("word_then", "closed_on")) == [("overdue", dt.date(2027, 6, 30))]


def test_the_requirement_tells_how_many_missed_a_year_and_leads_to_them(missed, as_person, helen, ana):
    browser = as_person(helen)
    page = browser.get(f"/compliance/requirements/{missed.slug}/")
    assert "June 30, 2027: 1 person<" in page.content.decode()
    people = browser.get(f"/compliance/day/people/?as_of=2027-06-30&requirement={missed.slug}&show=missed")
    assert [row.person for row, _unit in people.context["lines"]] == [ana]


def test_a_requirement_whose_years_were_all_done_tells_of_none(office, as_person, helen, ana):
    asked = office.asks(SCHOOL)
    for row in Assignment.objects.filter(requirement=asked).select_related("person"):
        office.completes(row.person, asked)
    office.nights("2027-07-01")
    page = as_person(helen).get(f"/compliance/requirements/{asked.slug}/").content.decode()
    assert "when the school year ended" not in page
