"""The author's sample replies, as they stand and as our own scorer reads them.

A learner who writes as well as the strong sample must not be told that it is wrong.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from scenarios.scoring import Result, Task, score, verdict
from scenarios.scoring.reading import STRAIGHT
from scenarios.scoring.task import CRITERIA

from .findings import Finding, Path, found
from .known import SAMPLES
from .rows import Row, group, keys, rows, text

Scorer = Callable[[str, Task], Result]
MACHINE_EMPATHY_MOST = 3


@lru_cache(maxsize=512)
def scored(words: str, task: Task) -> Result:
    """A sample's score, kept: the same sample is looked at again each time its page is."""
    return score(words, task)


def replies(d: Row) -> list[tuple[int, Row]]:
    return [(n, step) for n, step in rows(d, "steps") if text(step, "kind") in ("", "reply")]


def step_of(d: Row, anchor: Row) -> str:
    """The reply step that a sample is for: the one it names, else the first."""
    first = next((text(step, "key") for _n, step in replies(d)), "")
    return text(anchor, "step") or first


def check_samples(d: Row) -> Iterator[Finding]:
    steps = replies(d)
    if not steps:
        return
    anchors = list(rows(d, "anchors"))
    gates = set(keys(d, "gates"))
    for n, step in steps:
        names = [text(row, "name") for _m, row in anchors if step_of(d, row) == text(step, "key")]
        where: Path = ("steps", n) if len(steps) > 1 else ("anchors",)
        of = f" for the step “{text(step, 'key')}”" if len(steps) > 1 else ""
        if not names:
            said = f"There are no sample replies{of}. Markers need them to agree: add strong, middling and weak."
            yield found("missing-anchors", where, said)
            continue
        for name in SAMPLES:
            if name not in names:
                severity = "error" if name == "strong" else "warning"
                said = f"There is no {name} sample reply{of}."
                yield found("missing-anchors", where, said, severity=severity)
    known = {text(step, "key") for _n, step in steps}
    for n, row in anchors:
        yield from _sample(row, n, gates, known)


def _sample(row: Row, n: int, gates: set[str], steps: set[str]) -> Iterator[Finding]:
    what = f"Sample reply “{text(row, 'name') or n + 1}”"
    if text(row, "name") not in SAMPLES:
        yield found("unknown-kind", ("anchors", n, "name"), f"{what} must be one of {', '.join(SAMPLES)}.")
    if not text(row, "text"):
        yield found("sample-incomplete", ("anchors", n, "text"), f"{what} is empty.")
    if not _leveled(row):
        yield found(
            "sample-incomplete", ("anchors", n, "levels"), f"{what} needs a level from 1 to 4 for each criterion."
        )
    for key in group(row, "gates"):
        if key not in gates:
            yield found("names-nothing", ("anchors", n, "gates"), f"There is no gate with the key “{key}”.")
    if text(row, "step") and text(row, "step") not in steps:
        said = f"{what} is for the step “{row['step']}”, but no written reply has that key."
        yield found("names-nothing", ("anchors", n, "step"), said)


def _leveled(row: Row) -> bool:
    levels = group(row, "levels")
    return set(levels) == set(CRITERIA) and all(level in (1, 2, 3, 4) for level in levels.values())


def check_as_scored(d: Row, scorer: Scorer) -> Iterator[Finding]:
    """What our scorer says of the samples. Call it for a definition whose rows are whole.

    It reads straight and printed quotation marks alike, so both are the same sample: one that was scored in its file is
    not scored again when its page is released.
    """
    plain = straight(d)
    tasks = {text(step, "key"): Task.from_definition(plain, text(step, "key")) for _n, step in replies(d)}
    for n, row in rows(d, "anchors") if tasks else ():
        task = tasks[step_of(d, row)].without_samples()
        result = scorer(straight(text(row, "text")), task)
        if text(row, "name") == "strong":
            yield from _strong(d, row, n, task, result)
        yield from _disagrees(row, n, task, result)


def _strong(d: Row, row: Row, n: int, task: Task, result: Result) -> Iterator[Finding]:
    here: Path = ("anchors", n, "text")
    own = {name: level for name, level in row["levels"].items() if name in task.criteria}
    gates = {key: bool(kept) for key, kept in group(row, "gates").items()}
    if not verdict(own, gates, group(d, "weights") or None).passed:
        said = "The strong sample reply does not pass by its own levels."
        yield found("strong-does-not-pass", ("anchors", n, "levels"), said)
    for guard in result.guards:
        yield found("strong-does-not-pass", here, f"The strong sample would be sent back: {guard.sentence}")
    for breach in result.must_not:
        if breach.status == "breach":
            words = text(row, "text")[breach.span.start : breach.span.end]
            said = f"The strong sample says “{words}”, which is on the list not to say."
            yield found("strong-breaks-must-not", here, said)
    for gate in result.gates:
        if gate.status == "not_passed":
            yield found("strong-does-not-pass", here, f"The strong sample does not pass the gate “{gate.key}”.")
    for fact in result.facts:
        if fact.required and fact.status != "found":
            said = f"Fact {fact.number} is not found in the strong sample."
            mend = "Say it in the sample, or add the form it uses to the accepted forms."
            yield found("strong-does-not-pass", here, said, severity="warning", mend=mend)


def _disagrees(row: Row, n: int, task: Task, result: Result) -> Iterator[Finding]:
    if text(row, "overrule") or result.guards:
        return
    other = []
    for name in task.criteria:
        said, read = row["levels"][name], result.levels.get(name)
        most = MACHINE_EMPATHY_MOST if name == "empathy" else 4
        if read is not None and read != min(said, most):
            other.append(f"{name} {read} (you: {said})")
    if other:
        told = f"Our program gives the {text(row, 'name')} sample {', '.join(other)}."
        yield found("sample-level", ("anchors", n, "levels"), told)


def straight(value: Any) -> Any:
    """A definition, or a text of one, with straight quotation marks."""
    if isinstance(value, str):
        return value.translate(STRAIGHT)
    if isinstance(value, Mapping):
        return {key: straight(each) for key, each in value.items()}
    return [straight(each) for each in value] if isinstance(value, (list, tuple)) else value


def overruled(d: Row) -> list[tuple[Finding, str]]:
    """What would be told of the samples whose author overruled it, each with the author's reason."""
    told = []
    plain = straight(d)
    tasks = {text(step, "key"): Task.from_definition(plain, text(step, "key")) for _n, step in replies(d)}
    for n, row in rows(d, "anchors"):
        task, reason = tasks.get(step_of(d, row)), text(row, "overrule")
        if reason and task and text(row, "text") and _leveled(row):
            task = task.without_samples()
            bare = {**row, "overrule": ""}
            told += [(each, reason) for each in _disagrees(bare, n, task, scored(straight(text(row, "text")), task))]
    return told
