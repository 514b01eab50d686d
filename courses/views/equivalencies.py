"""Helen says that one course counts for another: she sees whom it reaches, approves, and may take it back."""

import uuid

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from courses.actions.equivalencies import approve_equivalency, reach, undo_equivalency
from courses.forms_equivalency import EquivalencyForm
from courses.models import Equivalency
from courses.refusals import Refused
from people.permissions import role_required


@role_required("hr")
@require_http_methods(["GET", "POST"])
def equivalencies(request):
    form = EquivalencyForm(request.POST or None, initial={"client_key": uuid.uuid4()})
    found = None
    if request.method == "POST" and form.is_valid():
        if request.POST.get("do") == "approve":
            rule = approve_equivalency(actor=request.user, **form.cleaned_data)
            messages.success(request, _brought(rule))
            return redirect("courses:equivalencies")
        found = reach(form.rule())
    rows = Equivalency.objects.select_related("course", "counts_for", "approved_by", "undone_by")
    context = {"form": form, "reach": found, "rows": rows}
    return render(request, "courses/equivalencies.html", context, status=422 if form.errors else 200)


@role_required("hr")
@require_POST
def undo(request, pk):
    rule = get_object_or_404(Equivalency, pk=pk)
    try:
        undo_equivalency(rule=rule, reason=request.POST.get("reason", ""), actor=request.user)
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("Taken back. What it had brought counts no more; the record keeps both."))
    return redirect("courses:equivalencies")


def _brought(rule: Equivalency) -> str:
    n = rule.evidence.count()
    said = ngettext("Approved. It counts for %(n)d completion.", "Approved. It counts for %(n)d completions.", n)
    return said % {"n": n}
