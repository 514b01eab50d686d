"""What is asked appears on the learner's list: a round of each course is opened when its assignment opens."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from compliance.models import Assignment
from compliance.still_missing import Row, still_missing
from courses.actions import enroll
from courses.models import Course, Enrollment, Evidence
from people.models import Person

# A run takes so many and leaves the rest to the next: a requirement of the whole district does not hold up the worker.
AT_ONCE = 1000


def open_rounds(*, now: dt.datetime, at_most: int = AT_ONCE, people: Collection[int] | None = None) -> int:
    """For whoever must do a course, has no open round of it and has not shown it for this cycle. How many were opened.

    Of "two of these five" the learner chooses, so none is opened. A top-up that is open is a part of the course: it
    gives way to the whole.
    """
    on = timezone.localdate(now)
    wanted = list(islice(_once(still_missing(asked_without_round(on, people), on)), at_most))
    persons = Person.objects.in_bulk({person for person, _course in wanted})
    courses = Course.objects.in_bulk({course for _person, course in wanted})
    for person, course in wanted:
        enroll(person=persons[person], course=courses[course], actor=None, source=Enrollment.Source.REQUIRED)
    return len(wanted)


def asked_without_round(on: dt.date, people: Collection[int] | None = None) -> Iterator[Row]:
    """What is asked and not under way, soonest due first."""
    of_person = Q(person=OuterRef("person")) | Q(person__merged_into=OuterRef("person"))
    under_way = Enrollment.objects.open().whole().filter(of_person, course=OuterRef("course"))
    shown = Evidence.objects.standing().filter(of_person, course=OuterRef("course"))
    asked = (
        Assignment.objects.current()
        .waiting_on_learner()
        .filter(part=0, opens_on__lte=on, terms__needed__isnull=True, terms__asked__course__newest__isnull=False)
        .annotate(course=F("terms__asked__course"), shown=Exists(shown))
    )
    if people is not None:
        asked = asked.filter(person__in=people)
    rows = asked.filter(~Exists(under_way)).order_by("due_on", "pk")
    return rows.values_list("person", "course", "requirement", "shown").iterator(chunk_size=2000)


def _once(pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Two requirements may ask for one course."""
    seen = set()
    for pair in pairs:
        if pair not in seen:
            seen.add(pair)
            yield pair
