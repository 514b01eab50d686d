"""A conversation looked back on: each move with what it did, the facts that were told, and what was right."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from scenarios import shown
from scenarios.feedback import Feedback, read_feedback, scored_standing, side_by_side
from scenarios.models import Score
from scenarios.revising import Revision, revision
from scenarios.script import Beat, Made, MatchStep, OrderStep, ReplyStep, Story
from scenarios.stage import Line, people, retold
from scenarios.temper import Temper, temper_of

Definition = Mapping[str, Any]


@dataclass(frozen=True)
class Felt:
    """How one person felt after a move, where it changed something. `tone`: "cooled" or "raised"."""

    name: str
    temper: Temper
    tone: str


@dataclass(frozen=True)
class Moment:
    """One move of the learner. `right`: rows of a right answer, for an order or a match that was not all right.

    Of a written reply: `feedback` on the version that counts, `revision` how it came from the one before, `beside` a
    person's levels beside the machine's once they are in.
    """

    number: int
    kind: str
    before: list[Line]
    mine: list[Line]
    felt: list[Felt]
    note: str
    given: list[str]
    missed: list[str]
    revealed: list[str]
    broken: list[dict[str, str]]
    kept: list[dict[str, str]]
    verdict: str
    right: list[str]
    feedback: Feedback | None
    revision: Revision | None = None
    beside: list[dict[str, Any]] | None = None

    @property
    def ladder(self) -> list[dict[str, Any]]:
        return self.feedback.standing.rows if self.feedback else []


def moments(definition: Definition, story: Story, *, open_answers: bool) -> list[Moment]:
    """Each move, in order. `open_answers`: may a right answer be shown (`deciding.sample_rule`)?

    Of a closing reply that was revised only the last version is told again.
    """
    last = {beat.step.key: beat.number for beat in story.beats if isinstance(beat.step, ReplyStep)}
    made, waiting = [], []
    for beat in story.beats:
        waiting += retold(definition, beat.before)
        if isinstance(beat.step, ReplyStep) and beat.step.closing and last[beat.step.key] != beat.number:
            continue
        made.append(_moment(definition, beat, waiting, open_answers, _versions(story, beat)))
        waiting = []
    return made


def _versions(story: Story, beat: Beat) -> list[Made]:
    """Every version of a closing reply; of one in the middle the first, and what was written anew in its place."""
    if isinstance(beat.step, ReplyStep) and beat.step.closing:
        return [each.made for each in story.beats if each.step.key == beat.step.key]
    return [beat.made, *([beat.anew] if beat.anew else [])]


def with_scores(told: Iterable[Moment], scores: Mapping[int, Score], definition: Definition) -> list[Moment]:
    """The same, with the levels of a person beside the machine's wherever a reply has its score."""
    made = []
    for moment in told:
        score = scores.get(moment.feedback.number) if moment.feedback else None
        if moment.feedback is None or score is None:
            made.append(moment)
            continue
        own = {row["name"]: row["self_level"] for row in moment.ladder if row["self_level"]}
        by_person = scored_standing(score, definition, own)
        made.append(replace(moment, beside=side_by_side(by_person, moment.feedback.standing)))
    return made


def _moment(definition: Definition, beat: Beat, before: list[Line], open_answers: bool, versions: list[Made]) -> Moment:
    facts = {fact.get("key"): str(fact.get("text", "")) for fact in definition.get("facts") or ()}
    gates = {gate["key"]: gate for gate in shown.gates(definition)}
    counted = beat.anew or beat.made
    verdict, right = _rightness(beat)
    return Moment(
        number=beat.number,
        kind=beat.step.kind,
        before=before,
        mine=retold(definition, beat.mine),
        felt=_felt(definition, beat),
        note=beat.note,
        given=[facts[key] for key in beat.given if key in facts],
        missed=[facts[key] for key in beat.missed if key in facts],
        revealed=[facts[key] for key in beat.revealed if key in facts],
        broken=[gates[key] for key, passed in beat.gates if not passed and key in gates],
        kept=[gates[key] for key, passed in beat.gates if passed and key in gates],
        verdict=verdict,
        right=right if open_answers else [],
        feedback=read_feedback(counted, definition) if isinstance(beat.step, ReplyStep) else None,
        revision=revision(versions, len(versions) - 1, max(0, len(versions) - 2), definition),
    )


def _felt(definition: Definition, beat: Beat) -> list[Felt]:
    names = {key: who["first"] for key, who in people(definition).items()}
    rows = []
    for key, after in beat.temper_after.items():
        before = beat.temper_before.get(key, after)
        if before != after:
            rows.append(Felt(names.get(key, key), temper_of(after, before), "cooled" if after < before else "raised"))
    return rows


def _rightness(beat: Beat) -> tuple[str, list[str]]:
    """What was right about an order or a match, in words, and the right answer where it differs."""
    step, result = beat.step, beat.made.result
    if isinstance(step, OrderStep):
        if result.get("right"):
            return _("Every step in its place."), []
        texts = {item.key: item.text for item in step.items}
        told = [_("Not all in the order that works.")] if result.get("inversions") else []
        told += [_("To be left out: %(text)s") % {"text": texts[key]} for key in result.get("out_used") or ()]
        used = set(result.get("placed") or ())
        told += [_("Missing: %(text)s") % {"text": i.text} for i in step.items if not i.out and i.key not in used]
        return " ".join(map(_sentence, told)), [item.text for item in step.items if not item.out]
    if isinstance(step, MatchStep):
        count = _("%(right)s of %(of)s right.") % {"right": result.get("right", 0), "of": result.get("of", 0)}
        wrong, targets = set(result.get("wrong") or ()), {target.key: target.text for target in step.targets}
        return count, [f"{targets.get(item.to, '')}: {item.text}" for item in step.items if item.key in wrong]
    return "", []


def _sentence(text: str) -> str:
    return text if text[-1:] in (".", "?", "”") else f"{text}."


def facts_told(definition: Definition, story: Story) -> dict[str, list[str]]:
    """The required facts in two lists: given, and missed."""
    texts = {f.get("key"): str(f.get("text", "")) for f in definition.get("facts") or () if f.get("required")}
    return {
        "given": [text for key, text in texts.items() if key not in story.missed],
        "missed": [text for key, text in texts.items() if key in story.missed],
    }
