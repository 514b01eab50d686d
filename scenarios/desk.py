"""One reply as the marking desk shows it: what was said before it, its own criteria and gates, and no names.

What came after it, what the machine found and what others gave stays away until the score is sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from courses.models import Attempt
from scenarios import shown
from scenarios.actions.marking import definition_of
from scenarios.blind import Veiled, veiled
from scenarios.deciding import given_of
from scenarios.fair.counting import FIRST, SECOND, differ
from scenarios.models import MarkingSlot, MarkingTask
from scenarios.records import made, made_in, number_of
from scenarios.script import play, read_script
from scenarios.stage import Line, lines

Definition = Mapping[str, Any]


@dataclass(frozen=True)
class Ask:
    """What is to be scored: the criteria and gates of this reply, or the one of them that is in dispute."""

    rubric: tuple[shown.Criterion, ...]
    gates: list[dict[str, str]]


def ask_of(task: MarkingTask) -> Ask:
    definition = definition_of(task)
    if task.slot == MarkingSlot.DISPUTE and task.dispute.gate:
        return Ask((), [gate for gate in shown.gates(definition) if gate["key"] == task.dispute.gate])
    if task.slot == MarkingSlot.DISPUTE:
        return Ask(shown.rubric(definition, (task.dispute.criterion,)), [])
    step = _step(definition, task.move.step_key)
    return Ask(shown.rubric(definition, tuple(step.get("criteria") or ())), gates_of(definition, task.move.step_key))


def gates_of(definition: Definition, step_key: str) -> list[dict[str, str]]:
    """The gates that this reply can miss: those its step names, else all that no other step answers for."""
    own = _step(definition, step_key).get("gates") or ()
    own = own.split() if isinstance(own, str) else own
    elsewhere = {
        key for step in definition.get("steps") or () if step.get("key") != step_key for key in (step.get("gate"),)
    }
    return [gate for gate in shown.gates(definition) if (gate["key"] in own if own else gate["key"] not in elsewhere)]


def veil_of(task: MarkingTask) -> Veiled:
    return veil(task.move.attempt, str(task.move.payload.get("text", "")))


def veil(attempt: Attempt, text: str) -> Veiled:
    """What the writer said, without whose words they are: for whoever scores it, and scored it."""
    names = (attempt.person.first_name, attempt.person.last_name)
    return veiled(text, names, places=attempt.person.workplaces, story=shown.story(attempt.version.definition))


def earlier_lines(task: MarkingTask) -> list[Line]:
    """The conversation up to this reply, with what was done but not what it did to anybody's temper."""
    attempt, number = task.move.attempt, number_of(task)
    definition = attempt.version.definition
    before = [each for each in made_in(attempt) if each.number < number and not each.anew]
    before = [each for each in before if each.step_key != task.move.step_key or made(task.move).anew]
    state = play(read_script(definition), before)
    told = (line for line in lines(definition, state, before, notes=False) if line.kind != "effect")
    return [replace(line, text=veil(attempt, line.text).text) if line.kind == "me" else line for line in told]


def slot_words(task: MarkingTask) -> dict[str, str]:
    """Why this reply is here beyond a first score, in a head and a sentence; nothing for a first score."""
    if task.slot == MarkingSlot.SECOND:
        return {
            "head": _("Second, blind score"),
            "text": _("Somebody has scored this reply. What they gave is not shown until you send yours."),
        }
    if task.slot == MarkingSlot.ADJUDICATION:
        told = _("Two people gave different scores. They differ on: %(what)s. Your score decides; theirs stay hidden.")
        return {"head": _("Adjudication"), "text": told % {"what": ", ".join(_differences(task))}}
    if task.slot == MarkingSlot.DISPUTE:
        return {
            "head": _("Disputed: %(name)s")
            % {"name": shown.disputed(definition_of(task), task.dispute.criterion, task.dispute.gate)},
            "text": _("The writer says why. What was given before is not shown. They read your sentence."),
            "said": veil(task.move.attempt, task.dispute.reason).text,
        }
    if task.slot == MarkingSlot.AGAIN:
        told = _("This text was mended after the reply was scored: %(what)s Score it by the text as it is now.")
        return {"head": _("Looked at again"), "text": told % {"what": task.rescore.reason if task.rescore else ""}}
    return {}


def _differences(task: MarkingTask) -> list[str]:
    by_slot = {each.slot: each for each in given_of(task.move)}
    labels = {gate["key"]: gate["text"] for gate in shown.gates(task.move.attempt.version.definition)}
    names = set(differ(by_slot[FIRST], by_slot[SECOND]))
    # In the rubric's order: a database keeps the keys of a score in one of its own.
    told = [str(label) for name, (label, _key) in shown.CRITERIA.items() if name in names]
    return [*told, *(text for key, text in labels.items() if key in names)]


def _step(definition: Definition, key: str) -> Mapping[str, Any]:
    return next((step for step in definition.get("steps") or () if step.get("key") == key), {})
