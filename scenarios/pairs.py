"""Levels that two gave the same reply: person and person, person and machine. Assessed replies alone; reading only."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone

from courses.models import Attempt
from people.models import Job
from scenarios.agreement import Agreement, Condition, Proof, agreement, conditions, group_gap
from scenarios.models import MarkingSlot, Score
from scenarios.shown import CRITERIA

BY_TWO = (MarkingSlot.FIRST, MarkingSlot.SECOND)
Pair = tuple[int, int]


@dataclass
class Compared:
    """Pairs by criterion: `people` first and second score, `machine` first score and machine's, also by job family."""

    people: dict[str, list[Pair]] = field(default_factory=lambda: defaultdict(list))
    machine: dict[str, list[Pair]] = field(default_factory=lambda: defaultdict(list))
    families: dict[str, dict[int, list[Pair]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))


@dataclass(frozen=True)
class Figures:
    """One criterion as the page shows it."""

    name: str
    label: str
    people: Agreement
    machine: Agreement
    conditions: tuple[Condition, ...]


def rated() -> list[tuple]:
    """Every first and second score: move, slot, levels, the machine's, activity, title, writer. One query."""
    scores = Score.objects.filter(marker__isnull=False, slot__in=BY_TWO, move__attempt__mode=Attempt.Mode.ASSESSED)
    return list(
        scores.order_by("move", "pk").values_list(
            "move",
            "slot",
            "levels",
            "move__result__levels",
            "move__attempt__activity",
            "move__attempt__version__title",
            "move__attempt__person",
        )
    )


def compared(rows: Iterable[tuple], families: dict[int, int]) -> Compared:
    """The pairs in these rows. `families`: the job family of each person."""
    made, first = Compared(), {}
    for move, slot, levels, machine, _activity, _title, person in rows:
        if slot == MarkingSlot.FIRST:
            first[move] = levels
            for name, level in (machine or {}).items():
                if name in levels:
                    made.machine[name].append((levels[name], level))
                    made.families[name][families.get(person, 0)].append((levels[name], level))
    for move, slot, levels, *_rest in rows:
        if slot == MarkingSlot.SECOND and move in first:
            for name, level in levels.items():
                if name in first[move]:
                    made.people[name].append((first[move][name], level))
    return made


def figures(found: Compared) -> list[Figures]:
    """Agreement and the checklist, for each criterion in the rubric's order."""
    made = []
    for name, (label, _key) in CRITERIA.items():
        people, machine = agreement(found.people[name]), agreement(found.machine[name])
        gap = group_gap({str(key): pairs for key, pairs in found.families[name].items() if key})
        made.append(Figures(name, str(label), people, machine, conditions(Proof(name, people, machine, gap))))
    return made


def families_of(people: Iterable[int]) -> dict[int, int]:
    """The family of each one's primary job today: who wrote is compared in groups, never by name."""
    jobs = Job.objects.primary(timezone.localdate()).filter(person__in=set(people))
    return dict(jobs.values_list("person", "family"))


def by_scenario(rows: Iterable[tuple]) -> list[tuple[int, str, int, int]]:
    """Activity, title, replies scored, replies scored twice; those scored twice most often first."""
    titles: dict[int, str] = {}
    count: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for _move, slot, _levels, _machine, activity, title, _person in rows:
        titles[activity] = title
        count[activity][slot == MarkingSlot.SECOND] += 1
    found = [(activity, titles[activity], once, twice) for activity, (once, twice) in count.items()]
    return sorted(found, key=lambda row: (-row[3], -row[2], row[1]))
