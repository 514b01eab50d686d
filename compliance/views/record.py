"""What is asked of one person and where it stands: one's own page, and the same for who answers for them."""

import datetime as dt

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from compliance.clearances import own_clearances
from compliance.models import Reminder
from compliance.permissions import is_same_person, may_adjust_seen, person_seen_by, sees_the_district
from compliance.tally import asked_of, past_cycles, tally_of
from compliance.wording import sentence_of
from courses.permissions import mine

DAY = dt.timedelta(days=1)
FEW = 30


@login_required
@require_safe
def own(request):
    return _record(request, request.user)


@login_required
@require_safe
def record(request, number):
    return _record(request, person_seen_by(request.user, number, timezone.localdate()))


def _record(request, person):
    today = timezone.localdate()
    rows = asked_of(person, today)
    context = {
        "person": person,
        "own": is_same_person(request.user, person),
        "may_adjust": may_adjust_seen(request.user, person),
        "hr": sees_the_district(request.user),
        "lines": [(row, sentence_of(row, today)) for row in rows],
        "tally": tally_of((row.word, 1, row.is_soon(today)) for row in rows if not row.part),
        "told": own_clearances(person, today),
        "past": past_cycles(person),
        "reminders": reminders_of(person)[:FEW],
        "today": today,
    }
    return render(request, "compliance/record.html", context)


def reminders_of(person):
    """What was owed to this person and what became of it, newest first."""
    rows = Reminder.objects.filter(mine(person)).select_related("template", "assignment__requirement", "letter")
    return rows.order_by("-day", "-pk")
