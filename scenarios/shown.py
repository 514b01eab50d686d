"""A released scenario in the shapes that pages show: the fact sheet, the rubric sharpened for it, the anchors.

Read from the frozen definition alone; a missing key shows as nothing, since old versions must stay readable.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from scenarios.channels import WRITTEN, channel_of
from scenarios.scoring import DEFAULT_WEIGHTS

Definition = Mapping[str, Any]

CRITERIA = {
    "accurate": (gettext_lazy("Accurate"), "a"),
    "complete": (gettext_lazy("Complete"), "c"),
    "courteous": (gettext_lazy("Courteous"), "t"),
    "empathy": (gettext_lazy("Empathy"), "e"),
}
LEVEL_WORDS = {
    1: gettext_lazy("Not yet"),
    2: gettext_lazy("Partly"),
    3: gettext_lazy("Meets"),
    4: gettext_lazy("Strong"),
}
TITLES = {"Mr", "Mrs", "Ms", "Miss", "Dr", "Coach", "Officer", "Principal", "The", "A", "An"}
# So many forms of a thing not to say are shown; the rest are for the scorer.
PHRASES_SHOWN = 2


@dataclass(frozen=True)
class Criterion:
    """One row of the rubric. `descriptors`: (level, text) from 4 down; `key` the letter that picks it on the desk."""

    name: str
    label: str
    key: str
    weight: int
    question: str
    descriptors: tuple[tuple[int, str], ...]

    def descriptor(self, level: int) -> str:
        return dict(self.descriptors).get(level, "")


@dataclass(frozen=True)
class Anchor:
    name: str
    label: str
    levels: str
    gates: str
    text: str
    comment: str


def rubric(definition: Definition, only: tuple[str, ...] = ()) -> tuple[Criterion, ...]:
    """The criteria to score, in rubric order; the scenario's own descriptors win over the rubric's."""
    general = {
        row["key"]: row for row in ((definition.get("rubric") or {}).get("definition") or {}).get("criteria", [])
    }
    weights = definition.get("weights") or DEFAULT_WEIGHTS
    rows = []
    for name, (label, key) in CRITERIA.items():
        if only and name not in only:
            continue
        frozen = general.get(name, {})
        own = (definition.get("descriptors") or {}).get(name) or {}
        levels = frozen.get("levels") or {}
        texts = []
        for level in (4, 3, 2, 1):
            text = own.get(str(level)) or own.get(level) or (levels.get(str(level)) or {}).get("descriptor", "")
            texts.append((level, text))
        rows.append(
            Criterion(
                name,
                str(frozen.get("name") or label),
                key,
                int(weights.get(name, 0)),
                frozen.get("question", ""),
                tuple(texts),
            )
        )
    return tuple(rows)


def fact_sheet(definition: Definition, revealed: Collection[str] = (), new: Collection[str] = ()) -> dict[str, Any]:
    """What `parts/facts.html` takes: numbered facts, what not to say, when to stop and act.

    A hidden fact stands there once its key is among `revealed`; those in `new` came with the last move.
    """
    must_not = [
        {"phrases": list(row.get("phrases") or ())[:PHRASES_SHOWN], "why": row.get("why", "")}
        for row in definition.get("must_not") or ()
    ]
    act = [gate.get("text", "") for gate in definition.get("gates") or () if gate.get("kind") == "escalation"]
    return {
        "facts": [
            {"text": fact.get("text", ""), "new": bool(fact.get("hidden")) and fact.get("key") in new}
            for fact in definition.get("facts") or ()
            if not fact.get("hidden") or fact.get("key") in revealed
        ],
        "must_not": [row for row in must_not if row["phrases"]],
        "asks": [{"text": ask.get("text", "")} for ask in definition.get("asks") or ()],
        "act": " ".join(text for text in act if text),
        "written": definition.get("channel") in WRITTEN,
    }


def gates(definition: Definition) -> list[dict[str, str]]:
    """The must-pass points: key, and the text that a person can check the reply against."""
    return [
        {"key": g["key"], "text": g.get("text", ""), "remedy": g.get("remedy", "")}
        for g in definition.get("gates") or ()
    ]


def disputed(definition: Definition, criterion: str, gate: str) -> str:
    """What a dispute is about, in the words of the page."""
    if criterion:
        return str(CRITERIA[criterion][0])
    return next((row["text"] for row in gates(definition) if row["key"] == gate), gate)


def anchors(definition: Definition) -> list[Anchor]:
    """Sample replies with their levels ("4 / 4 / 4 / 4") and which gates they did not pass."""
    names = {"strong": _("Strong"), "middling": _("Middling"), "weak": _("Weak")}
    made = []
    for row in definition.get("anchors") or ():
        levels = " / ".join(str(row["levels"][c]) for c in CRITERIA if c in (row.get("levels") or {}))
        broken = any(passed is False for passed in (row.get("gates") or {}).values())
        label = names.get(row.get("name"), str(row.get("name", "")).capitalize())
        made.append(
            Anchor(
                row.get("name", ""),
                label,
                levels,
                _("a gate not passed") if broken else "",
                row.get("text", ""),
                row.get("comment", ""),
            )
        )
    return made


def strong_sample(definition: Definition) -> Anchor | None:
    return next((anchor for anchor in anchors(definition) if anchor.name == "strong"), None)


def channel(definition: Definition) -> dict[str, Any]:
    return channel_of(str(definition.get("channel", "")))


def persona(definition: Definition) -> dict[str, str]:
    """Name, how to address them, and the head line of a call ("Marcus James, father of …")."""
    return person(definition.get("persona") or {})


def person(who: Mapping[str, Any]) -> dict[str, str]:
    """The same of anyone in the conversation: a row of `others`, or the persona."""
    name, relation = str(who.get("name", "")), str(who.get("relation", ""))
    return {
        "name": name,
        "first": first_name(name),
        "address_as": str(who.get("address_as") or name),
        "relation": relation,
        "mood": str(who.get("mood", "")),
        "line": f"{name}, {relation}" if relation else name,
    }


def first_name(name: str) -> str:
    """What one calls them in the margin: "Marcus", but "Mr. Ortiz" where there is a title and no first name."""
    first = name.split(" ")[0]
    return name if first.endswith(".") or first in TITLES else first


def paragraphs(text: str) -> list[str]:
    return [part.strip() for part in str(text or "").split("\n\n") if part.strip()]


def story(definition: Definition) -> str:
    """All that a learner reads of the scenario, as one text."""
    facts = [str(fact.get("text", "")) for fact in definition.get("facts") or ()]
    persona = definition.get("persona") or {}
    told = [definition.get(key, "") for key in ("title", "subject", "opening", "situation")]
    return " ".join([*map(str, told), *(str(value) for value in persona.values()), *facts])
