"""HR loads a roster: send the file, read what it would change, confirm."""

import csv
import io

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.actions import NeedsYes, RosterChanged, apply_roster, check_roster, discard_roster, look_again
from people.actions.roster import plan_of
from people.hr_forms import RosterForm
from people.models import RosterLoad
from people.permissions import role_required
from people.roster import digest
from people.roster_file import COLUMNS, REQUIRED
from people.roster_page import page_of
from people.undo_page import stays_words
from safe.private_files import send_private
from safe.tables import BadTable

EXAMPLE = (
    "100101", "Ana", "Delgado", "ana@alder.example", "cedar-middle", "front-office",
    "Front-office clerk", "experienced", "100102", "2024-08-01", "2024-08-01", "yes",
)  # fmt: skip


@role_required("hr")
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request):
    form = RosterForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            load = check_roster(
                data=sent.read(),
                file_name=sent.name,
                actor=request.user,
                on=timezone.localdate(),
                key=form.cleaned_data["key"],
            )
        except BadTable as error:
            form.add_error("file", error.message)
        else:
            return redirect("people:roster_check", load.key)
    loads = RosterLoad.objects.select_related("uploaded_by").order_by("-uploaded_at")[:10]
    return render(request, "people/roster.html", {"form": form, "loads": loads, **columns()})


def columns() -> dict:
    """The headings of the file as they are written there: those it needs, and those it may leave out."""
    return {"needed": REQUIRED, "others": [name for name in COLUMNS if name not in REQUIRED]}


@role_required("hr")
@require_safe
def check(request, key):
    load = get_object_or_404(RosterLoad, key=key)
    if load.state != RosterLoad.State.CHECKED:
        return render(request, "people/roster_done.html", {"load": load, "stayed": stayed(load)})
    plan, remarks = plan_of(load, timezone.localdate())
    context = {
        "load": load,
        "changed": digest(plan) != load.plan_digest,
        "remarks": remarks,
        # Whoever applies it could not come back to undo it.
        "ends_me": request.user.username in {each.employee_number for each in plan.leavers},
        **page_of(plan),
    }
    return render(request, "people/roster_check.html", context)


def stayed(load) -> list[dict]:
    """Who stayed as they were when the load was undone, and why."""
    return [
        {"number": number, "name": name, "sentence": stays_words(code, about)}
        for number, name, code, about in load.undone_summary.get("stays", [])
    ]


@role_required("hr")
@require_POST
def apply(request, key):
    load = get_object_or_404(RosterLoad, key=key)
    try:
        apply_roster(load=load, confirmed_share=request.POST.get("yes") == "on", on=timezone.localdate())
    except RosterChanged:
        messages.warning(request, _("Nothing was changed: things changed since you looked. Please look again."))
    except NeedsYes:
        messages.error(request, _("Nothing was changed: tick the box to say that these people really leave."))
    return redirect("people:roster_check", key)


@role_required("hr")
@require_POST
def again(request, key):
    look_again(load=get_object_or_404(RosterLoad, key=key), on=timezone.localdate())
    return redirect("people:roster_check", key)


@role_required("hr")
@require_POST
def discard(request, key):
    discard_roster(load=get_object_or_404(RosterLoad, key=key))
    messages.success(request, _("The file was put aside. Nothing was changed."))
    return redirect("people:roster")


@role_required("hr")
@require_safe
def file(request, key):
    load = get_object_or_404(RosterLoad, key=key)
    return send_private(load.stored_as, filename=load.file_name, content_type="application/octet-stream", inline=False)


@role_required("hr")
@require_safe
def template_file(request):
    """The columns, and one line to show what goes where."""
    text = io.StringIO()
    csv.writer(text).writerows([COLUMNS, EXAMPLE])
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="roster-template.csv"'
    return response
