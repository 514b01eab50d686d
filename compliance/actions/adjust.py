"""What is allowed to one person: a waiver, more time, a hold, leave. Each names who allowed it and why.

A wrong row is voided by another one; the same key again is the same row. Every verb brings the person's assignments up
to date in its own transaction, so the page that follows shows what was done.
"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compliance.actions.parts import read_parts
from compliance.actions.project import lock_people, project
from compliance.expiry import year_end, year_of
from compliance.models import Adjustment, Assignment, ExtensionRequest
from compliance.refusals import Refused
from compliance.rule import SCHOOL_YEAR, stored_rule
from compliance.wording import day
from outbox.actions import promise

KIND = Adjustment.Kind


@transaction.atomic
def waive(
    *, assignment: Assignment, reason: str, approver, now: dt.datetime, until: dt.date | None = None,
    key: uuid.UUID | None = None,
) -> Adjustment:  # fmt: skip
    """This cycle need not be done. The next one counts from its due date, or from `until`. Never a certificate."""
    made = _allow(KIND.WAIVER, assignment, until, reason, approver, now, key)
    tell_of_waivers([assignment.pk], now)
    return made


@transaction.atomic
def extend(
    *, assignment: Assignment, until: dt.date, reason: str, approver, now: dt.datetime, key: uuid.UUID | None = None
) -> Adjustment:
    """More time for this cycle: the due date moves later, what was shown and what follows do not."""
    return _allow(KIND.EXTENSION, assignment, until, reason, approver, now, key)


@transaction.atomic
def hold(
    *, assignment: Assignment, reason: str, approver, now: dt.datetime, until: dt.date | None = None,
    key: uuid.UUID | None = None,
) -> Adjustment:  # fmt: skip
    """Nothing presses while it is held; days on hold are added to the due date, as the rule says for leave."""
    return _allow(KIND.HOLD, assignment, until, reason, approver, now, key)


@transaction.atomic
def void_adjustment(*, adjustment: Adjustment, reason: str, approver, now: dt.datetime) -> Adjustment:
    """It does not stand: the dates are again what they were without it. A second press changes nothing."""
    lock_people([adjustment.assignment.person_id])
    done = Adjustment.objects.filter(voids=adjustment).first()
    if done:
        return done
    if adjustment.voids_id:
        raise Refused(_("This row voids another one and cannot be voided itself. Write what should hold anew."))
    must_say_why(reason)
    made = Adjustment.objects.create(
        assignment=adjustment.assignment,
        kind=adjustment.kind,
        on=adjustment.on,
        until=adjustment.until,
        reason=reason.strip(),
        approver=approver,
        recorded_at=now,
        voids=adjustment,
    )
    bring_up_rows([adjustment.assignment], now)
    return made


# --- asking for more time -------------------------------------------------------------------------------------------
@transaction.atomic
def ask_extension(
    *, assignment: Assignment, until: dt.date, reason: str, asked_by, key: uuid.UUID, now: dt.datetime
) -> ExtensionRequest:
    """A learner asks; the same key again is the same request. One that more time has overtaken gives way."""
    lock_people([assignment.person_id])
    sent = ExtensionRequest.objects.filter(key=key, asked_by=asked_by).first()
    if sent:
        return sent
    assignment = _undone(assignment)
    _must_be_later(assignment, until, timezone.localdate(now))
    must_say_why(reason)
    before = assignment.extension_requests.asked().first()
    if before and before.waits:
        raise Refused(_("You have asked already. Your supervisor has not answered yet."))
    if before:
        _decide(before, ExtensionRequest.State.WITHDRAWN, asked_by, "", now)
    return ExtensionRequest.objects.create(
        assignment=assignment, until=until, reason=reason.strip(), asked_by=asked_by, asked_at=now, key=key
    )


@transaction.atomic
def grant_extension(
    *, request: ExtensionRequest, approver, now: dt.datetime, answer: str = "", until: dt.date | None = None
) -> ExtensionRequest:
    """As asked, or to another day. Who asked does not grant. What was decided stays decided."""
    request = _locked(request)
    if request.state != ExtensionRequest.State.ASKED:
        return request
    _must_be_another(request, approver)
    _must_wait(request)
    assignment = _undone(request.assignment)
    until, today = until or request.until, timezone.localdate(now)
    _must_be_later(assignment, until, today)
    _write(
        assignment, KIND.EXTENSION, first_day(assignment, today), until, request.reason, approver, now, request=request
    )
    return _decide(request, ExtensionRequest.State.GRANTED, approver, answer, now)


@transaction.atomic
def refuse_extension(*, request: ExtensionRequest, approver, answer: str, now: dt.datetime) -> ExtensionRequest:
    request = _locked(request)
    if request.state != ExtensionRequest.State.ASKED:
        return request
    _must_be_another(request, approver)
    _must_wait(request)
    if not answer.strip():
        raise Refused(_("Say why not, in a sentence that the learner reads."), field="answer")
    return _decide(request, ExtensionRequest.State.REFUSED, approver, answer, now)


@transaction.atomic
def withdraw_extension(*, request: ExtensionRequest, now: dt.datetime) -> ExtensionRequest:
    request = _locked(request)
    if request.state != ExtensionRequest.State.ASKED:
        return request
    return _decide(request, ExtensionRequest.State.WITHDRAWN, request.asked_by, "", now)


def overtaken(request: ExtensionRequest) -> str:
    """Why a request that nobody answered needs no answer any more, in a sentence; "" for any other."""
    if request.state != ExtensionRequest.State.ASKED or request.waits:
        return ""
    try:
        _must_be_open(request.assignment)
        _must_not_be_waived(request.assignment)
    except Refused as refused:
        return str(refused)
    return _("It is due %(due)s already, so no more time is needed.") % {"due": day(request.assignment.due_on)}


# --- parts ----------------------------------------------------------------------------------------------------------
def must_be_allowed(kind, assignment: Assignment, until: dt.date | None, approver, today: dt.date) -> None:
    """Refused, in a sentence, when this cannot be given to that assignment as it stands."""
    must_not_be_ones_own(assignment, approver)
    _must_be_open(assignment)
    on = first_day(assignment, today)
    if kind != KIND.WAIVER:
        _must_not_be_waived(assignment)
    if kind == KIND.EXTENSION:
        _must_be_later(assignment, until, today)
    if kind == KIND.WAIVER:
        _must_waive_more(assignment, until, on)
    if kind == KIND.HOLD and until is not None and until <= on:
        raise Refused(_("A hold ends on a later day than it begins."), field="until")


def first_day(assignment: Assignment, today: dt.date) -> dt.date:
    return max(today, assignment.assigned_on)


def _allow(
    kind, assignment: Assignment, until: dt.date | None, reason: str, approver, now, key: uuid.UUID | None
) -> Adjustment:
    assignment, today = _locked_anew(assignment), timezone.localdate(now)
    if key and (sent := Adjustment.objects.filter(key=key).first()):
        if sent.assignment_id != assignment.pk:
            raise Refused(_("This page was used already, for someone else. Open it again and send it from there."))
        return sent
    must_be_allowed(kind, assignment, until, approver, today)
    return _write(assignment, kind, first_day(assignment, today), until, reason, approver, now, key=key)


def _locked_anew(assignment: Assignment) -> Assignment:
    """As it stands now, under the lock of its person."""
    lock_people([assignment.person_id])
    return Assignment.objects.get(pk=assignment.pk)


def _undone(assignment: Assignment) -> Assignment:
    assignment = _locked_anew(assignment)
    _must_be_open(assignment)
    _must_not_be_waived(assignment)
    return assignment


def _must_be_open(assignment: Assignment) -> None:
    """Refused when there is nothing to adjust any more."""
    if assignment.completed_on:
        raise Refused(_("This is done already, so nothing needs to be adjusted."))
    if assignment.closed_on:
        raise Refused(_("This is closed and asks nothing of anyone any more."))
    if not assignment.current:
        raise Refused(_("A later cycle has taken its place. Look at that one."))


def _must_waive_more(assignment: Assignment, until: dt.date | None, on: dt.date) -> None:
    """A waiver takes nothing away from one that stands."""
    if until is not None and until < on:
        raise Refused(_("A waiver cannot end before it begins. Choose a later day."), field="until")
    if assignment.waived_on and assignment.expires_on is None and until is not None:
        raise Refused(_("This is waived for good already. Take that waiver back first."), field="until")
    if assignment.waived_on and assignment.expires_on and until is not None and until < assignment.expires_on:
        told = _("This is waived until %(day)s already. Choose a later day, or take that waiver back first.")
        raise Refused(told % {"day": day(assignment.expires_on)}, field="until")


def _must_not_be_waived(assignment: Assignment) -> None:
    if assignment.waived_on and assignment.expires_on:
        told = _("This was waived until %(day)s, so there is no due date to move. Waive it again, until a later day.")
        raise Refused(told % {"day": day(assignment.expires_on)})
    if assignment.waived_on:
        raise Refused(_("This is waived, so there is no due date to move."))


def _must_be_later(assignment: Assignment, until: dt.date | None, today: dt.date) -> None:
    if until is None:
        raise Refused(_("Say until when: the new due date."), field="until")
    if until <= assignment.due_on:
        told = _("The new date must be later than the due date, %(due)s.") % {"due": day(assignment.due_on)}
        raise Refused(told, field="until")
    # More time that is over would leave them as late as before, and the page would say that it was given.
    if until < today:
        raise Refused(_("That day is past already. Choose today or a later day."), field="until")
    last = _end_of_its_year(assignment)
    if last and until > last:
        told = _("This is asked once every school year, and the year ends on %(day)s. Choose a day until then.")
        raise Refused(told % {"day": day(last)}, field="until")


def _end_of_its_year(assignment: Assignment) -> dt.date | None:
    """Where a school year is closed at its end, more time beyond it would be given and not hold."""
    rule = stored_rule(assignment.terms.rule)
    if rule.cadence != SCHOOL_YEAR or assignment.part:
        return None
    return year_end(rule, year_of(rule, assignment.due_on))


def must_say_why(reason: str) -> None:
    if not reason.strip():
        raise Refused(_("Say why, in a sentence. An audit reads it."), field="reason")


def must_not_be_ones_own(assignment: Assignment, approver) -> None:
    if approver.pk == assignment.person_id:
        raise Refused(_("Nobody adjusts their own assignment. Ask your supervisor or human resources."))


def _must_be_another(request: ExtensionRequest, approver) -> None:
    if request.asked_by_id == approver.pk:
        raise Refused(_("Nobody grants their own request. Ask your supervisor or human resources."))


def _must_wait(request: ExtensionRequest) -> None:
    """An answer to what was settled meanwhile would tell the learner something that does not hold."""
    if told := overtaken(request):
        raise Refused(told)


def _locked(request: ExtensionRequest) -> ExtensionRequest:
    lock_people([request.assignment.person_id])
    return ExtensionRequest.objects.select_related("assignment").get(pk=request.pk)


def _decide(request: ExtensionRequest, state, actor, answer: str, now: dt.datetime) -> ExtensionRequest:
    request.state, request.decided_by, request.decided_at, request.answer = state, actor, now, answer.strip()
    request.save(update_fields=["state", "decided_by", "decided_at", "answer"])
    return request


def _write(assignment: Assignment, kind, on, until, reason: str, approver, now, request=None, key=None) -> Adjustment:
    must_say_why(reason)
    must_not_be_ones_own(assignment, approver)
    made = Adjustment.objects.create(
        assignment=assignment,
        kind=kind,
        on=on,
        until=until,
        reason=reason.strip(),
        approver=approver,
        recorded_at=now,
        request=request,
        key=key,
    )
    bring_up_rows([assignment], now)
    return made


def tell_of_waivers(assignments: list[int], now: dt.datetime) -> None:
    """The news: what they ask for leaves the learner's list."""
    if assignments:
        key = f"assignment.waived:{assignments[0]}:{now.isoformat()}"
        promise(topic="assignment.waived", key=key, payload={"assignment_ids": assignments})


def bring_up_rows(rows: Collection[Assignment], now: dt.datetime) -> None:
    """What was allowed is read: by requirement for the whole, by itself for a part."""
    by_requirement = defaultdict(set)
    for row in rows:
        by_requirement[row.requirement].add(row.person_id)
    for requirement, people in by_requirement.items():
        project(requirement=requirement, people=people, now=now)
    if people := {row.person_id for row in rows if row.part}:
        read_parts(people=people)
