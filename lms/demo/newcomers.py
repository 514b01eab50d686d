"""A ladder for new people in the demo district, with five of them on different rungs. By the actions people use."""

import datetime as dt

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from compliance import actions
from compliance.models import Assignment, Audience, Ladder
from courses.models import Course
from lms.demo.histories import TO_THE_END, Round, staff
from lms.demo.sign_ins import PASSWORD
from people.actions import add_person
from people.models import JobFamily, Level, Person, Unit

BEGAN = 40  # days ago
SINCE = dt.date(2026, 9, 1)  # the roster's own new people are hired after it
# Beside those of the roster: two of Bruno's, hired so many days ago.
HIRED = [("100191", "Nia", "Ward", 3), ("100192", "Leo", "Hart", 14)]
# Who has finished the essentials, how many days ago the round was opened.
FINISHED = [("100162", 30), ("100192", 12)]
WAIVED = "100109"


def load_newcomers(essentials: Course, course: Course) -> None:
    if Ladder.objects.exists():
        return
    helen = staff("100106")
    for number, first, last, days in HIRED:
        _hire(number, first, last, days)
    group = _group(helen)
    ladder = actions.create_ladder(
        name="New in the front office", why="The first weeks decide how sure you are at the counter.", audience=group,
        counts_from=Ladder.Counts.HIRE, starts_on=_day(BEGAN), duty="answer the phones", actor=helen, now=_at(BEGAN),
        steps=[
            actions.Step("Essentials", 5, [essentials], before_duty=True),
            actions.Step("First course", 30, [course]),
        ],
    )  # fmt: skip
    for days in (BEGAN, *(hired for *_who, hired in reversed(HIRED))):
        actions.refresh_audience(audience=group, now=_at(days))
    for number, days in FINISHED:
        Round(staff(number), essentials, helen, days).go(TO_THE_END)
    row = Assignment.objects.get(person=staff(WAIVED), requirement__slug="essentials", current=True)
    actions.waive(
        assignment=row, reason="Answered the phones of the county clerk for six years.", approver=helen, now=_at(25)
    )
    for rung in ladder.rungs.select_related("requirement"):
        actions.refresh_requirement(requirement=rung.requirement, now=timezone.now())


def _group(helen: Person) -> Audience:
    since = min(SINCE, _day(60))
    return actions.create_audience(
        slug="new-front-office", name="New in the front offices", starts_on=_day(BEGAN), actor=helen, now=_at(BEGAN),
        definition={"job_family": ["front-office"], "hired": {"from": since.isoformat()}},
    )  # fmt: skip


def _hire(number: str, first: str, last: str, days: int) -> None:
    person = add_person(
        employee_number=number, first_name=first, last_name=last, unit=Unit.objects.get(slug="cedar-middle"),
        family=JobFamily.objects.get(slug="front-office"), starts_on=_day(days), email=f"{first.lower()}@alder.example",
        title="Front-office clerk", level=Level.NEW, supervisor=staff("100102"),
    )  # fmt: skip
    Person.objects.filter(pk=person.pk).update(password=make_password(PASSWORD))


def _at(days_ago: int) -> dt.datetime:
    return timezone.now().replace(minute=0, second=0, microsecond=0) - dt.timedelta(days=days_ago)


def _day(days_ago: int) -> dt.date:
    return timezone.localdate(_at(days_ago))
