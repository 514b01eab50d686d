"""Rule book: a trainer sets up a pre-assessment, and the release says what it lacks."""

import pytest

from courses.models import CoursePage
from courses.release.actions import release_course
from courses.release.plan import plan_release
from tests.courses.studio.factories import (
    add_lesson,
    add_question,
    add_quiz,
    any_of,
    block,
    draft_course,
    item,
    outline,
    set_outline,
)  # fmt: skip

pytestmark = pytest.mark.django_db
DRAW = [block("draw", outcome="E1", count=7)]


def with_bank(*forms):
    course = draft_course()
    for n, form in enumerate(forms):
        add_question(course, f"Question {n}?", form=form)
    return course


def add_pre(course, title="What do you know?", **more):
    return add_quiz(course, title, pre_assessment=True, **{"draw": DRAW, **more})


def faults(course):
    return [each.message for each in plan_release(CoursePage.objects.get(pk=course.pk)).errors]


FULL = "aaaaaaabbbbbbb"


def test_a_pre_assessment_stands_in_the_edition_as_one_that_nobody_has_to_take():
    course = with_bank(*FULL)
    course = set_outline(course, outline(item(add_pre(course)), item(add_lesson(course))))
    edition = release_course(course_page=course, change="", note="", actor=None)
    assert list(edition.items.values_list("kind", "required")) == [("pre_assessment", False), ("lesson", True)]


def test_a_bank_with_one_form_is_refused():
    course = with_bank(*"aaaaaaa")
    set_outline(course, outline(item(add_pre(course)), item(add_lesson(course))))
    assert faults(course) == [
        "All questions on E1 are of one form. Add an equivalent form, so that the quiz can ask others later."
    ]


def test_fewer_than_seven_questions_are_refused():
    course = with_bank(*FULL)
    pre = add_pre(course, draw=[block("draw", outcome="E1", count=6)])
    set_outline(course, outline(item(pre), item(add_lesson(course))))
    assert faults(course) == ["A pre-assessment asks 7 questions or more. This one draws 6."]


def test_it_opens_its_module():
    course = with_bank(*FULL)
    set_outline(course, outline(item(add_lesson(course)), item(add_pre(course))))
    assert faults(course) == ["“What do you know?” is a pre-assessment. Put it first in the module, by itself."]


def test_it_is_no_choice_and_no_gate():
    course = with_bank(*FULL)
    set_outline(course, outline(any_of(1, add_pre(course), add_lesson(course))))
    assert "“What do you know?” is a pre-assessment. Put it first in the module, by itself." in faults(course)
    other = with_bank(*FULL)
    set_outline(other, outline(item(add_pre(other), gate=True), item(add_lesson(other))))
    assert "A pre-assessment cannot be a gate: nobody has to take it." in faults(other)


def test_a_module_of_gates_alone_has_nothing_to_skip():
    course = with_bank(*FULL)
    set_outline(course, outline(item(add_pre(course)), item(add_lesson(course), gate=True)))
    assert faults(course) == ["“What do you know?” is a pre-assessment, but there is nothing in the module to skip."]


def test_what_a_skipped_lesson_teaches_must_be_asked():
    course = with_bank(*FULL)
    course.outcomes.create(code="E2", text="say no", sort_order=1)
    lesson = add_lesson(course, "Say no", outcomes=["E1", "E2"])
    set_outline(course, outline(item(add_pre(course)), item(lesson)))
    assert faults(course) == [
        "“What do you know?” asks nothing about E2, which “Say no” teaches and people would skip."
    ]


def test_two_modules_of_one_name_are_told_apart():
    course = with_bank(*FULL)
    pre, lesson, more = add_pre(course), add_lesson(course), add_lesson(course, "More")
    set_outline(
        course, outline(item(pre), item(lesson)), outline(item(add_lesson(course, "X")), title="B"), outline(item(more))
    )
    assert faults(course) == ["Two modules have the same name, and a pre-assessment would skip both. Name them apart."]
