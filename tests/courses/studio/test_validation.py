"""Everything that is wrong is told before a release, by page; drafts may be as unfinished as they like."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page

from courses.blocks.outline import ActivityChooserBlock
from courses.models import CoursePage, LessonPage, Outcome, QuizPage, SurveyPage
from courses.release.actions import release_course
from courses.release.plan import plan_release
from courses.release.problems import ReleaseErrors
from goals.models import Standard
from tests.courses.studio.factories import (
    add_lesson,
    any_of,
    block,
    draft_course,
    item,
    lesson_body,
    options,
    outline,
    picture,
    publish,
    published_course,
    set_outline,
)  # fmt: skip

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return published_course()


def told(course):
    return [(each.page_title, each.message) for each in plan_release(CoursePage.objects.get(pk=course.pk)).errors]


def has(course, title, words):
    found = told(course)
    return any(page == title and words in message for page, message in found) or found


def lesson_with(*blocks, **fields):
    lesson = LessonPage.objects.get(title="Hold well")
    lesson.body = [block("part", title="One"), *blocks]
    for name, value in fields.items():
        setattr(lesson, name, value)
    return publish(lesson)


def test_a_finished_course_has_nothing_wrong(course):
    assert told(course) == []


@pytest.mark.parametrize("fields, words", [
    ({"goal": ""}, "goal is missing"),
    ({"minutes": 0}, "0 minutes"),
    ({"outcomes": ["E9"]}, "E9 is not an outcome"),
])  # fmt: skip
def test_what_a_lesson_lacks_is_told(course, fields, words):
    LessonPage.objects.update(**fields)
    assert has(course, "Hold well", words) is True


@pytest.mark.parametrize("blocks, words", [
    ([], "is empty"),
    ([block("text", text="<p></p>")], "text is empty"),
    ([block("text", text="<p>{customers}</p>")], "not one of our words"),
    ([block("text", text='<p><a linktype="page" id="99999">x</a></p>')], "was deleted"),
    ([block("text", text='<p><a linktype="document" id="1">x</a></p>')], "link to a document"),
    ([block("image", image=99999, alt="A desk", caption="")], "picture is missing"),
    ([block("video", url="https://v.example", title="T", minutes=2, transcript="")], "no transcript"),
    ([block("video", url="javascript:x", title="T", minutes=2, transcript="<p>x</p>")], "starts with https"),
    ([block("callout", tone="note", title="", text="<p>x</p>")], "no heading"),
    ([block("standard", standard=99999)], "was deleted"),
    ([block("example", situation="", instead="", try_="x", why="")], "no “instead of”"),
    ([block("check", kind="single", prompt="?", options=options("A", "B", right=0))], "No answer is marked"),
    ([block("check", kind="single", prompt="?", options=options("A", "B", right=2))], "only one may be chosen"),
    ([block("check", kind="single", prompt="?", options=options("A"))], "two answers or more"),
    ([block("check", kind="single", prompt="", options=options("A", "B"))], "asks nothing"),
    ([block("check", kind="single", prompt="?", options=options("A", "A"))], "the same"),
    ([block("reflection", prompt="", hint="")], "asks nothing"),
])  # fmt: skip
def test_what_is_wrong_in_a_lesson_is_told(course, blocks, words):
    lesson_with(*blocks)
    assert has(course, "Hold well", words) is True


def test_a_picture_without_words_is_told(course):
    lesson_with(block("image", image=picture().pk, alt=" ", caption=""))
    assert has(course, "Hold well", "cannot see it") is True


def test_a_link_to_a_page_that_is_not_published_is_told(course):
    quiz = QuizPage.objects.get()
    lesson_with(block("text", text=f'<p><a linktype="page" id="{quiz.pk}">x</a></p>'))
    quiz.unpublish()
    assert has(course, "Hold well", "not published") is True


def test_a_standard_that_is_not_in_force_is_told(course):
    standard = Standard.objects.create(code="Z-1", slug="z", title="Z")
    lesson_with(block("standard", standard=standard.pk))
    assert has(course, "Hold well", "not in force") is True


@pytest.mark.parametrize("fields, words", [
    ({"pass_mark": 0}, "between 1 and 100"),
    ({"pass_mark": 101}, "between 1 and 100"),
    ({"draw": []}, "draws no questions"),
    ({"draw": [block("draw", outcome="E1", count=3)]}, "the bank has 2"),
    ({"draw": [block("draw", outcome="E1", count=1), block("draw", outcome="E1", count=1)]}, "drawn twice"),
])  # fmt: skip
def test_what_is_wrong_with_a_quiz_is_told(course, fields, words):
    QuizPage.objects.update(**fields)  # as an import or an older program might have left it
    assert has(course, "Quiz", words) is True


def test_a_question_without_a_right_answer_is_told_on_its_quiz(course):
    question = course.questions.first()
    question.options = options("A", "B", right=0)
    question.save()
    assert has(course, "Quiz", "No answer is marked") is True


def test_a_survey_that_asks_nothing_is_told(course):
    survey = SurveyPage.objects.get()
    survey.questions = []
    publish(survey)
    assert has(course, "Looking back", "asks nothing") is True


def test_what_is_wrong_with_an_outline_is_told(course):
    lesson, other = LessonPage.objects.get(), add_lesson(course, "Other")
    for modules, words in [
        ([], "outline is empty"),
        (outline(title="Empty"), "module is empty"),
        (outline(item(lesson), item(lesson)), "twice"),
        (outline(item(lesson, gate=True, required=False)), "gate cannot be optional"),
        (outline(any_of(3, lesson, other)), "only 2 are there"),
        (outline(item(None)), "deleted, or none was chosen"),
        (outline(item(course)), "not something to learn"),
    ]:
        assert has(set_outline(course, modules), "Phones", words) is True, words


def test_a_deleted_page_in_the_outline_is_told(course):
    LessonPage.objects.get().delete()
    assert has(course, "Phones", "deleted") is True


def test_a_page_that_is_not_published_is_told(course):
    LessonPage.objects.get().unpublish()
    assert has(course, "Hold well", "not published") is True


def test_a_course_without_summary_or_outcome_is_told(course):
    Outcome.objects.all().delete()
    CoursePage.objects.update(summary="")
    assert has(course, "Phones", "no outcome") is True
    assert has(course, "Phones", "summary is missing") is True


def test_all_of_it_is_told_at_once_and_nothing_is_written(course):
    LessonPage.objects.update(goal="")
    QuizPage.objects.update(pass_mark=0)
    with pytest.raises(ReleaseErrors) as wrong:
        release_course(course_page=CoursePage.objects.get(), change="", note="", actor=None)
    assert {problem.page_title for problem in wrong.value.problems} == {"Hold well", "Quiz"}
    assert all(problem.page_id for problem in wrong.value.problems)


def test_an_address_that_another_activity_has_is_told(course):
    release_course(course_page=course, change="", note="", actor=None)
    second = draft_course("Counter")
    lesson = add_lesson(second, "Hold well", slug="hold-well", body=lesson_body())
    second = set_outline(second, outline(item(lesson)))
    assert has(second, "Hold well", "already has the address") is True


def test_the_outline_refuses_a_page_of_another_kind_on_the_server(course):
    chooser = ActivityChooserBlock()
    chooser.set_name("activity")
    assert chooser.clean(Page.objects.get(pk=LessonPage.objects.get().pk))
    with pytest.raises(ValidationError, match="Choose a lesson"):
        chooser.clean(Page.objects.get(pk=course.pk))
