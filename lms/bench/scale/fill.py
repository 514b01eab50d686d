"""A district that has been asked for a year: everyone under every requirement, most of it done, some of it late.

By the actions that pages use; people and evidence are written in bulk, and of the requirements four, one of each rule,
are assigned by the engine: the others ask the same of the same record and are copied (`copy.py`).
"""

import datetime as dt
import random
import time
from collections.abc import Callable, Iterator

from django.db import connection
from django.db.models import F
from django.utils import timezone

from compliance import actions
from compliance.actions.members import refresh
from compliance.counting import recount
from compliance.models import Assignment, Requirement
from courses.models import Course, Evidence
from lms.bench.people import hire
from lms.bench.scale.copy import copy_assignments, copy_evidence
from lms.bench.size import Size
from lms.statistics import renew_statistics
from people.models import Person
from safe.triggers import install, uninstall

SEED = 20262
DAYS = 300
RULES = (
    {"cadence": "once", "due": {"days": 30, "after": "assignment"}},
    {"cadence": "school_year", "due_day": "10-31"},
    {"cadence": "from_completion", "period": {"months": 12}, "window": {"months": 2}},
    {"cadence": "from_expiry", "period": {"months": 12}, "window": {"months": 2}, "grace_days": 7},
)


def fill(people: int, requirements: int, units: int, say: Callable[[str], None]) -> dict[str, float]:
    """What took how long."""
    now = timezone.now()
    began = now - dt.timedelta(days=DAYS)
    district = hire(Size(people=people, units=units, takers=0))
    audience = actions.create_audience(
        slug="all-staff", name="All staff", definition={"everyone": True}, starts_on=timezone.localdate(began),
        actor=district.hr, now=began,
    )  # fmt: skip
    asked = [_ask(n, audience, district.hr, began) for n in range(requirements)]
    took: dict[str, float] = {"people": people, "units": units, "requirements": requirements}
    start = time.monotonic()
    refresh(audience=audience, now=began)
    took["members_seconds"] = round(time.monotonic() - start, 1)
    say(f"{people} members in {took['members_seconds']} s")
    first, others = asked[: len(RULES)], asked[len(RULES) :]
    _show(district.everyone, [_course(one) for one in first], [_course(one) for one in others], began)
    renew_statistics()
    start = time.monotonic()
    for n, requirement in enumerate(first):
        actions.refresh_requirement(requirement=requirement, now=now)
        say(f"requirement {n + 1} of {len(first)} assigned, {time.monotonic() - start:.0f} s")
    took["assign_seconds"] = round(time.monotonic() - start, 1)
    took["assigned"] = Assignment.objects.count()
    start = time.monotonic()
    for n, requirement in enumerate(others):
        copy_assignments(first[n % len(first)], requirement)
    recount()
    say(f"{len(others)} requirements copied and all counted, {time.monotonic() - start:.0f} s")
    renew_statistics()
    return took


def _course(requirement: Requirement) -> Course:
    return requirement.terms.get().courses.get()


def _ask(n: int, audience, actor, began: dt.datetime) -> Requirement:
    course = Course.objects.create(slug=f"bench-asked-{n}", title=f"Course {n}")
    return actions.create_requirement(
        slug=f"asked-{n}", name=f"Requirement {n}", why="Families notice.", audience=audience, courses=[course],
        rule=RULES[n % len(RULES)], starts_on=timezone.localdate(began), actor=actor, now=began,
    )  # fmt: skip


def _show(everyone: list[Person], first: list[Course], others: list[Course], began: dt.datetime) -> None:
    """Seven of ten have done it, on some day of the year."""
    rows: list[Evidence] = []
    for row in _shown(everyone, first, began):
        rows.append(row)
        if len(rows) == 20_000:
            Evidence.objects.bulk_create(rows, batch_size=5000)
            rows = []
    Evidence.objects.bulk_create(rows, batch_size=5000)
    # It was written down when it happened, not all of it today: else the first night would look at a year.
    uninstall(connection, "courses")
    Evidence.objects.update(recorded_at=F("occurred_at"))
    install(connection, "courses")
    for n, course in enumerate(others):
        copy_evidence(first[n % len(first)].pk, course.pk)


def _shown(everyone: list[Person], courses: list[Course], began: dt.datetime) -> Iterator[Evidence]:
    dice = random.Random(SEED)  # noqa: S311 -- figures that can be repeated, no secrets
    for person in everyone:
        for course in courses:
            if dice.random() < 0.7:
                at = began + dt.timedelta(days=dice.randrange(1, DAYS), minutes=dice.randrange(600))
                yield Evidence(
                    key=f"bench:{person.pk}:{course.pk}",
                    person=person,
                    course=course,
                    kind=Evidence.Kind.COMPLETED,
                    occurred_at=at,
                    actor=person,
                )
