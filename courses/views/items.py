"""The way into one item of a path: a POST opens a try, a GET goes on with the one there is."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from courses.actions import open_attempt
from courses.actions.active import note_active
from courses.models import Activity, ActivityVersion, Attempt, EnrollmentItem
from courses.permissions import mine
from courses.refusals import Refused
from courses.views.found import own_step
from courses.views.path_lines import round_path


@login_required
@require_http_methods(["GET", "POST"])
def open_item(request, round_id, item_id):
    step = own_step(request.user, round_id, item_id)
    if request.method == "POST":
        try:
            attempt = open_attempt(enrollment=step.enrollment, item=step, key=_client_key(request))
        except Refused as refused:
            messages.warning(request, str(refused))
            return redirect("courses:course", slug=step.enrollment.course.slug)
        note_active(person=request.user, attempt_key=attempt.key, now=timezone.now())
        return redirect(attempt.activity.play_url(attempt))
    attempt = _standing_try(step)
    if attempt is not None:
        return redirect(attempt.activity.play_url(attempt))
    line = round_path(step.enrollment, request.user).line(step.item_id)
    context = {"step": step, "line": line, "course": step.enrollment.course, "about": _about(step)}
    return render(request, "courses/item.html", context)


@login_required
@require_GET
def activity(request, key):
    """A link inside a lesson names an activity; it leads to the reader's own step, or to the course that holds it."""
    found = get_object_or_404(Activity.objects.non_polymorphic(), key=key)
    step = (
        EnrollmentItem.objects.filter(mine(request.user, "enrollment__"), item__activity=found.pk)
        .filter(enrollment__closed_at__isnull=True)
        .order_by("enrollment__completed_at", "-pk")
        .first()
    )
    if step is None:
        raise Http404
    return redirect("courses:open_item", step.enrollment_id, step.item_id)


@login_required
@require_GET
def practice(request, key):
    """Where something may be practiced, whichever room it comes from."""
    found = get_object_or_404(Activity, key=key)
    if not found.practice_view:
        raise Http404
    return redirect(found.practice_url())


def _about(step: EnrollmentItem) -> str:
    """What a lesson leads to, else what the step is, as released. Read by key: the rest of a definition is long."""
    kept = ActivityVersion.objects.values("definition__goal", "definition__summary").get(pk=step.item.version_id)
    return kept["definition__goal"] or kept["definition__summary"] or ""


def _standing_try(step: EnrollmentItem) -> Attempt | None:
    """The open try; else the last one, to look at."""
    tries = Attempt.objects.filter(enrollment=step.enrollment_id, activity=step.item.activity_id)
    return tries.open().first() or tries.order_by("started_at", "pk").last()


def _client_key(request) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("client_key", ""))
    except ValueError:
        return uuid.uuid4()
