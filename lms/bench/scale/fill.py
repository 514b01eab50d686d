"""A district that has been asked for a year: everyone under every requirement, most of it done, some of it late.

By the actions that pages use; people and evidence are written in bulk, and of the requirements four, one of each rule,
are assigned by the engine: the others ask the same of the same record and are copied (`copy.py`), and so are people
beyond the first 2,000 (`multiply.py`).
"""

import datetime as dt
import random
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
from lms.bench.scale.multiply import multiply
from lms.bench.scale.turns import seconds
from lms.bench.size import Size
from lms.statistics import renew_statistics
from people.models import Person
from safe.triggers import install, uninstall

SEED = 20262
DAYS = 300
FIRST_PEOPLE = 2000
RULES = (
    {"cadence": "once", "due": {"days": 30, "after": "assignment"}},
    {"cadence": "school_year", "due_day": "10-31"},
    {"cadence": "from_completion", "period": {"months": 12}, "window": {"months": 2}},
    {"cadence": "from_expiry", "period": {"months": 12}, "window": {"months": 2}, "grace_days": 7},
)


def fill(people: int, requirements: int, units: int, say: Callable[[str], None]) -> dict[str, float]:
    """What took how long."""
    first_people = min(people, FIRST_PEOPLE)
    took: dict[str, float] = {"people": people, "units": units, "requirements": requirements}
    now = timezone.now()
    began = now - dt.timedelta(days=DAYS)
    district = hire(Size(people=first_people, units=units, takers=0))
    audience = actions.create_audience(
        slug="all-staff", name="All staff", definition={"everyone": True}, starts_on=timezone.localdate(began),
        actor=district.hr, now=began,
    )  # fmt: skip
    asked = [_ask(n, audience, district.hr, began) for n in range(requirements)]
    first, others = asked[: len(RULES)], asked[len(RULES) :]
    took["members_seconds"] = seconds(lambda: refresh(audience=audience, now=began))
    _show(district.everyone, [_course(one) for one in first], [_course(one) for one in others], began)
    renew_statistics()
    took["assign_seconds"] = seconds(lambda: [actions.refresh_requirement(requirement=one, now=now) for one in first])
    took["assigned"] = Assignment.objects.count()
    say(f"{first_people} people, {took['assigned']} assignments in {took['assign_seconds']} s")
    for n, requirement in enumerate(others):
        copy_assignments(first[n % len(first)], requirement)
    recount()
    say("copied under the other requirements")
    multiply(people // first_people)
    renew_statistics()
    say(f"{people} people")
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
