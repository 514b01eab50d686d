"""Two workers look at the same moment what is owed and what may go out: one letter, sent once."""

import datetime as dt

from django.core import mail
from django.utils import timezone

from compliance.actions import remind
from compliance.actions.send_letter import send_letter
from compliance.models import Letter, Reminder, ReminderTemplate
from tests.compliance.factories import AssignmentFactory, TermsFactory

NOW = timezone.make_aware(dt.datetime(2026, 8, 3, 9))


def test_two_workers_write_and_send_one_letter(ana, at_once):
    ReminderTemplate.objects.update_or_create(
        occasion="due_soon", days=7, defaults={"starts_on": dt.date(2026, 1, 1), "subject": "Soon", "text": "Soon"}
    )
    due = NOW.date() + dt.timedelta(days=7)
    AssignmentFactory(person=ana, terms=TermsFactory(), assigned_on=dt.date(2026, 5, 1), first_due_on=due, due_on=due)

    def work():
        remind.find_owed(now=NOW)
        remind.write_letters(now=NOW)

    at_once(work, work)
    letter = Letter.objects.get()
    assert (Reminder.objects.count(), letter.reminders.count()) == (1, 1)
    sent = at_once(*[lambda: send_letter(letter_id=letter.pk, now=NOW)] * 2)
    assert (sorted(sent), len(mail.outbox)) == ([False, True], 1)
