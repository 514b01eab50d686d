"""Sends pictures: released ones to whoever is signed in, originals of the studio to its authors alone."""

import mimetypes

from django.contrib.auth.decorators import login_required
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from courses.release.pictures import TYPES, WIDTHS, stored_name
from safe.private_files import send_private


@require_safe
@login_required
def media(request, name: str, width: int):
    """A released picture. Its address is its content, so browsers may keep it."""
    suffix = name.rpartition(".")[2]
    if suffix not in TYPES or width not in WIDTHS:
        raise Http404
    response = send_private(stored_name(name, width), filename=name, content_type=TYPES[suffix])
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    return response


@require_safe
@login_required
def studio_media(request, path: str):
    """What authors uploaded (originals, thumbnails), to be mounted at MEDIA_URL: drafts are nobody else's to see."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    try:
        stream = default_storage.open(path, "rb")
    except (OSError, SuspiciousFileOperation) as error:
        raise Http404 from error
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    response = FileResponse(stream, content_type=kind, as_attachment=not kind.startswith("image/") or "svg" in kind)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    return response
