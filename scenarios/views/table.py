"""The context of the player's page: what the pure shapes give, with the attempt's draft, clock and errors around it."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any, cast

from django.urls import reverse
from django.utils import timezone

from courses.actions import drafts_of
from courses.models import Attempt, Draft
from scenarios import shown
from scenarios.actions import chosen_place, draft_place
from scenarios.asking import written
from scenarios.forms import ReplyForm, kept_choices, read_chosen
from scenarios.models import MarkingTask
from scenarios.playing import opener, player
from scenarios.records import handed_back, number_of
from scenarios.script import ReplyStep
from scenarios.views.mine import Sight, look_back
from scenarios.views.trails import trail


def table(request, sight: Sight, *, form: ReplyForm | None = None, problem: str = "") -> dict[str, Any]:
    """Everything that `scenarios/play.html` and its part for scripts take."""
    attempt, state, back = sight.attempt, sight.state, handed_back(sight.attempt)
    notes = sight.is_practice or not attempt.is_open
    context = player(sight.definition, state, sight.moves, seed=str(attempt.key), notes=notes)
    ask = {**context["ask"], **(_to_write_anew(sight, back) or {})}
    came_back = form is not None or bool(problem)
    # A step that one has just come to by a move holds nothing yet.
    kept = _kept(request, sight, ask) if came_back or request.method != "POST" else {}
    chosen = kept.get(chosen_place(attempt, state.next_number))
    choices = read_chosen(chosen.text if chosen else "")
    return {
        **context,
        **_written(sight, ask, kept, request.POST.get("text") if came_back else None),
        "ask": kept_choices(ask, request.POST if problem else {**choices, "step": str(ask.get("key") or "")}),
        "form": form or ReplyForm(rubric=rubric_of(sight), initial=choices),
        "chosen": chosen,
        "chosen_place": chosen_place(attempt, state.next_number),
        "done_places": _done_places(sight),
        "attempt": attempt,
        "moves": sight.moves,
        "single": sight.is_one_reply,
        "ordered": any(step.kind == "order" for step in sight.script.steps),
        "practice": sight.is_practice,
        "awaiting": attempt.state == Attempt.State.AWAITING,
        "returned": back[-1].handed_back_note if back else "",
        "may_hand_in": attempt.state == Attempt.State.RETURNED and not back,
        "waiting": _waits(request, sight),
        "opener": opener(sight.definition),
        "clock": _clock(request, sight),
        "problem": problem,
        "client_key": uuid.uuid4(),
        "play_url": reverse("scenarios:play", args=[attempt.key]),
        "move_url": reverse("scenarios:move", args=[attempt.key]),
        "debrief_url": look_back(sight),
        "trail": trail(attempt),
    }


def rubric_of(sight: Sight) -> tuple[shown.Criterion, ...]:
    return shown.rubric(sight.definition, sight.state.step.criteria if sight.state.step else ())


def _written(sight: Sight, ask: dict[str, Any], kept: Mapping[str, Draft], sent: str | None) -> dict[str, Any]:
    """The words in the box: as they were sent, else the draft, else the version before."""
    if ask["kind"] not in ("reply", "anew"):
        return {}
    place = draft_place(sight.attempt, ask["key"])
    draft = kept.get(place) if sent is None else None
    last = sight.state.last
    before = ask.get("text") or (last.payload.get("text", "") if last else "")
    return {
        "text": sent if sent is not None else draft.text if draft else before,
        "place": place,
        "saved_at": draft.saved_at if draft else None,
    }


def _kept(request, sight: Sight, ask: dict[str, Any]) -> dict[str, Draft]:
    """What was written and chosen here and not sent yet, by place."""
    if ask["kind"] == "over":
        return {}
    places = [draft_place(sight.attempt, ask["key"]), chosen_place(sight.attempt, sight.state.next_number)]
    return drafts_of(request.user, places)


def _to_write_anew(sight: Sight, back: list[MarkingTask]) -> dict[str, Any] | None:
    """The reply from the middle of the conversation that came back. A closing one is simply its next version."""
    here = sight.state.step.key if sight.state.step else ""
    task = next((task for task in back if task.move.step_key != here), None)
    if task is None:
        return None
    step = cast(ReplyStep, sight.script.step(task.move.step_key))
    text = str(task.move.payload.get("text", ""))
    return {**written(sight.definition, step), "kind": "anew", "anew": number_of(task), "text": text}


def _done_places(sight: Sight) -> list[str]:
    """Places whose words and choices the server now has as a move, so that the browser may drop its copies."""
    last = sight.moves[-1] if sight.moves else None
    if last is None:
        return []
    done = [chosen_place(sight.attempt, last.number)]
    if last.kind == "reply" and not (sight.state.step and sight.state.step.key == last.step_key):
        done.append(draft_place(sight.attempt, last.step_key))
    return done


def _waits(request, sight: Sight) -> bool:
    """Before the first move of a scored conversation it rings, until one answers. Practice rang on its own page."""
    begun = sight.moves or sight.is_practice or sight.is_one_reply or request.method == "POST"
    return not begun and "on" not in request.GET


def _clock(request, sight: Sight) -> dict[str, dt.datetime] | None:
    """For those who asked for it, with the try's own start. Without `clock` nobody is timed."""
    seconds = int(sight.definition.get("clock") or 0)
    asked = request.GET.get("clock") or request.POST.get("clock")
    if not seconds or not asked or sight.is_over:
        return None
    return {"ends": timezone.localtime(sight.attempt.started_at) + dt.timedelta(seconds=seconds)}
