"""Where the cost of one page comes from: its statements, and the functions that take the processor's time."""

import cProfile
import io
import pstats
from collections.abc import Callable, Sequence

from django.db import connection
from django.test.utils import CaptureQueriesContext

from lms.bench.measure import statements
from lms.bench.pages import Page

LONGEST = 400
TIMES = 10


def explain(page: Page, say: Callable[[str], None]) -> None:
    """Tells the page's statements, and a profile of some requests for it. Uses up `needed()` prepared tries."""
    page.prepare().send()
    ask = page.prepare()
    with CaptureQueriesContext(connection) as captured:
        ask.send()
    say(_numbered(page.name, statements(captured.captured_queries)))
    say(_profile(page))


def needed() -> int:
    return TIMES + 2


def _numbered(name: str, told: Sequence[str]) -> str:
    lines = [f"{n}. {sql[:LONGEST]}" for n, sql in enumerate(told, 1)]
    return "\n".join([f"{name}: {len(told)} statements", *lines])


def _profile(page: Page) -> str:
    asks = [page.prepare() for _ in range(TIMES)]
    profile = cProfile.Profile()
    profile.enable()
    for ask in asks:
        ask.send()
    profile.disable()
    told = io.StringIO()
    pstats.Stats(profile, stream=told).sort_stats("cumulative").print_stats(60)
    return told.getvalue()
