"""A round ends before it is finished: it is closed with a reason, and what was shown in it stays on record."""

from collections.abc import Collection

from django.utils import timezone
from django.utils.translation import gettext as _

from courses.models import Enrollment
from outbox.actions import promise


def close_rounds(rounds: Collection[Enrollment], reason: str) -> None:
    """Close open rounds, whose locks are held, and say so."""
    for each in rounds:
        each.closed_at, each.closed_reason = timezone.now(), reason
        each.save(update_fields=["closed_at", "closed_reason"])
        promise(topic="round.closed", key=f"round.closed:{each.pk}", payload={"enrollment_id": each.pk})


def close_empty(rounds: Collection[Enrollment]) -> None:
    """A top-up of which a release took every item away can never be finished."""
    numbers = [each.pk for each in rounds if each.kind == Enrollment.Kind.TOP_UP]
    empty = set(Enrollment.objects.filter(pk__in=numbers, items__isnull=True).values_list("pk", flat=True))
    close_rounds([each for each in rounds if each.pk in empty], _("What it asked for is no longer in the course."))
