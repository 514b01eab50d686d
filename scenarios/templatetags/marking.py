"""`{% your_score attempt %}`: what a learner may do about a score, on any page that shows it."""

from django import template

from courses.models import Attempt
from scenarios.actions.disputing import SCORED
from scenarios.deciding import decision_of, given_of
from scenarios.models import Dispute, MarkingSlot
from scenarios.shown import CRITERIA

register = template.Library()


@register.inclusion_tag("scenarios/parts/your_score.html")
def your_score(attempt: Attempt) -> dict:
    """By how many it was scored, how the score came about, and the dispute: its form, or what became of it."""
    if attempt.mode != Attempt.Mode.ASSESSED or attempt.state not in SCORED:
        return {}
    scores = decision_of(attempt).scores
    dispute = Dispute.objects.filter(attempt=attempt).select_related("task__move").first()
    several = len(scores) > 1
    twice = any(given.slot == MarkingSlot.SECOND for score in scores.values() for given in given_of(score.move))
    return {
        "attempt": attempt,
        "alone": any(score.alone for score in scores.values()) and not twice,
        "twice": twice,
        "dispute": dispute,
        "disputed": CRITERIA[dispute.criterion][0] if dispute else "",
        "answer": dispute.task.scores.first() if dispute else None,
        "answer_level": _level_of(dispute),
        "choices": [
            {
                "value": f"{number}:{name}",
                "label": label,
                "level": score.levels[name],
                "reply": place if several else 0,
            }
            for place, (number, score) in enumerate(sorted(scores.items()), 1)
            for name, (label, _key) in CRITERIA.items()
            if name in score.levels
        ],
    }


def _level_of(dispute: Dispute | None) -> int:
    score = dispute.task.scores.first() if dispute else None
    return max(dispute.level, score.levels[dispute.criterion]) if dispute and score else 0
