"""A supervisor names a filter of My people and finds it again: who is theirs is asked each time it opens."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction

from compliance.actions.saved_views import save_view
from compliance.models import SavedView
from people.models import Job
from tests.compliance.factories import AssignmentFactory
from tests.factories import JobFactory, PersonFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def lou(bruno, cedar, front_office):
    """Bruno's too; asked for nothing."""
    person = PersonFactory(first_name="Lou", last_name="Park")
    JobFactory(person=person, unit=cedar, family=front_office, supervisor=bruno)
    return person


@pytest.fixture
def late(ana, dario, phone, clock):
    """Ana and Dario are late; Ana alone is Bruno's."""
    due = clock.today - 5 * DAY
    for person in (ana, dario):
        facts = {"assigned_on": clock.today - 90 * DAY, "first_due_on": due, "counted_on": clock.today}
        AssignmentFactory(person=person, terms=phone, unit=person.jobs.get().unit, **facts)


def saved(owner, clock, name="Late", page="led", **narrowed):
    said = {"unit": None, "requirement": None, "show": "late", **narrowed}
    return save_view(owner=owner, name=name, key=uuid.uuid4(), now=clock.now, page=page, **said)


def names(browser, address):
    return [one.person.first_name for one in browser.get(address).context["page"]]


@pytest.mark.parametrize(
    ("query", "shown"),
    [("", ["Ana", "Lou"]), ("show=late", ["Ana"]), ("show=current", []), ("requirement=phone", ["Ana"]),
     ("requirement=phone&show=late", ["Ana"]), ("show=nonsense&requirement=none", ["Ana", "Lou"])],
)  # fmt: skip
def test_my_people_narrowed(query, shown, bruno, lou, late, as_person):
    browser = as_person(bruno)
    lines = browser.get(f"/compliance/my-people.csv?{query}").getvalue().decode("utf-8-sig").splitlines()[1:]
    assert (names(browser, f"/compliance/my-people/?{query}"), len(lines)) == (shown, len(shown))


def test_bruno_names_his_filter_and_finds_it_again(bruno, lou, late, clock, as_person):
    browser, query = as_person(bruno), "requirement=phone&show=late"
    offered = browser.get(f"/compliance/my-people/?{query}").content.decode()
    given = {"key": uuid.uuid4(), "page": "led", "name": "Phone, late", "requirement": "phone", "show": "late"}
    answer = browser.post("/compliance/views/new/", given)
    page = browser.get("/compliance/views/").content.decode()
    assert f"/compliance/views/new/?page=led&amp;{query.replace('&', '&amp;')}" in offered
    assert (answer.url, names(browser, answer.url)) == (f"/compliance/my-people/?{query}", ["Ana"])
    assert ("Late; my people; Phone etiquette" in page, "by mail" in page.lower()) == (True, False)


def test_who_moved_out_of_his_unit_is_not_shown_any_more(bruno, ana, lou, late, alder_high, clock, as_person):
    browser, view = as_person(bruno), saved(bruno, clock)
    before = names(browser, view.url)
    Job.objects.filter(person=ana).update(unit=alder_high, supervisor=None)
    answer = browser.get(view.url)
    assert (before, list(answer.context["page"]), "Delgado" in answer.content.decode()) == (["Ana"], [], False)


def test_who_leads_nobody_any_more_finds_no_views(bruno, ana, clock, as_person):
    view, browser = saved(bruno, clock), as_person(bruno)
    pages = ["/compliance/views/", "/compliance/views/new/", f"/compliance/views/{view.key}/", view.url]
    before = [browser.get(page).status_code for page in pages]
    Job.objects.filter(person=ana).update(supervisor=None)
    assert (before, [browser.get(page).status_code for page in pages]) == ([200] * 4, [404] * 4)


def test_it_is_renamed_and_deleted_and_never_shared(bruno, ana, helen, clock, as_person):
    view, browser = saved(bruno, clock), as_person(bruno)
    browser.post(f"/compliance/views/{view.key}/", {"name": "Who is late", "shared": "on"})
    view.refresh_from_db()
    assert (view.name, view.shared) == ("Who is late", False)
    assert as_person(helen).get(f"/compliance/views/{view.key}/").status_code == 404
    as_person(bruno).post(f"/compliance/views/{view.key}/delete/")
    assert list(SavedView.objects.kept()) == []
    with pytest.raises(IntegrityError, match="a_view_of_ones_people_is_ones_own"), transaction.atomic():
        SavedView.objects.update(shared=True)


def test_a_supervisor_saves_no_view_of_the_district_and_orders_no_report(bruno, ana, helen, clock, as_person):
    browser, mine = as_person(bruno), saved(bruno, clock)
    shared = save_view(
        owner=helen, name="All", key=uuid.uuid4(), now=clock.now, page="list", shared=True, unit=None,
        requirement=None, show="",
    )  # fmt: skip
    browser.post("/compliance/views/new/", {"key": uuid.uuid4(), "page": "list", "name": "All of them"})
    statuses = [browser.get(f"/compliance/views/{view.key}/{part}").status_code
                for view, part in ((shared, ""), (mine, "report/"))]  # fmt: skip
    assert (statuses, SavedView.objects.exclude(pk=shared.pk).count()) == ([404, 404], 1)
    assert "All of them" not in browser.get("/compliance/views/").content.decode()


def test_human_resources_who_lead_see_both_kinds(helen, clock, cedar, front_office, as_person):
    JobFactory(person=PersonFactory(), unit=cedar, family=front_office, supervisor=helen)
    saved(helen, clock, "Of mine"), saved(helen, clock, "Of all", page="list")
    page = as_person(helen).get("/compliance/views/").content.decode()
    assert ("Of mine" in page, "Of all" in page) == (True, True)


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_cost_the_same_for_one_and_for_three(count, bruno, ana, clock, as_person, django_assert_num_queries):
    for n in range(count):
        saved(bruno, clock, f"View {n}")
    browser = as_person(bruno)
    with django_assert_num_queries(5):
        browser.get("/compliance/views/")
