"""What someone may be referred to, and which referrals wait for an answer."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse

from courses.models import Activity, ActivityVersion, Attempt, Referral
from courses.permissions import mine


@dataclass(frozen=True)
class Waiting:
    """A referral as the person reads it."""

    pk: int
    title: str
    url: str
    by: str
    reason: str
    on: dt.datetime
    is_course: bool


def practices() -> list[Activity]:
    """What may be practiced outside of a course, by title. Rooms above say so of their own kinds."""
    released = ActivityVersion.objects.filter(activity=OuterRef("pk"))
    return [each for each in Activity.objects.filter(Exists(released)).order_by("title") if each.practice_view]


def waiting_for(person) -> list[Waiting]:
    """Newest first, in one query. A practice is answered by any try since; only the person learns of it."""
    tried = Attempt.objects.filter(
        mine(person), activity=OuterRef("activity"), mode=Attempt.Mode.PRACTICE, started_at__gte=OuterRef("made_at")
    )
    rows = Referral.objects.unanswered().filter(mine(person)).exclude(Exists(tried))
    return [_waiting(*row) for row in rows.values_list(*_COLUMNS)]


# Rows alone: reading the activities as what they are would cost a query for each kind.
_COLUMNS = (
    "pk", "reason", "made_at", "referred_by__first_name", "referred_by__last_name", "course__slug",
    "course__newest__title", "activity__key", "activity__title",
)  # fmt: skip


def _waiting(pk, reason, made_at, first, last, slug, course_title, key, title) -> Waiting:
    url = reverse("courses:course", args=[slug]) if slug else reverse("courses:practice", args=[key])
    return Waiting(pk, course_title or title, url, f"{first} {last}".strip(), reason, made_at, is_course=bool(slug))
