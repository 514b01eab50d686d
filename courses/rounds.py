"""Where many rounds stand at once, in a number of queries that does not grow with them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.db.models import Q

from courses.completion import Decision, Fact, Try, decide
from courses.models import Attempt, EditionItem, EnrollmentItem, Evidence
from courses.path import Fit, OutlineItem, PathItem, Reason


@dataclass(frozen=True, slots=True)
class Row:
    """One item of an edition as lists need it: hundreds at a time, so without the model objects."""

    item: OutlineItem
    edition_id: int
    version_id: int
    kind: str
    icon: str
    version: "Shown"

    # By the names that an EditionItem has, so that both kinds of row can be asked.
    @property
    def pk(self) -> int:
        return self.item.id

    @property
    def group(self) -> str:
        return self.item.group


@dataclass(frozen=True, slots=True)
class Shown:
    title: str
    minutes: int
    about: str = ""  # what it leads to, else what it is


class Round(Protocol):
    """What deciding asks of a round: an Enrollment has it, and so has the slim row of a list."""

    @property
    def pk(self) -> int: ...
    @property
    def keeper_id(self) -> int: ...
    @property
    def edition_id(self) -> int | None: ...
    @property
    def opened_at(self) -> dt.datetime: ...
    @property
    def started_at(self) -> dt.datetime | None: ...


@dataclass(frozen=True)
class Standing:
    """What was read of some rounds: the decision of each started one, and the rows to name its items by."""

    decisions: dict[int, Decision]
    rows: dict[int, Row]


@dataclass(frozen=True)
class Reading:
    """All that deciding started rounds needs, of many at once."""

    rows: dict[int, Row]
    paths: dict[int, list[PathItem]]
    facts: dict[tuple[int, int], list[Fact]]
    tries: dict[int, list[Try]]

    def decide(self, each: Round, path: list[PathItem] | None = None) -> Decision:
        """Of this round on its path, or on another one that it might be given."""
        path = self.paths[each.pk] if path is None else path
        # Of thirty courses' evidence, only what this path asks about: `decide` looks at all it is given, for each item.
        shown = [fact for step in path for fact in self.facts.get((each.keeper_id, step.item.activity_id), ())]
        return decide(path, shown, self.tries[each.pk], opened_at=each.opened_at)


def reading_of(
    rounds: Iterable[Round], *, facts_where: Q, extra_editions: Iterable[int] = (), extra_activities: Iterable[int] = ()
) -> Reading:
    """Four queries; `facts_where` narrows whose evidence is read."""
    started = [each for each in rounds if each.started_at]
    rows = _rows({each.edition_id for each in started if each.edition_id} | set(extra_editions))
    activities = {row.item.activity_id for row in rows.values()} | set(extra_activities)
    return Reading(rows, _paths(started, rows), _facts(facts_where, activities), _tries(started))


def standing_of(rounds: Iterable[Round], *, facts_where: Q, extra_editions: Iterable[int] = ()) -> Standing:
    """Decide every started round among `rounds`.

    `extra_editions`: editions whose items are wanted as well, for rounds that have not started.
    """
    rounds = list(rounds)
    read = reading_of(rounds, facts_where=facts_where, extra_editions=extra_editions)
    return Standing({each.pk: read.decide(each) for each in rounds if each.started_at}, read.rows)


# Editions are written once, so what a process has read of one stays true: no look-up and no building of rows again.
_OUTLINES: dict[int, dict[int, Row]] = {}
_OUTLINES_KEPT = 500


def _rows(editions: set[int]) -> dict[int, Row]:
    known = {edition: rows for edition in editions if (rows := _OUTLINES.get(edition)) is not None}
    unread = editions - known.keys()
    if unread:
        known |= _read(unread)
    return {pk: row for edition in sorted(editions) for pk, row in known[edition].items()}


def outline_rows(edition_id: int) -> dict[int, Row]:
    """The items of one edition by number, in order; read once by each process."""
    return _rows({edition_id})


def _read(editions: set[int]) -> dict[int, dict[int, Row]]:
    read: dict[int, dict[int, Row]] = {edition: {} for edition in editions}
    for pk, *values in EditionItem.objects.filter(edition__in=editions).order_by("order").values_list(*_COLUMNS):
        row = _row(pk, *values)
        read[row.edition_id][pk] = row
    if len(_OUTLINES) > _OUTLINES_KEPT:
        forget_outlines()
    _OUTLINES.update(read)
    return read


def forget_outlines() -> None:
    """For tests, whose databases give the same numbers to other editions."""
    _OUTLINES.clear()


_COLUMNS = (
    "pk", "activity_id", "order", "required", "gate", "group", "group_n", "fit", "accepts_from", "accepts_also",
    "version__minutes", "edition_id", "version_id", "kind", "icon", "version__title", "version__definition__goal",
    "version__definition__summary", "version__number",
)  # fmt: skip


def _row(
    pk, activity_id, order, required, gate, group, group_n, fit, accepts_from, accepts_also, minutes,
    edition_id, version_id, kind, icon, title, goal, summary, number,
) -> Row:  # fmt: skip
    """In the order of `_COLUMNS`."""
    also = frozenset([number, *(accepts_also or ())])
    item = OutlineItem(
        pk, activity_id, order, required, gate, group, group_n, Fit.read(fit), accepts_from, also, minutes
    )
    return Row(item, edition_id, version_id, kind, icon, Shown(title, minutes, goal or summary or ""))


# Why an item is on a path decides nothing, and reading it from JSON for every step of a district takes longest.
_NO_REASON = Reason("")


def _paths(started: list[Round], rows: dict[int, Row]) -> dict[int, list[PathItem]]:
    paths: dict[int, list[PathItem]] = defaultdict(list)
    steps = EnrollmentItem.objects.filter(enrollment__in=[each.pk for each in started]).order_by("order")
    columns = steps.values_list(
        "enrollment", "item", "carried__occurred_at", "carried__voided_by", "carried__version__number"
    )
    for round_id, item_id, at, voided, version in columns:
        step = PathItem(rows[item_id].item, _NO_REASON, None if voided else at, carried_version=version)
        paths[round_id].append(step)
    return paths


def _facts(where: Q, activities: set[int]) -> dict[tuple[int, int], list[Fact]]:
    """By person (the kept record) and activity."""
    facts: dict[tuple[int, int], list[Fact]] = defaultdict(list)
    rows = Evidence.objects.standing().filter(where, activity__in=activities).order_by()
    for person_id, merged_into, *fact in rows.values_list(
        "person", "person__merged_into", "activity", "occurred_at", "version__number", "kind"
    ):
        facts[merged_into or person_id, fact[0]].append(Fact(*fact))
    return facts


def _tries(started: list[Round]) -> dict[int, list[Try]]:
    tries: dict[int, list[Try]] = defaultdict(list)
    rows = Attempt.objects.filter(enrollment__in=[each.pk for each in started]).order_by("started_at", "pk")
    for round_id, activity_id, state in rows.values_list("enrollment", "activity", "state"):
        tries[round_id].append(Try(activity_id, state))
    return tries
