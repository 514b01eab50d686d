"""A person's record on paper: asked for, waited for, and sent as it was made. For whoever may see the record."""

import logging

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from certificates.forms import TranscriptForm
from certificates.models import Transcript, TranscriptFile
from certificates.transcripts import ask_transcript
from compliance.permissions import is_same_person, person_seen_by
from compliance.refusals import Refused
from outbox.fates import fates
from safe.private_files import is_whole, send_private

log = logging.getLogger(__name__)
PER_PAGE = 20


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def transcripts(request, number):
    person = person_seen_by(request.user, number, timezone.localdate())
    form = TranscriptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_transcript(person=person, asked_by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field or None, str(refused))
        else:
            messages.success(request, _("Asked for. The PDF appears below, and stays as it is."))
            return redirect("certificates:transcripts", person.username)
    rows = Transcript.objects.filter(person=person).select_related("asked_by", "file", "person")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    own = is_same_person(request.user, person)
    context = {"person": person, "own": own, "form": form, "page": page, "lines": with_fates(page)}
    return render(request, "certificates/transcripts.html", context)


@login_required
@require_safe
def state(request, number, key):
    """The part of the page that waits. Nothing new: no content, so that nothing is read out again."""
    person = person_seen_by(request.user, number, timezone.localdate())
    found = get_object_or_404(Transcript.objects.select_related("file", "person"), person=person, key=key)
    [(row, fate)] = with_fates([found])
    if fate and fate == request.GET.get("shown"):
        return HttpResponse(status=204)
    return render(request, "certificates/transcript_state.html", {"row": row, "fate": fate})


@login_required
@require_safe
def pdf(request, number, key):
    person = person_seen_by(request.user, number, timezone.localdate())
    found = get_object_or_404(TranscriptFile, transcript__person=person, transcript__key=key)
    if not is_whole(found.name, found.sha256):
        log.error("The file of %s is not the one that was made.", found)
        messages.error(request, _("The stored file is not the one that was made, so it is not sent. Make a new one."))
        return redirect("certificates:transcripts", person.username)
    filename = f"training-record-{person.username}-{found.transcript.as_of.isoformat()}.pdf"
    return send_private(found.name, filename=filename, content_type="application/pdf", inline=True)


def with_fates(rows) -> list[tuple]:
    """Each with what became of its promise while there is no file. One query."""
    told = fates(row.promise_key for row in rows if not hasattr(row, "file"))
    return [(row, told.get(row.promise_key)) for row in rows]
