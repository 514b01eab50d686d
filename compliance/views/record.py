"""What is asked of one person and where it stands: one's own page, and the same for who answers for them."""

import datetime as dt

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from compliance.clearances import own_clearances
from compliance.models import Assignment, Reminder
from compliance.permissions import is_same_person, may_adjust_seen, person_seen_by, sees_the_district
from compliance.tally import SOON_DAYS, asked_of, past_cycles, tally_of
from compliance.wording import sentence_of, word_of
from courses.models import Evidence
from courses.permissions import mine
from safe.exports import workbook_response

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
        "tally": tally_of((row.word, 1, row.due_on <= today + SOON_DAYS * DAY) for row in rows if not row.part),
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


@login_required
@require_safe
def everything(request, number):
    """All that is on record about this person's training, as a workbook: theirs to take along."""
    today = timezone.localdate()
    person = person_seen_by(request.user, number, today)
    asked = Assignment.objects.filter(mine(person)).read(today).select_related("requirement", "unit")
    shown = Evidence.objects.filter(mine(person)).select_related("course", "version", "actor").order_by("occurred_at")
    sheets = {
        _("Asked of you"): (ASKED, map(asked_row, asked.order_by("assigned_on", "pk"))),
        _("What you have shown"): (SHOWN, map(shown_row, shown.defer("version__definition"))),
    }
    return workbook_response(f"training-record-{person.username}-{today.isoformat()}.xlsx", sheets)


ASKED = (
    "requirement", "cycle", "part", "unit", "assigned_on", "first_due_on", "due_on", "status", "completed_on",
    "expires_on", "closed_on", "closed_reason", "how_the_date_came_to_be",
)  # fmt: skip
SHOWN = ("what", "kind", "occurred_at", "recorded_at", "by", "reason", "voids")


def asked_row(row) -> list:
    return [
        row.requirement.name, row.cycle, row.part, row.unit.name, row.assigned_on, row.first_due_on, row.due_on,
        word_of(row.word), row.completed_on, row.expires_on, row.closed_on, row.closed_reason, "; ".join(row.sum),
    ]  # fmt: skip


def shown_row(row) -> list:
    what = row.course.title if row.course_id else row.version.title if row.version_id else str(row.activity_id)
    by = str(row.actor) if row.actor_id else ""
    return [what, row.get_kind_display(), row.occurred_at, row.recorded_at, by, row.reason, row.voids_id or ""]
