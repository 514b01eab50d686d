"""Who stands where on a course as of a day: what the page of a release shows, and what the release then acts on."""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass

from courses.actions.editions import LARGE
from courses.meaning import Stand
from courses.models.course import Course
from courses.models.enrollment import Enrollment
from courses.models.evidence import Evidence
from courses.path import JobFacts
from people.models import Job, Person


@dataclass(frozen=True)
class Heads:
    not_started: int = 0
    under_way: int = 0
    done: int = 0


def heads(people: list[Stand]) -> Heads:
    return Heads(**Counter(each.state for each in people))


def people_of(course: Course | None, on: dt.date) -> list[Stand]:
    """Everyone who works here and is on the course or has done it, once each, by kept record.

    Whoever is on the whole course again counts there. Done is also who is so by an imported or equivalent record.
    """
    if course is None:
        return []
    employed = set(Person.objects.employed(on).order_by().values_list("pk", flat=True))
    busy = _busy(course)
    rounds, done = _done(course)
    topping_up = _keepers(Enrollment.objects.open().top_ups().filter(course=course, started_at__isnull=False))
    found = [Stand(person, *busy[person]) for person in busy]
    found += [Stand(person, "done", has_round=person in rounds | topping_up) for person in done - busy.keys()]
    return sorted((each for each in found if each.person_id in employed), key=lambda each: each.person_id)


def jobs_of(people: list[Stand], on: dt.date) -> dict[int, list[JobFacts]]:
    """What these people do that day, in one query for the whole district."""
    wanted = {each.person_id for each in people}
    jobs: dict[int, list[JobFacts]] = defaultdict(list)
    rows = (
        Job.objects.held(on)
        .order_by()
        .values_list("person", "person__merged_into", "family__slug", "level", "unit__setting")
    )
    for person_id, merged_into, *job in rows:
        if (merged_into or person_id) in wanted:
            jobs[merged_into or person_id].append(JobFacts(*job))
    return jobs


def _busy(course: Course) -> dict[int, tuple[str, bool]]:
    """State, and whether behind a change they were free not to take, of everyone with the whole course before them."""
    large = list(course.editions.filter(change__in=LARGE).values_list("number", flat=True))
    last = max(large, default=0)
    rows = Enrollment.objects.open().whole().filter(course=course).order_by("started_at")
    columns = rows.values_list("person", "person__merged_into", "started_at", "edition__number")
    return {
        merged_into or person_id: ("under_way", number < last) if started_at else ("not_started", False)
        for person_id, merged_into, started_at, number in columns
    }


def _done(course: Course) -> tuple[set[int], set[int]]:
    """Who has a finished round, and who is done; a completion that was voided is neither."""
    finished = Enrollment.objects.whole().filter(course=course, completed_at__isnull=False)
    voided = Evidence.objects.filter(course=course, voided_by__isnull=False, enrollment__isnull=False)
    rounds = _keepers(finished.exclude(pk__in=voided.values("enrollment")))
    shown = _keepers(Evidence.objects.standing().filter(course=course))
    return rounds, rounds | shown


def _keepers(rows) -> set[int]:
    pairs = rows.order_by().values_list("person", "person__merged_into").distinct()
    return {merged_into or person_id for person_id, merged_into in pairs}
