"""Where pages keep what is being written. A script calls it: it never redirects, and answers in JSON."""

import datetime as dt
import uuid

from django.http import JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.actions import save_draft
from courses.models import Attempt, Draft
from courses.permissions import mine
from courses.plain_text import LONGEST, plain
from courses.views.active import count_draft

MOST_TURN = 2**53


@require_POST
def draft(request):
    if not request.user.is_authenticated:
        return JsonResponse({"error": _("You are signed out.")}, status=403)
    place, text = request.POST.get("place", ""), request.POST.get("text", "")
    if not place or place != plain(place) or len(place) > Draft._meta.get_field("place").max_length:
        return JsonResponse({"error": _("This page cannot keep drafts. Reload it.")}, status=400)
    if not _may_write(request.user, place):
        return JsonResponse({"error": _("This page is not yours.")}, status=404)
    if len(text) > LONGEST:
        told = _("This is longer than %(n)s characters, so it cannot be kept. Shorten it.") % {"n": f"{LONGEST:,}"}
        return JsonResponse({"error": told}, status=413)
    kept = save_draft(person=request.user, place=place, text=text, turn=_turn(request.POST))
    count_draft(request.user, place)
    return JsonResponse({"saved_at": kept.saved_at.isoformat(), "turn": kept.turn})


def _may_write(person, place: str) -> bool:
    """A place of a try belongs to whoever is trying."""
    kind, _colon, rest = place.partition(":")
    if kind != "attempt":
        return True
    try:
        key = uuid.UUID(rest.partition(":")[0])
    except ValueError:
        return False
    return Attempt.objects.filter(mine(person), key=key).exists()


def _turn(post) -> int:
    """The browser's count, or its clock in milliseconds; without either, ours."""
    given = post.get("turn", "")
    if given.isascii() and given.isdigit() and len(given) < 16:
        return min(int(given), MOST_TURN)
    try:
        written = dt.datetime.fromisoformat(post.get("written_at", ""))
        return int(written.timestamp() * 1000)
    except (ValueError, OverflowError, OSError):
        return int(timezone.now().timestamp() * 1000)
