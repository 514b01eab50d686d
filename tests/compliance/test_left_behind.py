"""Whoever set up a view or a report left, or a reader is to get it no more: nothing stops or goes on unseen."""

import datetime as dt
import uuid

import pytest
from django.core import mail

from compliance.actions.saved_views import order_report, save_view, take_over
from compliance.actions.send_letter import send_letter
from compliance.actions.send_reports import send_reports
from compliance.exceptions import left_behind
from compliance.models import Letter, Report, SavedView
from outbox.actions import drain
from people.models import Person, Role, RoleGrant
from tests.factories import RoleGrantFactory

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 8, 3)


@pytest.fixture
def ruth_of_hr(ruth):
    RoleGrantFactory(person=ruth, role=Role.HR)
    return ruth


@pytest.fixture
def saved(clock):
    def made(owner, name="Who is late", shared=False):
        narrowed = {"unit": None, "requirement": None, "show": "late"}
        said = {"owner": owner, "name": name, "key": uuid.uuid4(), "now": clock.now, "shared": shared, "page": "list"}
        return save_view(**said, **narrowed)

    return made


@pytest.fixture
def order(clock):
    def ordered(view, *readers, owner=None):
        said = {"every": "weekly", "day": 1, "key": uuid.uuid4(), "now": clock.now, "readers": readers}
        return order_report(view=view, owner=owner or view.owner, **said)

    return ordered


def leaves(person, on=MONDAY - dt.timedelta(days=1)):
    Person.objects.filter(pk=person.pk).update(left_on=on)


def sent(clock):
    send_reports(now=clock.now)
    drain(strict=True, clock=lambda: clock.now)
    return [letter.to[0].split("@")[0] for letter in mail.outbox]


# --- one reader -------------------------------------------------------------------------------------------------------
def test_a_reader_who_is_taken_off_gets_nothing_and_the_page_says_by_whom(
    helen, bruno, ana, saved, order, clock, as_person
):
    report, browser = order(saved(helen), helen, bruno), as_person(helen)
    page = browser.post(f"/compliance/reports/{report.key}/readers/100102/remove/", follow=True).content.decode()
    assert (sent(clock), "Taken off by Helen" in page) == (["helen"], True)
    assert dict(report.readers.values_list("person", "ended_by")) == {helen.pk: None, bruno.pk: helen.pk}


def test_only_the_owner_takes_a_reader_off(helen, ruth_of_hr, bruno, ana, saved, order, clock, as_person):
    report = order(saved(helen, shared=True), bruno)
    where = f"/compliance/reports/{report.key}/readers/100102/remove/"
    statuses = [as_person(who).post(where).status_code for who in (ruth_of_hr, bruno)]
    assert (statuses, report.readers.get().ended_at) == ([404, 404], None)


def test_taken_off_between_writing_and_sending_the_letter_stays(helen, bruno, ana, saved, order, clock, as_person):
    report = order(saved(helen), bruno)
    send_reports(now=clock.now)
    as_person(helen).post(f"/compliance/reports/{report.key}/readers/100102/remove/")
    assert send_letter(letter_id=Letter.objects.get().pk, now=clock.now) is False
    assert Letter.objects.get().error == "This person is no reader of that report any more."


def test_a_letter_that_waits_does_not_go_out_to_who_left_meanwhile(helen, bruno, ana, saved, order, clock):
    order(saved(helen), bruno)
    send_reports(now=clock.now)
    leaves(bruno)
    assert (send_letter(letter_id=Letter.objects.get().pk, now=clock.now), mail.outbox) == (False, [])


# --- an owner who left ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("lost", ["left", "role", "closed"])
def test_what_its_owner_may_not_see_any_more_needs_a_look(lost, helen, ruth_of_hr, saved, order, clock, as_person):
    mine, theirs = saved(ruth_of_hr, "Mine"), saved(helen, "Theirs")
    order(theirs, ruth_of_hr)
    if lost == "left":
        leaves(helen)
    elif lost == "role":
        RoleGrant.objects.filter(person=helen).update(ends_on=MONDAY)
    else:
        Person.objects.filter(pk=helen.pk).update(is_active=False)
    page = as_person(ruth_of_hr).get("/compliance/exceptions/?kind=left-behind").content.decode()
    assert (list(left_behind(clock.today)), sent(clock)) == ([theirs], [])
    assert ("Theirs" in page, "Mine" in page, "Saved by Helen" in page, mine.owner) == (True, False, True, ruth_of_hr)


def test_a_report_without_an_owner_on_a_colleagues_view_needs_a_look_too(helen, ruth_of_hr, saved, order, clock):
    view = saved(ruth_of_hr, shared=True)
    order(view, helen, owner=helen)
    leaves(helen)
    assert list(left_behind(clock.today)) == [view]


def test_taken_over_it_goes_out_again_from_that_day(helen, ruth_of_hr, saved, order, clock, as_person):
    view = saved(helen)
    report = order(view, ruth_of_hr)
    leaves(helen)
    before = sent(clock)
    clock.on("2026-08-12")
    as_person(ruth_of_hr).post(f"/compliance/views/{view.key}/take-over/")
    same_week = sent(clock)
    clock.on("2026-08-17")
    report.refresh_from_db()
    assert (before, same_week, sent(clock), report.owner) == ([], [], ["ruth"], ruth_of_hr)
    assert (SavedView.objects.get().owner, list(left_behind(clock.today))) == (ruth_of_hr, [])


def test_a_name_that_the_new_owner_has_already_is_numbered(helen, ruth_of_hr, saved, clock):
    theirs = [saved(helen), saved(helen, "x" * 80)]
    for name in ("Who is late", "Who is late 2", "x" * 80):
        saved(ruth_of_hr, name)
    leaves(helen)
    names = [take_over(view=view, actor=ruth_of_hr, now=clock.now).name for view in theirs]
    assert names == ["Who is late 3", "x" * 75 + " 2"]


def test_what_a_present_colleague_owns_is_not_taken(helen, ruth_of_hr, saved, order, clock, as_person):
    view = saved(helen, shared=True)
    kept, stopped = order(view, ruth_of_hr, owner=ruth_of_hr), order(view, helen)
    Report.objects.filter(pk=stopped.pk).update(state="stopped")
    answer = as_person(ruth_of_hr).post(f"/compliance/views/{view.key}/take-over/")
    leaves(helen)
    other = RoleGrantFactory(role=Role.HR).person
    take_over(view=view, actor=other, now=clock.now)
    owners = [Report.objects.get(pk=each.pk).owner for each in (kept, stopped)]
    assert (answer.status_code, owners, SavedView.objects.get().owner) == (404, [ruth_of_hr, helen], other)
