"""A night that takes longer than a lease: in pieces, and one that breaks off is gone on with."""

import pytest
from django.db.models import Sum

from compliance import handlers
from compliance.actions import refresh
from compliance.counting import add_up, count_moves, recount
from compliance.models import Assignment, Counter, Membership, Reminder, ReminderTemplate
from compliance.status import place_of
from outbox import pieces
from outbox.actions import promise
from outbox.models import OutboxMessage
from tests.factories import JobFactory, PersonFactory

THIRTY = {"cadence": "once", "due": {"days": 30, "after": "assignment"}}


@pytest.fixture
def one_by_one(monkeypatch):
    monkeypatch.setattr(handlers, "PEOPLE_AT_ONCE", 1)
    monkeypatch.setattr(pieces, "SECONDS", 0)


def join(cedar, front_office, n, today):
    for _n in range(n):
        JobFactory(person=PersonFactory(), unit=cedar, family=front_office, starts_on=today)


def test_a_night_that_breaks_off_loses_nobody_and_asks_nobody_twice(
    one_by_one, office, cedar, front_office, monkeypatch
):
    asked = office.asks(THIRTY)
    join(cedar, front_office, 3, office.clock.today)
    looked, refreshed = [], refresh.refresh_people

    def dies_once(*, people, now):
        looked.extend(people)
        if len(looked) == 2:
            raise MemoryError
        return refreshed(people=people, now=now)

    monkeypatch.setattr(refresh, "refresh_people", dies_once)
    message = promise(topic="compliance.night", key="night", payload={})
    with pytest.raises(MemoryError):
        office.works()
    message.refresh_from_db()
    assert (message.payload["at"], Assignment.objects.count()) == (looked[0], 1)
    OutboxMessage.objects.update(lease_until=None)  # the lease ran out
    office.works()
    first, second, third = Membership.objects.order_by("person").values_list("person", flat=True)
    assert looked == [first, second, second, third]
    assert sorted(Assignment.objects.values_list("person", "requirement")) == [
        (person, asked.pk) for person in (first, second, third)
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_a_new_requirement_reaches_everyone_piece_by_piece(one_by_one, count, office, cedar, front_office):
    join(cedar, front_office, count, office.clock.today)
    asked = office.asks(THIRTY)
    assert Assignment.objects.filter(requirement=asked).count() == count


def test_letters_are_owed_once_however_many_pieces_it_took(one_by_one, office, cedar, front_office, monkeypatch):
    monkeypatch.setattr("compliance.actions.remind.ROWS_AT_ONCE", 1)
    ReminderTemplate.objects.update(starts_on=office.clock.today)
    join(cedar, front_office, 3, office.clock.today)
    office.asks(THIRTY)
    for n in range(2):
        promise(topic="compliance.reminders", key=f"reminders:{n}", payload={})
        office.works()
    assert Reminder.objects.filter(template__occasion="assigned").count() == 3


def test_adding_up_keeps_what_is_counted(office, ana, cedar):
    asked = office.asks(THIRTY)
    row = office.row(ana, asked)
    place = (cedar.pk, asked.pk, place_of(row.facts, office.clock.today))
    count_moves([(None, place), (place, None), (None, place)])
    count_moves([(place, None)])
    before = sums()
    assert (add_up(), sums(), recount(), sums()) == (4, before, 4, before)


def sums():
    """Of each place that holds anybody."""
    names = ("unit", "requirement", "state", "then", "grain", "day")
    return {tuple(key): n for *key, n in Counter.objects.values_list(*names).annotate(Sum("n")).order_by() if n}
