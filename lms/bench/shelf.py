"""The released courses: nine lessons, a quiz, one of two conversations and a closing reflection each."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify
from wagtail.models import Page

from courses.digest import digest_of
from courses.models import (
    Activity,
    ActivityVersion,
    Course,
    CourseEdition,
    CourseObjective,
    CoursePage,
    EditionItem,
    LessonActivity,
    QuizActivity,
    SurveyActivity,
)
from courses.outline import edition_rows, outline_item
from courses.path import PathItem, build_path
from goals.models import GoalArea, Objective, Plan
from lms.bench import words
from scenarios.models import ScenarioActivity

LESSONS = 9
PRACTICE = 12
OBJECTIVES = 12
LEAVES: dict[str, type[Activity]] = {
    "lesson": LessonActivity,
    "quiz": QuizActivity,
    "scenario": ScenarioActivity,
    "survey": SurveyActivity,
}
SUMMARY = "What families remember of a call, a counter or a letter, and how to leave them with an answer."


@dataclass(frozen=True)
class Shelved:
    """A course with the path that everyone gets on it, and the items by kind."""

    course: Course
    edition: CourseEdition
    path: list[PathItem]
    rows: dict[int, EditionItem]

    def of_kind(self, kind: str) -> list[EditionItem]:
        return [self.rows[step.item.id] for step in self.path if self.rows[step.item.id].kind == kind]


def release(courses: int) -> list[Shelved]:
    shelf = [_course(n) for n in range(courses)]
    for n in range(PRACTICE):
        put_on_shelf(words.scenario(f"Practice {n}: first-day bus"))
    _plan([each.course for each in shelf])
    return shelf


def _course(n: int) -> Shelved:
    title = f"Course {n}: empathy and trust"
    course = Course.objects.create(slug=slugify(title), title=title)
    edition = CourseEdition.objects.create(
        course=course,
        number=1,
        digest=digest_of({"bench": n}),
        title=title,
        minutes=88,
        validity_months=24,
        definition={
            "summary": SUMMARY,
            "why_html": f"<p>{words.SENTENCE}</p>",
            "outcomes": [{"code": code, "text": "leave a caller with a name and a time"} for code in words.OUTCOMES],
        },
    )
    definitions = [words.lesson(f"Lesson {n}.{k}: on hold") for k in range(LESSONS)]
    definitions += [words.quiz(f"Quiz {n}"), words.scenario(f"Call {n}"), words.scenario(f"Letter {n}")]
    definitions.append(words.survey(f"Looking back {n}"))
    EditionItem.objects.bulk_create(
        _item(edition, order, definition) for order, definition in enumerate(definitions, 1)
    )
    course.newest = edition
    course.save()
    rows = {row.pk: row for row in edition_rows(edition=edition)}
    return Shelved(course, edition, build_path([outline_item(row) for row in rows.values()], []), rows)


def _item(edition: CourseEdition, order: int, definition: dict[str, Any]) -> EditionItem:
    version = put_on_shelf(definition)
    kind = definition["kind"]
    return EditionItem(
        edition=edition,
        order=order,
        module=f"Module {1 + order // 4}",
        activity=version.activity,
        version=version,
        kind=kind,
        icon=LEAVES[kind].icon,
        gate=kind == "quiz",
        group="conversation" if kind == "scenario" else "",
        group_n=1 if kind == "scenario" else 0,
    )


def put_on_shelf(definition: dict[str, Any]) -> ActivityVersion:
    title = definition["title"]
    activity = LEAVES[definition["kind"]].objects.create(title=title, slug=slugify(title))
    return ActivityVersion.objects.create(
        activity=activity,
        number=1,
        digest=digest_of(definition),
        title=title,
        minutes=definition["minutes"],
        definition=definition,
    )


def _plan(courses: list[Course]) -> None:
    """A current plan whose objectives the courses name on their pages; the last objective is a gap."""
    plan = Plan.objects.create(name="Bench plan", starts_on="2020-07-01", ends_on="2099-06-30")
    areas = [GoalArea.objects.create(plan=plan, number=n + 1, title=f"Goal {n + 1}") for n in range(4)]
    objectives = [
        Objective.objects.create(area=areas[n % 4], number=f"{1 + n % 4}.{1 + n // 4}", title=words.SENTENCE[:80])
        for n in range(OBJECTIVES)
    ]
    root = Page.get_first_root_node()
    for n, course in enumerate(courses):
        page = root.add_child(
            instance=CoursePage(title=course.title, slug=course.slug, translation_key=course.key, summary=SUMMARY)
        )
        CourseObjective.objects.create(page=page, objective=objectives[n % (OBJECTIVES - 1)], why=SUMMARY)
