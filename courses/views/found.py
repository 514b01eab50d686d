"""What the views look up: always among the person's own, so that another's is a 404."""

from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404

from courses.models import Attempt, Enrollment, EnrollmentItem
from courses.permissions import mine
from safe.numbers import LARGEST_ID


def own_attempt(person, key, *kinds: str) -> Attempt:
    """The person's try under this key, with all that a page of it needs, in one query."""
    rows = Attempt.objects.filter(mine(person)).select_related("version", "enrollment__course", "enrollment__edition")
    attempt = get_object_or_404(rows, key=key)
    if attempt.version.definition.get("kind") not in kinds:
        raise Http404
    if attempt.person_id == person.pk:
        attempt.person = person  # known from signing in, not read again
    return attempt


def own_step(person, round_id: int, item_id: int) -> EnrollmentItem:
    if max(round_id, item_id) > LARGEST_ID:
        raise Http404
    rows = EnrollmentItem.objects.filter(mine(person, "enrollment__"), enrollment=round_id, item=item_id)
    return get_object_or_404(
        rows.select_related("enrollment__course", "enrollment__edition", "item__version").defer(
            "item__version__definition"
        )
    )


def latest_round(person, course) -> Enrollment | None:
    """The round that is open, or else the last one that was finished."""
    rows = Enrollment.objects.filter(mine(person), course=course, closed_at__isnull=True)
    return (
        rows.select_related("edition", "release").order_by(F("completed_at").desc(nulls_first=True), "-round").first()
    )
