"""Saved views: named, found again, shared, deleted, taken over from who left. Their counts by mail: `reports.py`."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from compliance.actions import saved_views as actions
from compliance.exceptions import left_behind
from compliance.models import Report, SavedView
from compliance.models.saved_view import WHERE
from compliance.permissions import pages_saved_by, sees_the_district
from compliance.refusals import Refused
from compliance.report_words import words_of_view
from compliance.view_forms import NewViewForm, ViewForm
from compliance.views.reports import next_day, seen
from people.permissions import role_required

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def pages_of(request) -> list[str]:
    """The pages of which they save views. Whoever sees neither the district nor any people has no such page."""
    pages = pages_saved_by(request.user, timezone.localdate())
    if not pages:
        raise Http404
    return pages


@login_required
@require_safe
def views(request):
    pages = pages_of(request)
    rows = list(seen(request, pages))
    reports = Report.objects.filter(owner=request.user).exclude(state=Report.State.STOPPED).select_related("view")
    context = {
        "mine": [(row, words_of_view(row)) for row in rows if row.owner_id == request.user.pk],
        "shared": [(row, words_of_view(row)) for row in rows if row.owner_id != request.user.pk],
        "reports": [(row, next_day(row)) for row in reports],
        "start": reverse(f"compliance:{WHERE[pages[-1]]}"),
        "by_mail": sees_the_district(request.user),
    }
    return render(request, "compliance/views/views.html", context)


@login_required
@get_or_post
def new(request):
    """A name for the filter that stands in the address. The list offers the form; here it is said what is wrong."""
    data = request.POST if request.method == "POST" else request.GET
    pages = pages_of(request)
    page = data.get("page") if data.get("page") in pages else pages[-1]
    form = NewViewForm(request.POST or None, pages=pages, page=page)
    narrowed = form.narrowed(data)
    view = form.is_valid() and _saved(request.user, form, narrowed)
    if view:
        messages.success(request, _("The view is saved. You find it under Saved views."))
        return redirect(view.url)
    shown = SavedView(page=page, **narrowed)
    context = {"form": form, "narrowed": shown, "words": words_of_view(shown)}
    return render(request, "compliance/views/new.html", context)


@login_required
@get_or_post
def view(request, key):
    """Its filter in words, and for its owner the name, who else sees it, and an end."""
    mine = {"owner": request.user} if request.method == "POST" else {}
    found = get_object_or_404(seen(request, pages_of(request)), key=key, **mine)
    known = {"name": found.name, "shared": found.shared}
    form = ViewForm(request.POST or None, page=found.page, initial=known)
    if request.method == "POST" and form.is_valid() and _changed(found, form):
        messages.success(request, _("Kept."))
        return redirect("compliance:view", key)
    reports = found.reports.filter(owner=request.user).order_by("state", "-made_at")
    context = {
        "view": SavedView.objects.get(pk=found.pk),  # as it is kept, not as it was typed
        "by_mail": found.page in SavedView.OF_THE_DISTRICT,
        "own": found.owner_id == request.user.pk,
        "form": form,
        "words": words_of_view(found),
        "reports": [(row, next_day(row)) for row in reports],
    }
    return render(request, "compliance/views/view.html", context)


@login_required
@require_POST
def delete(request, key):
    found = get_object_or_404(seen(request, pages_of(request)), key=key, owner=request.user)
    actions.remove_view(view=found, now=timezone.now())
    messages.success(request, _("“%(name)s” is deleted, and its reports are stopped.") % {"name": found.name})
    return redirect("compliance:views")


@role_required("hr")
@require_POST
def take_over(request, key):
    """Of someone who may not see the list any more: the view, and the reports of it that wait for an owner."""
    found = get_object_or_404(left_behind(timezone.localdate()), key=key)
    actions.take_over(view=found, actor=request.user, now=timezone.now())
    messages.success(request, _("“%(name)s” is yours now. Its reports go out again from today.") % {"name": found.name})
    return redirect("compliance:view", key)


def _saved(owner, form: NewViewForm, narrowed: dict) -> SavedView | None:
    try:
        return actions.save_view(owner=owner, now=timezone.now(), **form.cleaned_data, **narrowed)
    except Refused as refused:
        form.add_error(refused.field or None, str(refused))
        return None


def _changed(view: SavedView, form: ViewForm) -> bool:
    try:
        actions.change_view(view=view, **form.cleaned_data)
    except Refused as refused:
        form.add_error(refused.field or None, str(refused))
    return not form.errors
