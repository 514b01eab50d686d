"""The frozen sets as rows: which reply, to which step, and what must hold of its result."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from scenarios.scoring import Task
from scenarios.scoring.task import CRITERIA

HALVES = ("tuning", "frozen")
FRESH = ("first", "last")  # written after the frozen rows were first measured, each before the scorer was mended
LATER = (
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
)  # much later, blind; each but the third first measured after a mending
PARTS = (*HALVES, *FRESH, *LATER)
NEAR = ("other", "negated", "hedged", "others")

Definitions = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Row:
    """One reply. `half` is one of PARTS; `kind` and `aim` say what is tried, `levels` what is declared."""

    task: Task
    text: str
    half: str
    kind: str = ""
    aim: str = ""
    scenario: str = ""
    levels: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Sets:
    """Everything that is measured. Levels are tuned on `leveled` and on `samples`, the authors' own."""

    unseen: tuple[Row, ...]
    leveled: tuple[Row, ...]
    samples: tuple[Row, ...]
    gaming: tuple[Row, ...]
    honest: tuple[Row, ...]
    facts: tuple[Row, ...]


def load_sets(folder: Path, definitions: Definitions) -> Sets:
    """Reads the sets of a folder. A set that is not there is empty; a scenario that is not known raises KeyError."""
    gaming = [_gaming(row, half, definitions) for half in HALVES for row in _read(folder / f"gaming_{half}.yaml")]
    fresh = _load(folder / "fresh.yaml") or {}
    fresh_facts = [r for half in FRESH for e in fresh.get(half) or () for r in _facts(e, definitions, half)]
    fresh_honest = [
        r for place, texts in (fresh.get("honest") or {}).items() for r in _honest(place, texts, definitions, FRESH[0])
    ]
    later = {half: _load(folder / f"{half}.yaml") or {} for half in LATER}
    later_honest = [
        r
        for half, d in later.items()
        for at, said in d.get("honest", {}).items()
        for r in _honest(at, said, definitions, half)
    ]
    return Sets(
        unseen=(
            *(_leveled(row, "frozen", definitions) for row in _read(folder / "unseen.yaml")),
            *(_leveled(row, half, definitions) for half, d in later.items() for row in d.get("unseen", ())),
        ),
        leveled=tuple(_leveled(row, "tuning", definitions) for row in _read(folder / "leveled_tuning.yaml")),
        samples=tuple(row for slug in sorted(definitions) for row in _samples(slug, definitions)),
        gaming=(
            *gaming,
            *(_gaming(row, half, definitions) for half, d in later.items() for row in d.get("gaming", ())),
        ),
        honest=(
            *(r for at, said in _mapping(folder / "honest.yaml") for r in _honest(at, said, definitions)),
            *fresh_honest,
            *later_honest,
        ),
        facts=(
            *(r for e in _read(folder / "facts.yaml") for r in _facts(e, definitions)),
            *fresh_facts,
            *(r for half, d in later.items() for e in d.get("facts", ()) for r in _facts(e, definitions, half)),
        ),
    )


def task_of(definitions: Definitions, slug: str, step: str = "") -> Task:
    definition = definitions[slug]
    return Task.from_definition(definition, step or reply_steps(definition)[0])


def reply_steps(definition: Mapping[str, Any]) -> list[str]:
    return [step["key"] for step in definition.get("steps") or () if step.get("kind", "reply") == "reply"]


def _load(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8")) if path.exists() else None


def _read(path: Path) -> list[Mapping[str, Any]]:
    return list(_load(path) or ())


def _mapping(path: Path) -> Iterable[tuple[str, list[str]]]:
    return (_load(path) or {}).items()


def _half(number: int) -> str:
    return HALVES[number % 2]


def _leveled(row: Mapping[str, Any], half: str, definitions: Definitions) -> Row:
    task = task_of(definitions, row["scenario"], row.get("step", ""))
    given = zip(CRITERIA, str(row["levels"]).split("/"), strict=True)
    levels = tuple((name, int(level)) for name, level in given if level != "-")
    return Row(task, row["text"], half, "leveled", scenario=row["scenario"], levels=levels)


def _samples(slug: str, definitions: Definitions) -> Iterable[Row]:
    steps = reply_steps(definitions[slug])
    for anchor in definitions[slug].get("anchors") or () if steps else ():
        task = task_of(definitions, slug, anchor.get("step") or steps[0])
        levels = tuple((name, int(anchor["levels"][name])) for name in task.criteria)
        yield Row(task.without_samples(), anchor["text"], "tuning", anchor["name"], scenario=slug, levels=levels)


def _gaming(row: Mapping[str, Any], half: str, definitions: Definitions) -> Row:
    task = task_of(definitions, row["scenario"], row.get("step", ""))
    return Row(task, row["text"], half, row["trick"], row["aim"], row["scenario"])


def _honest(place: str, texts: list[str], definitions: Definitions, half: str = "") -> Iterable[Row]:
    slug, _, step = place.partition("/")
    task = task_of(definitions, slug, step)
    return (Row(task, text, half or _half(n), "honest", scenario=slug) for n, text in enumerate(texts))


def _facts(entry: Mapping[str, Any], definitions: Definitions, half: str = "") -> Iterable[Row]:
    task = task_of(definitions, entry["scenario"], entry.get("step", ""))
    for kind in ("said", *NEAR):
        for n, text in enumerate(entry.get(kind, ())):
            yield Row(task, text, half or _half(n), kind, entry["fact"], entry["scenario"])
