"""A path as pages show it: modules in order, in each its items with status, reason and the way in."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from courses import testing_out
from courses.completion import Decision, ItemState, State, decide, open_choice
from courses.models import EditionItem, Enrollment
from courses.outline import edition_rows, facts_of, job_facts, outline_item, path_item, path_rows, tries_of
from courses.path import PathItem, build_path
from courses.path_change import propose
from courses.rounds import outline_rows
from courses.testing_out import Part
from courses.topping_up import top_up_activities
from courses.wording import carried_sentence, choice_of, kind_word, open_label, reason_sentence, state_word


@dataclass(frozen=True)
class Line:
    row: EditionItem
    step: PathItem
    position: int
    state: ItemState
    # Made here, so that each button of the page opens one try however often it is pressed.
    client_key: uuid.UUID = field(default_factory=uuid.uuid4)

    @property
    def title(self) -> str:
        return self.row.version.title

    @property
    def kind(self) -> str:
        return kind_word(self.row.kind)

    @property
    def why(self) -> str:
        return reason_sentence(self.step.reason)

    @property
    def word(self) -> str:
        if self.taken:
            return _("Taken. This module stays on your path.")
        return state_word(self.state)

    @property
    def taken(self) -> bool:
        """A pre-assessment that did not let the learner skip anything. It is taken once."""
        return self.row.kind == testing_out.KIND and self.state.look_again

    @property
    def carried(self) -> str:
        """Why it need not be done again, if what was shown before counts."""
        return carried_sentence(self.step.carried_reason) if self.step.carried_reason else ""

    @property
    def label(self) -> str:
        return open_label(self.row.kind, self.state)

    @property
    def done(self) -> bool:
        return self.state.state == State.COMPLETED


@dataclass(frozen=True)
class Block:
    """Lines that stand together in a module: one choice ("n of these"), or items that are asked for one by one."""

    note: str
    lines: list[Line]


@dataclass(frozen=True)
class Test:
    """The pre-assessment of a module: what it would skip, and what is done all the same."""

    line: Line
    skips: list[str]
    keeps: list[str]
    minutes: int

    @property
    def open(self) -> bool:
        """It is taken once; and there must be something left to skip."""
        return bool(self.skips) and not self.line.done and not self.line.state.look_again


@dataclass(frozen=True)
class Module:
    title: str
    blocks: list[Block]
    test: Test | None = None


@dataclass(frozen=True)
class Path:
    decision: Decision
    lines: Sequence[Line]

    @property
    def next(self) -> Line | None:
        return self.line(self.decision.next_id)

    @property
    def choice(self) -> str:
        """What there is to choose from when the next step is a choice, else nothing."""
        found = open_choice(self.decision, {line.row.pk: line.row.group for line in self.lines})
        return choice_of([line.title for line in self.lines if line.row.pk in found]) if found else ""

    def line(self, item_id: int | None) -> Line | None:
        return next((line for line in self.lines if line.row.pk == item_id), None)

    def of_activity(self, activity_id: int) -> Line | None:
        return next((line for line in self.lines if line.row.activity_id == activity_id), None)

    def test_of(self, activity_id: int) -> Test | None:
        """What this activity lets the learner skip, if it is a pre-assessment."""
        line = self.of_activity(activity_id)
        if line is None or line.row.kind != testing_out.KIND:
            return None
        parts = [Part(each.row.pk, each.row.module, each.row.kind, each.row.gate, each.done) for each in self.lines]
        found = testing_out.skipping(parts, line.row.module)
        skips = [each for each in self.lines if each.row.pk in found.skips]
        keeps = [each.title for each in self.lines if each.row.pk in found.keeps]
        return Test(line, [each.title for each in skips], keeps, sum(each.row.version.minutes for each in skips))

    @property
    def modules(self) -> list[Module]:
        modules: list[Module] = []
        for line in self.lines:
            if not modules or modules[-1].title != line.row.module:
                modules.append(Module(line.row.module, [], self.test_of(line.row.activity_id)))
            blocks = modules[-1].blocks
            if not blocks or blocks[-1].lines[-1].row.group != line.row.group:
                blocks.append(Block(line.why if line.row.group else "", []))
            blocks[-1].lines.append(line)
        return modules


def round_path(enrollment: Enrollment, person) -> Path:
    """The path of a started round, in three queries."""
    rows = list(path_rows(enrollment=enrollment.pk))
    steps = [path_item(row) for row in rows]
    facts = facts_of(person, [step.item.activity_id for step in steps])
    decision = decide(steps, facts, tries_of(enrollment.pk), opened_at=enrollment.opened_at)
    return _path(decision, [row.item for row in rows], steps)


def planned_path(edition_id: int, person, on, enrollment: Enrollment | None = None) -> Path:
    """The path someone would get if they pressed Start today; of a top-up, what changed alone."""
    rows = {row.pk: row for row in edition_rows(edition=edition_id)}
    if enrollment and enrollment.kind == Enrollment.Kind.TOP_UP:
        touched = top_up_activities(enrollment)
        rows = {pk: row for pk, row in rows.items() if row.activity_id in touched}
    steps = build_path([outline_item(row) for row in rows.values()], job_facts(person, on))
    # Nothing counts yet: the round has not begun.
    decision = decide(steps, [], [], opened_at=None, started=False)
    return _path(decision, [rows[step.item.id] for step in steps], steps)


@dataclass(frozen=True)
class NewPath:
    """A proposal after a job change, in words: each title with its reason."""

    key: str
    added: list[tuple[str, str]]
    dropped: list[tuple[str, str]]


def new_path(enrollment: Enrollment, path: Path, person, on) -> NewPath | None:
    """What today's jobs would change about a path that is under way; None when nothing, or when it was declined."""
    if enrollment.completed_at or enrollment.kind != Enrollment.Kind.WHOLE or enrollment.edition_id is None:
        return None
    rows = outline_rows(enrollment.edition_id)
    fitting = build_path([row.item for row in rows.values()], job_facts(person, on))
    held = [line.step for line in path.lines]
    found = propose(held, fitting, done={line.row.pk for line in path.lines if line.done})
    if not found or found.key == enrollment.path_kept:
        return None

    def told(steps):
        return [(rows[step.item.id].version.title, reason_sentence(step.reason)) for step in steps]

    return NewPath(found.key, told(found.added), told(found.dropped))


def _path(decision: Decision, rows: list[EditionItem], steps: list[PathItem]) -> Path:
    joined = zip(rows, steps, decision.items, strict=True)
    return Path(decision, [Line(row, step, n, state) for n, (row, step, state) in enumerate(joined, 1)])
