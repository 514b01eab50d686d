"""Who may mark, until when and why, and who answers where nobody else is new to a reply. An administrator decides."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from courses.refusals import Refused
from people.models import Person, Role, RoleGrant
from scenarios.actions import admit_provisionally, name_outsider
from scenarios.admissions import markers_on, outsider_on
from scenarios.models import Admission, MarkingTask
from scenarios.permissions import markers_required, may_admit


@markers_required
@require_http_methods(["GET", "POST"])
def markers(request):
    if request.method == "POST":
        if not may_admit(request.user):
            raise PermissionDenied
        try:
            messages.success(request, _act(request))
        except Refused as refused:
            return _page(request, str(refused))
        return redirect("scenarios:markers")
    return _page(request)


def _act(request) -> str:
    number, reason, on = request.POST.get("number", "").strip(), request.POST.get("reason", ""), timezone.localdate()
    person = Person.objects.employed(on).filter(username=number).first()
    if person is None:
        raise Refused(_("Nobody who works here has the employee number “%(number)s”.") % {"number": number})
    if request.POST.get("what") == "outsider":
        name_outsider(person=person, actor=request.user, reason=reason, on=on)
        return _("%(person)s answers for a year where nobody else is new to a reply.") % {"person": person}
    if not RoleGrant.objects.held(on).filter(person=person, role=Role.MARKER).exists():
        raise Refused(_("%(person)s is not a marker. Give them that role on their page first.") % {"person": person})
    admit_provisionally(person=person, actor=request.user, reason=reason, on=on)
    return _("%(person)s may mark for 90 days.") % {"person": person}


def _page(request, problem: str = ""):
    on = timezone.localdate()
    held = RoleGrant.objects.held(on).filter(role=Role.MARKER).values("person")
    rows = dict.fromkeys(Person.objects.employed(on).filter(pk__in=held))
    for row in Admission.objects.to_mark().in_force(on).filter(person__in=held).select_related("person", "actor"):
        best = rows.get(row.person)
        rows[row.person] = row if best is None or row.ends_on >= best.ends_on else best
    context = {
        "rows": sorted(rows.items(), key=lambda pair: (pair[1] is not None, str(pair[0]))),
        "stuck": MarkingTask.objects.waiting().filter(nobody_since__isnull=False).count(),
        "few": markers_on(on).count() < 2,
        "outsider": outsider_on(on),
        "may_admit": may_admit(request.user),
        "problem": problem,
        "sent": request.POST,
    }
    return render(request, "scenarios/markers.html", context, status=422 if problem else 200)
