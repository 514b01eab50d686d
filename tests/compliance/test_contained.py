"""What breaks for one person or one rule stops nobody else; it is kept, tried again, and gone once it is mended."""

import datetime as dt

import pytest
from django.db import OperationalError
from django.db.models import F

from compliance import actions
from compliance.actions import contain, refresh
from compliance.models import Adjustment, Assignment, Membership, Snag
from tests.factories import JobFactory, PersonFactory

THIRTY = {"cadence": "once", "due": {"days": 30, "after": "assignment"}}
DAY = dt.timedelta(days=1)


def kept():
    rows = Snag.objects.order_by(F("person").asc(nulls_first=True), "requirement")
    return [(row.person_id, row.requirement_id, row.said.partition(":")[0]) for row in rows]


@pytest.fixture
def breaks(monkeypatch):
    """`breaks(person)`: from here on nothing of that person can be worked out, or of anyone under that requirement."""
    real, broken = refresh.project, set()

    def project(*, requirement, people, now):
        if requirement in broken or broken & set(people):
            Membership.objects.create()  # which the database refuses
        return real(requirement=requirement, people=people, now=now)

    monkeypatch.setattr(refresh, "project", project)
    return broken


@pytest.fixture
def five(cedar, front_office, office):
    people = PersonFactory.create_batch(5)
    for person in people:
        JobFactory(person=person, unit=cedar, family=front_office, starts_on=office.clock.today)
    return people


def test_one_persons_far_date_from_before_stops_nobody_else(office, five):
    asked = office.asks(THIRTY)
    row = office.row(five[2], asked)
    Adjustment.objects.create(
        assignment=row, kind="extension", on=office.clock.today, until=dt.date.max, reason="Long ago.",
        recorded_at=office.clock.now, approver=five[0],
    )  # fmt: skip
    actions.refresh_requirement(requirement=asked, now=office.clock.now)
    assert kept() == [(five[2].pk, asked.pk, "OverflowError")]


def test_who_joins_beside_someone_whose_dates_break_is_asked_all_the_same(office, five, breaks):
    breaks.add(five[2].pk)
    asked = office.asks(THIRTY)
    served = set(Assignment.objects.filter(requirement=asked).values_list("person", flat=True))
    assert served == {person.pk for person in five} - {five[2].pk}


def test_a_requirement_that_breaks_leaves_the_others_asked(office, five, breaks):
    first = office.asks(THIRTY, drained=False)
    breaks.add(first)
    second = office.asks(THIRTY, audience=first.audience)
    assert Assignment.objects.filter(requirement=second).count() == 5


def test_a_group_that_breaks_leaves_the_other_groups_as_they_are(office, five, monkeypatch):
    broken, real = office.audience(), refresh.refresh

    def look(*, audience, now, people):
        if audience == broken:
            raise ValueError("its rule cannot be read")
        return real(audience=audience, now=now, people=people)

    monkeypatch.setattr(refresh, "refresh", look)
    asked = office.asks(THIRTY)
    office.nights()
    assert (Assignment.objects.filter(requirement=asked).count(), {row.audience_id for row in Snag.objects.all()}) == (
        5,
        {broken.pk},
    )


def test_what_breaks_for_everybody_is_kept_once_for_all(office, five, breaks, monkeypatch):
    monkeypatch.setattr(contain, "ENOUGH", 2)
    breaks.update(person.pk for person in five)
    asked = office.asks(THIRTY)
    assert kept() == [
        (None, asked.pk, "IntegrityError"),
        (five[0].pk, asked.pk, "IntegrityError"),
        (five[1].pk, asked.pk, "IntegrityError"),
    ]


@pytest.mark.parametrize("enough", [2, 20])
def test_what_is_mended_is_gone_after_the_night_and_everyone_is_asked(enough, office, five, breaks, monkeypatch):
    monkeypatch.setattr(contain, "ENOUGH", enough)
    breaks.update(person.pk for person in five)
    asked = office.asks(THIRTY)
    breaks.clear()
    office.nights()
    office.works()
    assert (kept(), Assignment.objects.filter(requirement=asked).count()) == ([], 5)


def test_what_broke_first_is_told_since_then_however_often_it_breaks(office, five, breaks):
    breaks.add(five[2].pk)
    office.asks(THIRTY)
    since = Snag.objects.get().noticed_at
    office.nights("2026-08-09")
    assert [row.noticed_at for row in Snag.objects.all()] == [since]


def test_a_database_that_is_away_is_nobodys_fault(office, five, monkeypatch):
    def away(**_more):
        raise OperationalError("the server closed the connection")

    asked = office.asks(THIRTY)
    monkeypatch.setattr(refresh, "project", away)
    with pytest.raises(OperationalError):
        actions.refresh_requirement(requirement=asked, now=office.clock.now)
    assert kept() == []


def test_a_snag_is_told_where_human_resources_look(office, five, breaks, helen, as_person):
    breaks.add(five[2].pk)
    asked = office.asks(THIRTY)
    page = as_person(helen).get("/compliance/exceptions/?kind=snag").content.decode()
    assert (f"The dates of “{asked.name}” cannot be worked out." in page, five[2].last_name in page) == (True, True)
