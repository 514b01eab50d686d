"""Answers on their way: from a form, and from the draft that keeps them while they are being chosen."""

import json
from collections.abc import Mapping, Sequence

from courses.plain_text import plain

LONGEST_SHORT = 500
LONGEST_TEXT = 50_000


def read_form(post, questions: Sequence[Mapping], name: str = "uuid") -> dict[str, dict]:
    """Payloads by question, from fields named q-<id>. What no question asks for is left out."""
    return _payloads({question[name]: post.getlist(f"q-{question[name]}") for question in questions}, questions, name)


def read_saved(text: str, questions: Sequence[Mapping], name: str = "uuid") -> dict[str, dict]:
    """The same from a draft: {"q-<id>": ["…"]} as JSON. A draft that cannot be read is an empty one."""
    try:
        saved = json.loads(text or "{}")
    except ValueError:
        return {}
    if not isinstance(saved, dict):
        return {}
    given = {}
    for question in questions:
        values = saved.get(f"q-{question[name]}")
        if isinstance(values, list):
            given[question[name]] = [value for value in values if isinstance(value, str)]
    return _payloads(given, questions, name)


def as_saved(answers: Mapping[str, Mapping]) -> str:
    """The text of a draft that holds these payloads."""
    kept = {f"q-{key}": payload.get("options") or [payload.get("text", "")] for key, payload in answers.items()}
    # As a browser writes it, so that both sides can see that nothing changed.
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def _payloads(given: Mapping[str, list[str]], questions: Sequence[Mapping], name: str) -> dict[str, dict]:
    payloads = {question[name]: _payload(question, given.get(question[name], [])) for question in questions}
    return {key: payload for key, payload in payloads.items() if payload}


def _payload(question: Mapping, values: list[str]) -> dict:
    kind = question["kind"]
    if kind in ("short", "text"):
        text = plain(values[0] if values else "", LONGEST_SHORT if kind == "short" else LONGEST_TEXT).strip()
        return {"text": text} if text else {}
    known = [str(n) for n in range(1, 6)] if kind == "scale" else [option["id"] for option in question["options"]]
    chosen = [option for option in known if option in values]
    if kind in ("single", "scale"):
        chosen = chosen[:1]
    return {"options": chosen} if chosen else {}
