"""A step that is learned away from the screen: its dates, or who signs it off."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.models import Attempt, ObservedCall
from courses.permissions import mine
from courses.render import resolve
from courses.views.sessions import listed


@login_required
@require_safe
def off_screen(request, key):
    rows = Attempt.objects.filter(mine(request.user)).select_related("version", "enrollment__course")
    attempt = get_object_or_404(rows, key=key)
    definition = attempt.version.definition
    if definition.get("kind") not in ("session", "observed"):
        raise Http404
    calls = ObservedCall.objects.filter(mine(request.user))
    context = {
        "attempt": attempt,
        "definition": definition,
        "about_html": resolve(definition.get("about_html", "")),
        "sessions": listed().to_come(timezone.now()).filter(activity=attempt.activity_id),
        "calls": calls.filter(activity=attempt.activity_id).select_related("observer"),
        "done": attempt.activity.evidence.standing().filter(mine(request.user)).first(),
    }
    return render(request, "courses/off_screen.html", context)
