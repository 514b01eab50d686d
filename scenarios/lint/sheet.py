"""The fact sheet, the gates, what must not be said, and how it is scored."""

from collections.abc import Iterator

from scenarios.scoring.task import CRITERIA, GATE_KINDS, PARTS

from .findings import Finding, found
from .rows import Row, group, rows, text, texts

ALWAYS_SCORED = ("accurate", "complete")


def has_reply(d: Row) -> bool:
    return any(text(step, "kind") in ("", "reply") for _n, step in rows(d, "steps"))


def check_facts(d: Row) -> Iterator[Finding]:
    facts = list(rows(d, "facts"))
    if not facts:
        said = "Without a fact sheet nobody can say what is accurate. Add the facts."
        yield found("fact-not-on-sheet", ("facts",), said)
    revealed = {
        key
        for _n, step in rows(d, "steps")
        for name in ("options", "asks")
        for _m, row in rows(step, name)
        for key in texts(row, "reveals")
    }
    written = has_reply(d)
    for n, fact in facts:
        if not text(fact, "text"):
            yield found("missing-text", ("facts", n, "text"), f"Fact {n + 1} has no text.")
        if fact.get("hidden") and text(fact, "key") not in revealed:
            said = f"Fact {n + 1} is hidden, and no option and no answer reveals it."
            mend = "Name its key in “reveals” of an option or of a question to a colleague, or do not hide it."
            yield found("fact-not-on-sheet", ("facts", n, "hidden"), said, mend=mend)
        if not fact.get("required") or not written:
            continue
        if not texts(fact, "accepted"):
            said = f"Fact {n + 1} is required but has no accepted form, so it could never be found."
            yield found("fact-without-form", ("facts", n, "accepted"), said)
        if not text(fact, "missing"):
            said = f"Fact {n + 1} has no question for when it is missing."
            yield found("missing-text", ("facts", n, "missing"), said, severity="warning")
    for n, ask in rows(d, "asks"):
        if not text(ask, "text"):
            yield found("missing-text", ("asks", n, "text"), f"Question {n + 1} has no text.")
    for part in d.get("parts") or ():
        if part not in PARTS:
            said = f"“{part}” is not a part. Parts: {', '.join(PARTS)}."
            yield found("unknown-kind", ("parts", part), said)


def check_must_not(d: Row) -> Iterator[Finding]:
    for n, row in rows(d, "must_not"):
        if not texts(row, "phrases"):
            said = f"“Do not say” {n + 1} has no phrase to look for."
            yield found("must-not-incomplete", ("must_not", n, "phrases"), said)
        if not text(row, "why"):
            yield found("must-not-incomplete", ("must_not", n, "why"), f"“Do not say” {n + 1} does not say why.")


def check_gates(d: Row) -> Iterator[Finding]:
    for n, gate in rows(d, "gates"):
        if gate.get("kind") not in GATE_KINDS:
            said = (
                f"Gate {n + 1} is of no known kind. Choose protected information, a statement that is forbidden, or "
                f"handing off in the right order (in a file: {', '.join(GATE_KINDS)})."
            )
            yield found("unknown-kind", ("gates", n, "kind"), said)
        if not text(gate, "text"):
            yield found("gate-incomplete", ("gates", n, "text"), f"Gate {n + 1} does not say what must hold.")
        if not text(gate, "remedy"):
            said = f"Gate {n + 1} has no remedy: say what to do instead."
            yield found("gate-without-remedy", ("gates", n, "remedy"), said)
        if gate.get("kind") == "escalation" and gate.get("trigger") and not gate.get("order"):
            said = f"Gate {n + 1} asks for a hand-off but names no one in order."
            yield found("gate-incomplete", ("gates", n, "order"), said)


def check_rubric(d: Row) -> Iterator[Finding]:
    weights = group(d, "weights")
    for name in weights:
        if name not in CRITERIA:
            yield found("scoring", ("weights", name), f"“{name}” is not a criterion.")
    if any(weight < 0 for weight in weights.values()):
        yield found("scoring", ("weights",), "A weight cannot be below 0.")
    elif weights and sum(weights.values()) != 100:
        said = f"The weights add up to {sum(weights.values())}. They must add up to 100."
        yield found("scoring", ("weights",), said)
    for name, levels in group(d, "descriptors").items():
        if name not in CRITERIA:
            yield found("scoring", ("descriptors", name), f"“{name}” is not a criterion.")
            continue
        for level in (4, 3, 2, 1):
            if not (levels.get(level) or levels.get(str(level))):
                said = f"{name.capitalize()} has no words for level {level} here; the general rubric is shown."
                yield found("scoring", ("descriptors", name), said, severity="warning")
    steps = list(rows(d, "steps"))
    scored = {name for _n, step in steps for name in texts(step, "criteria")}
    if any(text(step, "kind") in ("", "reply") and not texts(step, "criteria") for _n, step in steps):
        scored |= set(CRITERIA)  # a reply that names none is scored on all
    for name in ALWAYS_SCORED:
        if steps and name not in scored:
            where = ("steps", steps[0][0], "criteria")
            yield found("scoring", where, f"“{name}” is always scored. Add it to the criteria of a step.")
