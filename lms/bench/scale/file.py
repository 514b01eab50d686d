"""One requirement of everyone as CSV, streamed by the page, beside the same rows by plain SQL and a CSV writer."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from compliance.lists import by_name, listed
from compliance.models import Requirement
from lms.bench.measure import WentWrong
from lms.bench.scale.turns import in_turn, ratio
from lms.bench.scale.visit import signed_in

ROUNDS = 7
COLUMNS = (
    "person__username", "person__last_name", "person__first_name", "unit__name", "requirement__name", "cycle",
    "word", "assigned_on", "first_due_on", "due_on", "completed_on", "expires_on",
)  # fmt: skip


def file_beside_plain(requirement: Requirement) -> dict[str, Any]:
    client = signed_in()
    url = f"{reverse('compliance:list_csv')}?requirement={requirement.slug}"
    before, highest, lines = resident_mb(), 0.0, 0
    for n, piece in enumerate(pieces(client, url)):
        lines += piece.count(b"\n")
        if n % 20 == 0:
            highest = max(highest, resident_mb())
    highest = max(highest, resident_mb())
    taken = in_turn(
        {"plain": lambda: plain_file(requirement), "streamed": lambda: list(map(len, pieces(client, url)))}, ROUNDS
    )
    return {
        "lines": lines,
        **taken,
        "ratio": ratio(taken["streamed"], taken["plain"]),
        "ratio_least": ratio(taken["streamed"], taken["plain"], "least_ms"),
        "growth_mb": round(max(highest - before, 0), 1),
    }


def pieces(client: Client, url: str) -> Iterator[bytes]:
    response: Any = client.get(url)
    if response.status_code != 200:
        raise WentWrong(f"{url} answered {response.status_code}.")
    yield from response.streaming_content if response.streaming else [response.content]


def plain_file(requirement: Requirement) -> None:
    query = by_name(listed(timezone.localdate(), requirement=requirement.pk)).values_list(*COLUMNS).query
    sql, params = query.sql_with_params()
    writer = csv.writer(io.StringIO())
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        while rows := cursor.fetchmany(2000):
            writer.writerows(rows)


def resident_mb() -> float:
    memory_pages = int(Path("/proc/self/statm").read_text().split()[1])
    return memory_pages * 4096 / 1_000_000
