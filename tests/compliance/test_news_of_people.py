"""What human resources changes by hand is asked about at once, not only at night."""

import datetime as dt

import pytest

from compliance.models import Assignment
from people.actions import end_person, keep_person
from people.models import Person

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def test_someone_who_is_added_by_hand_is_asked_at_once(office, helen, cedar, front_office, as_person):
    made = office.asks()
    said = {"employee_number": "100120", "first_name": "Noor", "last_name": "van Dijk", "unit": cedar.pk,
            "family": front_office.pk, "level": "new", "starts_on": office.clock.today.isoformat()}  # fmt: skip
    as_person(helen).post("/people/add/", said)
    office.works()
    assert office.status(Person.objects.get(username="100120"), made) == "assigned"


def test_someone_who_has_left_is_asked_no_more_at_once(office, ana):
    made = office.asks()
    end_person(person=ana, last_day=office.clock.today - DAY)
    office.works()
    assert Assignment.objects.get(person=ana, requirement=made).status(office.clock.today) == "closed"


def test_who_stays_after_all_is_asked_what_comes_after_the_day(office, ana, clock):
    end_person(person=ana, last_day=clock.today + DAY)
    made = office.asks(starts_on=clock.today + 2 * DAY)
    keep_person(person=ana)
    office.nights(clock.today + 2 * DAY)
    assert office.status(ana, made) == "assigned"
