"""Audit exports: asked for by human resources, made by the worker, kept as they were given."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from compliance import actions
from compliance.audit_form import AuditForm
from compliance.models import AuditExport, AuditFile
from people.permissions import role_required
from safe.exports import XLSX_TYPE
from safe.private_files import send_private

PER_PAGE = 20
TYPES = {AuditFile.Kind.CSV: "text/csv; charset=utf-8", AuditFile.Kind.XLSX: XLSX_TYPE}


@role_required("hr")
@require_http_methods(["GET", "HEAD", "POST"])
def exports(request):
    form = AuditForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = {"key": form.cleaned_data["key"], "asked_by": request.user, "now": timezone.now()}
        try:
            actions.ask_audit(question=form.question, **asked)
        except actions.Refused as refused:
            form.add_error(refused.field or None, str(refused))
        else:
            messages.success(request, _("The files are being made. They appear here, and stay as they are."))
            return redirect("compliance:audit")
    rows = AuditExport.objects.select_related("asked_by").prefetch_related("files")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "compliance/audit.html", {"form": form, "page": page})


@role_required("hr")
@require_safe
def file(request, key, kind):
    found = get_object_or_404(AuditFile.objects.select_related("export"), export__key=key, kind=kind)
    filename = f"audit-{found.export.as_of.isoformat()}-{found.sha256[:8]}.{found.kind}"
    return send_private(found.name, filename=filename, content_type=TYPES[found.kind], inline=False)
