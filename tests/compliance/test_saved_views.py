"""A filter with a name: found again by its owner, shared or not, never a door to what its reader may not see."""

import uuid

import pytest
from django.db import IntegrityError, transaction

from compliance.actions.saved_views import change_view, order_report, remove_view, save_view
from compliance.models import Report, ReportSent, SavedView
from compliance.refusals import Refused
from people.models import Role
from tests.compliance.factories import TermsFactory
from tests.factories import RoleGrantFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone(db):
    return TermsFactory(requirement__name="Phone etiquette", requirement__slug="phone").requirement


@pytest.fixture
def ruth_of_hr(ruth):
    RoleGrantFactory(person=ruth, role=Role.HR)
    return ruth


def saved(owner, clock, *, name="Late at Cedar", shared=False, page="list", key=None, **narrowed):
    narrowed = {"unit": None, "requirement": None, "show": "late", **narrowed}
    key = key or uuid.uuid4()
    return save_view(owner=owner, name=name, key=key, now=clock.now, shared=shared, page=page, **narrowed)


def test_helen_names_her_filter_and_finds_it_again(helen, cedar, phone, clock, as_person):
    browser, filter_ = as_person(helen), "unit=cedar-middle&requirement=phone&show=late"
    offered = browser.get(f"/compliance/list/?{filter_}").content.decode()
    assert f"/compliance/views/new/?page=list&amp;{filter_.replace('&', '&amp;')}" in offered
    given = {"key": uuid.uuid4(), "page": "list", "name": "Late at Cedar", "unit": "cedar-middle"}
    given |= {"requirement": "phone", "show": "late"}
    first, second = browser.post("/compliance/views/new/", given), browser.post("/compliance/views/new/", given)
    view = SavedView.objects.get()
    assert (first.url, second.url, view.shared) == (f"/compliance/list/?{filter_}",) * 2 + (False,)
    page = browser.get("/compliance/views/").content.decode()
    assert "Late; Cedar Middle School and below; Phone etiquette" in page


def test_a_word_that_is_not_known_narrows_nothing(helen, clock, as_person):
    given = {"key": uuid.uuid4(), "page": "matrix", "name": "All", "unit": "no-such", "show": "x"}
    assert as_person(helen).post("/compliance/views/new/", given).url == "/compliance/"


@pytest.mark.parametrize("shared", [True, False])
def test_a_private_view_is_its_owners_alone(shared, helen, ruth_of_hr, clock, as_person):
    view = saved(helen, clock, shared=shared)
    browser = as_person(ruth_of_hr)
    status = 200 if shared else 404
    assert ("Late at Cedar" in browser.get("/compliance/views/").content.decode()) is shared
    assert browser.get(f"/compliance/views/{view.key}/").status_code == status
    assert browser.post(f"/compliance/views/{view.key}/", {"name": "Mine now"}).status_code == 404
    assert browser.post(f"/compliance/views/{view.key}/delete/").status_code == 404


@pytest.mark.parametrize("who", ["ana", "bruno", "dario"])
def test_a_view_opens_nothing_to_who_may_not_see_the_list(who, helen, clock, request, as_person):
    view = saved(helen, clock, shared=True)
    browser = as_person(request.getfixturevalue(who))
    pages = [view.url, f"/compliance/views/{view.key}/", "/compliance/views/"]
    assert [browser.get(page).status_code for page in pages] == [404] * 3


def test_it_is_renamed_shared_and_deleted_by_its_owner(helen, clock, as_person):
    view, browser = saved(helen, clock), as_person(helen)
    browser.post(f"/compliance/views/{view.key}/", {"name": "Cedar", "shared": "on"})
    view.refresh_from_db()
    assert (view.name, view.shared) == ("Cedar", True)
    browser.post(f"/compliance/views/{view.key}/delete/")
    assert (list(SavedView.objects.kept()), SavedView.objects.count()) == ([], 1)
    assert saved(helen, clock, name="Cedar").pk  # the name is free again


def test_a_name_is_used_once_and_says_so(helen, clock, as_person):
    saved(helen, clock)
    other = saved(helen, clock, name="Other")
    with pytest.raises(Refused, match="already"):
        change_view(view=other, name="Late at Cedar", shared=False)
    given = {"key": uuid.uuid4(), "page": "list", "name": "Late at Cedar"}
    assert "already" in as_person(helen).post("/compliance/views/new/", given).content.decode()


def test_private_again_or_deleted_its_reports_stop(helen, ruth_of_hr, clock):
    view = saved(helen, clock, shared=True)
    ordered = {"every": "weekly", "day": 1, "now": clock.now, "view": view}
    hers = order_report(owner=helen, readers=[helen], key=uuid.uuid4(), **ordered)
    theirs = order_report(owner=ruth_of_hr, readers=[ruth_of_hr], key=uuid.uuid4(), **ordered)

    def states():
        return [Report.objects.get(pk=each.pk).state for each in (hers, theirs)]

    change_view(view=view, name=view.name, shared=False)
    private = states()
    remove_view(view=view, now=clock.now)
    assert (private, states()) == (["running", "stopped"], ["stopped", "stopped"])


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_and_for_three(count, helen, clock, as_person, django_assert_num_queries):
    for n in range(count):
        view = saved(helen, clock, name=f"View {n}")
        order_report(view=view, owner=helen, every="weekly", day=1, readers=[helen], key=uuid.uuid4(), now=clock.now)
    browser = as_person(helen)
    with django_assert_num_queries(5):
        browser.get("/compliance/views/")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"numbers": "999999"}, "No one with the number 999999 works here now."),
        ({"numbers": "100109"}, "may not see these counts"),
        ({"numbers": ""}, "Name somebody"),
        ({"every": "monthly", "month_day": "32"}, "Write 31 or less."),
    ],
)
def test_what_cannot_be_ordered_is_told_in_a_sentence(given, sentence, helen, dario, clock, as_person):
    view = saved(helen, clock)
    said = {"key": uuid.uuid4(), "every": "weekly", "weekday": "1", "month_day": "1", "numbers": "100106", **given}
    answer = as_person(helen).post(f"/compliance/views/{view.key}/report/", said)
    assert (sentence in answer.content.decode(), Report.objects.count()) == (True, 0)


def test_each_reader_who_cannot_be_is_named_at_once(helen, dario, clock, as_person):
    said = {"key": uuid.uuid4(), "every": "weekly", "weekday": "1", "month_day": "1", "numbers": "100109, 999999"}
    answer = as_person(helen).post(f"/compliance/views/{saved(helen, clock).key}/report/", said)
    assert [told.split(" ")[0] for told in answer.context["form"].errors["numbers"]] == ["Dario", "No"]


def test_the_ledger_is_kept_as_it_was_written(helen, clock):
    ordered = {"every": "weekly", "day": 1, "readers": [helen], "key": uuid.uuid4(), "now": clock.now}
    report = order_report(view=saved(helen, clock), owner=helen, **ordered)
    ReportSent.objects.create(report=report, person=helen, day=clock.today, why="gone", settled_at=clock.now)
    with pytest.raises(IntegrityError, match="a row of its own"), transaction.atomic():
        ReportSent.objects.update(why="role")
