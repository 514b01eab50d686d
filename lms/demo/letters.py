"""The reminders of the demo district, written and sent on the mornings on which they were owed."""

import datetime as dt

from django.utils import timezone

from compliance.actions.remind import find_owed, write_letters
from compliance.actions.send_letter import send_letter
from compliance.models import Letter, ReminderTemplate

DAY = dt.timedelta(days=1)
MORNINGS = (1, 4)  # Tuesdays and Fridays: no occasion is older than the days that a reminder looks back
TEN = dt.time(10, 0)  # everybody is on duty


def letters_from(day: dt.date) -> None:
    """They speak as if they had been switched on that day, not on the day this site was made."""
    ReminderTemplate.objects.update(starts_on=day)


def send_what_is_owed(day: dt.date, *, until: dt.date) -> None:
    """On the mornings from that day up to and without the other. What is not over yet is left to the worker."""
    while day < until:
        morning = timezone.make_aware(dt.datetime.combine(day, TEN))
        if day.weekday() in MORNINGS and morning < timezone.now():
            _send(morning)
        day += DAY


def _send(morning: dt.datetime) -> None:
    find_owed(now=morning)
    write_letters(now=morning)
    for letter in Letter.objects.filter(taken_at__isnull=True).values_list("pk", flat=True):
        send_letter(letter_id=letter, now=morning)
