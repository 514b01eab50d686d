"""Sends a released picture to someone who is signed in. Its address is its content, so browsers may keep it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.views.decorators.http import require_safe

from courses.release.pictures import TYPES, WIDTHS, stored_name
from safe.private_files import send_private


@require_safe
@login_required
def media(request, name: str, width: int):
    suffix = name.rpartition(".")[2]
    if suffix not in TYPES or width not in WIDTHS:
        raise Http404
    response = send_private(stored_name(name, width), filename=name, content_type=TYPES[suffix])
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    return response
