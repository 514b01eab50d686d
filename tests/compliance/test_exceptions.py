"""What needs a look: what each kind holds, what it leaves out, and who may look."""

import datetime as dt

import pytest
from django.utils import timezone

from compliance.exceptions import counts, exceptions, matches_nobody, unrealistic, without_supervisor
from compliance.models import AgreedPair, SavedView, Snag
from compliance.sharing import pairs, people_between, sharing
from people.models import Person
from tests.compliance.factories import AssignmentFactory, TermsFactory
from tests.factories import CourseFactory, JobFactory, PersonFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
THEN = dt.date(2026, 1, 1)
DONE = [{"completed_on": THEN}, {"waived_on": THEN}, {"awaiting_since": THEN},
        {"closed_on": THEN, "closed_reason": "left"}, {"current": False}]  # fmt: skip


@pytest.fixture
def phone(db):
    return CourseFactory(title="Phone etiquette")


@pytest.fixture
def yearly(phone):
    return TermsFactory(courses=[phone], requirement__name="Every year")


@pytest.fixture
def at_hire(phone):
    return TermsFactory(courses=[phone], requirement__name="At hire")


def asked(person, terms, today, due_in=30, **facts):
    due = today + due_in * DAY
    return AssignmentFactory(
        person=person, terms=terms, unit=person.jobs.get().unit, assigned_on=today, first_due_on=due, **facts
    )


def test_a_requirement_whose_group_is_empty_asks_nobody(office, ana, bruno):
    empty = office.asks(audience=office.audience({"supervisor": ["100101"]}))
    office.asks()
    assert list(matches_nobody(office.clock.today)) == [empty]


def test_a_retired_requirement_is_no_exception(office, ana):
    empty = office.asks(audience=office.audience({"supervisor": ["100101"]}))
    empty.retired_on = office.clock.today
    empty.save()
    assert list(matches_nobody(office.clock.today)) == []


def test_a_group_that_everyone_left_asks_nobody(office, ana, bruno):
    made = office.asks(audience=office.audience({"supervisor": ["100102"]}))
    before = list(matches_nobody(office.clock.today))
    ana.jobs.update(ends_on=office.clock.today + DAY)
    office.nights("2026-08-05")
    assert (before, list(matches_nobody(office.clock.today))) == ([], [made])


def test_a_due_date_that_was_past_is_shown_until_it_is_done(ana, bruno, yearly, today):
    row = asked(ana, yearly, today, unrealistic=True)
    asked(bruno, yearly, today)
    assert list(unrealistic(today)) == [row]


@pytest.mark.parametrize("facts", DONE)
def test_what_presses_on_nobody_needs_no_look(facts, dario, yearly, at_hire, today):
    asked(dario, yearly, today, unrealistic=True, **facts)
    assert counts(exceptions(today)) == {
        "nobody": 2,
        "unrealistic": 0,
        "no-supervisor": 0,
        "conflict": 0,
        "left-behind": 0,
        "snag": 0,
    }


def test_who_is_asked_and_led_by_nobody(ana, bruno, dario, yearly, today):
    asked(ana, yearly, today), asked(dario, yearly, today)
    assert list(without_supervisor(today)) == [dario]


def test_the_supervisor_of_a_job_that_ended_leads_no_more(ana, cedar, front_office, yearly, today):
    asked(ana, yearly, today)
    ana.jobs.update(ends_on=today)
    JobFactory(person=ana, unit=cedar, family=front_office, starts_on=today)
    assert list(without_supervisor(today)) == [ana]


def test_a_supervisor_who_has_left_the_district_leads_nobody(ana, bruno, yearly, today):
    asked(ana, yearly, today)
    Person.objects.filter(pk=bruno.pk).update(left_on=today - DAY)
    assert (list(without_supervisor(today - DAY)), list(without_supervisor(today))) == ([], [ana])


def test_the_kept_record_of_a_supervisor_leads_on(ana, bruno, helen, yearly, today):
    asked(ana, yearly, today)
    Person.objects.filter(pk=bruno.pk).update(merged_into=helen)
    assert list(without_supervisor(today)) == []


def test_two_rules_that_ask_one_course_by_different_days_are_one_line_however_many_it_touches(
    ana, bruno, dario, yearly, at_hire, today
):
    for person, due_in in ((ana, 10), (dario, 40)):
        asked(person, at_hire, today, due_in=due_in), asked(person, yearly, today, due_in=20)
    asked(bruno, yearly, today, due_in=20), asked(bruno, at_hire, today, due_in=20)
    [found] = pairs(today)
    assert ({found.first.name, found.second.name}, found.courses, found.people) == (
        {"Every year", "At hire"}, ["Phone etiquette"], 2,
    )  # fmt: skip
    assert [(row.person, row.due_on, row.other_due) for row in people_between(found)] == [
        (ana, today + 10 * DAY, today + 20 * DAY), (dario, today + 20 * DAY, today + 40 * DAY),
    ]  # fmt: skip


@pytest.mark.parametrize("facts", DONE)
def test_a_date_that_presses_no_more_disagrees_with_none(facts, ana, yearly, at_hire, today):
    asked(ana, at_hire, today, due_in=10), asked(ana, yearly, today, due_in=20, **facts)
    assert pairs(today) == []


def test_other_courses_do_not_disagree(ana, yearly, today):
    other = TermsFactory()
    asked(ana, yearly, today, due_in=10), asked(ana, other, today, due_in=20)
    assert (sharing(), pairs(today)) == ([], [])


def test_what_is_meant_leaves_the_list_until_either_changes_its_terms(
    ana, helen, yearly, at_hire, today, phone, as_person
):
    asked(ana, at_hire, today, due_in=10), asked(ana, yearly, today, due_in=20)
    page = f"/compliance/exceptions/{at_hire.requirement.slug}/{yearly.requirement.slug}/"
    browser = as_person(helen)
    assert browser.post(page, {"reason": ""}).status_code == 422
    for _press in (1, 2):
        browser.post(page, {"reason": "Newcomers do it early."})
    assert (pairs(today), AgreedPair.objects.count()) == ([], 1)
    assert "Yes, said Helen Brandt on" in browser.get(page).content.decode()
    TermsFactory(requirement=yearly.requirement, courses=[phone], starts_on=today)
    assert [pair.people for pair in pairs(today)] == [1]


def test_a_pair_that_shares_nothing_is_no_page(helen, yearly, as_person):
    other = TermsFactory().requirement.slug
    assert as_person(helen).get(f"/compliance/exceptions/{yearly.requirement.slug}/{other}/").status_code == 404


@pytest.mark.parametrize(
    "kind", ["nobody", "unrealistic", "no-supervisor", "conflict", "left-behind", "snag", "nonsense"]
)
@pytest.mark.parametrize("count", [1, 3])
def test_each_kind_costs_the_same_for_one_and_for_three(
    kind, count, helen, cedar, front_office, yearly, at_hire, today, as_person, django_assert_num_queries
):
    for _n in range(count):
        person = PersonFactory()
        JobFactory(person=person, unit=cedar, family=front_office)
        asked(person, yearly, today, unrealistic=True), asked(person, at_hire, today, due_in=10, unrealistic=True)
        TermsFactory()
        Snag.objects.create(
            key=person.username, audience=yearly.requirement.audience, requirement=yearly.requirement, person=person,
            said="OverflowError: date value out of range", noticed_at=timezone.now(),
        )  # fmt: skip
        SavedView.objects.create(owner=person, name="Late", page="list", made_at=timezone.now())
    browser = as_person(helen)
    with django_assert_num_queries({"conflict": 11}.get(kind, 12)):
        page = browser.get(f"/compliance/exceptions/?kind={kind}")
    assert len(page.context["page"]) == {
        "unrealistic": 2 * count, "no-supervisor": count, "conflict": 1, "left-behind": count, "snag": count,
    }.get(kind, count + 2)  # fmt: skip


def test_the_counts_lead_to_their_kind(helen, dario, yearly, today, as_person):
    asked(dario, yearly, today)
    page = as_person(helen).get("/compliance/exceptions/counts/").content.decode()
    assert ("?kind=no-supervisor" in page, "?kind=conflict" in page) == (True, False)


@pytest.mark.parametrize("page", ["", "counts/"])
@pytest.mark.parametrize("who", ["ana", "bruno", "paul", "lena"])
def test_the_queue_is_for_human_resources_alone(page, who, request, as_person):
    assert as_person(request.getfixturevalue(who)).get(f"/compliance/exceptions/{page}").status_code == 404
