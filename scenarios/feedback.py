"""What the feedback page says about one version of a reply: the learner's words marked, a profile, a sum, the gates.

Everything comes from the move's stored result and, once there is one, from the person's score. Nothing is scored here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from scenarios import shown
from scenarios.marked import Note, Piece, kind_of, notes, pieces
from scenarios.models import Score
from scenarios.scoring import verdict
from scenarios.scoring.referring import UNSURE
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
# What a mark is about, in a word or two beside its letter.
KINDS = {
    "fact": gettext_lazy("Fact given"),
    "step": gettext_lazy("Next step"),
    "courtesy": gettext_lazy("Courtesy"),
    "feeling": gettext_lazy("Feeling named"),
    "warmth": gettext_lazy("Empathy"),
    "gate": gettext_lazy("Gate"),
    "private": gettext_lazy("Private data"),
    "forbidden": gettext_lazy("Do not say"),
    "blame": gettext_lazy("Blame"),
    "jargon": gettext_lazy("Office word"),
    "cold_policy": gettext_lazy("Closed door"),
    "rude": gettext_lazy("Can hurt"),
    "minimizing": gettext_lazy("Played down"),
    "but": gettext_lazy("Taken back"),
    "vague": gettext_lazy("Vague"),
    "unlisted": gettext_lazy("Not on the sheet"),
    "check": gettext_lazy("Fact to check"),
    "again": gettext_lazy("Look again"),
}
# Read aloud at a calm pace; for length as information, in steps of five seconds.
WORDS_A_MINUTE = 150
MEETS, TOP = 3, 4


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
    """`number` is the version's own, so that notes of several replies on one page keep apart."""

    number: int
    words: int
    grade: int
    seconds: int
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]
    wonders: list[dict[str, str]]
    change: Mapping[str, str]
    lead: str
    gates: list[dict[str, str]]
    cannot_judge: list[str]
    for_a_person: list[str]
    standing: Standing


def read_feedback(made: Made, definition: Mapping[str, Any]) -> Feedback:
    """The machine's view of one version. It is provisional in assessed work and counts for nothing in practice."""
    result = made.result
    levels = {name: int(level) for name, level in (result.get("levels") or {}).items()}
    still_open = _still_open(result)
    gates = {row["key"]: row["status"] != "not_passed" for row in result.get("gates") or ()}
    words, marks = int(result.get("words") or 0), _marks(result)
    return Feedback(
        number=made.number,
        words=words,
        grade=int(result.get("reading_grade") or 0),
        seconds=max(5, round(words * 12 / WORDS_A_MINUTE) * 5) if words else 0,
        pieces=pieces(made.payload.get("text", ""), marks),
        notes=notes(marks),
        wonders=[{"text": row["question"], "about": _about(row)} for row in result.get("wonders") or ()],
        change=result.get("change_one") or {},
        lead=_lead(levels, still_open),
        gates=list(result.get("gates") or ()),
        cannot_judge=list(result.get("cannot_judge") or ()),
        for_a_person=_for_a_person(result),
        standing=standing(
            levels,
            gates,
            definition,
            made.payload.get("self") or {},
            result.get("reasons") or {},
            {row["criterion"]: doubt for row in result.get("chances") or () if (doubt := _doubt(row))},
            still_open,
        ),
    )


def _marks(result: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The stored marks, each with the word for what it is about."""
    unsaid = {row["key"] for row in result.get("must_not") or ()}
    facts = {row["key"] for row in result.get("facts") or ()}
    return [
        {**mark, "kind": str(KINDS[kind_of(mark, unsaid=unsaid, facts=facts)])} for mark in result.get("marks") or ()
    ]


def _for_a_person(result: Mapping[str, Any]) -> list[str]:
    """What the machine saw in this reply and leaves to a person, and why. An unsure level says so beside the level."""
    levels = {UNSURE.format(criterion=row["criterion"]) for row in result.get("chances") or ()}
    return [sentence for sentence in result.get("referred") or () if sentence not in levels]


def _doubt(row: Mapping[str, Any]) -> str:
    """How sure a level is, where it is not: the other level that is as likely, or that a person has to tell."""
    if row["standing"] == "person":
        return _("This level is a guess: several are likely. Only a person can tell.")
    if row["standing"] != "band":
        return ""
    beside = [level for level in (row["level"] - 1, row["level"] + 1) if 1 <= level <= TOP]
    return _("It could also be %(n)s.") % {"n": max(beside, key=lambda level: row["thousandths"][level - 1])}


def scored_standing(score: Score, definition: Mapping[str, Any], self_levels: Mapping[str, int]) -> Standing:
    """The person's levels, against the weights that the score was sent with."""
    return standing(score.levels, score.gates, definition, self_levels)


def standing(
    levels: Mapping[str, int],
    gates: Mapping[str, bool],
    definition: Mapping[str, Any],
    own: Mapping[str, int],
    reasons: Mapping[str, str] = MappingProxyType({}),
    doubts: Mapping[str, str] = MappingProxyType({}),
    still_open: Mapping[str, str] = MappingProxyType({}),
) -> Standing:
    """Profile rows and the sum for these levels; shares re-sum over the criteria that have one.

    A row also has the descriptor that was reached, the next one up, why the machine gave the level and how sure it is.
    The highest level with something still open has that instead: its descriptor says that nothing is.
    """
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
        left = still_open.get(criterion.name, "") if level == TOP else ""
        rows.append(
            {
                "name": criterion.name,
                "label": criterion.label,
                "level": level,
                "self_level": said,
                "word": shown.LEVEL_WORDS.get(level or 0, ""),
                "text": criterion.descriptor(level) if level and not left else "",
                "still_open": left,
                "why": reasons.get(criterion.name, "") if level else "",
                "doubt": doubts.get(criterion.name, "") if level else "",
                "next_level": level + 1 if level and level < TOP else None,
                "next_text": criterion.descriptor(level + 1) if level and level < TOP else "",
                # From the lowest level the next one is not yet what a person needs: the one that meets it stands, too.
                "meets_text": criterion.descriptor(MEETS) if level and level + 1 < MEETS else "",
            }
        )
    clauses = tuple(Clause(str(SAID.get(text, text)), met) for text, met in found.clauses)
    return Standing(rows, sums, hundredths(found.weighted), found.passed, clauses)


def side_by_side(person: Standing, machine: Standing) -> list[dict[str, Any]]:
    """A row for each criterion: one's own level, the machine's, the person's. Whose differ is said in words."""
    rows = []
    for by_person, by_machine in zip(person.rows, machine.rows, strict=True):
        mine, theirs = by_machine["level"], by_person["level"]
        rows.append(
            {
                "label": by_person["label"],
                "own": by_person["self_level"],
                "machine": mine,
                "person": theirs,
                "differs": bool(mine and theirs and mine != theirs),
            }
        )
    return rows


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


def gate_rows_of(definitions: Iterable[Mapping[str, Any]], given: Mapping[str, bool]) -> list[dict[str, Any]]:
    """The gates that something was said of, in the words of the first text that has them."""
    rows: dict[str, dict[str, Any]] = {}
    for definition in definitions:
        for row in gate_rows(definition, given):
            rows.setdefault(row["key"], row)
    return [row for key, row in rows.items() if key in given]


def hundredths(value: int) -> str:
    return f"{value // 100}.{value % 100:02d}"


def _still_open(result: Mapping[str, Any]) -> dict[str, str]:
    """By criterion what the machine did not find. Its highest level allows for one in five said in other words."""
    facts = [row["number"] for row in result.get("facts") or () if row["required"] and row["status"] != "found"]
    wonders = [row["question"] for row in result.get("wonders") or ()]
    told = {}
    if facts:
        numbers = ", ".join(_("fact %(n)s") % {"n": number} for number in facts)
        told["accurate"] = _("Not found: %(facts)s. You may have said it in other words.") % {"facts": numbers}
    if wonders:
        told["complete"] = _("Not found: an answer to “%(question)s” You may have given it in other words.") % {
            "question": wonders[0]
        }
    return told


def _lead(levels: Mapping[str, int], still_open: Mapping[str, str]) -> str:
    facts, plan = _("Some facts need another look."), _("The plan was not there yet.")
    if levels.get("accurate", 0) >= MEETS:
        facts = _("What you said was right.") if "accurate" in still_open else _("The facts were right.")
    if levels.get("complete", 0) >= MEETS:
        plan = _("The answer was nearly whole.") if "complete" in still_open else _("The answer was whole.")
    return f"{facts} {plan}"


def _about(row: Mapping[str, str]) -> str:
    return {
        "ask": _("A question that was asked"),
        "fact": _("On the fact sheet"),
        "part": _("A part of a full answer"),
    }.get(row.get("source", ""), "")
