"""Saved views: named, found again, shared, deleted, taken over from who left. Their counts by mail: `reports.py`."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from compliance.actions import saved_views as actions
from compliance.exceptions import left_behind
from compliance.models import Report, SavedView
from compliance.refusals import Refused
from compliance.report_words import words_of_view
from compliance.view_forms import NewViewForm, ViewForm
from compliance.views.reports import next_day, seen
from people.permissions import role_required

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


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
    view = form.is_valid() and _saved(request.user, form, narrowed)
    if view:
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
    if request.method == "POST" and form.is_valid() and _changed(found, form):
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
