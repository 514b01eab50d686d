"""Saved views: found again, shared, and their counts by mail."""

import uuid

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from compliance.actions import saved_views as actions
from compliance.models import Report, SavedView
from compliance.refusals import Refused
from compliance.report_days import following, latest
from compliance.report_words import words_of_view
from compliance.view_forms import NewViewForm, ReportForm, ViewForm
from people.permissions import role_required

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def seen(request):
    return SavedView.objects.seen_by(request.user).select_related("owner", "unit", "requirement")


@role_required("hr")
@require_safe
def views(request):
    rows = list(seen(request))
    reports = Report.objects.filter(owner=request.user).exclude(state=Report.State.STOPPED).select_related("view")
    context = {
        "mine": [(row, words_of_view(row)) for row in rows if row.owner_id == request.user.pk],
        "shared": [(row, words_of_view(row)) for row in rows if row.owner_id != request.user.pk],
        "reports": [(row, next_day(row)) for row in reports],
    }
    return render(request, "compliance/views/views.html", context)


@role_required("hr")
@get_or_post
def new(request):
    """A name for the filter that stands in the address. The list offers the form; here it is said what is wrong."""
    data = request.POST if request.method == "POST" else request.GET
    form = NewViewForm(request.POST or None, initial={"page": request.GET.get("page", SavedView.Page.LIST)})
    narrowed = form.narrowed(data)
    if request.method == "POST" and form.is_valid():
        try:
            view = actions.save_view(owner=request.user, now=timezone.now(), **form.cleaned_data, **narrowed)
        except Refused as refused:
            form.add_error(refused.field or None, str(refused))
        else:
            messages.success(request, _("The view is saved. You find it under Saved views."))
            return redirect(view.url)
    shown = SavedView(page=SavedView.Page.LIST, **narrowed)
    context = {"form": form, "narrowed": shown, "words": words_of_view(shown)}
    return render(request, "compliance/views/new.html", context)


@role_required("hr")
@get_or_post
def view(request, key):
    """Its filter in words, and for its owner the name, who else sees it, and an end."""
    mine = {"owner": request.user} if request.method == "POST" else {}
    found = get_object_or_404(seen(request), key=key, **mine)
    form = ViewForm(request.POST or None, initial={"name": found.name, "shared": found.shared})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_view(view=found, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field or None, str(refused))
        else:
            messages.success(request, _("Kept."))
            return redirect("compliance:view", key)
    reports = found.reports.filter(owner=request.user).order_by("state", "-made_at")
    context = {
        "view": get_object_or_404(seen(request), key=key),
        "own": found.owner_id == request.user.pk,
        "form": form,
        "words": words_of_view(found),
        "reports": [(row, next_day(row)) for row in reports],
    }
    return render(request, "compliance/views/view.html", context)


@role_required("hr")
@require_POST
def delete(request, key):
    found = get_object_or_404(seen(request), key=key, owner=request.user)
    actions.remove_view(view=found, now=timezone.now())
    messages.success(request, _("“%(name)s” is deleted, and its reports are stopped.") % {"name": found.name})
    return redirect("compliance:views")


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
    readers = found.readers.select_related("person")
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


def is_running(found: Report) -> bool:
    return found.state == Report.State.RUNNING


def next_day(found: Report):
    """The next day of it after today, None when it does not run."""
    return following(found.every, found.day, timezone.localdate()) if is_running(found) else None
