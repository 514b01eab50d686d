"""What the move to a new edition does to the work of those under way: who is done by it, does a part again, gets more.

Decided as it will be after the release, on the outline that would be released; nothing is written.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from courses.completion import Decision, State
from courses.meaning import Stand, effect_of, moves
from courses.models import Activity, ActivityVersion, Enrollment
from courses.outline import jobs_by_person
from courses.path import Fit, JobFacts, OutlineItem, PathItem, Reason, build_path
from courses.release.plan import ReleasePlan
from courses.rounds import Reading, outline_rows, reading_of

# More people under way than this are moved as well; that many decisions would keep the page waiting.
MOST = 1000


@dataclass(frozen=True)
class Ahead:
    """Of those who move, how many."""

    done: int = 0
    again: int = 0
    more: int = 0


@dataclass(frozen=True)
class Movers:
    """Those under way with what is known of them, read once for every meaning."""

    rounds: list[Enrollment]
    read: Reading
    jobs: dict[int, list[JobFacts]]
    activities: dict[str, int]
    versions: dict[tuple[str, str], int]


def movers_of(plan: ReleasePlan, people: Collection[Stand]) -> Movers | None:
    """None where nobody is under way, or too many are."""
    under_way = {each.person_id for each in people if each.state == "under_way"}
    if plan.previous is None or not under_way or len(under_way) > MOST:
        return None
    theirs = Q(person__in=under_way) | Q(person__merged_into__in=under_way)
    rounds = Enrollment.objects.open().whole().filter(theirs, course=plan.previous.course, started_at__isnull=False)
    found = list(rounds.select_related("person"))
    keys = [item.key for item in plan.items]
    activities = {str(key): pk for key, pk in Activity.objects.filter(key__in=keys).values_list("key", "pk")}
    # One that is new stands for itself until it has a number.
    activities |= {key: -n for n, key in enumerate(keys, 1) if key not in activities}
    versions = ActivityVersion.objects.filter(activity__in=activities.values(), locale=plan.page.locale.language_code)
    return Movers(
        found,
        reading_of(found, facts_where=theirs, extra_activities=[pk for pk in activities.values() if pk > 0]),
        jobs_by_person(under_way, timezone.localdate()),
        activities,
        {(str(key), digest): n for key, digest, n in versions.values_list("activity__key", "digest", "number")},
    )


def ahead_of(
    plan: ReleasePlan, movers: Movers | None, people: Collection[Stand], change: str, per_item: Mapping[str, str]
) -> Ahead:
    if movers is None:
        return Ahead()
    effect = effect_of(plan.meanings(change, per_item))
    moving = {each.person_id for each in people if each.state == "under_way" and moves(effect, behind=each.behind)}
    planned = list(_planned(plan, movers, change, per_item)) if moving else []
    told = [_told(each, movers, planned) for each in movers.rounds if each.keeper_id in moving]
    return Ahead(*(sum(each) for each in zip(*told, strict=True))) if told else Ahead()


def _planned(plan: ReleasePlan, movers: Movers, change: str, per_item: Mapping[str, str]) -> Iterator[OutlineItem]:
    for order, item in enumerate(plan.items, 1):
        newest = max((n for (key, _digest), n in movers.versions.items() if key == item.key), default=0)
        number = movers.versions.get((item.key, item.digest), newest + 1)
        first, also = item.accepted(number, max(newest, number), plan.meant(item, change, per_item))
        row = item.outline
        yield OutlineItem(
            -order, movers.activities[item.key], order, row.required, row.gate, row.group, row.group_n,
            Fit.read(row.fit), first, frozenset([number, *also]),
        )  # fmt: skip


def _told(each: Enrollment, movers: Movers, planned: list[OutlineItem]) -> tuple[bool, bool, bool]:
    """Done by it; a part again; something new to do."""
    steps = {step.item.activity_id: step for step in movers.read.paths[each.pk]}
    before = {row.item.activity_id: row.item.fit for row in outline_rows(each.edition_id or 0).values()}
    fitting = {step.item.id for step in build_path(planned, movers.jobs.get(each.keeper_id, []))}
    path = []
    for item in planned:
        if step := steps.get(item.activity_id):
            path.append(PathItem(item, step.reason, step.carried_at, step.carried_reason, step.carried_version))
        elif before.get(item.activity_id) != item.fit and item.id in fitting:
            path.append(PathItem(item, Reason("")))
    was, becomes = movers.read.decide(each), movers.read.decide(each, path)
    finished = {step.item.activity_id for step in steps.values()} & _done(was, steps.values())
    undone = {step.item.activity_id for step in path if step.item.asks} - _done(becomes, path)
    return becomes.complete, bool(finished & undone), bool(undone - steps.keys())


def _done(decision: Decision, path: Collection[PathItem]) -> set[int]:
    states = {state.item_id: state.state for state in decision.items}
    return {step.item.activity_id for step in path if states[step.item.id] == State.COMPLETED}
