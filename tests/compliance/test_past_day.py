"""The figures of a day that is over are those that the page showed on it; each leads to the people it counted."""

import datetime as dt
from collections import defaultdict

import pytest

from compliance import actions
from compliance.models import Assignment
from compliance.past_day import past_tallies, shown, stood
from compliance.status import LATE, SOON_DAYS
from compliance.tally import tally_of
from people.actions import merge_people
from tests.factories import JobFactory, PersonFactory

pytestmark = pytest.mark.django_db
D, DAY = dt.date.fromisoformat, dt.timedelta(days=1)
ONCE = {"cadence": "once", "due": {"days": 30, "after": "assignment"}, "hold": {"days_after_return": 1}}
RENEWED = {"cadence": "from_completion", "period": {"months": 2}, "window": {"months": 1},
           "due": {"days": 10, "after": "assignment"}, "hold": {"days_after_return": 1}}  # fmt: skip
YEARLY = {"cadence": "from_completion", "period": {"months": 12}, "window": {"days": 60},
          "due": {"days": 30, "after": "assignment"}}  # fmt: skip
DAYS = ("2026-08-03", "2026-08-10", "2026-08-20", "2026-09-20", "2026-10-12")


def live(on):
    """What the page shows that day, counted row by row."""
    words = defaultdict(list)
    for row in Assignment.objects.counted():
        word = row.status(on)
        soon = any(row.status(on + n * DAY) in LATE for n in range(1, SOON_DAYS + 2))
        words[row.unit_id, row.requirement_id].append((word, 1, soon))
    return {key: tally_of(each) for key, each in words.items()}


@pytest.fixture
def lived(office, clock, ana, dario, helen, cedar, alder_high, front_office):
    """Days that all differ: one is done and renews and moves, one goes on leave, is waived, one leaves."""
    leaver = PersonFactory()
    JobFactory(person=leaver, unit=cedar, family=front_office)
    once, renewed = office.asks(ONCE), office.asks(RENEWED)
    seen = {}
    for day in DAYS:
        clock.on(day)
        words = {"approver": helen, "now": clock.now}
        if day == "2026-08-10":
            office.completes(ana, renewed)
            days = {"starts_on": D(day), "back_on": D("2026-08-12")}
            actions.record_leave(person=dario, reason="Leave", **days, **words)
        if day == "2026-08-20":
            ana.jobs.update(ends_on=D(day))
            JobFactory(person=ana, unit=alder_high, family=front_office, starts_on=D(day))
            actions.waive(assignment=office.row(dario, once), until=None, reason="Done elsewhere.", **words)
        if day == "2026-09-20":
            office.completes(ana, once)
            leaver.jobs.update(ends_on=D(day))
        office.nights(day)
        seen[day] = live(clock.today)
    return seen


def test_each_past_day_shows_what_the_page_showed_on_it(lived, django_assert_num_queries):
    assert len({repr(sorted(each.items())) for each in lived.values()}) == len(DAYS)  # no two days are alike
    found = {}
    for day in DAYS:
        with django_assert_num_queries(1):
            found[day] = past_tallies(D(day))
    assert found == lived


def test_every_figure_leads_to_as_many_people(lived):
    for day in DAYS:
        names = ("late", "soon", "open", "awaiting", "held", "waiting", "current")
        sums = [sum(one.of(name) for one in lived[day].values()) for name in names]
        rows = stood(D(day))
        assert [shown(rows, name).count() for name in names] == sums


def test_a_renewal_that_was_found_wrong_hides_nobody(office, ana, helen):
    asked = office.asks(YEARLY)
    waiver = actions.waive(assignment=office.row(ana, asked), reason="Away.", approver=helen, now=office.clock.now)
    office.nights("2027-07-20")
    actions.void_adjustment(adjustment=waiver, approver=helen, reason="Wrong person.", now=office.clock.now)
    office.nights("2027-07-25")
    for day in ("2027-07-22", "2027-07-25"):
        assert list(stood(D(day)).filter(person=ana).values_list("cycle", "word_then")) == [(1, "overdue")]


def test_a_record_that_was_merged_away_is_no_second_person(office, ana, helen, cedar, front_office):
    twin = PersonFactory()
    JobFactory(person=twin, unit=cedar, family=front_office)
    asked = office.asks(ONCE)
    office.clock.on("2026-08-10")
    office.completes(twin, asked)
    office.clock.on("2026-08-20")
    merge_people(keeper=ana, other=twin, reason="The same person.", actor=helen)
    office.nights("2026-08-20")
    rows = stood(D("2026-08-15")).filter(person__in=[ana, twin])
    assert list(rows.values_list("person", "word_then")) == [(ana.pk, "completed")]


def test_the_page_says_which_day_it_is_and_its_figures_lead_to_names(lived, as_person, helen, ana):
    browser = as_person(helen)
    page = browser.get("/compliance/day/?as_of=2026-08-10").content.decode()
    assert ("As of Monday, August 10, 2026" in page, "as_of=2026-08-10" in page) == (True, True)
    people = browser.get("/compliance/day/people/?as_of=2026-08-10&show=current")
    assert [(row.person, unit) for row, unit in people.context["lines"]] == [(ana, "Cedar Middle School")]


@pytest.mark.parametrize("day", ["2026-10-12", "2031-01-01", "soon", ""])
def test_a_day_that_is_not_over_is_refused_in_a_sentence(day, clock, as_person, helen):
    clock.on("2026-10-12")
    for page in ("/compliance/day/", "/compliance/day/people/"):
        answer = as_person(helen).get(f"{page}?as_of={day}")
        assert (answer.status_code, b'class="error"' in answer.content) == (422, True)


def test_what_was_held_or_given_more_time_reads_by_what_stands_now(office, clock, ana, helen):
    asked = office.asks(ONCE)
    clock.on("2026-08-10")
    words = {"approver": helen, "reason": "Storm."}
    hold = actions.hold(assignment=office.row(ana, asked), until=D("2026-08-20"), now=clock.now, **words)
    clock.on("2026-09-10")
    actions.extend(assignment=office.row(ana, asked), until=D("2026-10-01"), now=clock.now, **words)
    seen = [stood(D(day)).get(person=ana).word_then for day in ("2026-08-09", "2026-08-15", "2026-08-20", "2026-09-09")]
    actions.void_adjustment(adjustment=hold, now=clock.now, **words)
    assert (seen, stood(D("2026-08-15")).get(person=ana).word_then) == (
        ["assigned", "on_hold", "assigned", "assigned"],
        "assigned",
    )


def test_the_page_asks_for_a_day_first(as_person, helen):
    page = as_person(helen).get("/compliance/day/").content.decode()
    assert ("<h1>On another day</h1>" in page, "Choose a day that is over" in page, "<table" in page) == (
        True,
        False,
        False,
    )
