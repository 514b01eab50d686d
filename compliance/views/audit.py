"""Audit exports: asked for by human resources, made by the worker, kept as they were given."""

import logging

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from compliance.actions.audit import ask_audit
from compliance.audit_form import AuditForm
from compliance.models import AuditExport, AuditFile
from compliance.refusals import Refused
from outbox.fates import fates
from people.permissions import role_required
from safe.exports import XLSX_TYPE
from safe.private_files import is_whole, send_private

log = logging.getLogger(__name__)
PER_PAGE = 20
TYPES = {
    AuditFile.Kind.CSV: "text/csv; charset=utf-8",
    AuditFile.Kind.XLSX: XLSX_TYPE,
    AuditFile.Kind.PDF: "application/pdf",
}


@role_required("hr")
@require_http_methods(["GET", "HEAD", "POST"])
def exports(request):
    form = AuditForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = {"key": form.cleaned_data["key"], "asked_by": request.user, "now": timezone.now()}
        try:
            ask_audit(question=form.question, **asked)
        except Refused as refused:
            form.add_error(refused.field or None, str(refused))
        else:
            messages.success(request, _("Asked for. The files appear below, and stay as they are."))
            return redirect("compliance:audit")
    rows = AuditExport.objects.select_related("asked_by").prefetch_related("files")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "compliance/audit.html", {"form": form, "page": page, "lines": with_fates(page)})


@role_required("hr")
@require_safe
def state(request, key):
    """The part of the page that waits. Nothing new: no content, so that nothing is read out again."""
    found = get_object_or_404(AuditExport.objects.prefetch_related("files"), key=key)
    [(row, fate)] = with_fates([found])
    if fate and [fate, str(len(row.files.all()))] == [request.GET.get("shown"), request.GET.get("files")]:
        return HttpResponse(status=204)
    return render(request, "compliance/audit_files.html", {"each": row, "fate": fate})


def with_fates(rows) -> list[tuple]:
    """Each with what became of the tables, then of the print. One query."""
    told = fates(key for row in rows for key in (row.promise_key, row.paper_key))
    return [(row, fate_of(list(row.files.all()), row, told)) for row in rows]


def fate_of(files: list[AuditFile], row: AuditExport, told: dict[str, str]) -> str | None:
    if not files:
        return told.get(row.promise_key)
    if any(file.kind == AuditFile.Kind.PDF for file in files):
        return None
    return told.get(row.paper_key)


@role_required("hr")
@require_safe
def file(request, key, kind):
    found = get_object_or_404(AuditFile.objects.select_related("export"), export__key=key, kind=kind)
    if not is_whole(found.name, found.sha256):
        log.error("The %s of audit export %s is not the file that was made.", found.kind, key)
        messages.error(request, _("The stored file is not the one that was made, so it is not sent. Ask for another."))
        return redirect("compliance:audit")
    return send_private(found.name, filename=found.filename, content_type=TYPES[found.kind], inline=False)
