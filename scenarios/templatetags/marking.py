"""`{% your_score attempt %}`: what a learner may do about a score, on any page that shows it."""

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext as _

from courses.models import Attempt
from scenarios.actions.disputing import SCORED
from scenarios.deciding import by_one, decision_of, given_of, text_of
from scenarios.feedback import TOP
from scenarios.models import Dispute, MarkingSlot, Score
from scenarios.shown import CRITERIA, disputed, gates

register = template.Library()


@register.inclusion_tag("scenarios/parts/your_score.html")
def your_score(attempt: Attempt) -> dict:
    """By how many it was scored, how the score came about, and the dispute: its form, or what became of it."""
    if attempt.mode != Attempt.Mode.ASSESSED or attempt.state not in SCORED:
        return {}
    scores = decision_of(attempt).scores
    dispute = Dispute.objects.filter(attempt=attempt).select_related("task__move", "version").first()
    missed, levels = _choices(scores, attempt)
    return {
        "attempt": attempt,
        "alone": any(by_one(score.move) for score in scores.values()),
        "twice": any(given.slot == MarkingSlot.SECOND for score in scores.values() for given in given_of(score.move)),
        "choices": [*missed, *levels],
        "missed": missed,
        "dispute": dispute,
        **(_answer(dispute, attempt) if dispute else {}),
    }


def _choices(scores: Mapping[int, Score], attempt: Attempt) -> tuple[list[dict], list[dict]]:
    """What can be disputed: the gates that were not passed, and the levels that somebody could raise."""
    missed, levels = [], []
    for place, (number, score) in enumerate(sorted(scores.items()), 1):
        reply = place if len(scores) > 1 else 0
        for gate in gates(text_of(score, attempt).definition):
            if score.gates.get(gate["key"]) is False:
                label = _("Not passed: %(name)s") % {"name": gate["text"]}
                missed.append({"value": f"{number}:gate:{gate['key']}", "label": label, "reply": reply})
        for name, (criterion, _key) in CRITERIA.items():
            if score.levels.get(name, TOP) < TOP:
                label = f"{criterion}: {score.levels[name]}"
                levels.append({"value": f"{number}:level:{name}", "label": label, "reply": reply})
    return missed, levels


def _answer(dispute: Dispute, attempt: Attempt) -> dict:
    answer = dispute.task.scores.first()
    return {
        "disputed": disputed((dispute.version or attempt.version).definition, dispute.criterion, dispute.gate),
        "answer": answer,
        "answer_level": max(dispute.level or 0, answer.levels.get(dispute.criterion, 0)) if answer else 0,
        "answer_passed": bool(answer and answer.gates.get(dispute.gate)),
    }
