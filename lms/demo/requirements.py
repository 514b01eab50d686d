"""What the demo district asks of its people, someone in every status: by the actions that people use, dated back."""

import datetime as dt
import uuid

from django.utils import timezone

from compliance import actions
from compliance.models import Assignment, Requirement
from compliance.sharing import sharing
from courses.models import Course, Evidence
from lms.demo.histories import staff
from lms.demo.letters import letters_from, send_what_is_owed
from people.models import Person

# When it began, in days before today: the basics, then the others.
BASICS, YEARLY, PHONE = 80, 75, 95
FRONT_LINE = {"job_family": ["front-office", "transportation", "food-service"], "except": {"level": ["leader"]}}
FRONT_OFFICE = {"job_family": ["front-office"]}
# Days ago that a course from before was done: what HR brought along.
EARLIER = [("100102", 130), ("100142", 330), ("100112", 400), ("100121", 400)]


def load_requirements(course: Course) -> None:
    if Requirement.objects.exists():
        return
    helen = staff("100106")
    _bring_along(course, helen)
    front_line = _audience("front-line", "People whom families meet", FRONT_LINE, helen, BASICS)
    everyone = _audience("all-staff", "All staff", {"everyone": True}, helen, YEARLY)
    front_office = _audience("front-office", "Front offices", FRONT_OFFICE, helen, PHONE)
    new = {"hired": {"from": _day(120).isoformat()}}
    newcomers = _audience("new-staff", "Hired in the last four months", new, helen, BASICS)
    _requirement(
        "service-basics", "Service basics", "Families meet you first: they should be heard and helped.", front_line,
        course, {"cadence": "once", "due": {"days": 90, "after": "assignment"}}, helen, BASICS,
    )  # fmt: skip
    _requirement(
        "within-thirty-days", "First thirty days", "Whoever is new should know our standards before the first storm.",
        newcomers, course, {"cadence": "once", "due": {"days": 30, "after": "hire"}}, helen, BASICS,
    )  # fmt: skip
    _requirement(
        "every-school-year", "Respect, every school year", "What we promise families is renewed each year.", everyone,
        course, {"cadence": "school_year", "due_day": _due_day(), "freshness": {"months": 3}}, helen, YEARLY,
    )  # fmt: skip
    _requirement(
        "front-office-renewal", "Front office renewal", "Whoever answers the phone keeps in practice.", front_office,
        course,
        {"cadence": "from_expiry", "period": {"months": 12}, "window": {"months": 2}, "freshness": {"months": 12}},
        helen, PHONE,
    )  # fmt: skip
    _each_day()
    _allow(helen)
    # What was begun or handed in meanwhile was no news to requirements that did not exist.
    for requirement in Requirement.objects.all():
        actions.refresh_requirement(requirement=requirement, now=timezone.now())
    _meant(helen)
    actions.nightly(now=timezone.now())


def _audience(slug: str, name: str, definition: dict, actor: Person, days_ago: int):
    audience = actions.create_audience(
        slug=slug, name=name, definition=definition, starts_on=_day(days_ago), actor=actor, now=_at(days_ago)
    )
    actions.refresh_audience(audience=audience, now=_at(days_ago))
    return audience


def _requirement(slug, name, why, audience, course, rule, actor, days_ago) -> None:
    requirement = actions.create_requirement(
        slug=slug, name=name, why=why, audience=audience, courses=[course], rule=rule, starts_on=_day(days_ago),
        actor=actor, now=_at(days_ago),
    )  # fmt: skip
    actions.refresh_requirement(requirement=requirement, now=_at(days_ago))


def _bring_along(course: Course, actor: Person) -> None:
    """Completions from before there was this platform."""
    for number, days in EARLIER:
        Evidence.objects.get_or_create(
            key=f"demo:earlier:{number}",
            defaults={
                "person": staff(number),
                "course": course,
                "kind": Evidence.Kind.IMPORTED,
                "occurred_at": _at(days),
                "recorded_at": _at(PHONE),
                "actor": actor,
                "reason": "From the sign-in sheets of last year.",
            },
        )


def _each_day() -> None:
    """A night of each week since then, so that what time opens and ends is dated as it happened; and its letters."""
    since = max(BASICS, YEARLY, PHONE)
    letters_from(_day(since))
    for days in range(since, -1, -7):
        actions.nightly(now=_at(days))
        send_what_is_owed(_day(days), until=_day(days - 7))


def _allow(helen: Person) -> None:
    """A waiver, more time asked for and granted, a request that waits, someone on leave, and a hold."""
    basics = Requirement.objects.get(slug="service-basics")
    actions.waive(
        assignment=_row("100115", basics), reason="Taught this course in the district she comes from.", approver=helen,
        now=_at(20),
    )  # fmt: skip
    late = _row("100110", basics)
    bruno, walt = late.person.jobs.get(primary=True, ends_on=None).supervisor or helen, late.person
    granted = _ask(late, walt, 14, "Two routes without a second driver until the middle of the month.", 3)
    actions.grant_extension(request=granted, approver=bruno, now=_at(2), answer="Take the two weeks.")
    asking = _row("100109", basics)
    _ask(asking, asking.person, 10, "Enrollment keeps the counter full until Friday.", 1)
    actions.record_leave(person=staff("100114"), starts_on=_day(12), reason="Family leave", approver=helen, now=_at(12))
    actions.hold(
        assignment=_row("100113", basics), reason="The depot moves; there is no computer this month.", approver=helen,
        now=_at(5), until=_day(-20),
    )  # fmt: skip


def _ask(row: Assignment, person: Person, more: int, reason: str, days_ago: int):
    until = max(row.due_on, _day(days_ago)) + dt.timedelta(days=more)
    key = uuid.uuid5(uuid.NAMESPACE_URL, f"demo:extension:{row.pk}")
    return actions.ask_extension(
        assignment=row, until=until, reason=reason, asked_by=person, key=key, now=_at(days_ago)
    )


def _row(number: str, requirement: Requirement) -> Assignment:
    return Assignment.objects.get(person__username=number, requirement=requirement, current=True, part=0)


def _at(days_ago: int) -> dt.datetime:
    return timezone.now().replace(minute=0, second=0, microsecond=0) - dt.timedelta(days=days_ago)


def _day(days_ago: int) -> dt.date:
    return timezone.localdate(_at(days_ago))


def _due_day() -> str:
    """In three weeks, whenever the demo is loaded, so that something is due soon."""
    day = _day(-21)
    return "02-28" if (day.month, day.day) == (2, 29) else day.strftime("%m-%d")


def _meant(helen: Person) -> None:
    """One course serves them all, which is meant; two pairs are left for Helen to look at."""
    for pair in sharing():
        names = {pair.first.slug, pair.second.slug}
        if "every-school-year" in names:
            reason = "Everyone renews it each school year, whatever else asks for it."
        elif names == {"service-basics", "within-thirty-days"}:
            reason = "Newcomers do it in their first month; the basics leave others more time."
        else:
            continue
        actions.agree_to_pair(pair=pair, reason=reason, actor=helen, now=timezone.now())
