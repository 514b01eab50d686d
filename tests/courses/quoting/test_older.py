"""Where older words still stand: read from what the newest editions and versions hold."""

import datetime as dt

import pytest
from django.utils import timezone

from courses.models import Course, CoursePage
from courses.quoting.older import still_older, told
from tests.courses.quoting.factories import (
    call_them,
    conversation,
    quoting,
    release,
    released,
    revise,
    rewrite,
    standard,
    word,
)
from tests.courses.studio.factories import publish

pytestmark = pytest.mark.django_db


def titles(subject):
    return [each.title for each in still_older(subject)]


def test_a_course_quotes_older_words_until_its_next_release():
    course = released()
    before = titles(standard())
    revise()
    during = titles(standard())
    release(course)
    assert (before, during, titles(standard())) == ([], ["Phones"], [])


def test_the_list_says_where_and_since_when():
    released()
    revise()
    [found] = still_older(standard())
    edition = Course.objects.get().newest
    assert (found.where, found.number, found.since) == (["Hold well, Phones"], 1, edition.released_at)
    assert (found.said["version"], found.alone) == (1, False)


def test_a_course_that_quotes_another_standard_is_not_listed():
    released("Phones"), released("Voicemail", code="V-1"), released("Nothing", code="")
    revise()
    assert titles(standard()) == ["Phones"]


def test_an_older_edition_that_was_replaced_does_not_count():
    course = released()
    lesson = rewrite(course)
    lesson.body = [row for row in lesson.body.raw_data if row["type"] != "standard"]
    publish(lesson)
    release(course)
    revise()
    assert titles(standard()) == []


def test_a_draft_that_drops_the_quote_changes_nothing_for_learners():
    course = released()
    lesson = rewrite(course)
    lesson.body = [row for row in lesson.body.raw_data if row["type"] != "standard"]
    publish(lesson)
    revise()
    assert titles(standard()) == ["Phones"]


def test_a_course_whose_page_was_taken_back_is_still_learned_from():
    released()
    CoursePage.objects.get().unpublish()
    call_them("parents")
    assert titles(word()) == ["Phones"]


def test_a_course_that_was_never_released_is_not_listed():
    quoting()
    call_them("parents")
    assert titles(word()) == []


def test_a_version_to_come_changes_nothing_yet():
    released()
    revise(since=timezone.localdate() + dt.timedelta(days=1))
    assert titles(standard()) == []


def test_the_old_words_come_back_and_nothing_is_older_any_more():
    released()
    call_them("parents")
    call_them("families")
    assert titles(word()) == []


def test_marks_that_a_printer_sets_are_no_other_word():
    call_them("students' families")
    released()
    call_them("students’ families")
    assert titles(word()) == []


def test_what_stands_alone_comes_after_the_courses():
    released("Zebra crossings", code=""), conversation()
    call_them("parents")
    found = still_older(word())
    assert [(each.title, each.alone) for each in found] == [("Zebra crossings", False), ("The late bus", True)]
    assert told(found) == ("1 course quotes this in older words. 1 practice conversation quotes this in older words.")


def test_nothing_older_is_nothing_said():
    assert told([]) == ""


@pytest.mark.parametrize("courses", [1, 3])
def test_the_list_costs_the_same_however_many_courses(courses, django_assert_num_queries):
    for n in range(courses):
        released(f"Course {n}")
    revise()
    subject = standard()
    with django_assert_num_queries(4):
        assert len(still_older(subject)) == courses
