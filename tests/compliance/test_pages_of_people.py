"""What is asked of one person, as that person, their supervisor and human resources see it; and who sees nothing."""

import datetime as dt
import io

import pytest
from openpyxl import load_workbook

from compliance.tally import Tally, asked_of, standings_of
from people.models import Person
from tests.compliance.factories import AssignmentFactory, TermsFactory
from tests.factories import JobFactory, PersonFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def privacy(db):
    return TermsFactory(requirement__name="Student privacy")


def asked(person, terms, today, due_in=10, **facts):
    assigned = today - 20 * DAY
    dates = {"first_due_on": today + due_in * DAY, "due_on": today + due_in * DAY}
    return AssignmentFactory(
        person=person, terms=terms, assigned_on=assigned, unit=person.jobs.get().unit, **dates, **facts
    )


def texts(response):
    return response.content.decode()


def test_what_is_late_stands_first_and_what_is_done_last(ana, phone, privacy, today):
    done = asked(ana, phone, today, completed_on=today)
    late = asked(ana, privacy, today, due_in=-3)
    assert [(row.pk, row.word) for row in asked_of(ana, today)] == [(late.pk, "overdue"), (done.pk, "completed")]


def test_ana_reads_her_due_date_and_the_reason(ana, phone, today, as_person):
    row = asked(ana, phone, today)
    page = texts(as_person(ana).get("/compliance/mine/"))
    due = f"Due {row.due_on:%B} {row.due_on.day}, {row.due_on.year}"
    assert [words in page for words in ("Phone etiquette", due, phone.requirement.why)] == [True, True, True]


def test_a_reply_that_waits_for_its_score_is_not_late(ana, phone, today, as_person):
    asked(ana, phone, today, due_in=-3, awaiting_since=today - 4 * DAY)
    page = texts(as_person(ana).get("/compliance/mine/"))
    assert ("and not late while it waits for a score" in page, "Was due" in page) == (True, False)


def test_bruno_sees_his_people_and_who_is_late_first(ana, bruno, dario, phone, privacy, today, as_person):
    zoe = PersonFactory(username="100190", first_name="Zoe", last_name="Abel")
    JobFactory(person=zoe, unit=ana.jobs.get().unit, family=ana.jobs.get().family, supervisor=bruno)
    asked(zoe, phone, today, completed_on=today), asked(ana, phone, today, due_in=-1), asked(ana, privacy, today)
    asked(dario, phone, today, due_in=-1)
    page = as_person(bruno).get("/compliance/my-people/").context["page"]
    assert [(one.person.username, one.tally) for one in page] == [
        ("100101", Tally(late=1, soon=1, open=1)),
        ("100190", Tally(current=1)),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_people_costs_the_same_for_one_and_for_three(
    count, ana, cedar, front_office, phone, today, django_assert_num_queries
):
    people = [ana, *(PersonFactory() for _n in range(count - 1))]
    for person in people[1:]:
        JobFactory(person=person, unit=cedar, family=front_office)
    for person in people:
        asked(person, phone, today)
    with django_assert_num_queries(3):
        standings_of(Person.objects.filter(pk__in=[person.pk for person in people]), today)


@pytest.mark.parametrize(
    ("who", "status"), [("ana", 200), ("bruno", 200), ("helen", 200), ("dario", 404), ("paul", 404)]
)
@pytest.mark.parametrize("page", ["", "record.xlsx"])
def test_a_record_is_there_for_whom_it_is_for(who, status, page, ana, phone, today, request, as_person):
    asked(ana, phone, today)
    assert as_person(request.getfixturevalue(who)).get(f"/compliance/people/100101/{page}").status_code == status


@pytest.mark.parametrize("page", ["/compliance/my-people/", "/compliance/my-people.csv"])
def test_who_leads_nobody_has_no_people_page(page, ana, as_person):
    assert as_person(ana).get(page).status_code == 404


def test_the_supervisor_of_yesterday_sees_the_record_no_more(ana, bruno, today, as_person):
    ana.jobs.update(ends_on=today)
    assert as_person(bruno).get("/compliance/people/100101/").status_code == 404


def test_the_list_as_a_file_says_what_the_page_says(ana, bruno, phone, today, as_person):
    asked(ana, phone, today, due_in=-1)
    lines = as_person(bruno).get("/compliance/my-people.csv").getvalue().decode("utf-8-sig").splitlines()
    assert lines[1] == "100101,Delgado,Ana,1,0,0,0,0,0,1,"


def test_all_of_a_record_can_be_taken_along(ana, phone, today, as_person):
    row = asked(ana, phone, today, sum=["Assigned", "+ 30 days"])
    book = load_workbook(io.BytesIO(as_person(ana).get("/compliance/people/100101/record.xlsx").content))
    first = next(book["Asked of you"].iter_rows(min_row=2, values_only=True))
    assert (first[0], first[6].date(), first[12]) == ("Phone etiquette", row.due_on, "Assigned; + 30 days")


def test_only_who_leads_people_is_offered_their_page(ana, bruno, as_person):
    def offered(person):
        return "My people" in [one["label"] for one in as_person(person).get("/my/").context["navigation"]]

    assert (offered(bruno), offered(ana)) == (True, False)
