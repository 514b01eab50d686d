"""Fills pages from a package that was checked. Pages that exist are known by uuid, which is their translation key."""

import hashlib
import uuid
from pathlib import Path

from django.core.files.images import ImageFile
from wagtail.images import get_image_model

from courses.models import (
    CourseObjective,
    CoursePage,
    LessonPage,
    ObservedCallPage,
    Outcome,
    QuizPage,
    SessionPage,
    SurveyPage,
)
from courses.packages.blocks import block_value
from courses.packages.lesson_file import LessonText
from courses.packages.markdown import as_edited, to_html, with_page_links
from courses.packages.outline import outline_value
from courses.packages.package import Item
from courses.pages.off_screen import OffScreenPage
from goals.models import Objective, Plan, Standard

OWN_PAGES = {
    "lesson": LessonPage, "quiz": QuizPage, "survey": SurveyPage, "session": SessionPage, "observed": ObservedCallPage,
}  # fmt: skip


class Loading:
    """What fills pages need from one another: the pages' numbers by slug and by file, standards, pictures."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.slugs: dict[str, int] = {}
        self.files: dict[str, int] = {}
        self.standards = dict(Standard.objects.values_list("slug", "pk"))

    def html(self, markdown: str | None) -> str:
        return as_edited(with_page_links(to_html(markdown or ""), self.slugs))

    def image(self, name: str, alt: str) -> int:
        """The picture with these bytes, made when it is not there yet."""
        path = self.folder / name
        digest = hashlib.sha1(path.read_bytes(), usedforsecurity=False).hexdigest()  # the hash Wagtail keeps
        images = get_image_model().objects
        found = images.filter(file_hash=digest).first()
        if found is None:
            with path.open("rb") as stream:
                found = images.model(title=alt[:255] or path.name, file=ImageFile(stream, name=path.name))
                found.file_size = path.stat().st_size
                found.file_hash = digest
                found.save()
        return found.pk


def stable(page_key: str, rows: list[dict]) -> list[dict]:
    """The same rows with ids made from the page and the place or name of each, so that loading again keeps them."""
    named = []
    for n, row in enumerate(rows):
        name = row.pop("name", "") or f"{row['type']}-{n}"
        named.append({**row, "id": str(uuid.uuid5(uuid.UUID(str(page_key)), name))})
        for key, inner in row["value"].items():
            if isinstance(inner, list) and all(isinstance(each, dict) and "type" in each for each in inner):
                named[-1]["value"][key] = stable(named[-1]["id"], inner)
    return named


def fill_course(page: CoursePage, course, loading: Loading) -> None:
    page.title, page.slug, page.summary = course["title"].strip(), course["slug"], course["summary"].strip()
    page.why = loading.html(course.get("why"))
    page.validity_months = course.get("validity_months")
    page.self_enrollment = bool(course.get("self_enrollment", True))
    there = {outcome.code: outcome for outcome in page.outcomes.all()}
    outcomes = []
    for order, row in enumerate(course["outcomes"]):
        outcome = there.get(row["code"]) or Outcome(code=row["code"])
        outcome.text, outcome.sort_order = row["text"].strip(), order
        outcomes.append(outcome)
    page.outcomes = outcomes
    page.objective_links = _objective_links(page, course)
    if loading.files:
        page.outline = stream(page, "outline", stable(course["uuid"], outline_value(course["outline"], loading.files)))


def _objective_links(page: CoursePage, course) -> list[CourseObjective]:
    """Links to the newest plan. Without a plan there is nothing to link to yet, and what is linked by hand stays."""
    plan = Plan.objects.order_by("-starts_on").first()
    if plan is None:
        return list(page.objective_links.all())
    objectives = {each.number: each for each in Objective.objects.filter(area__plan=plan)}
    there = {link.objective_id: link for link in page.objective_links.all()}
    links = []
    for order, row in enumerate(course.get("objectives") or []):
        objective = objectives.get(row["number"])
        if objective:
            link = there.get(objective.pk) or CourseObjective(objective=objective)
            link.why, link.sort_order = row["why"].strip(), order
            links.append(link)
    return links


def fill_item(page, item: Item, loading: Loading) -> None:
    data = item.data
    page.summary, page.minutes = (data.get("summary") or "").strip(), data["minutes"]
    FILLS[item.kind](page, item, loading)


def _fill_lesson(page: LessonPage, item: Item, loading: Loading) -> None:
    page.goal = item.data["goal"].strip()
    page.outcomes = [str(code) for code in item.data.get("outcomes") or []]
    page.body = stream(page, "body", stable(item.data["uuid"], _lesson_rows(item.lesson, loading)))


def _lesson_rows(lesson: LessonText | None, loading: Loading) -> list[dict]:
    blocks = lesson.blocks if lesson else []
    return [{"type": raw.kind, "value": block_value(raw, loading), "name": raw.name} for raw in blocks]


def _fill_quiz(page: QuizPage, item: Item, loading: Loading) -> None:
    page.intro, page.pass_mark = loading.html(item.data.get("intro")), item.data["pass_mark"]
    page.pre_assessment = bool(item.data.get("pre_assessment"))
    rows = [{"type": "draw", "value": {"outcome": row["outcome"], "count": row["count"]}} for row in item.data["draw"]]
    page.draw = stream(page, "draw", stable(item.data["uuid"], rows))


def _fill_survey(page: SurveyPage, item: Item, loading: Loading) -> None:
    page.intro, page.private = loading.html(item.data.get("intro")), bool(item.data.get("private", True))
    rows = [{"type": row["kind"], "value": _survey_value(row), "name": row["id"]} for row in item.data["questions"]]
    page.questions = stream(page, "questions", stable(item.data["uuid"], rows))


def _survey_value(row) -> dict:
    value = {
        "prompt": row["prompt"].strip(),
        "hint": (row.get("hint") or "").strip(),
        "required": bool(row.get("required")),
    }
    if row["kind"] == "scale":
        value |= {"low": row["low"].strip(), "high": row["high"].strip()}
    return value


def _fill_off_screen(page: OffScreenPage, item: Item, loading: Loading) -> None:
    page.about = loading.html(item.data.get("about"))


FILLS = {
    "lesson": _fill_lesson, "quiz": _fill_quiz, "survey": _fill_survey, "session": _fill_off_screen,
    "observed": _fill_off_screen,
}  # fmt: skip


def stream(page, field: str, rows: list[dict]):
    """Rows as the StreamField's own value: the same as if they had been read from the database."""
    return page._meta.get_field(field).stream_block.to_python(rows)
