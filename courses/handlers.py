"""The news of this room. Rooms above say what they do about it."""

from django.utils import timezone

from courses.actions.settle import settle_round
from courses.models import Enrollment
from outbox.registry import handles, topic

topic("course.completed")
topic("problem.reported")


@handles("edition.released")
def settle_after_release(payload: dict) -> None:
    """Someone whose last open item was dropped is done now. Outside the release: one short transaction a round."""
    for enrollment in Enrollment.objects.open().filter(edition=payload["edition_id"]):
        settle_round(enrollment=enrollment, now=timezone.now())
