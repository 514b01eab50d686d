"""A supervisor or trainer listened to a real call and says how it went. Good enough, it is evidence: *attested*."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from courses.actions.evidence import record_evidence
from courses.models import Evidence, ObservedCall, ObservedCallActivity
from courses.refusals import Refused
from courses.sign_off import signed_off
from goals.models import RubricVersion
from people.models import Person


def observe_call(
    *,
    person: Person,
    activity: ObservedCallActivity,
    observer: Person,
    occurred_at: dt.datetime,
    levels: dict[str, int],
    gate_failed: bool,
    note: str,
    client_key: uuid.UUID,
    now: dt.datetime,
) -> ObservedCall:
    """Keep the levels and the note; the same key again is the same call."""
    rubric = RubricVersion.objects.order_by("-number").first()
    if rubric is None:
        raise Refused(_("There is no rubric yet, so there is nothing to score by."))
    with transaction.atomic():
        call, made = ObservedCall.objects.get_or_create(
            client_key=client_key,
            defaults={
                "person": person,
                "activity": activity,
                "observer": observer,
                "occurred_at": occurred_at,
                "rubric": rubric,
                "levels": levels,
                "gate_failed": gate_failed,
                "note": note,
                "signed_off": signed_off(levels, gate_failed=gate_failed),
            },
        )
        if made and call.signed_off:
            record_evidence(
                key=f"observed:{call.pk}",
                person=person,
                activity=activity,
                kind=Evidence.Kind.ATTESTED,
                occurred_at=occurred_at,
                actor=observer,
                reason=note,
                now=now,
            )
    return call
