"""What a reply is looked at against: one reply step of a released scenario, as frozen data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

CRITERIA = ("accurate", "complete", "courteous", "empathy")
PARTS = ("owner", "action", "date", "contact")
GATE_KINDS = ("protected_data", "forbidden", "escalation")
MIN_WORDS, MAX_WORDS = 8, 500


@dataclass(frozen=True)
class Fact:
    key: str
    number: int
    text: str
    required: bool
    accepted: tuple[str, ...]
    contradicts: tuple[str, ...]
    missing: str


@dataclass(frozen=True)
class Part:
    key: str
    missing: str
    accepted: tuple[str, ...]


@dataclass(frozen=True)
class MustNot:
    key: str
    phrases: tuple[str, ...]
    why: str
    instead: str
    cap: int


@dataclass(frozen=True)
class Gate:
    """`order` holds, for each step of an escalation, the words that name it ("police|911" is two)."""

    key: str
    kind: str
    text: str
    phrases: tuple[str, ...]
    order: tuple[tuple[str, ...], ...]
    trigger: bool
    remedy: str


@dataclass(frozen=True)
class Ask:
    key: str
    text: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Task:
    """One reply step. Build it with from_definition(). `said`: what is seen, heard and said at this very step."""

    step: str
    language: str
    channel: str
    address_as: str
    name: str
    opening: str
    situation: str
    prompt: str
    criteria: tuple[str, ...]
    facts: tuple[Fact, ...]
    asks: tuple[Ask, ...]
    parts: tuple[Part, ...]
    must_not: tuple[MustNot, ...]
    gates: tuple[Gate, ...]
    stakes: tuple[str, ...]
    samples: tuple[tuple[str, str], ...]
    said: str = ""
    min_words: int = MIN_WORDS
    max_words: int = MAX_WORDS

    @property
    def person(self) -> str:
        """How sentences name the persona."""
        return self.address_as or self.name or "the person"

    def without_samples(self) -> Self:
        """The same task for looking at a sample reply itself, which would else be a copy."""
        return replace(self, samples=())

    @classmethod
    def from_definition(cls, definition: Mapping[str, Any], step_key: str) -> Self:
        """Reads the scenario shape. A step may name the facts, asks, parts and gates it is about (default: all).

        Raises ValueError when there is no reply step of that key.
        """
        steps = [s for s in _rows(definition, "steps") if s.get("key") == step_key]
        if not steps or steps[0].get("kind", "reply") != "reply":
            raise ValueError(f"There is no reply step named {step_key!r} in this scenario.")
        step = steps[0]
        persona = definition.get("persona") or {}
        return cls(
            step=step_key,
            language=_text(definition, "language") or "en",
            channel=_text(definition, "channel"),
            address_as=_text(persona, "address_as"),
            name=_text(persona, "name"),
            opening="\n".join(t for t in (_text(definition, "subject"), _text(definition, "opening")) if t),
            situation=_text(definition, "situation"),
            prompt=_text(step, "prompt"),
            criteria=tuple(c for c in CRITERIA if c in (step.get("criteria") or CRITERIA)),
            facts=_facts(definition, step),
            asks=_asks(definition, step),
            parts=_parts(definition, step),
            must_not=_must_not(definition),
            gates=_gates(definition, step),
            stakes=_texts((definition.get("empathy") or {}).get("stakes")),
            samples=tuple((_text(a, "name"), _text(a, "text")) for a in _rows(definition, "anchors")),
            said=_said(step),
            min_words=int(step.get("min_words") or MIN_WORDS),
            max_words=int(step.get("max_words") or MAX_WORDS),
        )


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    return "" if value is None else str(value).strip()


def _texts(values: Any) -> tuple[str, ...]:
    if values is None:
        return ()
    if isinstance(values, (str, int, float)):
        values = [values]
    return tuple(str(v).strip() for v in values if str(v).strip())


def _said(step: Mapping[str, Any]) -> str:
    """Every line that may be said here, whatever the temper: a reply may take up a word of any of them."""
    says = step.get("says") or ()
    rows = [says] if isinstance(says, str) else says
    lines = [row if isinstance(row, str) else _text(row, "text") for row in rows]
    return "\n".join(filter(None, [_text(step, "scene"), *lines]))


def _rows(row: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    return list(row.get(key) or [])


def _facts(definition: Mapping[str, Any], step: Mapping[str, Any]) -> tuple[Fact, ...]:
    only = _texts(step.get("facts"))
    return tuple(
        Fact(
            key=_text(f, "key"),
            number=number,
            text=_text(f, "text"),
            required=bool(f.get("required", False)) and (not only or _text(f, "key") in only),
            accepted=_texts(f.get("accepted")),
            contradicts=_texts(f.get("contradicts")),
            missing=_text(f, "missing"),
        )
        for number, f in enumerate(_rows(definition, "facts"), start=1)
    )


def _asks(definition: Mapping[str, Any], step: Mapping[str, Any]) -> tuple[Ask, ...]:
    only = _texts(step.get("asks"))
    asks = (Ask(_text(a, "key"), _text(a, "text"), _texts(a.get("facts"))) for a in _rows(definition, "asks"))
    return tuple(a for a in asks if not only or a.key in only)


def _parts(definition: Mapping[str, Any], step: Mapping[str, Any]) -> tuple[Part, ...]:
    only = _texts(step.get("parts"))
    parts = definition.get("parts") or {}
    if not isinstance(parts, Mapping):
        parts = {key: {} for key in parts}
    rows = ((key, parts[key] or {}) for key in PARTS if key in parts and (not only or key in only))
    return tuple(Part(key, _text(row, "missing"), _texts(row.get("accepted"))) for key, row in rows)


def _must_not(definition: Mapping[str, Any]) -> tuple[MustNot, ...]:
    return tuple(
        MustNot(_text(m, "key"), _texts(m.get("phrases")), _text(m, "why"), _text(m, "instead"), int(m.get("cap") or 2))
        for m in _rows(definition, "must_not")
    )


def _gates(definition: Mapping[str, Any], step: Mapping[str, Any]) -> tuple[Gate, ...]:
    only = _texts(step.get("gates"))
    return tuple(
        Gate(
            key=_text(g, "key"),
            kind=_text(g, "kind"),
            text=_text(g, "text"),
            phrases=_texts(g.get("phrases")),
            order=tuple(_either(step) for step in g.get("order") or ()),
            trigger=bool(g.get("trigger", False)),
            remedy=_text(g, "remedy"),
        )
        for g in _rows(definition, "gates")
        if not only or _text(g, "key") in only
    )


def _either(step: str | Iterable[str]) -> tuple[str, ...]:
    return _texts(step.split("|") if isinstance(step, str) else step)
