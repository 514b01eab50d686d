"""What the feedback page says about one version of a reply: the learner's words marked, a profile, a sum, the gates.

Everything comes from the move's stored result and, once there is one, from the person's score. Nothing is scored here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from scenarios import shown
from scenarios.marked import Note, Piece, notes, pieces
from scenarios.models import Score
from scenarios.scoring import verdict
from scenarios.scoring.verdict import ACCURATE_MEETS, MEAN_ENOUGH, NO_GATE_FAILED, NOTHING_BELOW, WARM_ENOUGH
from scenarios.script import Made

# The rule's clauses in the words of the page.
SAID = {
    NO_GATE_FAILED: gettext_lazy("Every gate is passed."),
    ACCURATE_MEETS: gettext_lazy("Accurate is 3 or higher."),
    NOTHING_BELOW: gettext_lazy("No level is below 2."),
    WARM_ENOUGH: gettext_lazy("Courteous and empathy are not both at 2."),
    MEAN_ENOUGH: gettext_lazy("The weighted mean is 2.75 or higher."),
}


@dataclass(frozen=True)
class Clause:
    text: str
    met: bool


@dataclass(frozen=True)
class Standing:
    """Levels as the profile and the sum show them, by whoever gave them."""

    rows: list[dict[str, Any]]
    sum_rows: list[dict[str, Any]]
    mean: str
    passed: bool
    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class Feedback:
    words: int
    grade: int
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]
    wonders: list[dict[str, str]]
    change: Mapping[str, str]
    lead: str
    gates: list[dict[str, str]]
    cannot_judge: list[str]
    standing: Standing


def read_feedback(made: Made, definition: Mapping[str, Any]) -> Feedback:
    """The machine's view of one version. It is provisional in assessed work and counts for nothing in practice."""
    result = made.result
    levels = {name: int(level) for name, level in (result.get("levels") or {}).items()}
    gates = {row["key"]: row["status"] != "not_passed" for row in result.get("gates") or ()}
    return Feedback(
        words=int(result.get("words") or 0),
        grade=int(result.get("reading_grade") or 0),
        pieces=pieces(made.payload.get("text", ""), result.get("marks") or ()),
        notes=notes(result.get("marks") or ()),
        wonders=[{"text": row["question"], "about": _about(row)} for row in result.get("wonders") or ()],
        change=result.get("change_one") or {},
        lead=_lead(levels),
        gates=list(result.get("gates") or ()),
        cannot_judge=list(result.get("cannot_judge") or ()),
        standing=standing(levels, gates, definition, made.payload.get("self") or {}),
    )


def scored_standing(score: Score, definition: Mapping[str, Any], self_levels: Mapping[str, int]) -> Standing:
    """The person's levels, against the weights that the score was sent with."""
    return standing(score.levels, score.gates, definition, self_levels)


def standing(
    levels: Mapping[str, int], gates: Mapping[str, bool], definition: Mapping[str, Any], own: Mapping[str, int]
) -> Standing:
    """Profile rows and the sum for these levels; shares re-sum over the criteria that have one."""
    rubric = shown.rubric(definition)
    found = verdict(levels, gates, definition.get("weights"))
    scored = [c for c in rubric if c.name in levels]
    shares = whole_shares([c.weight for c in scored], 100)
    points = whole_shares([c.weight * levels[c.name] for c in scored], found.weighted)
    sums = []
    for criterion, share, part in zip(scored, shares, points, strict=True):
        told = {"name": criterion.label, "level": levels[criterion.name], "share": share}
        sums.append({"label": _("%(name)s %(level)s × %(share)s%%") % told, "value": hundredths(part)})
    rows = []
    for criterion in rubric:
        level = levels.get(criterion.name)
        said = own.get(criterion.name)
        rows.append(
            {
                "label": criterion.label,
                "level": level,
                "self_level": said,
                "word": shown.LEVEL_WORDS.get(level or 0, ""),
                "text": criterion.descriptor(level) if level else "",
            }
        )
    clauses = tuple(Clause(str(SAID.get(text, text)), met) for text, met in found.clauses)
    return Standing(rows, sums, hundredths(found.weighted), found.passed, clauses)


def whole_shares(parts: Sequence[int], total: int) -> list[int]:
    """`total` dealt out in whole numbers by these parts; the largest remainders round up, so that the sum is the total.

    Parts that are all nought share alike.
    """
    parts = parts if sum(parts) else [1] * len(parts)
    exact = [(total * part // sum(parts), total * part % sum(parts)) for part in parts]
    spare = total - sum(whole for whole, _rest in exact) if parts else 0
    up = sorted(range(len(parts)), key=lambda n: (-exact[n][1], n))[:spare]
    return [whole + (n in up) for n, (whole, _rest) in enumerate(exact)]


def gate_rows(definition: Mapping[str, Any], given: Mapping[str, bool]) -> list[dict[str, Any]]:
    """Every gate of the scenario, and whether a person said that it was passed."""
    return [{**gate, "passed": bool(given.get(gate["key"], True))} for gate in shown.gates(definition)]


def hundredths(value: int) -> str:
    return f"{value // 100}.{value % 100:02d}"


def _lead(levels: Mapping[str, int]) -> str:
    facts = _("The facts were right.") if levels.get("accurate", 0) >= 3 else _("Some facts need another look.")
    plan = _("The answer was whole.") if levels.get("complete", 0) >= 3 else _("The plan was not there yet.")
    return f"{facts} {plan}"


def _about(row: Mapping[str, str]) -> str:
    return {
        "ask": _("A question that was asked"),
        "fact": _("On the fact sheet"),
        "part": _("A part of a full answer"),
    }.get(row.get("source", ""), "")
