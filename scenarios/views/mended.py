"""After a rubric or fact sheet was mended: have replies looked at again, and say yes to a lower score, or leave it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from courses.models import ActivityVersion
from courses.refusals import Refused
from scenarios.actions import agree_to_lower, leave_as_it_is, score_again
from scenarios.again import lower_scores, mended_versions, reasons, rescored
from scenarios.forms import number_in
from scenarios.models import MarkingSlot, Score
from scenarios.permissions import may_agree_to_lower, trainer_required


@trainer_required
@require_http_methods(["GET", "POST"])
def mended(request):
    problem = ""
    if request.method == "POST":
        versions = ActivityVersion.objects.filter(pk__in=[version.pk for version in mended_versions()])
        version = get_object_or_404(versions, pk=number_in(request.POST.get("version", "")))
        try:
            score_again(version=version, reason=request.POST.get("reason", ""), actor=request.user)
        except Refused as refused:
            problem = str(refused)
        else:
            messages.success(request, _("The replies are read again now. Those that read otherwise come to the desk."))
            return redirect("scenarios:mended")
    context = {
        "versions": mended_versions(),
        "rescored": [(each, reasons(each.skipped.all())) for each in rescored()],
        "lower": lower_scores(request.user),
        "problem": problem,
    }
    return render(request, "scenarios/mended.html", context, status=422 if problem else 200)


@trainer_required
@require_POST
def leave(request, pk):
    try:
        leave_as_it_is(score=_given_again(request, pk), actor=request.user)
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("It stays as it was. The lower score remains on record and changes nothing."))
    return redirect("scenarios:mended")


@trainer_required
@require_POST
def agree(request, pk):
    score, reason = _given_again(request, pk), request.POST.get("reason", "")
    try:
        agree_to_lower(score=score, actor=request.user, reason=reason, now=timezone.now())
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("The lower score counts now. Both stay on record."))
    return redirect("scenarios:mended")


def _given_again(request, pk) -> Score:
    if not may_agree_to_lower(request.user):
        raise PermissionDenied
    return get_object_or_404(Score.objects.select_related("move__attempt__version"), pk=pk, slot=MarkingSlot.AGAIN)
