"""What is allowed to one person: HR or the supervisor waive, extend, hold; a learner asks, and is answered."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from compliance import actions
from compliance.adjust_form import AdjustForm, AnswerForm, AskForm, BackForm
from compliance.models import Adjustment, Assignment, ExtensionRequest
from compliance.permissions import may_adjust
from compliance.wording import day, sentence_of
from courses.permissions import mine

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def adjustable(request, pk) -> Assignment:
    """An assignment of somebody whom the person who is signed in answers for; else a 404."""
    found = get_object_or_404(Assignment.objects.select_related("person", "requirement"), pk=pk)
    if not may_adjust(request.user, found.person, timezone.localdate()):
        raise Http404
    return found


@login_required
@get_or_post
def adjust(request, pk):
    assignment, now = adjustable(request, pk), timezone.now()
    form = AdjustForm(request.POST or None, initial={"kind": request.GET.get("kind")})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        verb = {"waiver": actions.waive, "extension": actions.extend, "hold": actions.hold}[said.pop("kind")]
        try:
            verb(assignment=assignment, approver=request.user, now=now, **said)
        except actions.Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, _("Kept, with your name and the reason."))
            return redirect("compliance:why", assignment.person.username, assignment.requirement.slug)
    return render(request, "compliance/adjust.html", {"form": form, **about(assignment)})


@login_required
@require_POST
def void(request, pk):
    """Takes an adjustment back by a row of its own."""
    found = get_object_or_404(Adjustment.objects.select_related("assignment__person"), pk=pk)
    assignment = adjustable(request, found.assignment_id)
    try:
        reason = request.POST.get("reason", "")[:1000]
        actions.void_adjustment(adjustment=found, reason=reason, approver=request.user, now=timezone.now())
    except actions.Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("Taken back. The dates are again what they were without it."))
    return redirect("compliance:why", assignment.person.username, assignment.requirement.slug)


@login_required
@require_POST
def end_hold(request, pk):
    """A hold without an end is over on a day."""
    found = get_object_or_404(Adjustment.objects.select_related("assignment__person"), pk=pk, kind="hold")
    assignment = adjustable(request, found.assignment_id)
    form = BackForm(request.POST)
    back = form.cleaned_data["back"] if form.is_valid() else None
    try:
        actions.end_hold(adjustment=found, back=back, approver=request.user, now=timezone.now())
    except actions.Refused as refused:
        messages.warning(request, str(refused))
    else:
        assignment.refresh_from_db()
        messages.success(request, _("Kept. It is due %(day)s now.") % {"day": day(assignment.due_on)})
    return redirect("compliance:why", assignment.person.username, assignment.requirement.slug)


@login_required
@get_or_post
def ask(request, pk):
    """The learner asks for more time."""
    assignment = get_object_or_404(
        Assignment.objects.filter(mine(request.user)).select_related("person", "requirement"), pk=pk
    )
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_extension(assignment=assignment, asked_by=request.user, now=timezone.now(), **form.cleaned_data)
        except actions.Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, _("Your supervisor reads it next. The due date stays until they answer."))
            return redirect("compliance:mine")
    return render(request, "compliance/ask.html", {"form": form, **about(assignment)})


@login_required
@get_or_post
def answer(request, key):
    """The supervisor answers: granted, granted until another day, or not, with the reason."""
    asked = get_object_or_404(ExtensionRequest.objects.select_related("assignment", "decided_by"), key=key)
    assignment = adjustable(request, asked.assignment_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said, now = form.cleaned_data, timezone.now()
        words = {"request": asked, "approver": request.user, "answer": said["answer"], "now": now}
        try:
            if "grant" in request.POST:
                done = actions.grant_extension(until=said["until"], **words)
            else:
                done = actions.refuse_extension(**words)
        except actions.Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            tell(request, done, granted="grant" in request.POST)
            return redirect("compliance:record", assignment.person.username)
    context = {"form": form, "asked": asked, "overtaken": actions.overtaken(asked), **about(assignment)}
    return render(request, "compliance/answer.html", context)


@login_required
@require_POST
def withdraw(request, key):
    """The learner needs no more time after all, or wants to ask for another day."""
    found = get_object_or_404(
        ExtensionRequest.objects.filter(mine(request.user, "assignment__")).select_related("assignment__requirement"),
        key=key,
    )
    done = actions.withdraw_extension(request=found, now=timezone.now())
    if done.state == ExtensionRequest.State.WITHDRAWN:
        messages.success(request, _("Taken back. The due date stays as it is."))
    else:
        messages.warning(request, answered_already(done))
    return redirect("compliance:why", request.user.username, found.assignment.requirement.slug)


def tell(request, done: ExtensionRequest, *, granted: bool) -> None:
    """Somebody else may have answered since the page was opened: then nothing of this answer was kept."""
    state = ExtensionRequest.State.GRANTED if granted else ExtensionRequest.State.REFUSED
    if done.decided_by_id == request.user.pk and done.state == state:
        messages.success(request, _("Answered: %(state)s.") % {"state": done.get_state_display()})
    else:
        messages.warning(request, _("%(told)s Your answer was not kept.") % {"told": answered_already(done)})


def answered_already(done: ExtensionRequest) -> str:
    if done.state == ExtensionRequest.State.WITHDRAWN:
        return _("%(name)s took this request back already.") % {"name": done.decided_by}
    said = {"name": done.decided_by, "state": done.get_state_display()}
    return _("%(name)s answered this request already: %(state)s.") % said


def about(assignment: Assignment) -> dict:
    today = timezone.localdate()
    assignment.word = assignment.status(today)
    return {
        "assignment": assignment,
        "sentence": sentence_of(assignment, today) if assignment.word != "closed" else assignment.closed_reason,
        "due": day(assignment.due_on),
    }
