"""All figures together, as they are printed."""

from collections.abc import Callable
from typing import Any

from django.db import connection

from lms.bench import words
from lms.bench.fill import Filled
from lms.bench.measure import measure, milliseconds, scoring
from lms.bench.pages import Browsers, floor, pages
from lms.bench.size import Size
from scenarios.drawing import draw
from scenarios.lint import lint
from scenarios.models import MarkingTask
from scenarios.scoring import Task, score

LOOKS = 5


def report(filled: Filled, size: Size, rounds: int, say: Callable[[str], None]) -> dict[str, Any]:
    """What a filled database says; the start of a process and the browser are measured apart and added."""
    browsers = Browsers()
    task = Task.from_definition(words.scenario("Call"), "reply")
    long = words.conversation("Forty steps")
    waiting = MarkingTask.objects.waiting().count()
    return {
        **measure(floor(filled, browsers), pages(filled, browsers), rounds, say),
        "scoring": scoring(lambda text: score(text, task), words.REPLY, max(rounds, 20)),
        "scoring_long": scoring(lambda text: score(text, task), words.LONG_REPLY, max(rounds, 20)),
        "lint_40_steps_ms": milliseconds(lambda: lint(long), LOOKS),
        "map_40_steps_ms": milliseconds(lambda: draw(long), LOOKS),
        "database": connection.vendor,
        "replies_waiting": waiting,
        "people": size.people,
        "courses": size.courses,
    }
