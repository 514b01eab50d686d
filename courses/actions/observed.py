"""A supervisor or trainer listened to a real call and says how it went. Good enough, it is evidence: *attested*."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.actions.evidence import record_evidence
from courses.actions.once import key_for
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
    """Keep the levels and the note; the same again is the same call."""
    rubric = RubricVersion.objects.order_by("-number").first()
    if rubric is None:
        raise Refused(_("There is no rubric yet, so there is nothing to score by."))
    fields = {
        "person": person,
        "activity": activity,
        "observer": observer,
        "occurred_at": occurred_at,
        "rubric": rubric,
        "levels": levels,
        "gate_failed": gate_failed,
        "note": note,
        "signed_off": signed_off(levels, gate_failed=gate_failed),
    }
    with transaction.atomic():
        client_key = key_for(ObservedCall(client_key=client_key, **fields), _said)
        call, made = ObservedCall.objects.get_or_create(client_key=client_key, defaults=fields)
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


def _said(call: ObservedCall) -> tuple:
    """The day alone: a form says no more, and a call of today gets the minute at which it is sent."""
    levels = tuple(sorted(call.levels.items()))
    day = timezone.localdate(call.occurred_at)
    return call.person_id, call.activity_id, call.observer_id, day, levels, call.gate_failed, call.note
