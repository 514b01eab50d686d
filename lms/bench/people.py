"""A district of invented people with jobs in many units, and the few whose pages are measured."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from lms.bench.size import Size
from people.models import Job, JobFamily, Person, Role, RoleGrant, Unit
from scenarios.models import Admission

HIRED = dt.date(2024, 8, 1)
SETTINGS = ["elementary", "secondary", "secondary", "depot", "kitchen"]
FAMILIES = ["front-office", "transportation", "food", "teachers"]


@dataclass(frozen=True)
class District:
    """`everyone` is all of them in the order of their numbers; the others are among them."""

    everyone: list[Person]
    veteran: Person  # on every course
    newcomer: Person  # on one
    learner: Person  # in the middle of a lesson
    hr: Person
    leader: Person
    marker: Person
    takers: list[Person]

    @property
    def ordinary(self) -> list[Person]:
        special = {self.veteran.pk, self.newcomer.pk, self.learner.pk, *(person.pk for person in self.takers)}
        return [person for person in self.everyone if person.pk not in special]


def hire(size: Size) -> District:
    units = _units(size.units)
    families = [JobFamily.objects.create(slug=f"bench-{slug}", name=slug.capitalize()) for slug in FAMILIES]
    password = make_password(None)
    everyone = Person.objects.bulk_create(
        Person(
            username=f"7{n:05}",
            first_name="Pat",
            last_name=f"Rowan {n}",
            email=f"p{n}@bench.example",
            hired_on=HIRED,
            password=password,
        )
        for n in range(size.people)
    )
    Job.objects.bulk_create(
        Job(person=person, unit=units[n % len(units)], family=families[n % len(families)], starts_on=HIRED)
        for n, person in enumerate(everyone)
    )
    veteran, newcomer, learner, hr, leader, marker, *others = everyone
    for person, role in ((hr, Role.HR), (leader, Role.LEADER), (marker, Role.MARKER)):
        RoleGrant.objects.create(person=person, role=role, starts_on=HIRED)
    Admission.objects.create(
        person=marker,
        kind=Admission.Kind.PROVISIONAL,
        starts_on=HIRED,
        ends_on=timezone.localdate() + dt.timedelta(days=30),
        reason="Marks for the bench.",
    )
    return District(everyone, veteran, newcomer, learner, hr, leader, marker, others[: size.takers])


def _units(count: int) -> list[Unit]:
    district = Unit.objects.create(slug="bench", name="Bench County Schools", kind="district")
    schools = [
        Unit(slug=f"bench-{n}", name=f"School {n}", setting=SETTINGS[n % len(SETTINGS)], parent=district)
        for n in range(count - 1)
    ]
    return [district, *Unit.objects.bulk_create(schools)]
