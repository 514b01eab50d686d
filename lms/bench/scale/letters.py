"""The most that one day can owe: a letter that speaks of everything that is late, on the first day it may."""

import datetime as dt

from django.utils import timezone

from compliance.actions import remind
from compliance.models import Letter, Reminder, ReminderTemplate
from lms.bench.scale.fill import DAYS
from lms.bench.scale.turns import Figures, job
from outbox.pieces import in_pieces


def letters_of_a_day() -> Figures:
    """`found` reminders are written down and `written` letters hold them, in the pieces of the worker."""
    now = duty_morning(timezone.now())
    # The one that stands there, told to speak each day of the year.
    ReminderTemplate.objects.filter(occasion=ReminderTemplate.Occasion.OVERDUE, days=1).update(
        on=True, again=1, times=DAYS, starts_on=timezone.localdate(now)
    )
    reminders, letters = Reminder.objects.count(), Letter.objects.count()
    taken = job(
        lambda payload: in_pieces(
            payload,
            lambda at: remind.find_some(now=now, at=at)[0],
            lambda at: remind.write_some(now=now, at=at)[0],
        )
    )
    found, written = Reminder.objects.count() - reminders, Letter.objects.count() - letters
    return {**taken, "found": found, "written": written}


def duty_morning(now: dt.datetime) -> dt.datetime:
    """The next weekday at ten: at night and on Sundays letters wait, and nothing would be written."""
    morning = timezone.localtime(now).replace(hour=10, minute=0, second=0, microsecond=0)
    return morning + dt.timedelta(days=max(0, 7 - morning.weekday()) if morning.weekday() > 4 else 0)
