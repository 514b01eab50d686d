"""A course as trainers write it: pages, questions, an outline. `published_course()` can be released as it stands."""

import io
import uuid

from django.core.files.images import ImageFile
from PIL import Image as Drawing
from wagtail.images.models import Image

from courses.models import CoursePage, LessonPage, Outcome, QuizPage, SingleChoiceQuestion, SurveyPage
from courses.release.actions import release_course
from courses.shelf import ensure_course_index


def block(kind, /, **value):
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def lesson_body(text="<p>Say it plainly.</p>", *more):
    return [block("part", title="Why it matters"), block("text", text=text), *more]


def options(*texts, right=1):
    """The first `right` of the texts are right."""
    return [
        block("option", text=text, right=n < right, rationale=f"About {text}.")
        for n, text in enumerate(texts or ("A", "B"))
    ]


def add_lesson(course, title="Hold well", **given):
    fields = {"goal": "After this lesson you can hold well.", "minutes": 6, "outcomes": ["E1"], "body": lesson_body()}
    return course.add_child(instance=LessonPage(title=title, **{**fields, **given}))


def add_quiz(course, title="Quiz", **given):
    fields = {"minutes": 8, "pass_mark": 80, "draw": [block("draw", outcome="E1", count=2)]}
    return course.add_child(instance=QuizPage(title=title, **{**fields, **given}))


def add_survey(course, title="Looking back", **given):
    fields = {"minutes": 3, "questions": [block("text", prompt="What will you try?", hint="", required=False)]}
    return course.add_child(instance=SurveyPage(title=title, **{**fields, **given}))


def add_question(course, prompt="What comes first?", outcome="E1", **given):
    fields = {"options": options("The name", "The number")}
    return SingleChoiceQuestion.objects.create(course=course, prompt=prompt, outcome=outcome, **{**fields, **given})


def item(page, *, required=True, gate=False, fit=None):
    fit = {"job_families": [], "levels": [], "settings": [], **(fit or {})}
    return block("item", activity=page.pk if page else None, required=required, gate=gate, fit=fit)


def any_of(n, *pages):
    of = [{"type": "item", "id": str(uuid.uuid4()), "value": {"activity": page.pk, "fit": {}}} for page in pages]
    return block("any", n=n, of=of)


def outline(*items, title="Start"):
    return [block("module", title=title, items=list(items))]


def draft_course(title="Phones", **given):
    page = CoursePage(title=title, summary="How we answer.", why="<p>It matters.</p>", **given)
    course = ensure_course_index().add_child(instance=page)
    Outcome.objects.create(page=course, code="E1", text="hold well", sort_order=0)
    return course


def set_outline(course, *modules):
    course.outline = [row for module in modules for row in module]
    publish(course)
    return CoursePage.objects.get(pk=course.pk)


def published_course(title="Phones"):
    """Course page, lesson, quiz with two questions, survey: all in the outline, all published."""
    course = draft_course(title)
    lesson, quiz, survey = add_lesson(course), add_quiz(course), add_survey(course)
    add_question(course), add_question(course, "What comes last?")
    return set_outline(course, outline(item(lesson), item(quiz, gate=True), item(survey, required=False)))


def publish(page):
    page.save_revision().publish()
    return page


def picture(title="A desk"):
    data = io.BytesIO()
    Drawing.new("RGB", (1600, 900), "navy").save(data, "PNG")
    return Image.objects.create(title=title, file=ImageFile(data, name=f"{uuid.uuid4()}.png"), width=1600, height=900)


def lesson(title):
    return LessonPage.objects.get(title=title)


def rewrite(title, text):
    page = lesson(title)
    page.body = lesson_body(f"<p>{text}</p>")
    publish(page)


def arrange(course, *items):
    """Another outline, published, of a course that may have moved on since it was read."""
    set_outline(CoursePage.objects.get(pk=course.pk), outline(*items))


def release(course, change="cosmetic"):
    """What is published, for everyone, with a note."""
    page = CoursePage.objects.get(pk=course.pk)
    return release_course(course_page=page, change=change, note="What changed.", actor=None)
