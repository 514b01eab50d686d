"""What is wrong with a scenario, in sentences for the trainer who wrote it. The same rules for a page and for a file.

Each finding says where it is by a path into the definition ("facts", 1, "accepted"): a page turns that into a panel, a
package into a line. Errors stop a release; warnings are read and may stay.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from scenarios.scoring import Task, score, verdict
from scenarios.scoring.task import CRITERIA, GATE_KINDS, PARTS
from scenarios.script import KINDS
from scenarios.shown import CHANNELS

KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Finding:
    path: Path
    message: str
    severity: str = "error"


def check_definition(definition: Mapping[str, Any]) -> list[Finding]:
    """Everything that is wrong, most basic first. The types must be those of a scenario file."""
    found = [
        *_frame(definition),
        *_keys(definition),
        *_facts(definition),
        *_must_not(definition),
        *_gates(definition),
        *_rubric(definition),
        *_steps(definition),
        *_anchors(definition),
    ]
    if not any(each.severity == "error" for each in found):
        found.extend(_as_the_scorer_reads(definition))
    return found


def _rows(definition: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    return [row for row in definition.get(name) or () if isinstance(row, Mapping)]


def _frame(d: Mapping[str, Any]) -> Iterator[Finding]:
    persona = d.get("persona") or {}
    if not str(persona.get("name") or "").strip():
        yield Finding(("persona", "name"), _("The persona has no name."))
    if not 0 <= int(persona.get("temper") or 0) <= 4:
        yield Finding(("persona", "temper"), _("Temper goes from 0 (calm) to 4 (furious)."))
    if not str(d.get("opening") or "").strip():
        yield Finding(("opening",), _("The persona says nothing. Write their own words."))
    if not str(d.get("situation") or "").strip():
        yield Finding(("situation",), _("The situation is missing: who the learner is, and what has happened."))
    if d.get("channel") not in CHANNELS:
        yield Finding(("channel",), _("The channel must be phone or email."))
    if d.get("channel") == "email" and not str(d.get("subject") or "").strip():
        yield Finding(("subject",), _("An e-mail needs a subject."))


def _keys(d: Mapping[str, Any]) -> Iterator[Finding]:
    for name in ("asks", "facts", "must_not", "gates", "steps"):
        keys = [str(row.get("key") or "") for row in _rows(d, name)]
        counts = Counter(keys)
        for n, key in enumerate(keys):
            if not KEY.fullmatch(key):
                yield Finding(
                    (name, n, "key"), _("Give it a short key of small letters, digits and hyphens, such as call-back.")
                )
            elif counts[key] > 1 and keys.index(key) != n:
                yield Finding((name, n, "key"), _("The key “%(key)s” is used twice.") % {"key": key})


def _facts(d: Mapping[str, Any]) -> Iterator[Finding]:
    facts = _rows(d, "facts")
    if not facts:
        yield Finding(("facts",), _("Without a fact sheet nobody can say what is accurate. Add the facts."))
    for n, fact in enumerate(facts):
        if not str(fact.get("text") or "").strip():
            yield Finding(("facts", n, "text"), _("Fact %(n)d has no text.") % {"n": n + 1})
        if fact.get("required") and not fact.get("accepted"):
            yield Finding(
                ("facts", n, "accepted"),
                _("Fact %(n)d is required but has no accepted form, so it could never be found.") % {"n": n + 1},
            )
        if fact.get("required") and not str(fact.get("missing") or "").strip():
            said = _("Fact %(n)d has no question for when it is missing.") % {"n": n + 1}
            yield Finding(("facts", n, "missing"), said, "warning")
    known = {str(fact.get("key")) for fact in facts}
    for n, ask in enumerate(_rows(d, "asks")):
        if not str(ask.get("text") or "").strip():
            yield Finding(("asks", n, "text"), _("Question %(n)d has no text.") % {"n": n + 1})
        for key in ask.get("facts") or ():
            if str(key) not in known:
                yield Finding(("asks", n, "facts"), _("There is no fact with the key “%(key)s”.") % {"key": key})
    for part in d.get("parts") or ():
        if part not in PARTS:
            yield Finding(
                ("parts", part),
                _("“%(part)s” is not a part. Parts: %(all)s.") % {"part": part, "all": ", ".join(PARTS)},
            )


def _must_not(d: Mapping[str, Any]) -> Iterator[Finding]:
    for n, row in enumerate(_rows(d, "must_not")):
        if not row.get("phrases"):
            yield Finding(("must_not", n, "phrases"), _("“Do not say” %(n)d has no phrase to look for.") % {"n": n + 1})
        if not str(row.get("why") or "").strip():
            yield Finding(("must_not", n, "why"), _("“Do not say” %(n)d does not say why.") % {"n": n + 1})


def _gates(d: Mapping[str, Any]) -> Iterator[Finding]:
    for n, gate in enumerate(_rows(d, "gates")):
        told = {"n": n + 1, "all": ", ".join(GATE_KINDS)}
        if gate.get("kind") not in GATE_KINDS:
            yield Finding(("gates", n, "kind"), _("Gate %(n)d is of no known kind. Kinds: %(all)s.") % told)
        if not str(gate.get("text") or "").strip():
            yield Finding(("gates", n, "text"), _("Gate %(n)d does not say what must hold.") % told)
        if not str(gate.get("remedy") or "").strip():
            yield Finding(("gates", n, "remedy"), _("Gate %(n)d has no remedy: say what to do instead.") % told)
        if gate.get("kind") == "escalation" and gate.get("trigger") and not gate.get("order"):
            yield Finding(("gates", n, "order"), _("Gate %(n)d asks for a hand-off but names no one in order.") % told)


def _rubric(d: Mapping[str, Any]) -> Iterator[Finding]:
    weights = d.get("weights") or {}
    for name in weights:
        if name not in CRITERIA:
            yield Finding(("weights", name), _("“%(name)s” is not a criterion.") % {"name": name})
    if weights and sum(weights.values()) != 100:
        yield Finding(
            ("weights",), _("The weights add up to %(sum)d. They must add up to 100.") % {"sum": sum(weights.values())}
        )
    descriptors = d.get("descriptors") or {}
    for name, levels in descriptors.items():
        if name not in CRITERIA:
            yield Finding(("descriptors", name), _("“%(name)s” is not a criterion.") % {"name": name})
            continue
        lacking = [level for level in (4, 3, 2, 1) if not (levels.get(level) or levels.get(str(level)))]
        for level in lacking:
            said = _("%(name)s has no words for level %(level)d here; the general rubric is shown.")
            yield Finding(("descriptors", name), said % {"name": name.capitalize(), "level": level}, "warning")


def _steps(d: Mapping[str, Any]) -> Iterator[Finding]:
    steps = _rows(d, "steps")
    if not steps:
        yield Finding(("steps",), _("The scenario has no step. Add a written reply."))
    if len(steps) > 1:
        yield Finding(("steps", 1), _("More than one step cannot be played yet. Keep one written reply."))
    for n, step in enumerate(steps):
        told = {"n": n + 1, "kind": step.get("kind"), "all": ", ".join(KINDS)}
        if step.get("kind") not in KINDS:
            yield Finding(("steps", n, "kind"), _("Step %(n)d is of the kind “%(kind)s”. Known: %(all)s.") % told)
        if not str(step.get("prompt") or "").strip():
            yield Finding(("steps", n, "prompt"), _("Step %(n)d does not say what to do.") % told)
        named = step.get("criteria") or ()
        for name in named:
            if name not in CRITERIA:
                yield Finding(("steps", n, "criteria"), _("“%(name)s” is not a criterion.") % {"name": name})
        for name in ("accurate", "complete"):
            if named and name not in named:
                yield Finding(("steps", n, "criteria"), _("“%(name)s” is always scored. Add it.") % {"name": name})


def _anchors(d: Mapping[str, Any]) -> Iterator[Finding]:
    anchors = _rows(d, "anchors")
    if not anchors:
        yield Finding(
            ("anchors",), _("There are no sample replies. Markers need them to agree: add strong, middling and weak.")
        )
        return
    names = [row.get("name") for row in anchors]
    if "strong" not in names:
        yield Finding(("anchors",), _("There is no strong sample reply."))
    for name in ("middling", "weak"):
        if name not in names:
            yield Finding(("anchors",), _("There is no %(name)s sample reply.") % {"name": name}, "warning")
    gates = {str(gate.get("key")) for gate in _rows(d, "gates")}
    for n, row in enumerate(anchors):
        told = {"name": row.get("name") or n + 1}
        if not str(row.get("text") or "").strip():
            yield Finding(("anchors", n, "text"), _("Sample reply “%(name)s” is empty.") % told)
        levels = row.get("levels") or {}
        if (
            set(levels) - set(CRITERIA)
            or any(level not in (1, 2, 3, 4) for level in levels.values())
            or len(levels) < len(CRITERIA)
        ):
            yield Finding(
                ("anchors", n, "levels"),
                _("Sample reply “%(name)s” needs a level from 1 to 4 for each criterion.") % told,
            )
        for key in row.get("gates") or {}:
            if key not in gates:
                yield Finding(("anchors", n, "gates"), _("There is no gate with the key “%(key)s”.") % {"key": key})


def _as_the_scorer_reads(d: Mapping[str, Any]) -> Iterator[Finding]:
    """The strong sample, read by our own scorer: a learner who writes as well must not be told that it is wrong."""
    index = next(n for n, row in enumerate(_rows(d, "anchors")) if row.get("name") == "strong")
    strong = _rows(d, "anchors")[index]
    here: Path = ("anchors", index, "text")
    if not verdict(
        strong["levels"], {k: bool(v) for k, v in (strong.get("gates") or {}).items()}, d.get("weights")
    ).passed:
        yield Finding(("anchors", index, "levels"), _("The strong sample reply does not pass by its own levels."))
    task = Task.from_definition(d, _rows(d, "steps")[0]["key"]).without_samples()
    result = score(strong["text"], task)
    for guard in result.guards:
        yield Finding(here, _("The strong sample would be sent back: %(why)s") % {"why": guard.sentence}, "warning")
    for breach in result.must_not:
        if breach.status == "breach":
            yield Finding(
                here,
                _("The strong sample says “%(said)s”, which is on the list not to say.") % {"said": breach.span.text},
            )
    for gate in result.gates:
        if gate.status == "not_passed":
            yield Finding(here, _("The strong sample does not pass the gate “%(key)s”.") % {"key": gate.key})
    for fact in result.facts:
        if fact.required and fact.status != "found":
            said = _("Fact %(n)d is not found in the strong sample. Add the form it uses to the accepted forms.")
            yield Finding(here, said % {"n": fact.number}, "warning")
