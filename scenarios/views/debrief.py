"""Looking back: the conversation move by move, one's tries beside each other, and a new try from any moment."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from courses.refusals import Refused
from courses.render import resolve
from scenarios import shown
from scenarios.actions import finish_practice, try_again_from
from scenarios.channels import WRITTEN
from scenarios.debriefing import facts_told, moments, with_scores
from scenarios.deciding import decision_of, sample_rule
from scenarios.feedback import gate_rows_of, standing
from scenarios.forms import posted_key
from scenarios.own_eye import own_eye
from scenarios.permissions import practice_of
from scenarios.queries import earlier_tries
from scenarios.script import standing as machine_standing
from scenarios.script import story
from scenarios.stage import retold
from scenarios.trying import course, table_rows
from scenarios.views.mine import Sight, my_conversation, sight_of
from scenarios.views.trails import trail


@login_required
@require_GET
def debrief(request, key):
    sight = sight_of(my_conversation(request, key))
    if not (sight.is_over or (sight.is_practice and sight.state.may_close)):
        return redirect("scenarios:play", key=key)
    return render(request, "scenarios/debrief.html", _context(request, sight))


@login_required
@require_POST
def finish(request, key):
    """Done with the closing reply of a practice."""
    attempt = get_object_or_404(practice_of(request.user), key=key)
    try:
        finish_practice(attempt=attempt, now=timezone.now())
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect("scenarios:play", key=key)
    return redirect("scenarios:debrief", key=key)


@login_required
@require_POST
def again_from(request, key, number):
    attempt = get_object_or_404(practice_of(request.user), key=key)
    try:
        new = try_again_from(attempt=attempt, number=number, client_key=posted_key(request.POST))
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect("scenarios:debrief", key=key)
    return redirect("scenarios:play", key=new.key)


def _context(request, sight: Sight) -> dict:
    attempt, definition = sight.attempt, sight.definition
    rule = sample_rule(attempt, sight.is_over or sight.state.may_close)
    told = story(sight.script, sight.moves)
    levels = _levels(sight)
    decision = levels["decision"]
    is_decided = decision is not None and decision.verdict is not None
    looked = moments(definition, told, open_answers=rule.is_open)
    if is_decided:
        looked = with_scores(looked, decision.scores, definition)
    return {
        "attempt": attempt,
        "definition": definition,
        "practice": sight.is_practice,
        "single": sight.is_one_reply,
        "persona": shown.persona(definition),
        "channel": shown.channel(definition),
        "ending": sight.state.ending,
        "moments": [(moment, uuid.uuid4()) for moment in looked],
        "written": definition.get("channel") in WRITTEN,
        **_left_to_a_person(looked, levels["by"]),
        "own_eye": own_eye(request.user) if is_decided else None,
        "after": retold(definition, told.after),
        "facts": facts_told(definition, told),
        "rule": rule,
        "sample": shown.strong_sample(definition) if rule.is_open else None,
        "debrief": resolve(definition.get("debrief", "")) if rule.is_open else "",
        "trail": trail(attempt, {"label": _("Looking back")}),
        "again_key": uuid.uuid4(),
        "done_place": f"attempt:{attempt.key}:{sight.moves[-1].step_key}" if sight.is_over and sight.moves else "",
        **levels,
        **_tries(sight),
    }


def _left_to_a_person(looked, by: str) -> dict[str, list[str]]:
    """Said once, under the replies that no person has scored."""
    found = [moment.feedback for moment in looked if moment.feedback and by == "machine"]
    seen = [sentence for feedback in found for sentence in feedback.for_a_person]
    return {"cannot_judge": found[-1].cannot_judge if found else [], "for_a_person": list(dict.fromkeys(seen))}


def _levels(sight: Sight) -> dict:
    """The profile: a person's scores where they are in, else what the stored results say."""
    own: dict[str, int] = next((made.payload["self"] for made in reversed(sight.moves) if made.payload.get("self")), {})
    decision = None if sight.is_practice else decision_of(sight.attempt)
    scored = decision if decision is not None and decision.verdict is not None else None
    found = scored.standing if scored else machine_standing(sight.moves)
    texts = [text.definition for text in scored.texts] if scored else [sight.definition]
    return {
        "decision": decision,
        "notes": [score.note for score in scored.scores.values() if score.note] if scored else [],
        "no_self": not own,
        "standing": standing(found.levels, found.gates, texts[0], own),
        "gates": gate_rows_of(texts, found.gates),
        "by": "person" if scored else "machine",
    }


def _tries(sight: Sight) -> dict:
    tries = earlier_tries(sight.attempt)
    rubric = [c for c in shown.rubric(sight.definition) if any(each.levels.get(c.name) for each in tries)]
    return {
        "courses_of": [course(c.label, c.name, tries) for c in rubric] if len(tries) > 1 else [],
        "tries_heads": [c.label for c in rubric],
        "tries": table_rows([c.name for c in rubric], tries),
    }
