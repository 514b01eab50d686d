"""Floor and pages in turn, in one run: whatever slows the machine for a while slows both."""

import gc
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from lms.bench.figures import percentile, summary
from lms.bench.pages import Ask, Page

WARM_UP = 5
COUNTED = 2  # passes that count queries; the second one is printed


class WentWrong(Exception):
    """A page answered with something else than it should."""


@dataclass
class Times:
    wall_ms: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)

    def take(self, page: Page) -> None:
        ask = page.prepare()
        wall, cpu = time.perf_counter(), time.process_time()
        response = ask.send()
        self.cpu_ms.append((time.process_time() - cpu) * 1000)
        self.wall_ms.append((time.perf_counter() - wall) * 1000)
        _check(page, ask, response)


def measure(floor: Page, pages: Sequence[Page], rounds: int, say: Callable[[str], None]) -> dict[str, Any]:
    """{"floor": …, "pages": …}. Every page costs `needed_tries(rounds)` requests."""
    queries = {page.name: count_queries(page) for page in (floor, *pages)}
    for page in pages:
        for _ in range(WARM_UP):
            page.prepare().send()
            floor.prepare().send()
    times: dict[str, Times] = {page.name: Times() for page in (floor, *pages)}
    gc.collect()
    gc.freeze()
    for n in range(rounds):
        if n % 10 == 0:
            say(f"round {n + 1} of {rounds}")
        for page in pages:
            times[floor.name].take(floor)
            times[page.name].take(page)
    gc.unfreeze()
    return _figures(floor, pages, times, queries)


def needed_tries(rounds: int) -> int:
    return rounds + WARM_UP + COUNTED


def count_queries(page: Page) -> int:
    """By themselves, since recording statements costs time. Twice: the first may fill a cache of the process."""
    for _ in range(COUNTED):
        ask = page.prepare()
        with CaptureQueriesContext(connection) as captured:
            response = ask.send()
        _check(page, ask, response)
    return len(statements(captured.captured_queries))


def statements(captured: Sequence[dict[str, str]]) -> list[str]:
    """What was asked of the database; savepoints and the edges of a transaction are no question."""
    edges = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")
    return [row["sql"] for row in captured if not row["sql"].upper().startswith(edges)]


def scoring(score: Callable[[str], object], reply: str, rounds: int) -> dict[str, Any]:
    """One reply, each time with another number in it so that nothing is remembered."""
    times = []
    for n in range(rounds):
        text = reply.replace("114", str(100 + n))
        start = time.perf_counter()
        score(text)
        times.append((time.perf_counter() - start) * 1000)
    return {
        "words": len(reply.split()),
        "median_ms": round(statistics.median(times), 2),
        "p95_ms": round(percentile(times, 95), 2),
    }


def milliseconds(deed: Callable[[], object], times: int) -> float:
    """The median of some runs. The first is left out: it fills what is kept for the next."""
    taken = []
    for _ in range(times + 1):
        start = time.perf_counter()
        deed()
        taken.append((time.perf_counter() - start) * 1000)
    return round(statistics.median(taken[1:]), 2)


def _figures(floor: Page, pages: Sequence[Page], times: dict[str, Times], queries: dict[str, int]) -> dict[str, Any]:
    shown = {name: {**summary(each.wall_ms, each.cpu_ms), "queries": queries[name]} for name, each in times.items()}
    base = statistics.median(times[floor.name].wall_ms)
    for page in pages:
        shown[page.name]["ratio"] = round(statistics.median(times[page.name].wall_ms) / base, 2)
    return {"floor": shown[floor.name], "pages": {page.name: shown[page.name] for page in pages}}


def _check(page: Page, ask: Ask, response) -> None:
    if response.status_code != page.expect:
        raise WentWrong(f"{page.name}: {ask.url} answered {response.status_code}, not {page.expect}.")


def to_stderr(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
