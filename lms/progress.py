"""Helen's figures: for one course, by unit, who has not started, is under way, awaits a score or is done, and when."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from courses.models import Course
from courses.progress import course_progress
from people.models import Job, Person, Unit

# A returned reply is with the learner again: the office counts it as under way.
COLUMNS = ("not_started", "in_progress", "awaiting_score", "completed")
COUNTED_AS = {"returned": "in_progress"}


@dataclass(frozen=True)
class PersonLine:
    person: Person
    unit: Unit | None
    state: str
    since: datetime


@dataclass(frozen=True)
class UnitLine:
    unit: Unit | None
    counts: dict[str, int]
    total: int


def person_lines(course: Course, on: date) -> list[PersonLine]:
    """Everyone who was enrolled in the course, in the unit of today's primary job, by name."""
    rows = {row.person_id: row for row in course_progress(course)}
    people = Person.objects.filter(pk__in=rows).order_by("last_name", "first_name", "username")
    people = people.only("last_name", "first_name", "username")
    units: dict[int, Unit] = {}
    unit_of = {}
    jobs = Job.objects.primary(on).filter(person__in=rows).order_by("starts_on")
    # One object a unit, not one a person.
    for person_id, pk, slug, name in jobs.values_list("person", "unit", "unit__slug", "unit__name"):
        unit_of[person_id] = units.setdefault(pk, Unit(pk=pk, slug=slug, name=name))
    return [
        PersonLine(person, unit_of.get(person.pk), rows[person.pk].state, rows[person.pk].since) for person in people
    ]


def unit_lines(lines: Iterable[PersonLine]) -> list[UnitLine]:
    """Counts by unit, by name; people without a job today stand last."""
    units: dict[int | None, Unit | None] = {}
    counters: dict[int | None, Counter] = {}
    for line in lines:
        key = line.unit.pk if line.unit else None
        units[key] = line.unit
        counters.setdefault(key, Counter())[counted(line.state)] += 1
    made = [
        UnitLine(units[key], {state: counter[state] for state in COLUMNS}, counter.total())
        for key, counter in counters.items()
    ]
    return sorted(made, key=lambda line: (line.unit is None, line.unit.name if line.unit else ""))


def counted(state: str) -> str:
    return COUNTED_AS.get(state, state)
