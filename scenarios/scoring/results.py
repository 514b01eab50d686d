"""What the scorer hands back: frozen, and plain enough to be stored as JSON.

Every sentence in here may be shown to a learner. Nothing in here decides anything: people do.
"""

from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Span:
    """Character offsets [start, end) in the original reply, and the words there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Guard:
    """Why the reply cannot be looked at yet, and what to do. A guard means no levels."""

    key: str
    sentence: str


@dataclass(frozen=True, slots=True)
class FactFinding:
    """status: found, missing, contradicted, negated, or person (the author gave no forms to look for)."""

    key: str
    number: int
    text: str
    required: bool
    status: str
    hedged: bool
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class PartFinding:
    """A required part of a complete answer (owner, action, date, contact): found or missing."""

    key: str
    status: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class MustNotFinding:
    """status: breach, or refer (a quotation, or a sentence that may say the opposite: for a person)."""

    key: str
    status: str
    span: Span
    sentence: Span
    why: str
    instead: str
    cap: int = 2


@dataclass(frozen=True, slots=True)
class GateFinding:
    """status: passed, not_passed, or person (for a person to judge)."""

    key: str
    kind: str
    status: str
    text: str
    remedy: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Cue:
    """A sign of courtesy (T) or empathy (E); `positive` is False for what gets in the way."""

    key: str
    letter: str
    positive: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Chance:
    """How sure a level is: the chance of each level from 1 to 4 in thousandths; standing: confident, band or person."""

    criterion: str
    level: int
    thousandths: tuple[int, ...]
    standing: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the reply to show marked, with its label ("A1") and its note."""

    start: int
    end: int
    letter: str
    label: str
    note: str
    key: str


@dataclass(frozen=True, slots=True)
class Wonder:
    """A question the persona still has; source: ask, fact or part."""

    key: str
    question: str
    source: str


@dataclass(frozen=True, slots=True)
class Change:
    """The one change that helps most."""

    key: str
    head: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Result:
    """All that the machine has to say about one reply. Provisional, for learning."""

    version: str
    words: int
    reading_grade: int
    guards: tuple[Guard, ...]
    facts: tuple[FactFinding, ...]
    parts: tuple[PartFinding, ...]
    must_not: tuple[MustNotFinding, ...]
    gates: tuple[GateFinding, ...]
    cues: tuple[Cue, ...]
    levels: dict[str, int]
    reasons: dict[str, str]
    marks: tuple[Mark, ...]
    wonders: tuple[Wonder, ...]
    change_one: Change
    cannot_judge: tuple[str, ...]
    chances: tuple[Chance, ...] = ()
    referred: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Plain dicts, lists, strings and numbers, ready for JSON."""
        return _plain(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """The Result that as_dict() was made from; one that was stored by an older scorer may lack the newest rows."""
        row = dict(data)
        for name, kind in _ROWS.items():
            row[name] = tuple(_built(kind, item) for item in row.get(name, ()))
        row["change_one"] = Change(**row["change_one"])
        row["cannot_judge"] = tuple(row["cannot_judge"])
        row["referred"] = tuple(row.get("referred", ()))
        row["levels"] = dict(row["levels"])
        row["reasons"] = dict(row["reasons"])
        return cls(**row)


_ROWS: dict[str, type] = {
    "guards": Guard, "facts": FactFinding, "parts": PartFinding, "must_not": MustNotFinding, "gates": GateFinding,
    "cues": Cue, "marks": Mark, "wonders": Wonder, "chances": Chance,
}  # fmt: skip


def _built(kind: type, data: dict[str, Any]) -> Any:
    row = dict(data)
    for name in ("span", "sentence"):
        if isinstance(row.get(name), dict):
            row[name] = Span(**row[name])
    if "thousandths" in row:
        row["thousandths"] = tuple(row["thousandths"])
    if "spans" in row:
        row["spans"] = tuple(Span(**span) for span in row["spans"])
    return kind(**row)


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value
