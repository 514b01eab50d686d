"""The player: the caller or the letter, the fact sheet, and the box one writes in."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from courses.actions import draft_of
from courses.models import Attempt
from courses.refusals import Refused
from scenarios import shown
from scenarios.actions import make_reply
from scenarios.actions.replies import draft_place
from scenarios.forms import ReplyForm
from scenarios.models import MarkingTask
from scenarios.permissions import conversations_of
from scenarios.records import state_of
from scenarios.script import State
from scenarios.views.trails import stand, trail


@login_required
def play(request, key):
    attempt = get_object_or_404(conversations_of(request.user).select_related("version", "enrollment__course"), key=key)
    if not attempt.is_open and request.method != "POST":
        return redirect("scenarios:feedback", key=attempt.key)
    state = state_of(attempt, attempt.version.definition)
    rubric = shown.rubric(attempt.version.definition, state.step.criteria)
    if request.method != "POST":
        return _page(request, attempt, state, ReplyForm(rubric=rubric))
    form = ReplyForm(request.POST, rubric=rubric)
    if form.is_valid():
        try:
            move = make_reply(
                attempt=attempt,
                text=form.cleaned_data["text"],
                self_levels=form.self_levels(),
                client_key=form.cleaned_data["client_key"],
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect(f"{reverse('scenarios:feedback', args=[attempt.key])}?version={move.number}")
    return _page(request, attempt, state, form, status=422)


def _page(request, attempt: Attempt, state: State, form: ReplyForm, status: int = 200):
    definition = attempt.version.definition
    draft = None if form.is_bound else draft_of(request.user, draft_place(attempt))
    text = form.data.get("text", "") if form.is_bound else _prefilled(draft, state)
    context = {
        **shown.player(definition, state.step.prompt),
        "attempt": attempt,
        "form": form,
        "text": text,
        "place": draft_place(attempt),
        "saved_at": draft.saved_at if draft else None,
        "returned": _returned(attempt),
        "practice": attempt.mode == Attempt.Mode.PRACTICE,
        "trail": trail(attempt),
    }
    stand(request, attempt)
    return render(request, "scenarios/play.html", context, status=status)


def _prefilled(draft, state: State) -> str:
    if draft:
        return draft.text
    return state.last.payload.get("text", "") if state.last else ""


def _returned(attempt: Attempt) -> str:
    """What the marker wrote when the reply came back; "" otherwise."""
    if attempt.state != Attempt.State.RETURNED:
        return ""
    back = MarkingTask.objects.filter(move__attempt=attempt, handed_back_at__isnull=False).order_by("-handed_back_at")
    return back.values_list("handed_back_note", flat=True).first() or ""
