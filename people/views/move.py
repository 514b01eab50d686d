"""Moving one person by hand: choose, see what follows, then do it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from people.actions import CannotMove, MovedSince, move_person, take_back_move
from people.actions.moves import stamp
from people.hr_forms import MoveForm
from people.models import Job, Level
from people.moving import said, what_follows, why_not
from people.permissions import role_required
from people.views.person import get_or_post, manageable_or_403


@role_required("hr")
@get_or_post
def move(request, number, pk):
    job = job_or_404(request, number, pk)
    form = MoveForm(request.POST or None, job=job)
    if request.method == "POST" and form.is_valid():
        terms, on = form.terms(), form.cleaned_data["on"]
        refused = why_not(job, terms, on, today=timezone.localdate())
        if request.POST.get("do") == "move":
            return _do(request, job, form)
        if refused:
            form.add_error(None, said(refused.code, **dict(refused.about)))
        else:
            return _preview(request, job, form)
    return render(request, "people/move.html", {"form": form, "person": job.person, "job": job})


def _preview(request, job, form):
    terms, on = form.terms(), form.cleaned_data["on"]
    context = {
        "person": job.person,
        "job": job,
        "form": form,
        "terms": terms,
        "on": on,
        "follows": what_follows(job, terms, on, today=timezone.localdate()),
        "level_word": Level(terms.level).label,
        "stamp": stamp(job),
    }
    return render(request, "people/move_check.html", context)


def _do(request, job, form):
    on = form.cleaned_data["on"]
    try:
        move_person(job=job, terms=form.terms(), on=on, shown=request.POST.get("stamp", ""))
    except MovedSince:
        messages.warning(request, _("Nothing was changed: the job changed since you looked. Please look again."))
    except CannotMove as refused:
        messages.error(request, said(refused.code, **refused.about))
    else:
        messages.success(request, _("The move is noted."))
    return redirect("people:person", job.person.username)


@role_required("hr")
@require_POST
def stay(request, number, pk):
    """Take back a move that has not begun."""
    person = manageable_or_403(request, number)
    job = Job.objects.filter(pk=pk, person=person).first()
    if job and job.starts_on > timezone.localdate():
        take_back_move(job=job)
        messages.success(request, _("The move is taken back."))
    else:
        messages.warning(request, _("This move has begun, or is gone. Nothing was changed."))
    return redirect("people:person", person.username)


def job_or_404(request, number, pk) -> Job:
    person = manageable_or_403(request, number)
    if person.merged_into_id:
        raise PermissionDenied
    rows = Job.objects.select_related("unit", "family", "supervisor", "person", "duty_calendar")
    return get_object_or_404(rows, pk=pk, person=person)
