"""What no rule can settle and a person has to look at: four questions, one query each, two for rules that disagree."""

import datetime as dt
from collections import defaultdict

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from compliance.models import Assignment, Membership, Requirement, TermsCourse
from people.models import Job, Person

NOBODY, UNREALISTIC, NO_SUPERVISOR, CONFLICT = "nobody", "unrealistic", "no-supervisor", "conflict"


def exceptions(kind: str, on: dt.date) -> QuerySet:
    """The rows of one kind, in a steady order."""
    return ASKED[kind](on)


def counts(on: dt.date) -> dict[str, int]:
    return {kind: ask(on).count() for kind, ask in ASKED.items()}


def matches_nobody(on: dt.date) -> QuerySet[Requirement]:
    """In force, and nobody stands in its group."""
    inside = Membership.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=on),
        audience=OuterRef("audience"),
        starts_on__lte=on,
        voided_at__isnull=True,
    )
    return Requirement.objects.in_force(on).filter(~Exists(inside)).select_related("audience").order_by("name", "pk")


def unrealistic(on: dt.date) -> QuerySet[Assignment]:
    """The rule's due date was past on the day it was assigned; still to be done."""
    return pressing().filter(unrealistic=True).select_related("person", "requirement", "unit").order_by("due_on", "pk")


def without_supervisor(on: dt.date) -> QuerySet[Person]:
    """Asked something, and no job of theirs names who answers for them: nobody hears of it, nobody grants more time."""
    led = Job.objects.held(on).filter(
        Q(person=OuterRef("pk")) | Q(person__merged_into=OuterRef("pk")), supervisor__isnull=False
    )
    asked = pressing().filter(person=OuterRef("pk"))
    return Person.objects.employed(on).filter(Exists(asked), ~Exists(led)).order_by("last_name", "first_name", "pk")


def disagreeing(on: dt.date) -> QuerySet[Assignment]:
    """The earlier due of two that ask one person for the same course by different days, with the `other` one.

    Of one requirement one row is counted, so rows that differ in their due date are of two requirements.
    """
    sharing = sharing_a_course()
    other = {
        "person__assignments__requirement__in": sharing,
        "person__assignments__current": True,
        "person__assignments__part": 0,
        "person__assignments__completed_on__isnull": True,
        "person__assignments__waived_on__isnull": True,
        "person__assignments__closed_on__isnull": True,
        "person__assignments__awaiting_since__isnull": True,
        "person__assignments__due_on__gt": F("due_on"),
        "person__assignments__terms__asked__course": F("terms__asked__course"),
    }
    return (
        pressing()
        .filter(requirement__in=sharing)
        .filter(**other)
        .annotate(
            other_due=F("person__assignments__due_on"),
            other_slug=F("person__assignments__requirement__slug"),
            other_name=F("person__assignments__requirement__name"),
            course_title=F("terms__asked__course__title"),
        )
        .select_related("person", "requirement", "unit")
        .order_by("due_on", "pk", "other_slug", "course_title")
    )


def sharing_a_course() -> set[int]:
    """Requirements that ask for a course that another one asks for too: few, so that no other row is looked at."""
    by_course = defaultdict(set)
    for course, requirement in TermsCourse.objects.order_by().values_list("course", "terms__requirement").distinct():
        by_course[course].add(requirement)
    return {one for asking in by_course.values() if len(asking) > 1 for one in asking}


def pressing() -> QuerySet[Assignment]:
    """Counted, and in the hands of the learner."""
    return Assignment.objects.counted().waiting_on_learner()


ASKED = {
    NOBODY: matches_nobody, UNREALISTIC: unrealistic, NO_SUPERVISOR: without_supervisor, CONFLICT: disagreeing,
}  # fmt: skip
