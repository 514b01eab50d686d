"""Which questions a try asks, and what an answer is worth. Plain Python on the released definition of a quiz.

A payload is {"options": [ids]} for a choice, {"text": "…"} for a short answer, {"order": [ids]} for things put in order
and {"pairs": {item id: target id}} for things matched. Points are whole questions and percents are rounded down, so
that 79.9 is never shown as the 80 it did not reach.
"""

import random
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from courses import testing_out

Shown = TypeVar("Shown")


@dataclass(frozen=True)
class Result:
    """What became of one question."""

    uuid: str
    right: bool
    gate: bool = False


@dataclass(frozen=True)
class Marked:
    """`gates_missed`: uuids of must-pass questions that were not right; one of them is enough not to pass."""

    percent: int
    passed: bool
    right: int
    total: int
    results: tuple[Result, ...]
    gates_missed: tuple[str, ...] = ()


def draw(definition: Mapping, *, seen: Collection[str], seed: str | int) -> list[dict]:
    """The questions of one try, in the order of the pool.

    Of each outcome as many as `draw` says; must-pass questions are always among them. A try keeps to one form of
    equivalent questions as far as that reaches, and takes questions not `seen` in earlier tries first. The same seed
    draws the same questions. Without `draw`, the whole pool.
    """
    pool = list(definition.get("pool", []))
    if not definition.get("draw"):
        return pool
    chance = random.Random(str(seed))  # noqa: S311 -- fairness, not secrecy
    seen = set(seen)
    chosen = {question["uuid"] for question in pool if question.get("gate")}
    for rule in definition["draw"]:
        bank = [question for question in pool if question.get("outcome") == rule["outcome"]]
        missing = rule["count"] - sum(question["uuid"] in chosen for question in bank)
        rest = [question for question in bank if question["uuid"] not in chosen]
        chosen.update(question["uuid"] for question in _freshest(rest, seen, chance)[: max(0, missing)])
    return [question for question in pool if question["uuid"] in chosen]


def _freshest(bank: list[dict], seen: set[str], chance: random.Random) -> list[dict]:
    """Unseen before seen; among those the least used form first; then by chance."""
    forms = sorted({question.get("form", "") for question in bank})
    chance.shuffle(forms)
    used = {form: sum(q["uuid"] in seen for q in bank if q.get("form", "") == form) for form in forms}
    rank = {form: place for place, form in enumerate(sorted(forms, key=lambda form: used[form]))}
    dice = {question["uuid"]: chance.random() for question in bank}
    return sorted(bank, key=lambda q: (q["uuid"] in seen, rank[q.get("form", "")], dice[q["uuid"]]))


def shuffled(rows: Sequence[Shown], *, seed: str) -> list[Shown]:
    """The rows in an order that hangs on the seed alone and is never, of two or more, the order given."""
    shown = list(rows)
    random.Random(seed).shuffle(shown)  # noqa: S311 -- so that the order gives nothing away, not a secret
    return shown if shown != list(rows) else shown[1:] + shown[:1]


def answered(question: Mapping, payload: Mapping) -> bool:
    """May this be handed in? Everything has its place, everything its match; of other kinds, any answer."""
    if question["kind"] == "order":
        return "order" in payload
    if question["kind"] == "match":
        return len(payload.get("pairs", {})) == len(question["items"])
    return bool(payload)


def grade(question: Mapping, payload: Mapping | None) -> bool:
    """Is this answer right? An empty answer, or one of an unexpected shape, is not.

    Order: all in the right order. Match: every pair right.
    """
    payload = payload if isinstance(payload, Mapping) else {}
    items = question.get("items", [])
    if question["kind"] == "order":
        return bool(items) and payload.get("order") == [item["id"] for item in items]
    if question["kind"] == "match":
        return bool(items) and payload.get("pairs") == {item["id"]: item["target"] for item in items}
    if question["kind"] == "short":
        text = payload.get("text")
        given = normalize(text) if isinstance(text, str) else ""
        return bool(given) and given in {normalize(form) for form in question.get("accepted", [])}
    chosen = payload.get("options")
    chosen = {one for one in chosen if isinstance(one, str)} if isinstance(chosen, list | tuple | set) else set()
    right = {option["id"] for option in question.get("options", []) if option.get("right")}
    if question["kind"] == "single":
        return len(chosen) == 1 and chosen <= right
    return bool(chosen) and chosen == right


def normalize(text: str) -> str:
    """Lower case, one space between words, no punctuation: "Third-Ring " and "third ring" are the same answer."""
    bare = unicodedata.normalize("NFKC", text.replace("'", "").replace("’", ""))
    # Folding may take letters apart, so they are put together again.
    folded = unicodedata.normalize("NFKC", bare.casefold())
    spaced = "".join(" " if unicodedata.category(c)[0] in "PZC" else c for c in folded)
    return " ".join(spaced.split())


def mark(definition: Mapping, questions: Sequence[Mapping], answers: Mapping[str, Mapping]) -> Marked:
    """Mark one try: `questions` as drawn, `answers` by uuid. Passed: the pass mark reached and every gate right.

    A pre-assessment has a stricter rule of its own (`courses.testing_out`).
    """
    results = tuple(
        Result(question["uuid"], grade(question, answers.get(question["uuid"])), bool(question.get("gate")))
        for question in questions
    )
    total, right = len(results), sum(result.right for result in results)
    gates_missed = tuple(result.uuid for result in results if result.gate and not result.right)
    reached = total > 0 and right * 100 >= int(definition.get("pass_mark", 80)) * total
    passed = reached and not gates_missed
    if definition.get("kind") == testing_out.KIND:
        passed = testing_out.shown(right=right, total=total, gates_missed=gates_missed)
    return Marked(
        percent=right * 100 // total if total else 0,
        passed=passed,
        right=right,
        total=total,
        results=results,
        gates_missed=gates_missed,
    )


def option_states(options: Iterable[Mapping], chosen: Collection[str]) -> dict[str, str]:
    """For each option: "right" (chosen, and rightly), "again" (look again), "add" (add this one) or ""."""
    states = {}
    for option in options:
        picked = option["id"] in chosen
        if option.get("right"):
            states[option["id"]] = "right" if picked else "add"
        else:
            states[option["id"]] = "again" if picked else ""
    return states
