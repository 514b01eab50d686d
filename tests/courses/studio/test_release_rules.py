"""Rule book: the page of a release says which rules change, each as what it was and what it becomes."""

import pytest
from django.urls import reverse

from courses.models import CoursePage, LessonPage
from courses.path import Fit
from courses.release.actions import release_course
from courses.release.rules import CourseRules, Placed, RuleChange, rule_changes
from tests.courses.studio.factories import (
    add_lesson,
    any_of,
    item,
    outline,
    publish,
    published_course,
    set_outline,
)
from tests.factories import JobFamilyFactory

HOLD, STOP, DESK = (Placed(key, key) for key in ("Hold", "Stop", "Desk"))
NAMES = {
    ("job_families", "transportation"): "Transportation",
    ("levels", "new"): "new (first 90 days)",
    ("settings", "school"): "a school",
}


def rules(*items, title="Phones", validity=None):
    return CourseRules(title, validity, items)


def told(before, after):
    return [(each.about, each.rule, each.was, each.becomes) for each in rule_changes(before, after, NAMES)]


def placed(key="Hold", **more):
    return Placed(key, more.pop("title", key), **more)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ({}, {"required": False}, ("What is asked", "required", "if you wish")),
        ({}, {"gate": True}, ("What is asked", "required", "must be passed")),
        ({"gate": True}, {"required": False}, ("What is asked", "must be passed", "if you wish")),
        ({}, {"group": "any-1", "group_n": 1}, ("What is asked", "required", "1 of these: “Hold”")),
        ({"module": "Start"}, {"module": "End"}, ("Module", "Start", "End")),
        (
            {},
            {"fit": Fit(("transportation",), ("new",))},
            ("Whom it is for", "everyone", "job families: Transportation; levels: new (first 90 days)"),
        ),
        ({"fit": Fit(settings=("school",))}, {"fit": Fit()}, ("Whom it is for", "settings: a school", "everyone")),
    ],
)
def test_a_rule_of_an_item(old, new, said):
    assert told(rules(placed(**old)), rules(placed(**new))) == [("Hold", *said)]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ({}, {"validity": 12}, ("Certificate good for", "without an end", "12 months")),
        ({"validity": 12}, {"validity": 1}, ("Certificate good for", "12 months", "1 month")),
    ],
)
def test_how_long_the_course_counts(old, new, said):
    assert told(rules(HOLD, **old), rules(HOLD, **new)) == [("Phones", *said)]


def test_another_title_of_the_course():
    assert told(rules(), rules(title="Calls")) == [("Calls", "Title", "Phones", "Calls")]


def test_another_order_names_the_stretch_that_moved():
    end = Placed("End", "End")
    assert told(rules(HOLD, STOP, DESK, end), rules(HOLD, DESK, STOP, end)) == [
        ("Phones", "Order", "“Stop”, “Desk”", "“Desk”, “Stop”")
    ]


def test_what_is_added_or_taken_out_is_no_other_order():
    assert told(rules(HOLD, STOP), rules(DESK, STOP)) == []


def choice(n, *keys, group="any-1"):
    return [placed(key, group=group, group_n=n) for key in keys]


def test_a_choice_that_grows_is_told_once():
    assert told(rules(*choice(1, "Hold", "Stop")), rules(*choice(1, "Hold", "Stop", "Desk"))) == [
        ("Hold", "What is asked", "1 of these: “Hold”, “Stop”", "1 of these: “Hold”, “Stop”, “Desk”")
    ]


def test_more_of_a_choice_is_told_once():
    assert told(rules(*choice(1, "Hold", "Stop")), rules(*choice(2, "Hold", "Stop"))) == [
        ("Hold", "What is asked", "1 of these: “Hold”, “Stop”", "2 of these: “Hold”, “Stop”")
    ]


def test_a_choice_that_is_counted_as_another_one_is_the_same():
    """Groups are numbered along the outline: another one before it changes nothing in it."""
    assert told(rules(*choice(1, "Hold", "Stop")), rules(*choice(1, "Hold", "Stop", group="any-2"))) == []


def test_a_lesson_with_another_title_is_no_other_rule():
    assert told(rules(*choice(1, "Hold", "Stop")), rules(*choice(1, "Hold"), *_retitled("Stop"))) == []


def _retitled(key):
    return [placed(key, title="At the stop", group="any-1", group_n=1)]


def test_two_items_with_the_same_change_are_both_told():
    optional = [placed(key, required=False) for key in ("Hold", "Stop")]
    assert [row[0] for row in told(rules(HOLD, STOP), rules(*optional))] == ["Hold", "Stop"]


# --- the page --------------------------------------------------------------------------------------------------------
@pytest.fixture
def course(db):
    course = published_course()
    set_outline(course, outline(item(LessonPage.objects.get()), item(add_lesson(course, "At the stop"))))
    release_course(course_page=CoursePage.objects.get(), change="", note="", actor=None)
    return CoursePage.objects.get()


def shown(studio, course):
    return studio.get(reverse("courses_release", args=[course.pk]))


def test_the_page_lists_the_rules_beside_the_words(course, studio):
    hold, stop = LessonPage.objects.get(title="Hold well"), LessonPage.objects.get(title="At the stop")
    JobFamilyFactory(slug="transportation", name="Transportation")
    course.title, course.validity_months, course.summary = "Calls", 24, "How all of us answer."
    set_outline(course, outline(item(hold, gate=True), item(stop, fit={"job_families": ["transportation"]})))
    page = shown(studio, course)
    assert page.context["rules"] == [
        RuleChange("Calls", "Title", "Phones", "Calls"),
        RuleChange("Calls", "Certificate good for", "without an end", "24 months"),
        RuleChange("Hold well", "What is asked", "required", "must be passed"),
        RuleChange("At the stop", "Whom it is for", "everyone", "job families: Transportation"),
    ]
    assert [title for title, _lines in page.context["compared"]] == ["Calls"]
    assert "Rules that change" in page.content.decode()


def test_a_choice_of_the_outline_is_told_as_one(course, studio):
    hold, stop = LessonPage.objects.get(title="Hold well"), LessonPage.objects.get(title="At the stop")
    set_outline(course, outline(any_of(1, hold, stop)))
    assert [(each.about, each.becomes) for each in shown(studio, course).context["rules"]] == [
        ("Hold well", "1 of these: “Hold well”, “At the stop”"),
        ("At the stop", "1 of these: “Hold well”, “At the stop”"),
    ]


def test_where_no_rule_changes_there_is_no_list(course, studio):
    lesson = LessonPage.objects.get(title="Hold well")
    lesson.goal = "After this lesson you can wait."
    publish(lesson)
    assert "Rules that change" not in shown(studio, course).content.decode()
