"""A hold without an end is over: the row that said so gives way to one with its last day, and both stay on record."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from compliance.actions.adjust import bring_up_rows, must_not_be_ones_own, void_adjustment
from compliance.actions.project import lock_people
from compliance.models import Adjustment
from compliance.refusals import Refused
from compliance.wording import day


@transaction.atomic
def end_hold(*, adjustment: Adjustment, back: dt.date | None, approver, now: dt.datetime) -> Adjustment:
    """Asked again from `back` on; the days until then move the due date, as the rule says. Pressed twice, one end."""
    lock_people([adjustment.assignment.person_id])
    kept = {"kind": Adjustment.Kind.HOLD, "on": adjustment.on, "reason": adjustment.reason}
    standing = adjustment.assignment.adjustments.standing().filter(**kept)
    if ended := standing.filter(until=back, until__isnull=False).exclude(pk=adjustment.pk).first():
        return ended
    if not standing.filter(pk=adjustment.pk, until__isnull=True).exists():
        raise Refused(_("This hold has an end already, or was taken back. Open the page again."))
    must_not_be_ones_own(adjustment.assignment, approver)
    if back is None:
        raise Refused(_("Say from which day on it is asked again."))
    if back <= adjustment.on:
        told = _("A hold ends on a later day than it began, %(day)s. If it never was so, take it back.")
        raise Refused(told % {"day": day(adjustment.on)})
    void_adjustment(adjustment=adjustment, reason=_("It is over."), approver=approver, now=now)
    made = Adjustment.objects.create(
        assignment=adjustment.assignment, until=back, approver=approver, recorded_at=now, **kept
    )
    bring_up_rows([adjustment.assignment], now)
    return made
