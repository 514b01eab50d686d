"""The counts of a saved view by mail: ordered, looked after, paused, stopped, and a reader taken off."""

import uuid

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from compliance.actions import saved_views as actions
from compliance.models import Report, SavedView
from compliance.report_days import following, latest
from compliance.report_words import words_of_view
from compliance.view_forms import ReportForm
from people.permissions import role_required

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def seen(request, pages=SavedView.OF_THE_DISTRICT):
    return SavedView.objects.seen_by(request.user, pages).select_related("owner", "unit", "requirement")


@role_required("hr")
@get_or_post
def new_report(request, key):
    found = get_object_or_404(seen(request), key=key)
    form = ReportForm(request.POST or None, initial={"numbers": request.user.username})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        ordered = {"every": said["every"], "day": form.day, "readers": said["numbers"], "key": said["key"]}
        made = actions.order_report(view=found, owner=request.user, now=timezone.now(), **ordered)
        messages.success(request, _("The report is ordered."))
        return redirect("compliance:report", made.key)
    return render(request, "compliance/views/new_report.html", {"view": found, "form": form})


def reports_of(request):
    return Report.objects.filter(owner=request.user).select_related("view__unit", "view__requirement")


@role_required("hr")
@require_safe
def report(request, key):
    """When it comes next, who reads it, and what became of each so far."""
    found = get_object_or_404(reports_of(request), key=key)
    today = timezone.localdate()
    day = latest(found.every, found.day, today)
    readers = found.readers.select_related("person", "ended_by")
    waits = Q(ended_at__isnull=True) & ~Q(person__in=found.sent.filter(day=day).values("person"))
    context = {
        "report": found,
        "words": words_of_view(found.view),
        "next": next_day(found),
        "readers": readers,
        "waiting": readers.filter(waits) if is_running(found) and day >= found.starts_on else [],
        "day": day,
        "sent": found.sent.select_related("person", "letter")[:100],
    }
    return render(request, "compliance/views/report.html", context)


@role_required("hr")
@require_POST
def change_report(request, key: uuid.UUID, verb: str):
    found = get_object_or_404(reports_of(request), key=key)
    if verb == "pause":
        actions.pause_report(report=found)
    elif verb == "resume":
        actions.resume_report(report=found, now=timezone.now())
    else:
        actions.stop_report(report=found)
    messages.success(request, _("Kept."))
    return redirect("compliance:report", key)


@role_required("hr")
@require_POST
def remove_reader(request, key, number):
    """Taken off by the owner; whoever wants it no more takes themselves off by the address in the letter."""
    found = get_object_or_404(reports_of(request), key=key)
    reader = get_object_or_404(found.readers.select_related("person"), person__username=number)
    actions.remove_reader(reader=reader, actor=request.user, now=timezone.now())
    messages.success(request, _("%(who)s does not get it any more.") % {"who": reader.person})
    return redirect("compliance:report", key)


def is_running(found: Report) -> bool:
    return found.state == Report.State.RUNNING


def next_day(found: Report):
    """The next day of it after today, None when it does not run."""
    return following(found.every, found.day, timezone.localdate()) if is_running(found) else None
