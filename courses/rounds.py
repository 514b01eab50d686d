"""Where many rounds stand at once, in a number of queries that does not grow with them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from courses.completion import Decision, Fact, Try, decide
from courses.models import Attempt, EditionItem, Enrollment, EnrollmentItem, Evidence
from courses.outline import edition_rows, outline_item
from courses.path import PathItem, Reason


@dataclass(frozen=True)
class Standing:
    """What was read of some rounds: the decision of each started one, and the rows to name its items by."""

    decisions: dict[int, Decision]
    rows: dict[int, EditionItem]


def standing_of(rounds: Iterable[Enrollment], *, facts_where: Q, extra_editions: Iterable[int] = ()) -> Standing:
    """Decide every started round among `rounds`. Four queries; `facts_where` narrows whose evidence is read.

    `extra_editions`: editions whose items are wanted as well, for rounds that have not started.
    """
    rounds = list(rounds)
    started = [each for each in rounds if each.started_at]
    editions = {each.edition_id for each in started} | set(extra_editions)
    rows = {row.pk: row for row in edition_rows(edition__in=editions)}
    paths = _paths(started, rows)
    activities = {row.activity_id for row in rows.values()}
    facts, tries = _facts(facts_where, activities), _tries(started)
    decisions = {
        each.pk: decide(
            paths[each.pk],
            facts[(each.person.merged_into_id or each.person_id)],
            tries[each.pk],
            opened_at=each.opened_at,
        )
        for each in started
    }
    return Standing(decisions, rows)


def _paths(started: list[Enrollment], rows: dict[int, EditionItem]) -> dict[int, list[PathItem]]:
    paths: dict[int, list[PathItem]] = defaultdict(list)
    outline = {pk: outline_item(row) for pk, row in rows.items()}
    steps = EnrollmentItem.objects.filter(enrollment__in=[each.pk for each in started]).order_by("order")
    for round_id, item_id, reason, at in steps.values_list("enrollment", "item", "reason", "carried__occurred_at"):
        paths[round_id].append(PathItem(outline[item_id], Reason.read(reason), at))
    return paths


def _facts(where: Q, activities: set[int]) -> dict[int, list[Fact]]:
    facts: dict[int, list[Fact]] = defaultdict(list)
    rows = Evidence.objects.standing().filter(where, activity__in=activities).order_by()
    for person_id, merged_into, *fact in rows.values_list(
        "person", "person__merged_into", "activity", "occurred_at", "version__number"
    ):
        facts[merged_into or person_id].append(Fact(*fact))
    return facts


def _tries(started: list[Enrollment]) -> dict[int, list[Try]]:
    tries: dict[int, list[Try]] = defaultdict(list)
    rows = Attempt.objects.filter(enrollment__in=[each.pk for each in started]).order_by("started_at", "pk")
    for round_id, activity_id, state in rows.values_list("enrollment", "activity", "state"):
        tries[round_id].append(Try(activity_id, state))
    return tries
