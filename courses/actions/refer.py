"""Refer someone to a course or to a practice; take it back; put it away."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.actions.enroll import enroll
from courses.actions.once import key_for
from courses.models import Activity, Course, Enrollment, Referral
from courses.plain_text import plain
from courses.refusals import Refused


def refer(*, person, to: Course | Activity, reason: str, by, client_key: uuid.UUID) -> Referral:
    """To a course: a round is open from now on, as it would be by joining. The same again is the same referral."""
    reason = plain(reason).strip()
    if not reason:
        raise Refused(_("Say why. The person reads it."))
    if person.pk == by.pk:
        raise Refused(_("You cannot refer yourself. Join the course, or practice, as you like."))
    course, activity = (to, None) if isinstance(to, Course) else (None, to)
    fields = {"person": person, "course": course, "activity": activity, "reason": reason, "referred_by": by}
    with transaction.atomic():
        client_key = key_for(Referral(client_key=client_key, **fields), _said)
        standing = Referral.objects.filter(client_key=client_key).first()
        if standing:
            return standing
        round_ = enroll(person=person, course=course, actor=by, source=Enrollment.Source.REFERRAL) if course else None
        referral, _made = Referral.objects.get_or_create(
            client_key=client_key, defaults={**fields, "enrollment": round_}
        )
        return referral


def _said(referral: Referral) -> tuple:
    return referral.person_id, referral.course_id, referral.activity_id, referral.reason, referral.referred_by_id


def withdraw_referral(*, referral: Referral) -> None:
    """The reason is no longer read. A round that was opened stays: it is the person's own now."""
    Referral.objects.filter(pk=referral.pk, withdrawn_at__isnull=True).update(withdrawn_at=timezone.now())


def put_away(*, referral: Referral) -> None:
    Referral.objects.filter(pk=referral.pk, put_away_at__isnull=True).update(put_away_at=timezone.now())
