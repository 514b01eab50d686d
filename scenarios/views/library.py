"""Practice for oneself: what there is, one's own tries, and taking them away."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from courses.actions import discard_practice, open_practice
from courses.plain_text import plain
from courses.refusals import Refused
from scenarios import shown
from scenarios.permissions import practice_library, practice_of
from scenarios.queries import library_tiles, newest_versions, tries_of

TRIES_SHOWN = 50


@login_required
@require_GET
def library(request):
    words = plain(request.GET.get("q", ""), 100).strip()
    channel = request.GET.get("channel", "")
    tiles = library_tiles()
    context = {
        "tiles": [tile for tile in tiles if _fits(tile, words, channel)],
        "any": bool(tiles),
        "words": words,
        "channel": channel,
        "channels": [(name, label) for name, (label, _icon) in shown.CHANNELS.items()],
        "tries": tries_of(request.user, TRIES_SHOWN),
    }
    return render(request, "scenarios/library.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def start(request, activity):
    """Who waits on the line, before one begins; the button opens a try."""
    found = get_object_or_404(practice_library(), key=activity)
    if request.method == "POST":
        try:
            attempt = open_practice(person=request.user, activity=found, key=posted_key(request))
        except Refused as refused:
            messages.warning(request, str(refused))
            return redirect("scenarios:library")
        return redirect("scenarios:play", key=attempt.key)
    version = get_object_or_404(newest_versions(), activity=found)
    context = {
        "version": version,
        "definition": version.definition,
        "persona": shown.persona(version.definition),
        "channel": shown.channel(version.definition),
        "situation": shown.paragraphs(version.definition.get("situation", "")),
        "client_key": uuid.uuid4(),
        "tries": practice_of(request.user).filter(activity=found).count(),
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
    return render(request, "scenarios/delete.html", {"attempt": attempt, "count": attempt.moves.count()})


def posted_key(request) -> uuid.UUID:
    """The page's own key, so that a double click opens one try; a new one when the form was tampered with."""
    try:
        return uuid.UUID(request.POST.get("client_key", ""))
    except ValueError:
        return uuid.uuid4()


def _fits(tile: dict, words: str, channel: str) -> bool:
    if channel and tile["channel"] != channel:
        return False
    text = " ".join([tile["title"], tile["summary"], tile["persona"], tile["line"]]).casefold()
    return all(word in text for word in words.casefold().split())
