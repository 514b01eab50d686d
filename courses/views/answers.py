"""Answers on their way: from a form, and from the draft that keeps them while they are being chosen.

A field is named q-<id of the question>; for each thing to put in order or to match, q-<id of the question>-<its id>.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence

from courses.plain_text import plain

LONGEST_SHORT = 500
LONGEST_TEXT = 50_000
# What a field of this name holds; [] when there is none.
Given = Callable[[str], list[str]]


def read_form(post, questions: Sequence[Mapping], name: str = "uuid") -> dict[str, dict]:
    """Payloads by question. What no question asks for is left out."""
    return _payloads(post.getlist, questions, name)


def read_saved(text: str, questions: Sequence[Mapping], name: str = "uuid") -> dict[str, dict]:
    """The same from a draft: {"q-<id>": ["…"]} as JSON. A draft that cannot be read is an empty one."""
    try:
        saved = json.loads(text or "{}")
    except ValueError:
        return {}
    if not isinstance(saved, dict):
        return {}

    def given(field: str) -> list[str]:
        values = saved.get(field)
        return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []

    return _payloads(given, questions, name)


def as_saved(answers: Mapping[str, Mapping]) -> str:
    """The text of a draft that holds these payloads."""
    kept = {field: values for key, payload in answers.items() for field, values in _fields(f"q-{key}", payload)}
    # As a browser writes it, so that both sides can see that nothing changed.
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def _fields(field: str, payload: Mapping) -> Iterator[tuple[str, list[str]]]:
    if "order" in payload:
        yield from ((f"{field}-{item}", [str(n)]) for n, item in enumerate(payload["order"], 1))
    elif "places" in payload or "pairs" in payload:
        yield from ((f"{field}-{item}", [value]) for item, value in (payload.get("places") or payload["pairs"]).items())
    else:
        yield field, payload.get("options") or [payload.get("text", "")]


def _payloads(given: Given, questions: Sequence[Mapping], name: str) -> dict[str, dict]:
    payloads = {question[name]: _payload(question, f"q-{question[name]}", given) for question in questions}
    return {key: payload for key, payload in payloads.items() if payload}


def _payload(question: Mapping, field: str, given: Given) -> dict:
    kind = question["kind"]
    if kind == "order":
        return _order(_chosen(question, field, given, [str(n) for n in range(1, len(question["items"]) + 1)]))
    if kind == "match":
        pairs = _chosen(question, field, given, [target["id"] for target in question["targets"]])
        return {"pairs": {item: target for item, target in pairs.items() if target}} if any(pairs.values()) else {}
    values = given(field)
    if kind in ("short", "text"):
        text = plain(values[0] if values else "", LONGEST_SHORT if kind == "short" else LONGEST_TEXT).strip()
        return {"text": text} if text else {}
    known = [str(n) for n in range(1, 6)] if kind == "scale" else [option["id"] for option in question["options"]]
    chosen = [option for option in known if option in values]
    if kind in ("single", "scale"):
        chosen = chosen[:1]
    return {"options": chosen} if chosen else {}


def _chosen(question: Mapping, field: str, given: Given, known: Sequence[str]) -> dict[str, str]:
    """What was chosen for each item, "" where it was nothing that can be chosen."""
    first = {item["id"]: (given(f"{field}-{item['id']}") or [""])[0] for item in question["items"]}
    return {item: value if value in known else "" for item, value in first.items()}


def _order(places: Mapping[str, str]) -> dict:
    """The order, once everything has a place of its own. Until then the places, so that they are kept."""
    placed = {item: place for item, place in places.items() if place}
    if len(set(placed.values())) == len(places):
        return {"order": sorted(placed, key=lambda item: int(placed[item]))}
    return {"places": placed} if placed else {}
