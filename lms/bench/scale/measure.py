"""What compliance costs at this size: first pages, the matrix beside its counters, a completion, a file, the night."""

import csv
import io
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from compliance import actions
from compliance.explain import explain
from compliance.lists import listed
from compliance.matrix import counter_rows, matrix, tallies
from compliance.models import Assignment, Requirement
from courses.models import Evidence
from lms.bench.measure import WentWrong, statements
from lms.bench.scale.fill import Filled
from people.models import Unit

Say = Callable[[str], None]


def measure(filled: Filled, rounds: int, say: Say) -> dict[str, Any]:
    actions.nightly(now=timezone.now())  # the day's first run; the next one finds a district in order
    say("measuring")
    return {
        "assignments": Assignment.objects.count(),
        "pages": {name: _page(filled, url, rounds) for name, url in _addresses(filled)},
        "explain": _why(filled, rounds),
        "matrix": _matrix(rounds),
        "completion": _completions(filled),
        "csv": _file(filled),
        "night_seconds": _seconds(lambda: actions.nightly(now=timezone.now())),
        "rebuild_seconds": _seconds(lambda: call_command("rebuild_status", "--json", stdout=io.StringIO())),
    }


def _addresses(filled: Filled) -> list[tuple[str, str]]:
    someone = filled.district.everyone[1]
    unit = someone.jobs.get().unit
    return [
        ("matrix", reverse("compliance:overview")),
        ("unit", reverse("compliance:unit", args=[unit.slug])),
        ("overdue", f"{reverse('compliance:list')}?show=late"),
        ("one_person", reverse("compliance:record", args=[someone.username])),
        ("why", reverse("compliance:why", args=[someone.username, filled.requirements[2].slug])),
    ]


def _page(filled: Filled, url: str, rounds: int) -> dict[str, Any]:
    client = _signed_in(filled)
    with CaptureQueriesContext(connection) as captured:
        _ask(client, url)
    return {"queries": len(statements(captured.captured_queries)), **_median(lambda: _ask(client, url), rounds)}


def _signed_in(filled: Filled) -> Client:
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(filled.district.hr)
    return client


def _ask(client: Client, url: str) -> None:
    response = client.get(url)
    if response.status_code != 200:
        raise WentWrong(f"{url} answered {response.status_code}.")


def _why(filled: Filled, rounds: int) -> dict[str, Any]:
    def ask() -> None:
        explain(person=filled.district.everyone[1], requirement=requirement, as_of=timezone.localdate())

    requirement = Requirement.objects.select_related("audience").get(pk=filled.requirements[2].pk)
    with CaptureQueriesContext(connection) as captured:
        ask()
    return {"queries": len(captured), **_median(ask, rounds)}


def _matrix(rounds: int) -> dict[str, Any]:
    """The whole of it, every unit and requirement, beside reading the same counter rows."""
    today = timezone.localdate()
    units, asked = list(Unit.objects.all()), list(Requirement.objects.all())
    rows = counter_rows(today)
    reading = _median(lambda: list(rows.values_list("unit", "requirement", "state", "then", "day", "n")), rounds)
    whole = _median(lambda: matrix(tallies(today), units, asked), rounds)
    ratio = round(whole["median_ms"] / reading["median_ms"], 2)
    return {"rows": rows.count(), "reading_ms": reading["median_ms"], "whole_ms": whole["median_ms"], "ratio": ratio}


def _completions(filled: Filled) -> dict[str, Any]:
    """Evidence of one person each time, and what follows from it in compliance."""
    requirement = filled.requirements[0]
    course = requirement.terms.get().courses.get()
    waiting = Assignment.objects.filter(requirement=requirement, current=True, completed_on=None, closed_on=None)
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


def _file(filled: Filled) -> dict[str, Any]:
    """One requirement of everyone as CSV, streamed by the page, beside the same rows by plain SQL and a CSV writer."""
    requirement = filled.requirements[1]
    client = _signed_in(filled)
    url = f"{reverse('compliance:list_csv')}?requirement={requirement.slug}"
    plain = min(_seconds(lambda: _plain_file(requirement)) for _ in range(3))
    before = _resident_mb()
    highest, length, start = before, 0, time.perf_counter()
    for n, piece in enumerate(_pieces(client, url)):
        length += piece.count(b"\n")
        if n % 50 == 0:
            highest = max(highest, _resident_mb())
    taken = time.perf_counter() - start
    highest = max(highest, _resident_mb())
    return {
        "lines": length,
        "seconds": round(taken, 2),
        "plain_seconds": round(plain, 2),
        "ratio": round(taken / plain, 2),
        "growth_mb": round(highest - before, 1),
    }


def _pieces(client: Client, url: str) -> Iterator[bytes]:
    response: Any = client.get(url)
    if response.status_code != 200:
        raise WentWrong(f"{url} answered {response.status_code}.")
    yield from response.streaming_content if response.streaming else [response.content]


def _plain_file(requirement: Requirement) -> None:
    query = listed(timezone.localdate(), requirement=requirement.pk).order_by(
        "person__last_name", "person__first_name", "person__username"
    )
    names = (
        "person__username", "person__last_name", "person__first_name", "unit__name", "requirement__name", "cycle",
        "word", "assigned_on", "first_due_on", "due_on", "completed_on", "expires_on",
    )  # fmt: skip
    sql, params = query.values_list(*names).query.sql_with_params()
    writer = csv.writer(io.StringIO())
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        while rows := cursor.fetchmany(2000):
            writer.writerows(rows)


def _median(deed: Callable[[], object], rounds: int) -> dict[str, float]:
    deed()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        deed()
        times.append((time.perf_counter() - start) * 1000)
    return {"median_ms": round(statistics.median(times), 1)}


def _seconds(deed: Callable[[], object]) -> float:
    start = time.perf_counter()
    deed()
    return round(time.perf_counter() - start, 2)


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1_000_000
