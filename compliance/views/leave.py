"""Leave: who is away, and what is entered about one person. What follows for due dates is shown before it is kept."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from compliance import actions
from compliance.actions.leave import must_be_changeable, must_be_recordable, standing_leaves
from compliance.leave_effect import Span, effects
from compliance.leave_form import LeaveForm, NotSoForm, ReturnForm, WhoForm
from compliance.models import Leave
from compliance.permissions import is_same_person, person_seen_by
from compliance.wording import day
from people.models import Person
from people.permissions import role_required

PER_PAGE = 50
SHOWS = {
    "away": gettext_lazy("Away now"),
    "coming": gettext_lazy("Leave to come"),
    "back": gettext_lazy("Back at work"),
}
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@role_required("hr")
@require_safe
def leaves(request):
    """Who is away; and the way to a person by number."""
    form = WhoForm(request.GET if "number" in request.GET else None)
    if form.is_valid():
        return redirect("compliance:leave_of", form.cleaned_data["number"].username)
    today = timezone.localdate()
    show = request.GET.get("show") if request.GET.get("show") in SHOWS else "away"
    rows = Leave.objects.standing(today, show).filter(person__in=Person.objects.employed(today))
    context = {
        "form": form,
        "shows": SHOWS.items(),
        "show": show,
        "head": SHOWS[show],
        "page": Paginator(rows.select_related("person"), PER_PAGE).get_page(request.GET.get("page")),
        "today": today,
    }
    return render(request, "compliance/leave/list.html", context, status=422 if form.errors else 200)


@role_required("hr")
@get_or_post
def leave_of(request, number):
    """What stands, what was changed and by whom, and another leave: first what follows, then kept."""
    today = timezone.localdate()
    person = person_seen_by(request.user, number, today)
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said, span = form.cleaned_data, form.span
        try:
            if request.POST.get("do") != "keep":
                days = {"starts_on": span.start, "back_on": span.back}
                must_be_recordable(person=person, approver=request.user, **days)
                found = effects(person=person, today=today, added=span)
                return check(request, person, form, found, span_words(span), open_ended=span.back is None)
            actions.record_leave(person=person, approver=request.user, now=timezone.now(), **said)
        except actions.Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            return kept(request, person)
    rows = Leave.objects.filter(person__in=person.same_person_ids()).select_related("approver", "voids", "voided_by")
    context = {
        "person": person,
        "own": is_same_person(request.user, person),
        "form": form,
        "standing": standing_leaves(person).select_related("approver"),
        "history": rows.order_by("recorded_at", "pk"),
        "today": today,
    }
    return render(request, "compliance/leave/person.html", context, status=422 if form.errors else 200)


@role_required("hr")
@get_or_post
def leave_change(request, number, pk):
    """The day of return as it is known now, or that it was not so."""
    today = timezone.localdate()
    person = person_seen_by(request.user, number, today)
    leave = get_object_or_404(standing_leaves(person), pk=pk)
    undone = request.POST.get("what") == "not-so"
    back = ReturnForm(request.POST if request.POST and not undone else None, initial={"back_on": leave.back_on})
    not_so = NotSoForm(request.POST if undone else None)
    form = not_so if undone else back
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            if request.POST.get("do") != "keep":
                return check_change(request, person, form, leave, undone)
            verb = actions.cancel_leave if undone else actions.change_leave
            verb(leave=leave, approver=request.user, now=timezone.now(), **said)
        except actions.Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            return kept(request, person)
    context = {"person": person, "leave": leave, "back": back, "not_so": not_so}
    return render(request, "compliance/leave/change.html", context, status=422 if form.errors else 200)


def check_change(request, person, form, leave, undone):
    """What would follow from another day of return, or from taking the leave back."""
    added = None if undone else Span(leave.starts_on, form.cleaned_data["back_on"])
    if added:
        must_be_changeable(leave=leave, back_on=added.back, approver=request.user)
    words = span_words(added) if added else _("Leave from %(day)s does not stand.") % {"day": day(leave.starts_on)}
    found = effects(person=person, today=timezone.localdate(), added=added, without=leave)
    return check(request, person, form, found, words, added is not None and added.back is None, undone)


def check(request, person, form, found, words, open_ended=False, undone=False):
    context = {"person": person, "form": form, "effects": found, "words": words, "open_ended": open_ended}
    return render(request, "compliance/leave/check.html", context | {"undone": undone})


def kept(request, person):
    messages.success(request, _("Kept, with your name. Due dates follow at once."))
    return redirect("compliance:leave_of", person.username)


def span_words(span: Span) -> str:
    told = {"start": day(span.start), "back": day(span.back)}
    if span.back is None:
        return _("Away from %(start)s. The day of return is not known.") % told
    return _("Away from %(start)s, back at work on %(back)s.") % told
