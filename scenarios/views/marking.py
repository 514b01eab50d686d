"""Scoring one reply: the page, keeping it while one works, handing it back, what is shown once it is sent."""

from dataclasses import replace

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses.actions import draft_of, drop_draft
from courses.refusals import Refused
from scenarios import shown
from scenarios.actions import hand_back, keep_comment, renew_lease, send_score
from scenarios.actions.marking import definition_of
from scenarios.admissions import may_score
from scenarios.deciding import Decision, decision_of
from scenarios.desk import ask_of, earlier_lines, slot_words, veil, veil_of
from scenarios.explaining import scores_beside
from scenarios.feedback import read_feedback
from scenarios.forms import HandBackForm, ScoreForm
from scenarios.models import MarkingSlot, MarkingTask, SavedComment, Score
from scenarios.permissions import desk_required, replies_to_score
from scenarios.records import made
from scenarios.views.desk import next_reply

COMMENTS_OFFERED = 30


@desk_required
@require_http_methods(["GET", "POST"])
def mark(request, pk):
    task = _task(request, pk)
    ask = ask_of(task)
    form = ScoreForm(request.POST or None, rubric=ask.rubric, gates=ask.gates)
    filled = request.method == "POST" and form.is_valid()
    if filled and _send(request, task, form):
        return next_reply(request) if request.POST.get("then") == "next" else redirect("scenarios:sent", pk=task.pk)
    may_read = _may_open(task, request.user) if filled else _had(task, request.user)
    if may_read if form.is_bound else _holds(task, request.user):
        return _page(request, task, form, HandBackForm())
    return _not_held(request, task, *form.non_field_errors())


def _send(request, task: MarkingTask, form: ScoreForm) -> bool:
    """Was it sent? Else the form says what is missing, and everything that was entered stays."""
    words = veil_of(task)
    comments = form.comments_on(words.text)
    if form.errors:
        return False
    spans = [dict(zip(("start", "end"), words.unveil(row["start"], row["end"]), strict=True)) for row in comments]
    try:
        send_score(
            task=task,
            marker=request.user,
            levels=form.levels(),
            gates=form.gates_passed(),
            note=form.cleaned_data["note"],
            client_key=form.cleaned_data["client_key"],
            comments=[{**span, "text": row["text"]} for span, row in zip(spans, comments, strict=True)],
            now=timezone.now(),
        )
        if form.cleaned_data["keep_note"]:
            keep_comment(person=request.user, text=form.cleaned_data["note"])
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    drop_draft(request.user, _place(task))
    return True


@desk_required
@require_POST
def keep(request, pk):
    """The page asks for more time while it is open. The answer says until when, or that another marker has it."""
    task = _task(request, pk)
    try:
        task = renew_lease(task=task, marker=request.user, now=timezone.now())
    except Refused as refused:
        return JsonResponse({"sentence": str(refused)}, status=409)
    return JsonResponse({"until": task.lease_until.isoformat()})


@desk_required
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
    if not _had(task, request.user):
        return _not_held(request, task, *form.non_field_errors())
    ask = ask_of(task)
    return _page(request, task, ScoreForm(rubric=ask.rubric, gates=ask.gates), form)


@desk_required
@require_GET
def sent(request, pk):
    """What the machine found and others gave, beside the levels that were sent. For the marker who sent them alone."""
    mine = replies_to_score(request.user).filter(move__scores__marker=request.user).distinct()
    mine = mine.select_related(
        "move__attempt__version", "move__attempt__person", "rescore__version", "dispute__version"
    )
    task = get_object_or_404(mine.prefetch_related("move__scores__agreed", "move__marking"), pk=pk)
    own = [score for score in task.move.scores.all() if score.marker_id == request.user.pk]
    score = next((each for each in own if each.task_id == task.pk), own[0])
    definition = definition_of(task)
    context = {
        "task": task,
        "score": score,
        "news": _news(score, decision_of(task.move.attempt)),
        "beside": _beside(score, definition),
        "others": scores_beside(task, score),
        "feedback": _blind_findings(task, definition),
        "left": replies_to_score(request.user).takeable(request.user, timezone.now()).new_to(request.user).count(),
    }
    return render(request, "scenarios/sent.html", context)


def _news(score: Score, decision: Decision) -> str:
    """Whether the score counts, and what its writer hears now."""
    attempt = score.move.attempt
    if score.move.number not in decision.counts or attempt.scored_at is None:
        return _(
            "It is not decided yet: another score is still to come, of this reply or of another in the conversation."
        )
    if score.slot != MarkingSlot.AGAIN or decision.rests_on(score) == "whole":
        return _("The learner is told now, and reads your one thing to change.")
    if decision.rests_on(score) == "part":
        return _("What is higher counts now, and the learner is told. What is lower waits for somebody else’s yes.")
    return _(
        "It is lower than what stands, so it changes nothing unless somebody else says yes. The learner is not told."
    )


def _page(request, task: MarkingTask, form: ScoreForm, back: HandBackForm):
    definition = definition_of(task)
    waiting = replies_to_score(request.user).waiting().new_to(request.user)
    words = veil_of(task)
    draft = draft_of(request.user, _place(task)) if not form.is_bound else None
    context = {
        "task": task,
        "form": form,
        "back": back,
        "held": _holds(task, request.user),
        "may_hand_back": task.slot == MarkingSlot.FIRST,
        "place": waiting.filter(rank_at__lt=task.rank_at).count() + 1,
        "count": waiting.count(),
        "why": slot_words(task),
        "title": definition.get("title", ""),
        "channel": shown.channel(definition),
        "persona": shown.persona(definition),
        "situation": shown.paragraphs(definition.get("situation", "")),
        "lines": earlier_lines(task),
        "sheet": shown.fact_sheet(definition, revealed=[f.get("key") for f in definition.get("facts") or ()]),
        "text": words.text,
        "words": task.move.result.get("words") or len(words.text.split()),
        "anchors": shown.anchors(definition),
        "weights": {criterion.name: criterion.weight for criterion in form.rubric} if len(form.rubric) > 1 else {},
        "note": draft.text if draft else form.data.get("note", ""),
        "saved_at": draft.saved_at if draft else None,
        "saved": SavedComment.objects.offered_to(request.user)[:COMMENTS_OFFERED],
    }
    return render(request, "scenarios/mark.html", context, status=422 if form.errors or back.errors else 200)


def _task(request, pk) -> MarkingTask:
    found = replies_to_score(request.user).select_related(
        "move__attempt__version", "move__attempt__person", "rescore__version", "dispute__version"
    )
    return get_object_or_404(found, pk=pk)


def _place(task: MarkingTask) -> str:
    return f"marking:{task.pk}"


def _blind_findings(task: MarkingTask, definition):
    """What the machine found, with the name hidden in each stretch: the marks sit on the words as written."""
    found = read_feedback(made(task.move), definition)
    return replace(
        found, pieces=tuple(replace(piece, text=veil(task.move.attempt, piece.text).text) for piece in found.pieces)
    )


def _holds(task: MarkingTask, marker) -> bool:
    return (
        task.done_at is None
        and task.leased_by_id == marker.pk
        and bool(task.lease_until and task.lease_until > timezone.now())
    )


def _had(task: MarkingTask, marker) -> bool:
    """Is it theirs, or was it until the time ran out, with nobody else after them?"""
    return task.done_at is None and task.leased_by_id == marker.pk


def _may_open(task: MarkingTask, marker) -> bool:
    """Whoever sends a whole score gets their entry back, also when another marker has the reply now."""
    is_new = replies_to_score(marker).waiting().new_to(marker).filter(pk=task.pk).exists()
    return _had(task, marker) or (is_new and may_score(marker, task.slot, timezone.localdate()))


def _not_held(request, task: MarkingTask, *problems: str):
    context = {"task": task, "taken": _taken(task), "problems": problems}
    return render(request, "scenarios/not_held.html", context, status=422 if problems else 200)


def _taken(task: MarkingTask):
    """Until when another marker has it, or None when it is free or done."""
    return task.lease_until if not task.done_at and task.lease_until and task.lease_until > timezone.now() else None


def _beside(score: Score, definition) -> list[dict]:
    """The marker's level and the machine's, criterion by criterion, both by the same text."""
    again = [
        each.levels for each in score.move.scores.all() if not each.marker_id and each.version_id == score.version_id
    ]
    machine = again[-1] if again else score.move.result.get("levels") or {}
    rows = [c for c in shown.rubric(definition) if c.name in score.levels]
    return [{"label": c.label, "mine": score.levels.get(c.name), "machine": machine.get(c.name)} for c in rows]
