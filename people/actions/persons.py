"""Adding, ending and correcting one person by hand."""

import datetime as dt

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from outbox.actions import promise
from people.actions.endings import set_last_day, take_back_last_day
from people.actions.invitations import withdraw
from people.actions.locks import lock_person
from people.actions.roles import sync_groups
from people.models import Job, JobFamily, Level, Person, Unit


class AlreadyHere(ValueError):
    """Someone with this employee number works here now. `person` is who."""

    def __init__(self, person: Person):
        self.person = person
        super().__init__(str(person))


@transaction.atomic
def add_person(
    *,
    employee_number: str,
    first_name: str,
    last_name: str,
    unit: Unit,
    family: JobFamily,
    starts_on: dt.date,
    email: str | None = None,
    title: str = "",
    level: str = Level.EXPERIENCED,
    supervisor: Person | None = None,
) -> Person:
    """A new person with one job; or, for the number of someone who left, the same person back with a new job.

    Raises AlreadyHere for someone who works here. No one can sign in until they are invited.
    """
    person = Person.objects.select_for_update(no_key=True).filter(username=employee_number).first()
    if person and (person.merged_into_id or person.left_on is None or person.left_on >= timezone.localdate()):
        raise AlreadyHere(person.merged_into or person)
    if person is None:
        # There was no row to lock: of two clicks at once, the second finds the person that the first made.
        person, made = Person.objects.get_or_create(
            username=employee_number, defaults={"hired_on": starts_on, "password": make_password(None)}
        )
        if not made:
            raise AlreadyHere(person)
    elif starts_on <= person.left_on:
        starts_on = person.left_on + dt.timedelta(days=1)
    person.first_name, person.last_name, person.left_on = first_name, last_name, None
    person.email = email or person.email
    person.save()
    _forget_other_addresses(person)
    Job.objects.create(
        person=person, unit=unit, family=family, title=title, level=level, supervisor=supervisor, starts_on=starts_on
    )
    _tell(person, "add")
    return person


@transaction.atomic
def end_person(*, person: Person, last_day: dt.date) -> Person:
    """Set, or correct, the last day: jobs and roles end after it, and so do invitations once it is past."""
    person = lock_person(person.pk)
    take_back_last_day(person)
    set_last_day(person, last_day)
    if last_day < timezone.localdate():
        withdraw(person=person)
    sync_groups(people=[person], on=timezone.localdate())
    _tell(person, "end")
    return person


@transaction.atomic
def keep_person(*, person: Person) -> Person:
    """Not leaving after all: the last day is taken back while it has not passed. A move to come stands again.

    Roles that ended stay ended.
    """
    person = lock_person(person.pk)
    if person.left_on is None or person.left_on < timezone.localdate():
        return person
    take_back_last_day(person)
    person.left_on = None
    person.save(update_fields=["left_on"])
    sync_groups(people=[person], on=timezone.localdate())
    _tell(person, "keep")
    return person


@transaction.atomic
def change_email(*, person: Person, email: str | None) -> Person:
    """The address on record, and with it what may sign in or ask for a new password. The old one can do neither."""
    person = lock_person(person.pk)
    person.email = email
    person.save(update_fields=["email"])
    _forget_other_addresses(person)
    withdraw(person=person, kind="link")  # sent to the old address
    return person


def _forget_other_addresses(person: Person) -> None:
    """allauth keeps addresses of its own; one left behind could still be sent a way in."""
    EmailAddress.objects.filter(user=person).exclude(email=person.email or "").delete()


def _tell(person: Person, deed: str) -> None:
    promise(
        topic="people.changed",
        key=f"people.changed:{deed}:{person.pk}:{timezone.now().isoformat()}",
        payload={"person_ids": [person.pk]},
    )
