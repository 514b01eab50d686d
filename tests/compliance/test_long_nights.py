"""A night that takes longer than a lease: in pieces, and one that breaks off is gone on with."""

import pytest
from django.db.models import Sum

from compliance import actions, counting, handlers
from compliance.actions import answered, parts, refresh
from compliance.counting import add_up, count_moves, recount
from compliance.models import Assignment, Counter, Membership, Reminder, ReminderTemplate
from compliance.status import place_of
from courses.models import Enrollment
from outbox import pieces
from outbox.actions import promise
from outbox.models import OutboxMessage
from people.models import Job, Unit
from tests.compliance.factories import AssignmentFactory
from tests.factories import CourseEditionFactory, EnrollmentFactory, JobFactory, PersonFactory

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


# --- what is done at night after everyone was looked at ---------------------------------------------------------------
def broken_off(office, monkeypatch, room, name):
    """A night whose second piece of that work dies, and the worker who takes it up: where each piece went on."""
    real, began = getattr(room, name), []

    def dies_once(at=None):
        began.append(at)
        if len(began) == 2:
            raise MemoryError
        return real(at)

    monkeypatch.setattr(room, name, dies_once)
    promise(topic="compliance.night", key="night", payload={})
    with pytest.raises(MemoryError):
        office.works()
    OutboxMessage.objects.update(lease_until=None)  # the lease ran out
    office.works()
    return began


@pytest.fixture
def all_left(office, cedar, front_office, monkeypatch):
    """Three who are asked for the same course and left since; nobody has looked again."""
    monkeypatch.setattr(pieces, "SECONDS", 0)
    join(cedar, front_office, 3, office.clock.today)
    asked = office.asks(THIRTY)
    office.clock.forward(1)
    Job.objects.update(ends_on=office.clock.today)
    return asked


def test_parts_of_who_left_are_closed_piece_by_piece(all_left, office, monkeypatch):
    monkeypatch.setattr(parts, "AT_ONCE", 1)
    edition = CourseEditionFactory(course=all_left.terms.get().courses.get(), change="top_up", number=2)
    wholes = list(Assignment.objects.order_by("pk"))
    for whole in wholes:
        facts = {"terms": whole.terms, "unit": whole.unit, "assigned_on": whole.assigned_on, "cycle": whole.cycle}
        AssignmentFactory(person=whole.person, part=1, release=edition, first_due_on=whole.due_on, **facts)
    began = broken_off(office, monkeypatch, parts, "close_some_parts")
    pks = list(Assignment.objects.filter(part=1).order_by("pk").values_list("pk", flat=True))
    assert began == [None, pks[0], pks[0], pks[1], pks[2]]
    closed = [Assignment.objects.filter(part=part).values_list("closed_on", "closed_reason") for part in (0, 1)]
    assert (list(closed[0]), {on for on, _why in closed[0]}) == (list(closed[1]), {office.clock.today})


def test_rounds_that_nothing_asks_for_are_closed_piece_by_piece(all_left, office, monkeypatch):
    monkeypatch.setattr(answered, "AT_ONCE", 1)
    course = all_left.terms.get().courses.get()
    people = Assignment.objects.order_by("person").values_list("person", flat=True)
    rounds = [EnrollmentFactory(person_id=pk, course=course, source="required") for pk in people]
    began = broken_off(office, monkeypatch, answered, "close_some_unasked")
    first, second, third = (each.pk for each in rounds)
    assert began == [None, first, first, second, third]
    assert Enrollment.objects.filter(pk__in=[first, second, third], closed_at__isnull=False).count() == 3


def test_the_counters_are_added_up_unit_by_unit(office, cedar, front_office, monkeypatch):
    monkeypatch.setattr(pieces, "SECONDS", 0)
    join(cedar, front_office, 1, office.clock.today)
    office.asks(THIRTY)
    join(cedar, front_office, 2, office.clock.today)
    actions.refresh_people(people=None, now=office.clock.now)
    before = sums()
    began = broken_off(office, monkeypatch, counting, "add_up_unit")
    units = list(Unit.objects.order_by("pk").values_list("pk", flat=True))
    assert began == [None, 0, 0, *units]
    assert (sums(), Counter.objects.count(), {*before.values()}) == (before, 4, {3})


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


# --- news of much evidence --------------------------------------------------------------------------------------------
def test_news_of_much_evidence_is_read_a_piece_at_a_time(one_by_one, office, cedar, front_office, monkeypatch):
    monkeypatch.setattr(handlers, "EVIDENCE_AT_ONCE", 1)
    join(cedar, front_office, 3, office.clock.today)
    asked = office.asks(THIRTY)
    people = [row.person for row in Assignment.objects.order_by("person").select_related("person")]
    shown = [office.completes(person, asked, settled=False) for person in people]
    read, real = [], refresh.read_evidence
    monkeypatch.setattr(
        refresh, "read_evidence", lambda *, rows, now: read.append(len(rows)) or real(rows=rows, now=now)
    )
    promise(topic="evidence.changed", key="news", payload={"evidence_ids": [row.pk for row in shown]})
    office.works()
    assert (read, [office.status(person, asked) for person in people]) == ([1, 1, 1], ["completed"] * 3)
