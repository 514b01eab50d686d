"""The same allowed to many: chosen, looked at, done in one press; one adjustment each."""

import datetime as dt
import re
import uuid

import pytest
from django.contrib.messages import get_messages
from django.db import IntegrityError, transaction

from compliance import actions
from compliance.models import Adjustment, Assignment, BulkAdjustment
from courses.actions.evidence import void_evidence
from tests.factories import JobFactory, PersonFactory

pytestmark = pytest.mark.django_db
DAYS_30 = {"cadence": "once", "due": {"days": 30, "after": "assignment"}}
UNTIL = dt.date(2026, 10, 1)


@pytest.fixture
def phone(office, ana, helen):
    return office.asks(DAYS_30)


@pytest.fixture
def press(phone, helen, as_person):
    """Helen allows this to those people; `confirm` does it."""

    def post(people, query="", **given):
        rows = list(Assignment.objects.filter(person__in=people).values_list("pk", flat=True))
        said = {"kind": "extension", "until": UNTIL, "reason": "The bus line was down.", "row": rows, **given}
        return as_person(helen).post(f"/compliance/bulk/{query}", {"key": uuid.uuid4()} | said)

    return post


def due(*people):
    return [Assignment.objects.get(person=person, current=True).due_on for person in people]


def test_nothing_changes_before_it_was_looked_at(press, ana, bruno):
    found = press([ana, bruno]).context["found"]
    assert [row.person for row in found.changes] == [ana, bruno]
    assert (Adjustment.objects.count(), BulkAdjustment.objects.count()) == (0, 0)


def test_one_press_gives_each_an_adjustment_and_moves_the_date(press, ana, bruno, helen):
    assert press([ana, bruno], "?show=open", confirm=1).url == "/compliance/list/?show=open"
    rows = Adjustment.objects.values_list("assignment__person", "kind", "until", "reason", "approver")
    told = ("extension", UNTIL, "The bus line was down.", helen.pk)
    assert sorted(rows) == sorted([(ana.pk, *told), (bruno.pk, *told)])
    assert due(ana, bruno) == [UNTIL, UNTIL]


@pytest.mark.parametrize("kind", ["waiver", "hold"])
def test_the_other_kinds_do_what_they_do_to_one(kind, press, office, ana, phone):
    press([ana], kind=kind, until="", confirm=1)
    assert office.status(ana, phone) == {"waiver": "waived", "hold": "on_hold"}[kind]


def test_who_is_left_out_is_told_with_the_reason(press, office, ana, bruno, phone):
    office.completes(ana, phone)
    found = press([ana, bruno]).context["found"]
    assert [(row.person, why) for row, why in found.left_out] == [
        (ana, "This is done already, so nothing needs to be adjusted.")
    ]
    press([ana, bruno], confirm=1)
    assert list(Adjustment.objects.values_list("assignment__person", flat=True)) == [bruno.pk]


def test_a_press_for_nobody_is_told_at_the_top_of_the_page(press):
    assert press([]).context["errors"] == ["Choose at least one line, or all of them."]


def test_nobody_adjusts_their_own_among_many(press, office, helen, ana):
    office.asks(DAYS_30, audience=office.audience({"everyone": True}))
    assert helen in [row.person for row, _why in press([helen, ana]).context["found"].left_out]


def test_who_was_shown_as_left_out_is_not_given_it_when_that_has_changed_since(press, office, ana, bruno, phone, helen):
    done = office.completes(ana, phone)
    page = press([ana, bruno])
    void_evidence(evidence=done, actor=helen, reason="Wrong.")
    office.works()
    sent = {"row": re.findall(r'name="row" value="(\d+)"', page.content.decode())}
    press([], **sent, confirm=1)
    assert [each.assignment.person for each in Adjustment.objects.all()] == [bruno]


def test_who_changed_since_is_left_out_and_told_of(press, office, ana, bruno, phone):
    office.completes(ana, phone)
    page = press([ana, bruno], confirm=1)
    told = [str(each) for each in get_messages(page.wsgi_request)]
    assert told == ["Kept for 1, with your name and the reason.", "1 changed since you looked and was left out."]


def test_two_presses_are_one(press, ana, bruno):
    key = uuid.uuid4()
    press([ana, bruno], key=key, confirm=1), press([ana, bruno], key=key, confirm=1, until=UNTIL + dt.timedelta(days=9))
    assert (Adjustment.objects.count(), BulkAdjustment.objects.get().changed, due(ana)) == (2, 2, [UNTIL])


def test_all_that_the_filter_shows(press, ana, bruno, dario, office):
    office.nights("2026-08-04")
    found = press([], "?unit=cedar-middle", all="on").context["found"]
    assert [row.person for row in found.changes] == [ana, bruno]


def test_no_more_than_the_cap_at_once(monkeypatch, press, ana, bruno):
    monkeypatch.setattr("compliance.views.bulk.MOST", 1)
    assert len(press([], all="on").context["found"].changes) == 1
    assert len(press([ana, bruno]).context["found"].changes) == 1


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"kind": ""}, "Please choose one."),
        ({"until": ""}, "Say until when: the new due date."),
        ({"reason": ""}, "Please fill this in."),
        ({"row": []}, "Choose at least one line, or all of them."),
        ({"row": ["x", "9" * 30, "²"]}, "Choose at least one line, or all of them."),
        ({"key": "no"}, "Enter a valid UUID."),
    ],
)
def test_what_is_missing_is_told(given, sentence, press, ana):
    assert sentence in press([ana], confirm=1, **given).content.decode()
    assert Adjustment.objects.count() == 0


def test_more_time_without_a_date_is_refused_by_the_verb_too(office, helen, ana, phone):
    row = office.row(ana, phone)
    with pytest.raises(actions.Refused, match="Say until when"):
        actions.extend(assignment=row, until=None, reason="Snow.", approver=helen, now=office.clock.now)


def test_a_wrong_one_stands_or_falls_with_all(press, ana, bruno, monkeypatch):
    def fails(**_given):
        raise RuntimeError

    monkeypatch.setattr("compliance.actions.adjust.project", fails)
    with pytest.raises(RuntimeError):
        press([ana, bruno], confirm=1)
    assert (Adjustment.objects.count(), BulkAdjustment.objects.count()) == (0, 0)


def test_the_press_is_kept_as_it_was(press, ana):
    press([ana], confirm=1)
    with pytest.raises(IntegrityError, match="Void the adjustments"), transaction.atomic():
        BulkAdjustment.objects.update(changed=9)


@pytest.mark.parametrize("count", [1, 3])
def test_a_press_costs_the_same_for_one_and_for_three(
    count, office, helen, cedar, front_office, django_assert_num_queries
):
    for _n in range(count):
        JobFactory(person=PersonFactory(), unit=cedar, family=front_office)
    office.asks(DAYS_30)
    ids = list(Assignment.objects.values_list("pk", flat=True))
    with django_assert_num_queries(24):
        actions.adjust_many(
            assignments=ids, kind="extension", until=UNTIL, reason="Snow.", approver=helen, key=uuid.uuid4(),
            now=office.clock.now,
        )  # fmt: skip


@pytest.mark.parametrize("who", ["ana", "bruno", "paul", "dario"])
def test_many_are_for_human_resources_alone(who, phone, request, as_person):
    browser = as_person(request.getfixturevalue(who))
    assert [browser.get("/compliance/bulk/").status_code, browser.post("/compliance/bulk/").status_code] == [404, 404]
