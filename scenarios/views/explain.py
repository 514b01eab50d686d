"""How a score came about, for its writer, its markers, trainers and HR. And the dispute of one criterion or gate."""

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from courses.models import Attempt
from courses.permissions import mine
from courses.refusals import Refused
from people.permissions import has_role
from scenarios.actions import dispute_score
from scenarios.actions.disputing import SCORED
from scenarios.deciding import decide
from scenarios.desk import veil
from scenarios.explaining import Explained, evidence_of, explained
from scenarios.feedback import gate_rows_of, standing
from scenarios.forms import number_in
from scenarios.models import MarkingTask, Score
from scenarios.permissions import conversations_of, scores_explained_to
from scenarios.views.mine import look_back, sight_of
from scenarios.views.trails import stand, trail


@login_required
@require_GET
def how_scored(request, key):
    found = scores_explained_to(request.user).select_related("version", "person", "enrollment__course")
    attempt = get_object_or_404(found, key=key)
    own = Attempt.objects.filter(mine(request.user), pk=attempt.pk).exists()
    if own:
        stand(request, attempt)
    return render(request, "scenarios/how_scored.html", _context(request, attempt, own))


@login_required
@require_POST
def dispute(request, key):
    attempt = get_object_or_404(conversations_of(request.user).select_related("version"), key=key)
    number, kind, name = (*request.POST.get("about", "").split(":", 2), "", "")[:3]
    try:
        dispute_score(
            attempt=attempt,
            number=number_in(number),
            criterion=name if kind == "level" else "",
            gate=name if kind == "gate" else "",
            reason=request.POST.get("reason", ""),
            now=timezone.now(),
        )
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("Somebody new looks at your reply now. You are told what they find."))
    return redirect("scenarios:how_scored", key=attempt.key)


def _context(request, attempt: Attempt, own: bool) -> dict:
    scores = Score.objects.select_related("agreed__actor", "kept__actor", "marker", "rubric_version__rubric", "version")
    tasks = MarkingTask.objects.select_related("dispute__version", "rescore")
    moves = list(
        attempt.moves.order_by("number").prefetch_related(Prefetch("scores", scores), Prefetch("marking", tasks))
    )
    names = has_role(request.user, "hr", "trainer", "admin") and not own
    open_ = attempt.state in SCORED
    decision = decide(attempt, moves)
    replies = explained(attempt, moves, decision, names=names, open_=open_)
    if not own and not has_role(request.user, "hr", "admin"):
        replies = [_veiled(attempt, each) for each in replies]
    context = {
        "attempt": attempt,
        "own": own,
        "person": attempt.person if has_role(request.user, "hr", "admin") and not own else None,
        "open": open_,
        "replies": replies,
        "evidence": evidence_of(attempt) if open_ else None,
        "back": look_back(sight_of(attempt, moves)) if own else "",
        "trail": trail(attempt, {"label": _("How this score came about")}) if own else [],
    }
    if open_:
        stands = decision.standing
        context["standing"] = standing(stands.levels, stands.gates, decision.definition, {})
        context["gates"] = gate_rows_of([text.definition for text in decision.texts], stands.gates)
        context["texts"] = decision.texts
    return context


def _veiled(attempt: Attempt, reply: Explained) -> Explained:
    """As at the desk: the reply, and what its writer said in a dispute."""
    return replace(
        reply,
        pieces=tuple(replace(each, text=veil(attempt, each.text).text) for each in reply.pieces),
        events=tuple(replace(e, note=veil(attempt, e.note).text) if e.by_writer else e for e in reply.events),
    )
