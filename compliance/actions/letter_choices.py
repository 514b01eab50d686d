"""What people choose about their own letters and calendar, and what human resources says letters are like."""

import datetime as dt
import secrets
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from compliance.models import CalendarAddress, ReminderPolicy, ReminderTemplate, ReportReader, TurnedOff
from compliance.stopping import Stop
from people.models import Person


@transaction.atomic
def choose_letters(*, person, wanted: Collection[int], now: dt.datetime) -> None:
    """Of the optional letters, those in `wanted` come and the others do not. The required ones always come."""
    optional = set(ReminderTemplate.objects.filter(optional=True).values_list("pk", flat=True))
    TurnedOff.objects.filter(person=person, template__in=wanted).delete()
    rows = [TurnedOff(person=person, template_id=pk, at=now) for pk in sorted(optional - set(wanted))]
    TurnedOff.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def stop_letters(*, stop: Stop, now: dt.datetime) -> bool:
    """What the address in a letter stops; pressed again it is the same. False: that letter always comes."""
    if stop.reader is not None:
        ReportReader.objects.filter(pk=stop.reader, ended_at__isnull=True).update(ended_at=now)
        return True
    person = Person.objects.select_related("merged_into").get(pk=stop.person)
    kinds = ReminderTemplate.objects.filter(pk__in=stop.templates, optional=True)
    rows = [TurnedOff(person=person.merged_into or person, template=kind, at=now) for kind in kinds]
    TurnedOff.objects.bulk_create(rows, ignore_conflicts=True)
    return bool(rows)


@transaction.atomic
def new_address(*, person, now: dt.datetime) -> CalendarAddress:
    """A new secret; the address before it ends, whoever has it."""
    Person.objects.select_for_update().get(pk=person.pk)
    end_address(person=person, now=now)
    return CalendarAddress.objects.create(person=person, secret=secrets.token_urlsafe(32), made_at=now)


def end_address(*, person, now: dt.datetime) -> int:
    return CalendarAddress.objects.filter(person=person, ended_at__isnull=True).update(ended_at=now)


@transaction.atomic
def save_template(*, template: ReminderTemplate, was_on: bool, actor, now: dt.datetime) -> ReminderTemplate:
    """Switched on, or new: it speaks of occasions from today on, also to those who were assigned before."""
    if not template.pk or (template.on and not was_on):
        template.starts_on = timezone.localdate(now)
    template.changed_by = actor
    template.save()
    return template


def save_policy(*, policy: ReminderPolicy) -> None:
    policy.pk = 1
    policy.save()
