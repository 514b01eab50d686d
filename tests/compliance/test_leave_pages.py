"""Leave as human resources enters it: what is told first is what then happens, and each step stays on record."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compliance import actions
from compliance.leave_effect import Span, effects
from compliance.models import Leave

pytestmark = pytest.mark.django_db
D = dt.date.fromisoformat
RULE = {"cadence": "once", "due": {"days": 30, "after": "assignment"}}
REASON = "Family leave."


@pytest.fixture
def asked(office, clock, ana):
    """Asked on August 3, due on September 2."""
    return office.asks(RULE)


def told(person, clock, **what):
    return [(one.after, one.held) for one in effects(person=person, today=clock.today, **what)]


@pytest.mark.parametrize(
    ("start", "back", "due"),
    [
        ("2026-08-10", "2026-08-24", "2026-09-16"),  # two weeks more
        ("2026-09-10", "2026-09-20", "2026-09-02"),  # it was due before she goes
        ("2026-08-20", "2026-11-20", "2026-12-03"),
    ],
)
def test_what_is_told_of_a_known_return_is_what_stands_on_that_day(start, back, due, office, clock, ana, helen, asked):
    before = told(ana, clock, added=Span(D(start), D(back)))
    leave = {"starts_on": D(start), "back_on": D(back), "reason": REASON}
    actions.record_leave(person=ana, approver=helen, now=clock.now, **leave)
    office.nights(back)
    assert (before, office.row(ana, asked).due_on) == ([(D(due), False)], D(due))


def test_while_the_return_is_not_known_it_waits_and_a_return_moves_the_date(office, clock, ana, helen, asked):
    assert told(ana, clock, added=Span(D("2026-08-10"))) == [(None, True)]
    leave = actions.record_leave(person=ana, approver=helen, now=clock.now, starts_on=D("2026-08-10"), reason=REASON)
    office.nights("2026-09-10")
    assert office.status(ana, asked) == "on_hold"
    known = told(ana, clock, added=Span(leave.starts_on, D("2026-09-09")), without=leave)
    actions.change_leave(leave=leave, back_on=D("2026-09-09"), approver=helen, now=clock.now)
    assert (known, office.row(ana, asked).due_on) == ([(D("2026-10-02"), False)], D("2026-10-02"))


def test_what_is_taken_back_gives_the_first_date_again(office, clock, ana, helen, asked):
    clock.on("2026-08-20")
    days = {"starts_on": D("2026-08-10"), "back_on": D("2026-08-15")}
    leave = actions.record_leave(person=ana, approver=helen, now=clock.now, reason=REASON, **days)
    assert office.row(ana, asked).due_on == D("2026-09-07")
    assert told(ana, clock, without=leave) == [(D("2026-09-02"), False)]
    actions.cancel_leave(leave=leave, reason="Another person.", approver=helen, now=clock.now)
    assert office.row(ana, asked).due_on == D("2026-09-02")


def test_helen_looks_first_and_keeps_it_then_and_each_step_stays_on_record(as_person, clock, ana, helen, asked):
    browser, page = as_person(helen), reverse("compliance:leave_of", args=[ana.username])
    said = {"starts_on": "2026-08-10", "back_on": "", "reason": REASON}
    looked = browser.post(page, said).content.decode()
    assert ("It waits, and the new date is counted on return." in looked, Leave.objects.count()) == (True, 0)
    assert browser.post(page, said | {"do": "keep"}).url == page
    leave = Leave.objects.get()
    change = reverse("compliance:leave_change", args=[ana.username, leave.pk])
    looked = browser.post(change, {"back_on": "2026-08-17"}).content.decode()
    assert f"{asked.name}: due September 9, 2026 instead of September 2, 2026." in looked
    browser.post(change, {"back_on": "2026-08-17", "do": "keep"})
    last = Leave.objects.latest("pk")
    change = reverse("compliance:leave_change", args=[ana.username, last.pk])
    browser.post(change, {"what": "not-so", "reason": "It was Dario.", "do": "keep"})
    text = browser.get(page).content.decode()
    steps = ["return not known</b>", "back August 17, 2026</b>", "does not stand</b>: It was Dario."]
    assert [step in text for step in steps] == [True, True, True]
    assert [row.cancels for row in Leave.objects.order_by("pk")] == [False, False, True]


@pytest.mark.parametrize("show", ["away", "coming", "back"])
def test_the_list_says_who_is_away_who_will_be_and_who_is_back(show, as_person, clock, ana, helen, dario, bruno):
    spans = {
        "away": (ana, "2026-07-01", None),
        "coming": (dario, "2026-09-01", None),
        "back": (bruno, "2026-06-01", "2026-07-01"),
    }
    for person, start, back in spans.values():
        days = {"starts_on": D(start), "back_on": back and D(back)}
        actions.record_leave(person=person, approver=helen, now=clock.now, reason=REASON, **days)
    page = as_person(helen).get(f"/compliance/leave/?show={show}").context["page"]
    assert [row.person for row in page] == [spans[show][0]]


def test_what_cannot_be_is_a_sentence(as_person, clock, ana, helen):
    browser, page = as_person(helen), reverse("compliance:leave_of", args=[ana.username])
    days = {"starts_on": "2026-08-10", "back_on": "2026-08-09", "reason": REASON}
    answer = browser.post(page, days)
    assert (answer.status_code, "The day of return is later" in answer.content.decode()) == (422, True)
    own = browser.post(f"/compliance/leave/{helen.username}/", days | {"back_on": "", "do": "keep"})
    assert (own.status_code, "somebody else enters it" in own.content.decode()) == (422, True)
    unknown = browser.get("/compliance/leave/?number=nobody")
    assert (unknown.status_code, "Nobody has this employee number" in unknown.content.decode()) == (422, True)
    assert not Leave.objects.exists()


@pytest.mark.parametrize(("start", "back"), [("2026-08-20", "2026-09-20"), ("2026-08-01", "")])
def test_what_would_be_refused_is_refused_before_anything_is_shown(start, back, as_person, clock, ana, helen):
    days = {"starts_on": D("2026-09-01"), "back_on": D("2026-10-01")}
    actions.record_leave(person=ana, reason=REASON, approver=helen, now=clock.now, **days)
    page = reverse("compliance:leave_of", args=[ana.username])
    answer = as_person(helen).post(page, {"starts_on": start, "back_on": back, "reason": REASON})
    assert (answer.status_code, "There is leave from September 1, 2026 already." in answer.content.decode()) == (
        422,
        True,
    )


def test_a_return_that_cannot_be_is_refused_before_anything_is_shown(as_person, clock, ana, helen):
    days = {"starts_on": D("2026-09-01"), "back_on": D("2026-10-01")}
    leave = actions.record_leave(person=ana, reason=REASON, approver=helen, now=clock.now, **days)
    page = reverse("compliance:leave_change", args=[ana.username, leave.pk])
    answer = as_person(helen).post(page, {"back_on": "2026-10-01"})
    assert (answer.status_code, "That is the day of return already." in answer.content.decode()) == (422, True)


def test_whoever_opens_their_own_leave_is_told_before_they_fill_it_in(as_person, clock, helen):
    page = as_person(helen).get(f"/compliance/leave/{helen.username}/").content.decode()
    assert ("somebody else enters it" in page, 'name="starts_on"' in page) == (True, False)


def test_a_changed_return_does_not_reach_into_the_next_leave(clock, ana, helen):
    words = {"person": ana, "approver": helen, "now": clock.now, "reason": REASON}
    first = actions.record_leave(starts_on=D("2026-08-10"), back_on=D("2026-08-20"), **words)
    actions.record_leave(starts_on=D("2026-09-10"), back_on=D("2026-09-20"), **words)
    with pytest.raises(actions.Refused, match="September 10, 2026"):
        actions.change_leave(leave=first, back_on=D("2026-09-12"), approver=helen, now=clock.now)


@pytest.mark.parametrize("n", [1, 3])
def test_the_list_costs_the_same_however_many_are_away(n, as_person, clock, helen, ana, bruno, dario):
    for person in (ana, bruno, dario)[:n]:
        days = {"starts_on": clock.today, "reason": REASON}
        actions.record_leave(person=person, approver=helen, now=clock.now, **days)
    browser = as_person(helen)
    browser.get("/compliance/leave/")
    with CaptureQueriesContext(connection) as seen:
        browser.get("/compliance/leave/")
    assert len([one for one in seen if '"compliance_leave"' in one["sql"]]) == 2  # how many, and which
