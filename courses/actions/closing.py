"""A round ends before it is finished: it is closed with a reason, and what was shown in it stays on record."""

from collections.abc import Collection

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.models import Enrollment, EnrollmentItem
from outbox.actions import promise


def close_rounds(rounds: Collection[Enrollment], reason: str) -> None:
    """Close open rounds, whose locks are held, and say so."""
    for each in rounds:
        each.closed_at, each.closed_reason = timezone.now(), reason
        each.save(update_fields=["closed_at", "closed_reason"])
        promise(topic="round.closed", key=f"round.closed:{each.pk}", payload={"enrollment_id": each.pk})


def close_unasked(rounds: Collection[Enrollment]) -> None:
    """Top-ups of which the course asks nothing any more."""
    close_rounds(rounds, _("What it asked for is no longer in the course."))


def close_empty(rounds: Collection[Enrollment]) -> None:
    """A top-up under way can never be finished once a release took its items away, or left them "if you wish"."""
    numbers = [each.pk for each in rounds if each.kind == Enrollment.Kind.TOP_UP]
    must = Q(item__required=True) | Q(item__gate=True) | ~Q(item__group="")
    steps = EnrollmentItem.objects.filter(must, enrollment__in=numbers).order_by()
    asking = set(steps.values_list("enrollment", flat=True))
    close_unasked([each for each in rounds if each.pk in numbers and each.pk not in asking])
