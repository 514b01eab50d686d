"""By when someone must have done which course, for pages that list courses."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from compliance.models import Assignment
from compliance.models.assignment import FACT_FIELDS
from compliance.status import OPEN, Facts, status_of
from courses.permissions import mine


@dataclass(frozen=True)
class DueCourse:
    """`word`: the status of the requirement that asks for the course first."""

    requirement: str
    due_on: dt.date
    word: str


def dues_of(person, on: dt.date) -> dict[int, DueCourse]:
    """By course, what still presses on the person; of several requirements, the one that is due first. One query."""
    rows = (
        Assignment.objects.filter(mine(person), Q(current=True) | Q(part__gt=0))
        .waiting_on_learner()
        .filter(opens_on__lte=on)
        .order_by("-due_on", "-pk")
        .values_list("terms__asked__course", "requirement__name", "due_on", *FACT_FIELDS)
    )
    # The words are read here: of the few rows of one person that costs less than asking the database for them.
    worded = [(course, name, due, status_of(Facts(*facts), on)) for course, name, due, *facts in rows]
    return {course: DueCourse(*row) for course, *row in worded if row[-1] in OPEN}
