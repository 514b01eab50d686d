"""What human resources does, in a line each: `office.asks(rule, courses=[phone])`, `office.completes(ana, asked)`."""

import datetime as dt
import itertools

from django.utils import timezone

from compliance import actions
from compliance.models import Assignment, Requirement
from courses.models import Evidence
from outbox.actions import drain
from tests.factories import CourseFactory

FRONT_OFFICE = {"job_family": ["front-office"]}
EVERYONE = {"everyone": True}
_numbers = itertools.count(1)


class Office:
    """All of it happens at the clock's time, by the same actions that pages use."""

    def __init__(self, clock):
        self.clock = clock

    def audience(self, definition=FRONT_OFFICE, starts_on=None):
        n = next(_numbers)
        return actions.create_audience(
            slug=f"office-audience-{n}",
            name=f"Audience {n}",
            definition=definition,
            starts_on=starts_on or self.clock.today,
            actor=None,
            now=self.clock.now,
        )

    def asks(self, rule=None, *, audience=None, courses=None, needed=None, starts_on=None, drained=True) -> Requirement:
        n = next(_numbers)
        made = actions.create_requirement(
            slug=f"office-requirement-{n}",
            name=f"Requirement {n}",
            why="Families notice.",
            audience=audience or self.audience(),
            courses=courses or [CourseFactory()],
            rule=rule or {"cadence": "once"},
            needed=needed,
            starts_on=starts_on or self.clock.today,
            actor=None,
            now=self.clock.now,
        )
        if drained:
            self.works()
        return made

    def works(self) -> None:
        """The worker does what was promised."""
        drain(strict=True, clock=lambda: self.clock.now)

    def nights(self, day=None) -> dict:
        """The night before that day's morning."""
        if day:
            self.clock.on(day)
        self.works()
        return actions.nightly(now=self.clock.now)

    def completes(self, person, requirement=None, *, course=None, on=None, settled=True, kind="completed") -> Evidence:
        """Course evidence written now, of something that happened on a day (today)."""
        course = course or requirement.terms.first().courses.first()
        at = self.clock.now if on is None else _morning(on)
        made = Evidence.objects.create(
            key=f"test:{next(_numbers)}",
            person=person,
            course=course,
            kind=kind,
            occurred_at=at,
            actor=person,
        )
        if settled:
            actions.settle(person=person, course_id=course.pk, now=self.clock.now)
        return made

    def voids(self, evidence: Evidence, *, settled=True) -> Evidence:
        made = Evidence.objects.create(
            key=f"test:{next(_numbers)}",
            person=evidence.person,
            course=evidence.course,
            kind=evidence.kind,
            occurred_at=evidence.occurred_at,
            actor=None,
            reason="Entered for the wrong person.",
            voids=evidence,
        )
        if settled:
            actions.settle(person=evidence.person, course_id=evidence.course_id, now=self.clock.now)
        return made

    def row(self, person, requirement) -> Assignment:
        """The current one."""
        return Assignment.objects.get(person=person, requirement=requirement, current=True, part=0)

    def status(self, person, requirement, on=None) -> str | None:
        row = Assignment.objects.filter(person=person, requirement=requirement, current=True, part=0).first()
        return row and row.status(on or self.clock.today)


def _morning(day) -> dt.datetime:
    day = dt.date.fromisoformat(day) if isinstance(day, str) else day
    return timezone.make_aware(dt.datetime(day.year, day.month, day.day, 9, 0))
