"""Saying that a requirement must be finished before a duty, or no longer. Each time a row."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from compliance.models import DutyGate, Requirement
from compliance.refusals import Refused


@transaction.atomic
def set_gate(*, requirement: Requirement, duty: str, actor, now: dt.datetime) -> DutyGate | None:
    """`duty` as it follows “cleared to”; empty takes the gate away. What is so already is not written again."""
    requirement = Requirement.objects.select_for_update(no_key=True).get(pk=requirement.pk)
    duty = " ".join(duty.split()).rstrip(".")
    newest = DutyGate.objects.filter(requirement=requirement).order_by("-pk").first()
    if duty == (newest.duty if newest else ""):
        return newest
    if requirement.retired_on:
        raise Refused(_("This requirement was retired. It stands before no duty any more."), field="duty")
    return DutyGate.objects.create(requirement=requirement, duty=duty, recorded_at=now, actor=actor)
