"""Rule book: the button releases what stood on the page. What someone else did meanwhile is shown first."""

import pytest
from django.urls import reverse

from courses.models import ActivityVersion, Change, CourseEdition, CoursePage, LessonPage
from courses.release.actions import release_course
from tests.courses.quoting.factories import conversation
from tests.courses.studio.factories import lesson_body, publish, published_course

pytestmark = pytest.mark.django_db
CHANGED = "It was changed after you looked at it."


@pytest.fixture
def course():
    return published_course()


def release(course, change=""):
    return release_course(course_page=CoursePage.objects.get(pk=course.pk), change=change, note="Said.", actor=None)


def rewrite(text):
    lesson = LessonPage.objects.get(title="Hold well")
    lesson.body = lesson_body(f"<p>{text}</p>")
    publish(lesson)


def address(page):
    return reverse("courses_release", args=[page.pk])


def shown(studio, course):
    """What the form of the page holds, before anyone types."""
    plan = studio.get(address(course)).context["plan"]
    return {"seen": plan.digest, "after": plan.after}


def numbers():
    return list(CourseEdition.objects.order_by("number").values_list("number", flat=True))


def test_the_page_carries_what_it_shows(studio, course):
    html = studio.get(address(course)).content.decode()
    for name, value in shown(studio, course).items():
        assert f'<input type="hidden" name="{name}" value="{value}">' in html


def test_a_change_that_nobody_looked_at_is_not_released(studio, course):
    release(course)
    rewrite("A comma.")
    seen = shown(studio, course)
    rewrite("All new rules.")
    response = studio.post(address(course), {**seen, "change": Change.COSMETIC, "note": "A comma was set."})
    assert (response.status_code, numbers()) == (422, [1])
    assert CHANGED in response.content.decode()


def test_the_page_that_refuses_shows_what_would_be_released_now_and_keeps_what_was_typed(studio, course):
    seen = shown(studio, course)
    rewrite("All new rules.")
    response = studio.post(address(course), {**seen, "note": "The first one."})
    html = response.content.decode()
    assert "The first one." in html
    again = studio.post(address(course), {**shown(studio, course), "note": "The first one."})
    assert (again.status_code, numbers()) == (302, [1])
    assert f'value="{response.context["plan"].digest}"' in html


def test_an_edition_that_someone_else_released_meanwhile_is_named(studio, course):
    release(course)
    rewrite("Two.")
    seen = shown(studio, course)
    release(course, Change.COSMETIC)
    rewrite("Three.")
    release(course, Change.COSMETIC)
    rewrite("Two.")  # back to the words that he looked at
    response = studio.post(address(course), {**seen, "change": Change.RETAKE, "note": "Two."})
    assert (response.status_code, numbers()) == (422, [1, 2, 3])
    assert "Edition 3 was released after you looked." in response.content.decode()


def test_a_press_that_says_nothing_of_what_was_seen_releases_nothing(studio, course):
    response = studio.post(address(course), {"note": "First."})
    assert (response.status_code, numbers()) == (422, [])


def test_looking_asks_for_nothing(studio, course):
    release(course)
    rewrite("Two.")
    response = studio.post(address(course), {"change": Change.COSMETIC, "note": "", "do": "look"})
    assert response.status_code == 200
    assert CHANGED not in response.content.decode()


# --- a page by itself ------------------------------------------------------------------------------------------------
@pytest.fixture
def practice():
    page = conversation()
    page.summary = "Another parent calls."
    return publish(page)


def versions():
    return ActivityVersion.objects.count()


def test_a_page_alone_is_released_as_it_was_seen(studio, practice):
    before, seen = versions(), studio.get(address(practice)).context["digest"]
    for _click in range(2):
        assert studio.post(address(practice), {"seen": seen}).status_code == 302
    assert versions() == before + 1


def test_a_page_alone_that_was_changed_meanwhile_is_shown_anew(studio, practice):
    before, seen = versions(), studio.get(address(practice)).context["digest"]
    practice.summary = "Nobody calls."
    publish(practice)
    response = studio.post(address(practice), {"seen": seen})
    html = response.content.decode()
    assert CHANGED in html
    assert f'name="seen" value="{response.context["digest"]}"' in html
    assert versions() == before
