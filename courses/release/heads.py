"""How many people stand where, before a release says what happens to them."""

from dataclasses import dataclass

from django.db.models import Count, Q

from courses.models.enrollment import Enrollment


@dataclass(frozen=True)
class Heads:
    not_started: int
    under_way: int
    done: int


def heads_of(course_key) -> Heads:
    """People of the course: enrolled and not started, on the way, and done at least once and not on the way again."""
    open_round = Q(completed_at__isnull=True, closed_at__isnull=True)
    rounds = Enrollment.objects.filter(course__key=course_key)
    counted = rounds.aggregate(
        not_started=Count("person", filter=open_round & Q(started_at__isnull=True), distinct=True),
        under_way=Count("person", filter=open_round & Q(started_at__isnull=False), distinct=True),
    )
    busy = rounds.filter(open_round).values("person")
    done = rounds.filter(completed_at__isnull=False).exclude(person__in=busy).values("person").distinct().count()
    return Heads(**counted, done=done)
