"""Lena's figures: for each objective and unit, how many people are on its courses and how many are done. Counts only.

People count in the unit of their primary job today. Training is an input: nothing here says that service got better.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from courses.models import Course, CourseObjective, Enrollment, Evidence
from goals.models import Objective, Plan
from people.models import Job, Person, Unit


@dataclass(frozen=True)
class UnitCount:
    unit: Unit
    people: int
    on_course: int
    done: int


@dataclass(frozen=True)
class ObjectiveLine:
    objective: Objective
    courses: list[tuple[Course, str]]  # each with its sentence why
    units: list[UnitCount]
    people: int
    on_course: int
    done: int

    @property
    def is_gap(self) -> bool:
        return not self.courses


@dataclass(frozen=True)
class PlanPage:
    plan: Plan | None
    on: date
    units: list[Unit]
    areas: list[tuple[object, list[ObjectiveLine]]] = field(default_factory=list)

    @property
    def gaps(self) -> int:
        return sum(line.is_gap for _area, lines in self.areas for line in lines)


def plan_page(*, units: list[Unit], on: date) -> PlanPage:
    """The current plan as seen for these units, in a number of queries that does not grow with people or courses."""
    plan = Plan.objects.current(on).order_by("-starts_on").first()
    if plan is None:
        return PlanPage(None, on, units)
    linked = linked_courses(plan)
    course_ids = {course.pk for courses in linked.values() for course, _why in courses}
    unit_of = primary_units(units, on)
    keeper = dict(Person.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into_id"))
    joined = people_by_course(Enrollment.objects.filter(course__in=course_ids), keeper)
    finished = people_by_course(Evidence.objects.standing().filter(course__in=course_ids), keeper)
    areas = []
    for area in plan.areas.prefetch_related("objectives"):
        lines = [
            objective_line(objective, linked[objective.pk], units, unit_of, joined, finished)
            for objective in area.objectives.all()
        ]
        areas.append((area, lines))
    return PlanPage(plan, on, units, areas)


def objective_line(objective, courses, units, unit_of, joined, finished) -> ObjectiveLine:
    done = set().union(*(finished[course.pk] for course, _why in courses)) & unit_of.keys()
    on_course = (set().union(*(joined[course.pk] for course, _why in courses)) & unit_of.keys()) | done
    counts = {unit.pk: [0, 0, 0] for unit in units}
    for person, unit in unit_of.items():
        counts[unit][0] += 1
        counts[unit][1] += person in on_course
        counts[unit][2] += person in done
    rows = [UnitCount(unit, *counts[unit.pk]) for unit in units if counts[unit.pk][0]]
    return ObjectiveLine(objective, courses, rows, len(unit_of), len(on_course), len(done))


def linked_courses(plan) -> dict[int, list[tuple[Course, str]]]:
    """Released courses that name an objective of the plan, each with the sentence why."""
    links = CourseObjective.objects.filter(objective__area__plan=plan).select_related("page")
    by_key = {course.key: course for course in Course.objects.released()}
    found: dict[int, list[tuple[Course, str]]] = defaultdict(list)
    for link in links:
        if link.page.translation_key in by_key:
            found[link.objective_id].append((by_key[link.page.translation_key], link.why))
    return found


def primary_units(units: list[Unit], on: date) -> dict[int, int]:
    """Person to unit, for people employed that day whose primary job is in one of these units."""
    jobs = Job.objects.primary(on).filter(unit__in=units, person__in=Person.objects.employed(on))
    return dict(jobs.order_by("starts_on").values_list("person_id", "unit_id"))


def people_by_course(rows, keeper) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for course, person in rows.values_list("course_id", "person_id"):
        found[course].add(keeper.get(person, person))
    return found
