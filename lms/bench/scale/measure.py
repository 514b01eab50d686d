"""What compliance costs at this size: one answer, the matrix beside its counters, a completion, a file, the night."""

import io
import json
import statistics
import time
from collections.abc import Callable
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from compliance import actions, handlers
from compliance.explain import explain
from compliance.matrix import counter_rows, matrix, tallies
from compliance.models import Assignment, Requirement
from courses.models import Evidence
from lms.bench.measure import statements
from lms.bench.scale.file import file_beside_plain
from lms.bench.scale.letters import letters_of_a_day
from lms.bench.scale.turns import Figures, in_turn, job, ratio, seconds
from lms.bench.scale.visit import requirement, someone
from people.models import Unit

Say = Callable[[str], None]


def measure(rounds: int, rules: int, say: Say) -> dict[str, Any]:
    say("measuring")
    first_night = job(handlers.night)  # the day's first run; the next one finds a district in order
    found = {
        "assignments": Assignment.objects.count(),
        "explain": explained(rounds),
        "matrix": whole_matrix(rounds),
        "completion": completions(),
        "csv": file_beside_plain(requirement(1)),
    }
    say("night, letters, rebuild")
    found["first_night"], found["night"] = first_night, job(handlers.night)
    found["letters"] = letters_of_a_day()
    # Of those that were copied, one of each rule: nothing may differ from what the engine says.
    found["rebuild"] = rebuilt([requirement(n) for n in range(rules, 2 * rules)])
    return found


def explained(rounds: int) -> dict[str, float]:
    who, what, today = someone(), requirement(2), timezone.localdate()
    with CaptureQueriesContext(connection) as captured:
        explain(person=who, requirement=what, as_of=today)
    taken = in_turn({"explain": lambda: explain(person=who, requirement=what, as_of=today)}, rounds)
    return {"queries": len(captured), **taken["explain"]}


def whole_matrix(rounds: int) -> dict[str, Any]:
    """Every unit and requirement, beside reading the same counter rows alone."""
    today = timezone.localdate()
    units, asked = list(Unit.objects.all()), list(Requirement.objects.all())
    rows = counter_rows(today).filter(unit__isnull=False)
    unit_ids, asked_ids = [unit.pk for unit in units], [each.pk for each in asked]
    taken = in_turn(
        {
            "reading": lambda: list(rows.values_list("unit", "requirement", "state", "then", "day", "n")),
            "whole": lambda: matrix(tallies(today, unit_ids, asked_ids), units, asked),
        },
        rounds,
    )
    return {"rows": rows.count(), **taken, "ratio": ratio(taken["whole"], taken["reading"])}


def completions() -> Figures:
    """Evidence of one person each time, and what follows from it in compliance."""
    asked = requirement(0)
    course = asked.terms.get().courses.get()
    waiting = Assignment.objects.filter(requirement=asked, current=True, completed_on=None, closed_on=None)
    times, queries = [], []
    for row in waiting.select_related("person").order_by("pk")[:20]:
        now = timezone.now()
        Evidence.objects.create(
            key=f"bench:now:{row.pk}", person=row.person, course=course, kind="completed", occurred_at=now,
            actor=row.person,
        )  # fmt: skip
        start = time.perf_counter()
        with CaptureQueriesContext(connection) as captured:
            actions.settle(person=row.person, course_id=course.pk, now=now)
        times.append((time.perf_counter() - start) * 1000)
        queries.append(len(statements(captured.captured_queries)))
    return {"median_ms": round(statistics.median(times), 1), "queries": max(queries)}


def rebuilt(some: list[Requirement]) -> dict[str, Any]:
    """`manage.py rebuild_status` of these requirements."""
    told: list[dict] = []

    def rebuild() -> None:
        for each in some:
            said = io.StringIO()
            call_command("rebuild_status", "--json", requirement=each.slug, stdout=said)
            told.append(json.loads(said.getvalue()))

    taken = seconds(rebuild)
    rows, changed = (sum(each[name] for each in told) for name in ("rows", "changed"))
    return {"requirements": len(some), "rows": rows, "changed": changed, "seconds": taken}
