"""By when someone must have done which course, for pages that list courses."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from compliance.models import Assignment, DutyGate
from compliance.models.assignment import FACT_FIELDS
from compliance.models.standing import UNDONE
from compliance.status import OPEN, Facts, status_of
from courses.permissions import mine


@dataclass(frozen=True)
class DueCourse:
    """`word`: the status of the requirement that asks for the course first."""

    requirement: str
    due_on: dt.date
    word: str


@dataclass(frozen=True)
class Dues:
    """By course, what still presses on the person; and whether anything asked of them stands before a duty."""

    by_course: dict[int, DueCourse]
    duty_waits: bool


def dues_of(person, on: dt.date) -> Dues:
    """Of several requirements that ask for one course, the one that is due first. One query."""
    before_a_duty = Exists(DutyGate.objects.standing().filter(requirement=OuterRef("requirement")))
    rows = (
        Assignment.objects.filter(mine(person), Q(current=True) | Q(part__gt=0), closed_on__isnull=True)
        .annotate(before_a_duty=before_a_duty)
        .filter(Q(UNDONE, awaiting_since__isnull=True) | Q(before_a_duty=True), opens_on__lte=on)
        .order_by("-due_on", "-pk")
        .values_list("before_a_duty", "terms__asked__course", "requirement__name", "due_on", *FACT_FIELDS)
    )
    # The words are read here: of the few rows of one person that costs less than asking the database for them.
    by_course, duty_waits = {}, False
    for before_a_duty, course, name, due, *columns in rows:
        facts = Facts(*columns)
        duty_waits = duty_waits or before_a_duty
        word = status_of(facts, on)
        if word in OPEN and not (facts.completed_on or facts.waived_on):
            by_course[course] = DueCourse(name, due, word)
    return Dues(by_course, duty_waits)
