"""The marking desk. Who wrote a reply and where they work is hidden; so is what the machine found, until the score."""

from dataclasses import replace

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses.refusals import Refused
from scenarios import shown
from scenarios.actions import hand_back, renew_lease, send_score, take_lease
from scenarios.blind import hide_names
from scenarios.feedback import read_feedback
from scenarios.forms import HandBackForm, ScoreForm
from scenarios.models import MarkingTask
from scenarios.permissions import marker_required, replies_to_score
from scenarios.records import made

SHOWN = 200


@marker_required
@require_GET
def queue(request):
    waiting = replies_to_score(request.user).waiting()
    rows = waiting.select_related("move__attempt__version").order_by("created_at")
    now = timezone.now()
    context = {
        "rows": [_row(task, request.user, now) for task in rows[:SHOWN]],
        "count": waiting.count(),
        "sent": replies_to_score(request.user).filter(move__scores__marker=request.user).order_by("-done_at")[:10],
    }
    return render(request, "scenarios/desk.html", context)


@marker_required
@require_POST
def open_reply(request, pk):
    return _open(request, get_object_or_404(replies_to_score(request.user), pk=pk))


@marker_required
@require_POST
def open_next(request):
    """The reply that has waited longest and that nobody holds."""
    task = replies_to_score(request.user).takeable(request.user, timezone.now()).order_by("created_at").first()
    if task is None:
        messages.info(request, _("No reply is waiting for you."))
        return redirect("scenarios:desk")
    return _open(request, task)


@marker_required
@require_http_methods(["GET", "POST"])
def mark(request, pk):
    task = _task(request, pk)
    definition = task.move.attempt.version.definition
    form = ScoreForm(request.POST or None, rubric=_rubric(task), gates=shown.gates(definition))
    if request.method == "POST" and form.is_valid():
        try:
            send_score(
                task=task,
                marker=request.user,
                levels=form.levels(),
                gates=form.gates_passed(),
                note=form.cleaned_data["note"],
                client_key=form.cleaned_data["client_key"],
                now=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("scenarios:sent", pk=task.pk)
    if not form.is_bound and not _holds(task, request.user):
        return render(request, "scenarios/not_held.html", {"task": task, "taken": _taken(task)})
    return _page(request, task, form, HandBackForm())


@marker_required
@require_POST
def keep(request, pk):
    """The page asks for more time while it is open. The answer says until when, or that another marker has it."""
    task = _task(request, pk)
    try:
        task = renew_lease(task=task, marker=request.user, now=timezone.now())
    except Refused as refused:
        return JsonResponse({"sentence": str(refused)}, status=409)
    return JsonResponse({"until": task.lease_until.isoformat()})


@marker_required
@require_POST
def give_back(request, pk):
    task = _task(request, pk)
    form = HandBackForm(request.POST)
    if form.is_valid():
        try:
            hand_back(task=task, marker=request.user, note=form.cleaned_data["note"], now=timezone.now())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Handed back. The learner reads your sentence and writes it anew."))
            return redirect("scenarios:desk")
    definition = task.move.attempt.version.definition
    return _page(request, task, ScoreForm(rubric=_rubric(task), gates=shown.gates(definition)), form)


@marker_required
@require_GET
def sent(request, pk):
    """What the machine found, beside the levels that were sent. For the marker who sent them alone."""
    mine = replies_to_score(request.user).filter(move__scores__marker=request.user).distinct()
    task = get_object_or_404(mine.select_related("move__attempt__version").prefetch_related("move__scores"), pk=pk)
    definition = task.move.attempt.version.definition
    score = next(s for s in task.move.scores.all() if s.marker_id == request.user.pk)
    context = {
        "task": task,
        "score": score,
        "beside": _beside(score, task.move.result, definition),
        "feedback": _blind_findings(task, definition),
        "left": replies_to_score(request.user).takeable(request.user, timezone.now()).count(),
    }
    return render(request, "scenarios/sent.html", context)


def _open(request, task: MarkingTask):
    try:
        take_lease(task=task, marker=request.user, now=timezone.now())
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect("scenarios:desk")
    return redirect("scenarios:mark", pk=task.pk)


def _page(request, task: MarkingTask, form: ScoreForm, back: HandBackForm):
    definition = task.move.attempt.version.definition
    waiting = replies_to_score(request.user).waiting()
    text = _blind_text(task)
    context = {
        "task": task,
        "form": form,
        "back": back,
        "held": _holds(task, request.user),
        "place": waiting.filter(created_at__lt=task.created_at).count() + 1,
        "count": waiting.count(),
        "title": definition.get("title", ""),
        "channel": shown.channel(definition),
        "persona": shown.persona(definition),
        "situation": shown.paragraphs(definition.get("situation", "")),
        "opening": shown.paragraphs(definition.get("opening", "")),
        "sheet": shown.fact_sheet(definition, revealed=[f.get("key") for f in definition.get("facts") or ()]),
        "text": text,
        "words": task.move.result.get("words") or len(text.split()),
        "anchors": shown.anchors(definition),
        "weights": {criterion.name: criterion.weight for criterion in form.rubric},
    }
    return render(request, "scenarios/mark.html", context, status=422 if form.errors or back.errors else 200)


def _task(request, pk) -> MarkingTask:
    found = replies_to_score(request.user).select_related("move__attempt__version", "move__attempt__person")
    return get_object_or_404(found, pk=pk)


def _blind_text(task: MarkingTask) -> str:
    return _blind(task, task.move.payload.get("text", ""))


def _blind(task: MarkingTask, text: str) -> str:
    attempt = task.move.attempt
    names = (attempt.person.first_name, attempt.person.last_name)
    return hide_names(text, names, story=shown.story(attempt.version.definition))


def _blind_findings(task: MarkingTask, definition):
    """What the machine found, with the name hidden in each stretch: the marks sit on the words as written."""
    found = read_feedback(made(task.move), definition)
    return replace(found, pieces=tuple(replace(piece, text=_blind(task, piece.text)) for piece in found.pieces))


def _rubric(task: MarkingTask):
    definition = task.move.attempt.version.definition
    steps = {step.get("key"): step for step in definition.get("steps") or ()}
    return shown.rubric(definition, tuple((steps.get(task.move.step_key) or {}).get("criteria") or ()))


def _holds(task: MarkingTask, marker) -> bool:
    return (
        task.done_at is None
        and task.leased_by_id == marker.pk
        and bool(task.lease_until and task.lease_until > timezone.now())
    )


def _taken(task: MarkingTask):
    """Until when another marker has it, or None when it is free or done."""
    return task.lease_until if not task.done_at and task.lease_until and task.lease_until > timezone.now() else None


def _beside(score, result, definition) -> list[dict]:
    """The marker's level and the machine's, criterion by criterion."""
    machine = result.get("levels") or {}
    rows = shown.rubric(definition)
    return [{"label": c.label, "mine": score.levels.get(c.name), "machine": machine.get(c.name)} for c in rows]


def _row(task: MarkingTask, marker, now) -> dict:
    definition = task.move.attempt.version.definition
    leased = task.lease_until and task.lease_until > now
    return {
        "task": task,
        "title": definition.get("title", ""),
        "channel": shown.channel(definition),
        "minutes": definition.get("minutes", 0),
        "mine": bool(leased and task.leased_by_id == marker.pk),
        "taken": bool(leased and task.leased_by_id != marker.pk),
    }
