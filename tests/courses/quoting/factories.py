"""Courses that quote the district: a lesson with the phone standard, a lesson with {families}."""

from django.utils import timezone
from ruamel.yaml import YAML

from courses.models import CoursePage
from courses.packages.registry import kind_of
from courses.release.actions import release_activity, release_course
from goals.actions import StandardText, revise_standard
from goals.models import Standard, Word
from tests.courses.studio.factories import (
    add_lesson,
    block,
    draft_course,
    item,
    lesson_body,
    outline,
    publish,
    set_outline,
)
from tests.scenarios.factories import ONE_REPLY, RubricVersionFactory, scenario_file


def standard(code="P-1"):
    return Standard.objects.get(code=code)


def word():
    return Word.objects.get(key="families")


def quoting(title="Phones", *, code="P-1", text="<p>We call {families} back.</p>", lesson=None):
    """A published course of one lesson with a text and, unless `code` is empty, a standard."""
    course = draft_course(title)
    quoted = [block("standard", standard=standard(code).pk)] if code else []
    page = add_lesson(course, lesson or f"Hold well, {title}", body=lesson_body(text, *quoted))
    return set_outline(course, outline(item(page)))


def release(course, change="cosmetic", note="", actor=None):
    return release_course(course_page=CoursePage.objects.get(pk=course.pk), change=change, note=note, actor=actor)


def released(title="Phones", **more):
    course = quoting(title, **more)
    release(course)
    return course


def revise(text="A person answers by the second ring.", code="P-1", since=None):
    return revise_standard(
        standard=standard(code), says=StandardText(text=text, effective_from=since or timezone.localdate()), actor=None
    )


def call_them(text="students’ families"):
    Word.objects.filter(key="families").update(text=text)


def rewrite(course, text="<p>Say it first.</p>"):
    """Another text in the lesson of the course, published."""
    lesson = course.get_children().specific().get()
    lesson.body = lesson_body(text, *[raw for raw in lesson.body.raw_data if raw["type"] == "standard"])
    return publish(lesson)


def conversation(title="The late bus", slug="the-late-bus", *, summary="A parent of our {families} calls."):
    """A practice conversation, published and released alone."""
    RubricVersionFactory()
    kind = kind_of("scenario")
    data = {**YAML().load(scenario_file(ONE_REPLY).read_text()), "title": title, "slug": slug, "summary": summary}
    page = kind.page_class(title=title, slug=slug)
    kind.fill(page, data)
    kind.parent().add_child(instance=page)
    publish(page)
    page.refresh_from_db()
    release_activity(page=page, actor=None)
    return page
