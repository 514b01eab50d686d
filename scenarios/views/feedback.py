"""What a reply did: the machine's view at once, a person's score when it is there. And handing in, and trying anew."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import prefetch_related_objects
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
from scenarios.actions import draft_place, hand_in_conversation
from scenarios.channels import WRITTEN
from scenarios.deciding import WITH_SCORES, Decision, decide, sample_rule
from scenarios.feedback import gate_rows, read_feedback, scored_standing, side_by_side
from scenarios.forms import number_in, posted_key
from scenarios.models import Move
from scenarios.own_eye import own_eye
from scenarios.records import handed_back, made
from scenarios.revising import history, revision
from scenarios.script import counting_replies
from scenarios.views.mine import Sight, my_conversation, sight_of
from scenarios.views.trails import trail


@login_required
@require_GET
def feedback(request, key):
    """One written reply and its versions. A longer conversation that is over is read whole, in its debrief."""
    attempt = my_conversation(request, key)
    rows = list(attempt.moves.order_by("number"))
    sight = sight_of(attempt, rows)
    if sight.is_over and not sight.is_one_reply:
        return redirect("scenarios:debrief", key=attempt.key)
    moves = _versions(rows, sight)
    if not moves:
        return redirect("scenarios:play", key=attempt.key)
    decision = None if sight.is_practice else _decision(attempt, rows)
    return render(request, "scenarios/feedback.html", _context(request, sight, moves, decision))


def _versions(rows, sight: Sight):
    """The versions of the reply that is being written, or of the last one written."""
    written = {made.number for made in sight.state.versions}
    return [move for move in rows if move.number in written] or [move for move in rows if move.kind == Move.Kind.REPLY]


def _context(request, sight: Sight, moves, decision: Decision | None) -> dict:
    attempt, definition, versions = sight.attempt, sight.definition, [made(move) for move in moves]
    at = _index(moves, request.GET.get("version"), len(moves) - 1)
    move, found = moves[at], read_feedback(versions[at], definition)
    score = decision.scores.get(moves[-1].number) if decision else None
    rule = sample_rule(attempt, len(moves))
    return {
        "attempt": attempt,
        "practice": sight.is_practice,
        "single": sight.is_one_reply,
        "finished": sight.is_over,
        "persona": shown.persona(definition),
        "written": definition.get("channel") in WRITTEN,
        "move": move,
        "moves": moves,
        "versions": history(moves, at, definition),
        "revision": revision(versions, at, _index(moves, request.GET.get("beside"), max(0, at - 1)), definition),
        "is_last": move is moves[-1],
        "feedback": found,
        "ladder": found.standing.rows,
        "score": score,
        "rule": rule,
        "sample": shown.strong_sample(definition) if rule.is_open else None,
        "debrief": resolve(definition.get("debrief", "")) if rule.is_open else "",
        "done_place": draft_place(attempt, move.step_key),
        "trail": trail(attempt, {"label": _("Version %(n)s") % {"n": at + 1}}),
        "again_key": uuid.uuid4(),
        **(_scored(score, versions[-1], decision.definition, request.user) if decision and score else {}),
    }


def _decision(attempt: Attempt, rows: list[Move]) -> Decision:
    prefetch_related_objects(rows, *WITH_SCORES)
    return decide(attempt, rows)


def _scored(score, handed_in, definition, person) -> dict:
    """What a person's score adds: it decides, and the machine's levels stand beside it."""
    by_person = scored_standing(score, definition, handed_in.payload.get("self") or {})
    return {
        "scored": by_person,
        "ladder": by_person.rows,
        "beside": side_by_side(by_person, read_feedback(handed_in, definition).standing),
        "gates": gate_rows(definition, score.gates),
        "own_eye": own_eye(person),
    }


@login_required
@require_http_methods(["GET", "POST"])
def hand_in(request, key):
    """A page of its own asks once more, since what is handed in cannot be changed."""
    attempt = my_conversation(request, key)
    last = attempt.moves.order_by("-number").first()
    if attempt.mode != Attempt.Mode.ASSESSED or last is None:
        raise Http404
    if request.method == "POST":
        try:
            hand_in_conversation(attempt=attempt, number=number_in(request.POST.get("number")), now=timezone.now())
        except Refused as refused:
            messages.warning(request, str(refused))
        return redirect("scenarios:feedback", key=attempt.key)
    if not attempt.is_open or handed_back(attempt):
        return redirect("scenarios:feedback" if not attempt.is_open else "scenarios:play", key=attempt.key)
    sight = sight_of(attempt)
    context = {
        "attempt": attempt,
        "number": last.number,
        "single": sight.is_one_reply,
        "replies": counting_replies(sight.moves),
        "version": len(sight.state.versions),
        "trail": trail(attempt, {"label": _("Hand in")}),
    }
    return render(request, "scenarios/hand_in.html", context)


@login_required
@require_POST
def again(request, key):
    """A new try at a conversation that was scored and not passed yet."""
    attempt = my_conversation(request, key)
    if attempt.mode != Attempt.Mode.ASSESSED or attempt.state != Attempt.State.NOT_PASSED:
        raise Http404
    item = get_object_or_404(EnrollmentItem, enrollment_id=attempt.enrollment_id, item__activity_id=attempt.activity_id)
    try:
        opened = open_attempt(enrollment=attempt.enrollment, item=item, key=posted_key(request.POST))
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect("scenarios:feedback", key=attempt.key)
    return redirect("scenarios:play", key=opened.key)


def _index(moves, asked, otherwise: int) -> int:
    """The place among the versions of the move that was asked for by its number."""
    number = number_in(asked)
    return next((at for at, move in enumerate(moves) if move.number == number), otherwise)
