"""What no rule can settle and a person has to look at: six questions, a few queries each."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from compliance.models import Assignment, Membership, Requirement, SavedView, Snag
from compliance.permissions import district_seers
from compliance.sharing import pairs
from people.models import Job, Person

NOBODY, UNREALISTIC, NO_SUPERVISOR, CONFLICT = "nobody", "unrealistic", "no-supervisor", "conflict"
LEFT_BEHIND, SNAG = "left-behind", "snag"


Rows = QuerySet[Any] | Sequence[Any]


def exceptions(on: dt.date) -> dict[str, Rows]:
    """The rows of each kind, in a steady order: requirements, assignments, people, pairs, views."""
    return {kind: ask(on) for kind, ask in ASKED.items()}


def counts(found: dict[str, Rows]) -> dict[str, int]:
    return {kind: rows.count() if isinstance(rows, QuerySet) else len(rows) for kind, rows in found.items()}


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
    """Asked something, and no job of theirs names somebody who works here: nobody hears of it or grants more time."""
    here = Person.objects.employed(on).values("pk")
    led = Job.objects.held(on).filter(
        Q(person=OuterRef("pk")) | Q(person__merged_into=OuterRef("pk")),
        Q(supervisor__in=here) | Q(supervisor__merged_into__in=here),
    )
    asked = pressing().filter(person=OuterRef("pk"))
    return Person.objects.employed(on).filter(Exists(asked), ~Exists(led)).order_by("last_name", "first_name", "pk")


def left_behind(on: dt.date) -> QuerySet[SavedView]:
    """Saved views, and reports of them, whose owner left or may not see the list any more: nothing of it goes out."""
    seers = district_seers(on).values("pk")
    return SavedView.objects.of_others_than(seers).select_related("owner", "unit", "requirement").order_by("name", "pk")


def snags(on: dt.date) -> QuerySet[Snag]:
    """What broke while it was worked out. What stood before stands; it is tried again each night."""
    return Snag.objects.select_related("person", "requirement", "audience")


def pressing() -> QuerySet[Assignment]:
    """Counted, and in the hands of the learner."""
    return Assignment.objects.counted().waiting_on_learner()


ASKED: dict[str, Callable[[dt.date], Any]] = {
    NOBODY: matches_nobody, UNREALISTIC: unrealistic, NO_SUPERVISOR: without_supervisor, CONFLICT: pairs,
    LEFT_BEHIND: left_behind, SNAG: snags,
}  # fmt: skip
