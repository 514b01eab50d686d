"""Practice for oneself: what there is, one's own tries, and taking them away."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from courses.actions import discard_practice, open_practice
from courses.plain_text import plain
from courses.refusals import Refused
from people.models import JobFamily
from scenarios import shown
from scenarios.finding import Wanted, found, offered
from scenarios.forms import posted_key
from scenarios.permissions import practice_library, practice_of
from scenarios.playing import HAS_SUBJECT, opener
from scenarios.queries import library_tiles_of, newest_versions, tries_of

TRIES_SHOWN = 50


@login_required
@require_GET
def library(request):
    wanted = Wanted(
        words=plain(request.GET.get("q", ""), 100).strip(),
        channel=request.GET.get("channel", ""),
        job=request.GET.get("job", ""),
        feeling=request.GET.get("feeling", ""),
    )
    tiles = library_tiles_of(request.user)
    context = {
        "tiles": found(tiles, wanted),
        "any": bool(tiles),
        "wanted": wanted,
        "offered": offered(tiles, _job_names(tiles)),
        "tries": tries_of(request.user, TRIES_SHOWN),
    }
    return render(request, "scenarios/library.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def start(request, activity):
    """Who waits on the line, before one begins; the button opens a try."""
    conversation = get_object_or_404(practice_library(), key=activity)
    if request.method == "POST":
        try:
            attempt = open_practice(person=request.user, activity=conversation, key=posted_key(request.POST))
        except Refused as refused:
            messages.warning(request, str(refused))
            return redirect("scenarios:library")
        clock = "?clock=1" if request.POST.get("clock") else ""
        return redirect(reverse("scenarios:play", args=[attempt.key]) + clock)
    version = get_object_or_404(newest_versions(), activity=conversation)
    context = {
        "version": version,
        "definition": version.definition,
        "persona": shown.persona(version.definition),
        "channel": shown.channel(version.definition),
        "situation": shown.paragraphs(version.definition.get("situation", "")),
        "client_key": uuid.uuid4(),
        "opener": opener(version.definition),
        "written": version.definition.get("subject") and version.definition.get("channel") in HAS_SUBJECT,
        "opening": shown.paragraphs(version.definition.get("opening", "")),
        "tries": practice_of(request.user).filter(activity=conversation).count(),
    }
    return render(request, "scenarios/start.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def delete(request, key):
    attempt = get_object_or_404(practice_of(request.user).select_related("version"), key=key)
    if request.method == "POST":
        discard_practice(attempt=attempt)
        messages.success(request, _("Deleted. Nothing of that try is kept."))
        return redirect("scenarios:library")
    return render(request, "scenarios/delete.html", {"attempt": attempt})


def _job_names(tiles: list[dict]) -> dict[str, str]:
    """The names of the jobs that some tile is written for, in the order of the list of jobs."""
    named = {slug for tile in tiles for slug in tile["jobs"]}
    return dict(JobFamily.objects.filter(slug__in=named).values_list("slug", "name")) if named else {}
