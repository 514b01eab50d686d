"""The author's sample replies as our scorer reads them, beside the author's own levels."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from scenarios.lint.samples import replies, scored, step_of
from scenarios.scoring import Result, Task, verdict
from scenarios.shown import CRITERIA

Definition = Mapping[str, Any]
MOST_BY_MACHINE = {"empathy": 3}


@dataclass(frozen=True)
class LevelRow:
    """`alike`: they agree, the machine's empathy of 3 with a 4 too, since it never gives more."""

    label: str
    declared: int
    machine: int | None
    alike: bool


@dataclass(frozen=True)
class Read:
    """One sample. Facts, parts and what must not be said are texts; gates (words, passed or None)."""

    name: str
    text: str
    levels: list[LevelRow]
    found: list[str]
    missing: list[str]
    breaches: list[str]
    gates: list[tuple[str, bool | None]]
    guards: list[str]
    passes: bool
    overrule: str


@dataclass(frozen=True)
class Tried:
    """A reply step with its samples, strong first."""

    key: str
    prompt: str
    reads: list[Read]
    lacking: list[str]


def tried(definition: Definition) -> list[Tried]:
    """Each written reply with what the scorer makes of its samples; a draft may lack any of it."""
    made = []
    for _n, step in replies(definition):
        key = str(step.get("key") or "")
        rows = [row for row in definition.get("anchors") or () if row.get("text") and step_of(definition, row) == key]
        rows.sort(key=lambda row: _order().index(row["name"]) if row.get("name") in _order() else len(_order()))
        task = Task.from_definition(definition, key).without_samples() if key else None
        reads = [_read(definition, row, task) for row in rows] if task else []
        named = {row.get("name") for row in rows}
        lacking = [word for name, word in names().items() if name not in named]
        made.append(Tried(key, str(step.get("prompt") or ""), reads, lacking))
    return made


def names() -> dict[str, str]:
    return {"strong": _("strong"), "middling": _("middling"), "weak": _("weak")}


def _order() -> list[str]:
    return ["strong", "middling", "weak"]


def _read(definition: Definition, row: Mapping[str, Any], task: Task) -> Read:
    result = scored(str(row["text"]), task)
    declared = row.get("levels") or {}
    facts = [fact for fact in result.facts if fact.required]
    parts = [(part.key, part.status) for part in result.parts]
    gates = {gate.key: _passed(gate.status) for gate in result.gates}
    texts = {gate.key: gate.text for gate in result.gates}
    judged = {key: passed for key, passed in gates.items() if passed is not None}
    return Read(
        name=names().get(str(row.get("name")), _("sample")),
        text=str(row["text"]),
        levels=[_level(name, declared, result) for name in task.criteria],
        found=[f.text for f in facts if f.status == "found"]
        + [_part(key) for key, status in parts if status == "found"],
        missing=[f.text for f in facts if f.status != "found"]
        + [_part(key) for key, status in parts if status != "found"],
        breaches=[f"“{each.span.text}”" for each in result.must_not if each.status == "breach"],
        gates=[(texts[key], passed) for key, passed in gates.items()],
        guards=[guard.sentence for guard in result.guards],
        passes=not result.guards and verdict(result.levels, judged, definition.get("weights") or None).passed,
        overrule=str(row.get("overrule") or ""),
    )


def _level(name: str, declared: Mapping[str, int], result: Result) -> LevelRow:
    said, read = int(declared.get(name) or 0), result.levels.get(name)
    return LevelRow(str(CRITERIA[name][0]), said, read, read == min(said, MOST_BY_MACHINE.get(name, 4)))


def _passed(status: str) -> bool | None:
    return {"passed": True, "not_passed": False}.get(status)


def _part(key: str) -> str:
    words = {
        "owner": _("who does it"),
        "action": _("what happens"),
        "date": _("by when"),
        "contact": _("how to reach someone"),
    }
    return words.get(key, key)
