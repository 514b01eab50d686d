"""The queue of the marking desk, in its turn. Who wrote a reply and where they work is on none of these pages."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from courses.refusals import Refused
from scenarios.actions import take_lease
from scenarios.admissions import standing_of
from scenarios.calibration import open_calibration
from scenarios.models import MarkingTask
from scenarios.permissions import desk_required, may_agree_to_lower, may_see_markers, replies_to_score
from scenarios.queue import HEAVY, forecast_of, row_of, waiting_for, with_their_writers
from scenarios.refusals import TakenByAnother
from scenarios.saying import forecast_rows, hours

SHOWN, SENT_SHOWN, TRIED = 50, 10, 5


@desk_required
@require_GET
def queue(request):
    now, standing = timezone.now(), standing_of(request.user, timezone.localdate())
    page = Paginator(waiting_for(request.user), SHOWN).get_page(request.GET.get("page"))
    count = page.paginator.count
    sent = replies_to_score(request.user).filter(scores__marker=request.user)
    told = forecast_of(count, now)
    context = {
        "page": page,
        "rows": [row_of(task, request.user, now) for task in page],
        "count": count,
        "returned": with_their_writers(request.user, now),
        "sent": sent.select_related("move__attempt__version").defer(*HEAVY).order_by("-done_at")[:SENT_SHOWN],
        "forecast": told,
        "forecast_rows": forecast_rows(told),
        "forecast_total": hours(told.total),
        "may_see_markers": may_see_markers(request.user),
        "may_mend": may_agree_to_lower(request.user),
        "standing": standing,
        "calibration": None if standing.admission else open_calibration(request.user),
    }
    return render(request, "scenarios/desk.html", context)


@desk_required
@require_POST
def open_reply(request, pk):
    return open_task(request, get_object_or_404(replies_to_score(request.user), pk=pk))


@desk_required
@require_POST
def open_next(request):
    """The reply whose turn it is and that nobody holds."""
    return next_reply(request)


def next_reply(request):
    takeable = replies_to_score(request.user).takeable(request.user, timezone.now()).new_to(request.user)
    # Another marker may take the first one this very moment: then it is the next one's turn.
    for task in takeable.in_turn()[:TRIED]:
        try:
            take_lease(task=task, marker=request.user, now=timezone.now())
        except TakenByAnother:
            continue
        except Refused as refused:
            messages.warning(request, str(refused))
            return redirect("scenarios:desk")
        return redirect("scenarios:mark", pk=task.pk)
    messages.info(request, _("No reply is waiting for you."))
    return redirect("scenarios:desk")


def open_task(request, task: MarkingTask):
    try:
        take_lease(task=task, marker=request.user, now=timezone.now())
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect("scenarios:desk")
    return redirect("scenarios:mark", pk=task.pk)
