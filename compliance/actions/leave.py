"""Leave of a person: it begins, its end becomes known, or it turns out not to be. Each is a row; none is rewritten."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from compliance.actions.parts import read_parts
from compliance.actions.project import lock_people
from compliance.actions.refresh import bring_up
from compliance.models import Leave
from compliance.refusals import Refused
from compliance.wording import day
from people.models import Person


@transaction.atomic
def record_leave(
    *, person: Person, starts_on: dt.date, reason: str, approver, now: dt.datetime, back_on: dt.date | None = None
) -> Leave:
    """On leave from that day, until the day of return if it is known. The same leave again is the same row."""
    lock_people([person.pk])
    must_be_recordable(person=person, starts_on=starts_on, back_on=back_on, approver=approver)
    if not reason.strip():
        raise Refused(_("Say what kind of leave it is. No medical detail."), field="reason")
    if same := standing_leaves(person).filter(starts_on=starts_on, back_on=back_on).first():
        return same
    made = Leave.objects.create(
        person=person,
        starts_on=starts_on,
        back_on=back_on,
        reason=reason.strip(),
        approver=approver,
        recorded_at=now,
    )
    _bring_up(person.pk, now)
    return made


@transaction.atomic
def change_leave(*, leave: Leave, back_on: dt.date | None, approver, now: dt.datetime) -> Leave:
    """The day of return, as it is known now: another row in the place of the first."""
    lock_people([leave.person_id])
    must_be_changeable(leave=leave, back_on=back_on, approver=approver)
    return _replace(leave, back_on, leave.reason, approver, now, cancels=False)


@transaction.atomic
def cancel_leave(*, leave: Leave, reason: str, approver, now: dt.datetime) -> Leave:
    """It was not so. Due dates are again what they were without it."""
    lock_people([leave.person_id])
    _must_be_another(leave.person, approver)
    _must_stand(leave)
    if not reason.strip():
        raise Refused(_("Say why, in a sentence. An audit reads it."), field="reason")
    return _replace(leave, leave.back_on, reason.strip(), approver, now, cancels=True)


# What a preview asks first, too: it never shows what would then be refused.
def must_be_recordable(*, person: Person, starts_on: dt.date, back_on: dt.date | None, approver) -> None:
    _must_be_another(person, approver)
    _must_end_later(starts_on, back_on)
    standing = [leave for leave in standing_leaves(person) if _overlap(leave, starts_on, back_on)]
    if standing and (starts_on, back_on) not in [(leave.starts_on, leave.back_on) for leave in standing]:
        told = _("There is leave from %(day)s already. Change that one.") % {"day": day(standing[0].starts_on)}
        raise Refused(told, field="starts_on")


def must_be_changeable(*, leave: Leave, back_on: dt.date | None, approver) -> None:
    _must_be_another(leave.person, approver)
    _must_stand(leave)
    _must_end_later(leave.starts_on, back_on)
    if back_on == leave.back_on:
        raise Refused(_("That is the day of return already."), field="back_on")
    others = standing_leaves(leave.person).exclude(pk=leave.pk)
    if other := next((one for one in others if _overlap(one, leave.starts_on, back_on)), None):
        told = _("There is leave from %(day)s, too. The day of return lies before it.") % {"day": day(other.starts_on)}
        raise Refused(told, field="back_on")


def standing_leaves(person: Person):
    """What counts: neither taken back nor put in the place of by another row."""
    rows = Leave.objects.filter(person__in=person.same_person_ids(), voided_by__isnull=True, cancels=False)
    return rows.order_by("starts_on", "pk")


def _replace(leave: Leave, back_on, reason: str, approver, now: dt.datetime, *, cancels: bool) -> Leave:
    made = Leave.objects.create(
        person=leave.person,
        starts_on=leave.starts_on,
        back_on=back_on,
        reason=reason,
        approver=approver,
        recorded_at=now,
        voids=leave,
        cancels=cancels,
    )
    _bring_up(leave.person_id, now)
    return made


def _bring_up(person: int, now: dt.datetime) -> None:
    bring_up(people=[person], now=now)
    read_parts(people=[person])


def _must_be_another(person: Person, approver) -> None:
    if approver is not None and approver.pk in person.same_person_ids():
        raise Refused(_("Your own leave moves your own due dates, so somebody else enters it."))


def _must_stand(leave: Leave) -> None:
    if leave.cancels or Leave.objects.filter(voids=leave).exists():
        raise Refused(_("This leave was changed meanwhile. Look at it again."))


def _must_end_later(starts_on: dt.date, back_on: dt.date | None) -> None:
    if back_on is not None and back_on <= starts_on:
        raise Refused(_("The day of return is later than the first day of leave."), field="back_on")


def _overlap(leave: Leave, starts_on: dt.date, back_on: dt.date | None) -> bool:
    return (leave.back_on is None or starts_on < leave.back_on) and (back_on is None or leave.starts_on < back_on)
