"""The draft as a learner meets it, from any step: to look at, and to play. Nothing of it is kept."""

from typing import Any

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from scenarios.debriefing import facts_told, moments
from scenarios.feedback import gate_rows, standing
from scenarios.forms import kept_choices, read_move
from scenarios.playing import player
from scenarios.refusals import Refused
from scenarios.script import BrokenScript, Made, ReplyStep, Script, State, read_script, story
from scenarios.script import standing as machine_standing
from scenarios.stage import retold
from scenarios.studio.beginning import began, beginning, own, played
from scenarios.studio.drafts import definition_of_draft, draft_for
from scenarios.studio.forms import BeginForm
from scenarios.studio.throwaway import Changed, moved, packed, unpacked

STAGE, CANNOT = "scenarios/studio/stage.html", "scenarios/studio/cannot.html"
SEED = "studio"


@require_GET
def preview(request, page_id):
    page = draft_for(request, page_id)
    definition = definition_of_draft(page)
    try:
        script = read_script(definition)
    except BrokenScript as broken:
        return render(request, CANNOT, {"page": page, "broken": broken})
    form = BeginForm(script, request.GET)
    moves = beginning(script, *form.begins())
    context = {"page": page, "begin": form, "query": request.GET.urlencode(), "here": "preview"}
    return render(request, STAGE, {**context, **_stage(definition, script, moves)})


@require_http_methods(["GET", "POST"])
def play(request, page_id):
    page = draft_for(request, page_id)
    definition = definition_of_draft(page)
    try:
        script = read_script(definition)
    except BrokenScript as broken:
        return render(request, CANNOT, {"page": page, "broken": broken})
    form = BeginForm(script, request.GET)
    moves, problem = _moves(request, definition, script, form)
    context = {
        "page": page,
        "begin": form,
        "query": request.GET.urlencode(),
        "here": "play",
        "problem": problem,
        "throwaway": packed(definition, moves),
        "move_url": f"{reverse('scenario_play', args=[page.pk])}?{request.GET.urlencode()}",
    }
    shown = _stage(definition, script, moves)
    if problem:
        shown["ask"] = kept_choices(shown["ask"], request.POST)
        shown["text"] = request.POST.get("text", "")
    return render(request, STAGE, {**context, **shown}, status=422 if problem else 200)


def _moves(request, definition, script: Script, form: BeginForm) -> tuple[list[Made], str]:
    """The moves so far, with the one that was sent; and a sentence when it could not be made."""
    anew = beginning(script, *form.begins())
    if request.method == "GET":
        return anew, ""
    try:
        moves = unpacked(definition, request.POST.get("moves", ""))
    except Changed:
        return anew, _("The draft was changed meanwhile, so this try begins anew.")
    try:
        state = played(script, moves)
        return moved(definition, script, moves, read_move(request.POST, state.step)), ""
    except (Refused, BrokenScript) as refused:
        return moves, str(refused)


def _stage(definition, script: Script, moves: list[Made]) -> dict[str, Any]:
    state = played(script, moves)
    context = player(definition, state, moves, seed=SEED)
    # A closing reply is written as any other here: one's own levels and its versions belong to a learner's record.
    context["ask"] = {**context["ask"], "closing": False}
    return {**context, **(_looked_back(definition, script, moves) if _over(state) else {})}


def _over(state: State) -> bool:
    return state.done or state.full or bool(isinstance(state.step, ReplyStep) and state.step.closing and state.versions)


def _looked_back(definition, script: Script, moves: list[Made]) -> dict[str, Any]:
    told = story(script, moves)
    mine = [beat for beat in moments(definition, told, open_answers=True) if not began(moves) or beat.number > 1]
    found = machine_standing(own(moves))
    return {
        "over": True,
        "moments": [(each, "") for each in mine],
        "after": retold(definition, told.after),
        "facts": facts_told(definition, told),
        "standing": standing(found.levels, found.gates, definition, {}),
        "gates": [gate for gate in gate_rows(definition, found.gates) if gate["key"] in found.gates],
        "by": "machine",
        "no_self": True,
    }
