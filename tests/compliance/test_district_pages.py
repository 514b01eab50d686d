"""Helen's pages: units by requirement, one unit, lists; each figure leads to the people it counts."""

import datetime as dt

import pytest

from compliance.counting import count_moves
from compliance.lists import listed
from compliance.matrix import tallies, totals
from compliance.status import place_of
from compliance.tally import Tally
from tests.compliance.factories import AssignmentFactory, TermsFactory
from tests.factories import JobFactory, PersonFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def privacy(db):
    return TermsFactory(requirement__name="Student privacy", requirement__slug="privacy")


def counted(person, unit, terms, today, due_in=60, **facts):
    """An assignment as it stands, and in the counters."""
    dates = {"first_due_on": today + due_in * DAY, "due_on": today + due_in * DAY}
    row = AssignmentFactory(person=person, terms=terms, unit=unit, assigned_on=today - 90 * DAY, **dates, **facts)
    count_moves([(None, (unit.pk, row.requirement_id, place_of(row.facts, today)))])
    return row


def staff(unit, family, n=1):
    people = [PersonFactory() for _n in range(n)]
    for person in people:
        JobFactory(person=person, unit=unit, family=family)
    return people


@pytest.mark.parametrize(
    ("due_in", "facts", "expected"),
    [
        (60, {}, Tally(open=1)),
        (31, {}, Tally(open=1)),
        (30, {}, Tally(open=1, soon=1)),
        (0, {}, Tally(open=1, soon=1)),
        (-1, {}, Tally(late=1)),
        (-1, {"awaiting_since": dt.date(2026, 1, 1)}, Tally(awaiting=1)),
        (-1, {"held_from": dt.date(2026, 1, 1)}, Tally(held=1)),
        (10, {"completed_on": dt.date(2026, 1, 1)}, Tally(current=1)),
        (10, {"completed_on": dt.date(2026, 1, 1), "expires_on": dt.date(2026, 1, 2)}, Tally(late=1)),
    ],
)
def test_a_figure_is_what_the_rows_say(due_in, facts, expected, ana, cedar, phone, today):
    row = counted(ana, cedar, phone, today, due_in=due_in, **facts)
    asked = row.requirement_id
    assert tallies(today, [cedar.pk], [asked]) == {(cedar.pk, asked): expected}
    assert (totals(today), totals(today, [cedar.pk])) == ({asked: expected}, {asked: expected})


@pytest.mark.parametrize("ahead", [0, 1, 29, 30, 31, 59, 60, 61, 62, 200])
def test_the_counters_turn_by_themselves_on_the_day(ahead, ana, cedar, phone, today):
    row = counted(ana, cedar, phone, today, due_in=60)
    on = today + ahead * DAY
    late, soon = on > row.due_on, row.due_on - 30 * DAY <= on <= row.due_on
    assert totals(on)[row.requirement_id] == Tally(late=int(late), open=int(not late), soon=int(soon))


SHOWS = ("late", "soon", "open", "waiting", "current", "")


@pytest.mark.parametrize(
    "facts",
    [
        {"due_in": 5},
        {"due_in": -3, "grace": 7},
        {"due_in": 28, "grace": 7},
        {"due_in": 20, "proof_until": 20, "grace": 7},
        {"due_in": -2, "proof_until": -2, "grace": 7},
        {"due_in": 45, "proof_until": -2},
        {"due_in": 45, "proof_until": 10, "started_on": -20},
        {"due_in": 12, "returned_until": 4},
        {"due_in": -2, "returned_until": 4},
        {"due_in": -2, "returned_until": 40},
        {"due_in": -9, "returned_until": -1},
        {"due_in": 5, "held_from": -5},
        {"due_in": 5, "held_from": -5, "held_until": 9},
        {"due_in": 5, "awaiting_since": -1},
        {"due_in": -40, "completed_on": -50, "expires_on": -1},
        {"due_in": -40, "completed_on": -50, "expires_on": 9},
        {"due_in": -40, "waived_on": -50, "expires_on": -1},
    ],
    ids=str,
)
def test_each_figure_lists_as_many_people_as_it_says(facts, ana, cedar, phone, today):
    due_in, grace = facts["due_in"], facts.get("grace", 0)
    dates = {name: today + n * DAY for name, n in facts.items() if name not in ("due_in", "grace")}
    counted(ana, cedar, phone, today, due_in=due_in, overdue_from=today + (due_in + grace + 1) * DAY, **dates)
    for day in (today, today + 2 * DAY, today + 6 * DAY):
        (tally,) = totals(day).values()
        assert {show: listed(day, show=show).count() for show in SHOWS} == {show: tally.of(show) for show in SHOWS}


def test_a_cell_leads_to_the_people_it_counts(helen, ana, cedar, alder_high, dario, phone, today, as_person):
    counted(ana, cedar, phone, today, due_in=-1), counted(dario, alder_high, phone, today, due_in=-1)
    page = as_person(helen).get("/compliance/").content.decode()
    assert "/compliance/list/?unit=cedar-middle&amp;below=without&amp;requirement=phone&amp;show=late" in page
    query = "unit=cedar-middle&below=without&requirement=phone&show=late"
    found = as_person(helen).get(f"/compliance/list/?{query}").context
    assert ([row.person for row, _sentence in found["lines"]], found["page"].paginator.count) == ([ana], 1)


@pytest.mark.parametrize(("show", "facts"), [("awaiting", "awaiting_since"), ("held", "held_from")])
def test_a_cell_leads_to_who_waits_and_who_is_on_hold(show, facts, helen, ana, cedar, phone, today, as_person):
    counted(ana, cedar, phone, today, **{facts: today})
    page = as_person(helen).get("/compliance/").content.decode()
    assert f"/compliance/list/?unit=cedar-middle&amp;below=without&amp;requirement=phone&amp;show={show}" in page


def test_a_unit_counts_the_units_below_it(helen, district, ana, cedar, phone, today, as_person):
    counted(ana, cedar, phone, today, due_in=-1)
    assert as_person(helen).get(f"/compliance/units/{district.slug}/").context["total"] == Tally(late=1)


EVERYONE = ["done", "held", "late", "soon", "waits"]


@pytest.mark.parametrize(
    ("show", "who"),
    [
        ("", EVERYONE), ("late", ["late"]), ("soon", ["soon"]), ("waiting", ["held", "waits"]), ("awaiting", ["waits"]),
        ("held", ["held"]), ("current", ["done"]), ("nonsense", EVERYONE),
    ],
)  # fmt: skip
def test_a_list_shows_what_it_was_asked_for(show, who, helen, cedar, front_office, phone, today, as_person):
    facts = {
        "late": {"due_in": -1}, "soon": {"due_in": 5}, "done": {"completed_on": today},
        "waits": {"due_in": -1, "awaiting_since": today}, "held": {"due_in": -1, "held_from": today},
    }  # fmt: skip
    for (name, given), person in zip(facts.items(), staff(cedar, front_office, 5), strict=True):
        person.last_name = name
        person.save()
        counted(person, cedar, phone, today, **given)
    context = as_person(helen).get(f"/compliance/list/?show={show}").context
    shown = sorted(row.person.last_name for row, _sentence in context["lines"])
    assert (shown, context["page"].paginator.count) == (who, len(who))


def test_what_was_closed_stands_on_no_list(helen, ana, cedar, phone, today, as_person):
    AssignmentFactory(person=ana, unit=cedar, terms=phone, closed_on=today, closed_reason="left the audience")
    assert as_person(helen).get("/compliance/list/").context["lines"] == []


def test_the_file_holds_the_rows_of_the_list(helen, ana, cedar, phone, today, as_person):
    row = counted(ana, cedar, phone, today, due_in=-1)
    lines = as_person(helen).get("/compliance/list.csv?show=late").getvalue().decode("utf-8-sig").splitlines()
    who, dates = "100101,Delgado,Ana,Cedar Middle School", f"{row.assigned_on},{row.due_on},{row.due_on}"
    assert lines[1:] == [f"{who},Phone etiquette,1,Overdue,{dates},,"]


def test_an_empty_district_says_what_to_do_first(helen, as_person):
    page = as_person(helen).get("/compliance/").content.decode()
    told = ("Nothing is required of anyone yet.", '<a class="button second small" href="/compliance/rules/">')
    assert [words in page for words in told] == [True, True]


def test_a_list_in_a_district_that_asks_nothing_says_what_to_do_first(helen, as_person):
    assert "First say whom a requirement is for" in as_person(helen).get("/compliance/list/").content.decode()


@pytest.mark.parametrize("page", ["enroll", "equivalencies", "prior"])
def test_a_form_that_asks_for_a_course_says_when_there_is_none(page, helen, as_person):
    text = as_person(helen).get(f"/courses/{page}/").content.decode()
    assert ("No course is released yet." in text, 'name="course"' in text) == (True, False)


QUERIES = {"/compliance/": 8, "/compliance/units/cedar-middle/": 9, "/compliance/list/": 7}


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("page", "most"), QUERIES.items())
def test_a_page_costs_the_same_for_one_and_for_three(
    page, most, count, helen, cedar, front_office, today, as_person, django_assert_num_queries
):
    for person in staff(cedar, front_office, count):
        counted(person, cedar, TermsFactory(), today, due_in=-1)
    browser = as_person(helen)
    with django_assert_num_queries(most):
        browser.get(page)


@pytest.mark.parametrize("page", ["", "list/", "list.csv", "units/cedar-middle/"])
@pytest.mark.parametrize("who", ["ana", "bruno", "paul", "lena"])
def test_the_district_is_shown_to_human_resources_alone(page, who, ana, cedar, request, as_person):
    assert as_person(request.getfixturevalue(who)).get(f"/compliance/{page}").status_code == 404
