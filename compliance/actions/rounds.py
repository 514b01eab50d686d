"""What is asked appears on the learner's list: a round of each course is opened when its assignment opens."""

import datetime as dt
from collections.abc import Collection, Iterator

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone

from compliance.days import before
from compliance.models import Assignment
from compliance.rule import stored_rule
from courses.actions import enroll
from courses.models import Course, Enrollment, Evidence
from people.models import Person

# A run takes so many and leaves the rest to the next: a requirement of the whole district does not hold up the worker.
AT_ONCE = 1000


def open_rounds(*, now: dt.datetime, at_most: int = AT_ONCE, people: Collection[int] | None = None) -> int:
    """For whoever must do a course, has no open round of it and has not shown it for this cycle. How many were opened.

    Of "two of these five" the learner chooses, so none is opened.
    """
    pairs = (row[:2] for row in asked_without_round(timezone.localdate(now), people) if not shown_already(*row[2:]))
    wanted = list(dict.fromkeys(pairs))[:at_most]
    persons = Person.objects.in_bulk({person for person, _course in wanted})
    courses = Course.objects.in_bulk({course for _person, course in wanted})
    for person, course in wanted:
        enroll(person=persons[person], course=courses[course], actor=None, source=Enrollment.Source.REQUIRED)
    return len(wanted)


def shown_already(rule, assigned_on: dt.date, shown_at: dt.datetime | None) -> bool:
    """Does the latest completion count under the freshness of the rule? Then nothing has to be done again."""
    if shown_at is None:
        return False
    fresh = stored_rule(rule).freshness
    if isinstance(fresh, str):  # "any"
        return True
    return timezone.localdate(shown_at) >= (before(assigned_on, fresh) if fresh else assigned_on)


def asked_without_round(on: dt.date, people: Collection[int] | None = None) -> Iterator[tuple]:
    """(person, course, rule, assigned on, last shown) of what is asked and not under way, soonest due first."""
    of_person = Q(person=OuterRef("person")) | Q(person__merged_into=OuterRef("person"))
    under_way = Enrollment.objects.open().filter(of_person, course=OuterRef("course"))
    shown = Evidence.objects.standing().filter(of_person, course=OuterRef("course")).order_by("-occurred_at")
    asked = (
        Assignment.objects.current()
        .waiting_on_learner()
        .filter(part=0, opens_on__lte=on, terms__needed__isnull=True, terms__asked__course__newest__isnull=False)
        .annotate(course=F("terms__asked__course"), shown_at=Subquery(shown.values("occurred_at")[:1]))
    )
    if people is not None:
        asked = asked.filter(person__in=people)
    rows = asked.filter(~Exists(under_way)).order_by("due_on", "pk")
    return rows.values_list("person", "course", "terms__rule", "assigned_on", "shown_at").iterator(chunk_size=2000)
