"""Put people on a course. A round that is open already is kept as it is."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.actions.closing import close_rounds
from courses.actions.locks import lock_course, lock_rounds
from courses.models import Course, Enrollment
from courses.permissions import mine
from courses.refusals import Refused
from people.models import Person


def enroll(*, person: Person, course: Course, actor: Person | None, source: str) -> Enrollment:
    """Open a round of the whole course, or return the one that is open. Refused while nothing of it is released.

    A top-up that is open is closed: the whole course holds what it asked for.
    """
    if course.newest_id is None:
        raise Refused(_("This course is not released yet."))
    rounds = Enrollment.objects.filter(mine(person), course=course)
    with transaction.atomic():
        lock_course(course.pk)
        standing = rounds.open().whole().first()
        if standing:
            return standing
        close_rounds(lock_rounds(rounds.open().top_ups()), _("The whole course is taken again."))
        return Enrollment.objects.create(
            person=person,
            course=course,
            round=next_round(rounds),
            source=source,
            enrolled_by=actor,
            opened_at=timezone.now(),
        )


def enroll_many(*, people: Iterable[Person], course: Course, actor: Person) -> tuple[int, int]:
    """Enroll those who neither are on the course nor have done it. Returns how many were, and how many were not.

    Whoever has done the course is left alone: a new round is asked for by a person, one by one, or by a requirement.
    """
    people = list(people)
    if course.newest_id is None:
        raise Refused(_("This course is not released yet."))
    with transaction.atomic():
        lock_course(course.pk)  # two officers with the same list wait for each other here, and so does whoever joins
        standing = enrolled_ids(course)
        now = timezone.now()
        new = [person for person in {person.pk: person for person in people}.values() if person.pk not in standing]
        Enrollment.objects.bulk_create(
            [
                Enrollment(
                    person=person,
                    course=course,
                    round=standing_round + 1,
                    source=Enrollment.Source.HR,
                    enrolled_by=actor,
                    opened_at=now,
                )
                for person, standing_round in _with_rounds(new, course)
            ]
        )
    return len(new), len({person.pk for person in people}) - len(new)


def enrolled_ids(course: Course) -> dict[int, str]:
    """Who is on this course or has done it, by person (the kept record of merged ones): "open" or "done"."""
    rows = Enrollment.objects.filter(course=course, closed_at__isnull=True).order_by("round")
    states = {}
    for person_id, merged_into, completed_at in rows.values_list("person_id", "person__merged_into_id", "completed_at"):
        states[merged_into or person_id] = "done" if completed_at else "open"
    return states


def _with_rounds(people: list[Person], course: Course) -> list[tuple[Person, int]]:
    last = dict(
        Enrollment.objects.filter(course=course, person__in=people)
        .order_by()
        .values_list("person")
        .annotate(last=Max("round"))
    )
    return [(person, last.get(person.pk, 0)) for person in people]


def next_round(rounds) -> int:
    return (rounds.aggregate(last=Max("round"))["last"] or 0) + 1
