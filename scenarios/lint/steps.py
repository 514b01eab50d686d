"""What each kind of step must hold."""

from collections.abc import Callable, Iterator

from scenarios.scoring.task import CRITERIA
from scenarios.script.steps import KINDS

from .findings import Finding, Path, found
from .known import ACTS, OPTIONS_LEAST, OPTIONS_MOST, STEP_CHANNELS
from .rows import Row, group, keys, rows, text, texts, whole


def check_steps(d: Row) -> Iterator[Finding]:
    if not list(rows(d, "steps")):
        yield found("missing-text", ("steps",), "The scenario has no step. Add a written reply.")
    for n, step in rows(d, "steps"):
        kind = text(step, "kind") or "reply"
        if kind not in KINDS:
            said = f"Step {n + 1} is of the kind “{kind}”. Known: {', '.join(KINDS)}."
            yield found("unknown-kind", ("steps", n, "kind"), said)
            continue
        if not text(step, "prompt"):
            yield found("missing-text", ("steps", n, "prompt"), f"Step {n + 1} does not say what to do.")
        if text(step, "channel") and step["channel"] not in STEP_CHANNELS:
            said = f"The channel of step {n + 1} must be one of {', '.join(STEP_CHANNELS)}."
            yield found("unknown-kind", ("steps", n, "channel"), said)
        for name in texts(step, "criteria"):
            if name not in CRITERIA:
                yield found("scoring", ("steps", n, "criteria"), f"“{name}” is not a criterion.")
        yield from _OF_KIND[kind](step, ("steps", n), n + 1)
        yield from _says(step, ("steps", n), f"step {n + 1}")
    for n, ending in rows(d, "endings"):
        if not text(ending, "title"):
            yield found("missing-text", ("endings", n, "title"), f"Ending {n + 1} has no title.")
        if not text(ending, "text"):
            yield found("missing-text", ("endings", n, "text"), f"Ending {n + 1} does not say what happened then.")
        yield from _says(ending, ("endings", n), f"ending {n + 1}")


def _says(row: Row, path: Path, where: str) -> Iterator[Finding]:
    for n, line in rows(row, "says"):
        if not text(line, "text"):
            yield found("missing-text", (*path, "says", n), f"Line {n + 1} of {where} has no words.")


def _levels(row: Row, criteria: tuple[str, ...], path: Path, what: str) -> Iterator[Finding]:
    """A level for each criterion of the step, and for no other."""
    levels = group(row, "levels")
    for name in levels:
        if name not in criteria:
            said = f"{what} has a level for “{name}”, which the step does not score."
            yield found("scoring", (*path, "levels"), said, mend="Add it to the criteria of the step, or take it out.")
    if any(level not in (1, 2, 3, 4) for level in levels.values()):
        yield found("scoring", (*path, "levels"), f"{what} has a level that is not 1, 2, 3 or 4.")
    lacking = [name for name in criteria if name in CRITERIA and name not in levels]
    if lacking:
        yield found("scoring", (*path, "levels"), f"{what} has no level for {', '.join(lacking)}.")


def _choice(step: Row, path: Path, number: int) -> Iterator[Finding]:
    options = list(rows(step, "options"))
    if not OPTIONS_LEAST <= len(options) <= OPTIONS_MOST:
        said = f"Step {number} has {len(options)} options. A choice has {OPTIONS_LEAST} to {OPTIONS_MOST}."
        yield found("out-of-range", (*path, "options"), said)
    for n, option in options:
        what, here = f"Option {n + 1} of step {number}", (*path, "options", n)
        if not text(option, "text"):
            yield found("missing-text", (*here, "text"), f"{what} has no text.")
        if not text(option, "note"):
            said = f"{what} has no note: say what it did, in a sentence or two."
            yield found("missing-text", (*here, "note"), said, severity="warning")
        if text(option, "act") and option["act"] not in ACTS:
            said = f"{what} is the move “{option['act']}”. Known: {', '.join(ACTS)}."
            yield found("unknown-kind", (*here, "act"), said)
        yield from _levels(option, texts(step, "criteria"), here, what)


def _reply(step: Row, path: Path, number: int) -> Iterator[Finding]:
    least, most = whole(step, "min_words", 8), whole(step, "max_words", 500)
    if least < 1 or most < least:
        said = f"Step {number} asks for {least} to {most} words. Nobody can write that."
        yield found("out-of-range", (*path, "min_words"), said)


def _order(step: Row, path: Path, number: int) -> Iterator[Finding]:
    items = list(rows(step, "items"))
    used = [row for _n, row in items if not row.get("out")]
    if len(used) < 2:
        yield found("out-of-range", (*path, "items"), f"Step {number} needs two things or more to put in order.")
    if whole(step, "slack", 1) < 0:
        yield found("out-of-range", (*path, "slack"), "“slack” is how many neighbors may be swapped, 0 or more.")
    yield from _texts_of(step, "items", path, number)


def _match(step: Row, path: Path, number: int) -> Iterator[Finding]:
    items, targets = list(rows(step, "items")), keys(step, "targets")
    if len(items) < 2 or len(targets) < 2:
        yield found("out-of-range", (*path, "items"), f"Step {number} needs two things and two targets, or more.")
    for n, item in items:
        if text(item, "to") not in targets:
            said = f"Item {n + 1} of step {number} belongs to “{text(item, 'to')}”, but no target has that key."
            yield found("names-nothing", (*path, "items", n, "to"), said)
    if items and not 1 <= whole(step, "enough", len(items)) <= len(items):
        yield found("out-of-range", (*path, "enough"), f"“enough” goes from 1 to the number of items, {len(items)}.")
    yield from _texts_of(step, "items", path, number)
    yield from _texts_of(step, "targets", path, number)


def _texts_of(step: Row, name: str, path: Path, number: int) -> Iterator[Finding]:
    what = "Item" if name == "items" else "Target"
    for n, row in rows(step, name):
        if not text(row, "text"):
            yield found("missing-text", (*path, name, n, "text"), f"{what} {n + 1} of step {number} has no text.")


def _consult(step: Row, path: Path, number: int) -> Iterator[Finding]:
    asks = list(rows(step, "asks"))
    if len(asks) < 2:
        yield found("out-of-range", (*path, "asks"), f"Step {number} needs two people or questions to pick from.")
    elif not 1 <= whole(step, "most", 1) <= len(asks):
        said = f"“most” of step {number} goes from 1 to the number of questions, {len(asks)}."
        yield found("out-of-range", (*path, "most"), said)
    if asks and not any(ask.get("useful") for _n, ask in asks):
        said = f"None of the questions of step {number} is marked as useful."
        yield found("scoring", (*path, "asks"), said, mend="Mark the questions that help with “useful: true”.")
    names = {"whom": "does not say whom one asks", "text": "has no text", "answer": "has no answer"}
    for n, ask in asks:
        what, here = f"Question {n + 1} of step {number}", (*path, "asks", n)
        for name, told in names.items():
            if not text(ask, name):
                yield found("missing-text", (*here, name), f"{what} {told}.")
        if not text(ask, "note"):
            said = f"{what} has no note: say what it did, in a sentence or two."
            yield found("missing-text", (*here, "note"), said, severity="warning")
        if group(ask, "levels"):
            yield from _levels(ask, texts(step, "criteria"), here, what)


_OF_KIND: dict[str, Callable[[Row, Path, int], Iterator[Finding]]] = {
    "choice": _choice, "reply": _reply, "order": _order, "match": _match, "consult": _consult,
}  # fmt: skip
