"""What a trainer types is saved by itself, whenever it is typed: Wagtail alone would miss two moments."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from courses.models import CoursePage, LessonPage

pytestmark = [pytest.mark.browser, pytest.mark.journey]
WRITTEN = "What was typed in the meantime."


@pytest.fixture
def editing(alder, browsing):
    """Tomas has a course open in the studio, at the very moment when the page has come."""
    tomas = browsing(address=alder, clock=True).arrive("100103")
    course = CoursePage.objects.get(slug="empathy-and-trust")
    tomas.go(reverse("wagtailadmin_pages:edit", args=[course.pk]))
    return tomas, course


def saved(course):
    course.refresh_from_db()
    return course.get_latest_revision_as_object().summary


def wait_for_save(page):
    return page.expect_response(lambda answer: answer.request.method == "POST" and "/edit/" in answer.url)


def test_words_typed_as_soon_as_the_page_is_open_are_saved(editing):
    tomas, course = editing
    with wait_for_save(tomas.page):
        tomas.page.fill("#id_summary", WRITTEN)
        tomas.later(5)
    assert saved(course) == WRITTEN


def test_words_typed_while_a_save_is_under_way_are_saved_too(editing):
    tomas, course = editing
    tomas.later(5)
    held = []
    tomas.page.route("**/edit/", lambda route: held.append(route), times=1)
    tomas.page.fill("#id_summary", "The first words.")
    tomas.later(2)
    expect(tomas.page.locator("[data-w-autosave-state-value=saving]")).to_have_count(1)
    tomas.page.fill("#id_summary", WRITTEN)
    with wait_for_save(tomas.page):
        held.pop().continue_()
    with wait_for_save(tomas.page):
        tomas.later(5)
    assert saved(course) == WRITTEN


def test_rich_text_typed_just_before_saving_is_saved_however_late_the_computer_is(alder, browsing):
    """Rich text goes into its form a quarter of a second later, by the browser's clock; here that never comes."""
    tomas = browsing(address=alder, clock=True).arrive("100103")
    lesson = LessonPage.objects.first()
    tomas.go(reverse("wagtailadmin_pages:edit", args=[lesson.pk]))
    tomas.later(5)
    tomas.page.clock.pause_at(tomas.page.evaluate("Date.now()") + 1000)
    tomas.page.locator("[data-contentpath=body] [contenteditable=true]").first.click()
    tomas.page.keyboard.type(WRITTEN)
    with wait_for_save(tomas.page):
        tomas.page.get_by_role("button", name="Save draft").click()
    lesson.refresh_from_db()
    assert WRITTEN in str(lesson.get_latest_revision_as_object().body)
