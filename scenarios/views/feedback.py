"""What a reply did: the machine's view at once, a person's score when it is there. And handing in, and trying anew."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses.actions import open_attempt
from courses.models import Attempt, EnrollmentItem
from courses.refusals import Refused
from courses.render import resolve
from scenarios import shown
from scenarios.actions import hand_in_reply
from scenarios.deciding import deciding_score, strong_sample_is_open
from scenarios.feedback import gate_rows, read_feedback, scored_standing
from scenarios.models import MarkingTask
from scenarios.permissions import conversations_of
from scenarios.records import made
from scenarios.views.library import posted_key
from scenarios.views.trails import stand, trail


@login_required
@require_GET
def feedback(request, key):
    attempt = _mine(request, key)
    moves = list(attempt.moves.order_by("number").prefetch_related("scores"))
    if not moves:
        return redirect("scenarios:play", key=attempt.key)
    move = _chosen(moves, request.GET.get("version"))
    definition = attempt.version.definition
    open_sample = strong_sample_is_open(attempt, len(moves))
    score = deciding_score(moves[-1])
    context = {
        "attempt": attempt,
        "practice": attempt.mode == Attempt.Mode.PRACTICE,
        "persona": shown.persona(definition),
        "move": move,
        "moves": moves,
        "is_last": move is moves[-1],
        "feedback": read_feedback(made(move), definition),
        "score": score,
        "sample": shown.strong_sample(definition) if open_sample else None,
        "debrief": resolve(definition.get("debrief", "")) if open_sample else "",
        "trail": trail(attempt, {"label": _("Version %(n)s") % {"n": move.number}}),
        "again_key": uuid.uuid4(),
    }
    if score:
        context["scored"] = scored_standing(score, definition, moves[-1].payload.get("self") or {})
        context["gates"] = gate_rows(definition, score.gates)
    return render(request, "scenarios/feedback.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def hand_in(request, key):
    """A page of its own asks once more, since what is handed in cannot be changed."""
    attempt = _mine(request, key)
    last = attempt.moves.order_by("-number").first()
    if attempt.mode != Attempt.Mode.ASSESSED or last is None:
        raise Http404
    if request.method == "POST":
        try:
            hand_in_reply(attempt=attempt, number=_number(request.POST.get("number")), now=timezone.now())
        except Refused as refused:
            messages.warning(request, str(refused))
        return redirect("scenarios:feedback", key=attempt.key)
    back = MarkingTask.objects.filter(move=last, handed_back_at__isnull=False).exists()
    if not attempt.is_open or back:
        return redirect("scenarios:feedback" if not attempt.is_open else "scenarios:play", key=attempt.key)
    context = {"attempt": attempt, "move": last, "trail": trail(attempt, {"label": _("Hand in")})}
    return render(request, "scenarios/hand_in.html", context)


@login_required
@require_POST
def again(request, key):
    """A new try at a conversation that was scored and not passed yet."""
    attempt = _mine(request, key)
    if attempt.mode != Attempt.Mode.ASSESSED or attempt.state != Attempt.State.NOT_PASSED:
        raise Http404
    item = get_object_or_404(EnrollmentItem, enrollment_id=attempt.enrollment_id, item__activity_id=attempt.activity_id)
    try:
        opened = open_attempt(enrollment=attempt.enrollment, item=item, key=posted_key(request))
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect("scenarios:feedback", key=attempt.key)
    return redirect("scenarios:play", key=opened.key)


def _mine(request, key) -> Attempt:
    mine = conversations_of(request.user).select_related("version", "person", "enrollment__course")
    attempt = get_object_or_404(mine, key=key)
    stand(request, attempt)
    return attempt


def _chosen(moves, asked):
    number = _number(asked)
    return next((move for move in moves if move.number == number), moves[-1])


def _number(value) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 6 else 0
