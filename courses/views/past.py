"""Past completions: send a file, see what it adds, add it, take it back."""

import csv
import io
import uuid

from django import forms
from django.contrib import messages
from django.core.validators import FileExtensionValidator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.actions.past import (
    ImportChanged,
    apply_import,
    check_import,
    discard_import,
    evidence_of,
    look_again,
    plan_of,
    undo_import,
)
from courses.models import Course, PastImport
from courses.past import digest
from courses.past_file import COLUMNS, REQUIRED
from courses.past_words import refused_lines, sentence
from people.hr_forms import PlainForm, ReasonForm
from people.permissions import role_required
from safe.private_files import send_private
from safe.tables import BadTable

EXAMPLE = ("100101", "", "empathy-and-trust", "2025-10-15", "Certificate on paper, 2025")
SHOWN = 500


class PastForm(PlainForm):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    file = forms.FileField(
        label=gettext_lazy("File of past completions"),
        help_text=gettext_lazy("CSV in UTF-8, or Excel (.xlsx), up to 10 MB. One line for each completion."),
        validators=[
            FileExtensionValidator(["csv", "txt", "xlsx", "xls"], gettext_lazy("Send a .csv or an .xlsx file."))
        ],
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )


@role_required("hr")
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request):
    form = PastForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent, key = form.cleaned_data["file"], form.cleaned_data["key"]
        try:
            load = check_import(
                data=sent.read(), file_name=sent.name, actor=request.user, on=timezone.localdate(), key=key
            )
        except BadTable as error:
            form.add_error("file", error.message)
        else:
            return redirect("courses:past_check", load.key)
    context = {
        "form": form,
        "loads": PastImport.objects.select_related("uploaded_by")[:10],
        "columns": COLUMNS,
        "needed": REQUIRED,
        "courses": Course.objects.released(),
    }
    return render(request, "courses/past.html", context)


@role_required("hr")
@require_safe
def check(request, key):
    load = get_object_or_404(PastImport.objects.select_related("undone_by"), key=key)
    if load.state != PastImport.State.CHECKED:
        context = {"load": load, "standing": evidence_of(load).count(), "form": ReasonForm()}
        return render(request, "courses/past_done.html", context)
    plan, remarks = plan_of(load, timezone.localdate())
    titles = dict(Course.objects.values_list("slug", "title"))
    context = {
        "load": load,
        "plan": plan,
        "counts": plan.counts(),
        "remarks": remarks,
        "changed": digest(plan) != load.plan_digest,
        "taken": [(row, titles[row.course]) for row in plan.taken[:SHOWN]],
        "refused": refused_lines(plan),
        "notes": [{"line": note.line, "who": note.who, "sentence": sentence(note)} for note in plan.notes],
    }
    return render(request, "courses/past_check.html", context)


@role_required("hr")
@require_POST
def apply(request, key):
    try:
        apply_import(load=get_object_or_404(PastImport, key=key), actor=request.user, on=timezone.localdate())
    except ImportChanged:
        messages.warning(request, _("Nothing was added: things changed since you looked. Please look again."))
    return redirect("courses:past_check", key)


@role_required("hr")
@require_POST
def again(request, key):
    look_again(load=get_object_or_404(PastImport, key=key), on=timezone.localdate())
    return redirect("courses:past_check", key)


@role_required("hr")
@require_POST
def discard(request, key):
    discard_import(load=get_object_or_404(PastImport, key=key))
    messages.success(request, _("The file was put aside. Nothing was added."))
    return redirect("courses:past")


@role_required("hr")
@require_POST
def undo(request, key):
    load = get_object_or_404(PastImport, key=key)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was taken back: write down why."))
        return redirect("courses:past_check", key)
    try:
        undo_import(load=load, actor=request.user, reason=form.cleaned_data["reason"])
    except ImportChanged:
        messages.warning(request, _("This file was never added, so there is nothing to take back."))
    return redirect("courses:past_check", key)


@role_required("hr")
@require_safe
def file(request, key):
    load = get_object_or_404(PastImport, key=key)
    return send_private(load.stored_as, filename=load.file_name, content_type="application/octet-stream", inline=False)


@role_required("hr")
@require_safe
def template_file(request):
    """The columns, and one line to show what goes where."""
    text = io.StringIO()
    csv.writer(text).writerows([COLUMNS, EXAMPLE])
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="past-completions.csv"'
    return response
