"""Tomas, who is no programmer, makes a course in the studio with mouse and keys, and Ana learns from it."""

import re

import pytest
from playwright.sync_api import expect

from courses.digest import digest_of
from courses.models import CourseEdition, CoursePage, LessonPage
from courses.release.context import CompileContext
from scenarios.models import ScenarioPage
from tests.courses.studio.factories import add_question

pytestmark = [pytest.mark.browser, pytest.mark.journey]

OUTLINE = "[data-contentpath=outline]"


class Studio:
    """The editor of a page, in the words of someone who fills it in."""

    def __init__(self, one):
        self.one, self.page = one, one.page

    def begin(self, kind, title):
        """Press "New lesson" where it stands, and name the page."""
        self.page.get_by_role("link", name=f"New {kind}", exact=True).click()
        self.page.wait_for_url("**/admin/pages/add/**")
        self.page.fill("#id_title", title)
        self.page.keyboard.press("Tab")

    def last(self, field):
        return self.page.locator(f"[data-contentpath='{field}'] :is(input, textarea)").last

    def add(self, field, block=""):
        """The last plus of a field, and what to add where there is a choice; until its own fields stand there."""
        inner = self.page.locator(f"[data-contentpath='{field}'] [data-contentpath]")
        before = inner.count()
        self.page.locator(f"[data-contentpath='{field}'] button.c-sf-add-button").last.click()
        if block:
            self.page.locator(".w-combobox__option").get_by_text(block, exact=True).click()
        expect(inner).not_to_have_count(before)

    def write(self, field, words):
        box = self.page.locator(f"[data-contentpath='{field}'] [contenteditable=true]").last
        box.click()
        self.page.keyboard.type(words)
        expect(box).to_contain_text(words)

    def choose(self, title):
        self.page.locator(f"{OUTLINE} button:visible", has_text="Choose an activity").last.click()
        self.page.locator(".modal-dialog").get_by_role("link", name=title).click()
        self.page.locator(OUTLINE).get_by_text(title, exact=True).last.wait_for()

    def publish(self):
        self.page.get_by_role("button", name="More actions").last.click()
        self.page.get_by_role("button", name="Publish", exact=True).click()
        self.page.get_by_text("It is ready. Learners see it after the next release.").wait_for()

    def open(self, page):
        self.one.go(f"/admin/pages/{page.pk}/edit/")


def test_a_trainer_makes_a_course_from_nothing_and_releases_it(alder, browsing):
    tomas = browsing(address=alder).arrive("100103")
    studio = Studio(tomas)

    # The course page: a title, what people can do after it.
    tomas.go("/admin/")
    studio.begin("course", "Calls that end well")
    studio.page.fill("#id_summary", "How to close a call.")
    studio.page.get_by_role("button", name="Add Outcome").click()
    studio.page.fill("#id_outcomes-0-code", "E1")
    studio.page.fill("#id_outcomes-0-text", "say back what was agreed")
    studio.publish()
    course = CoursePage.objects.get(title="Calls that end well")

    # A lesson and a quiz, from the course page.
    studio.open(course)
    studio.begin("lesson", "Say it back")
    studio.page.fill("#id_goal", "You can say back what was agreed.")
    studio.page.get_by_label("E1: say back what was agreed").check()
    studio.add("body", "Text")
    studio.write("text", "People remember how a call ends.")
    studio.add("body", "Job aid")
    studio.last("title").fill("Before you hang up")
    studio.write("text", "Who, what, by when.")
    studio.publish()
    studio.open(course)
    studio.begin("quiz", "Check yourself")
    studio.add("draw")
    studio.last("outcome").fill("e1")
    studio.publish()

    # The outline: the window to choose from opens on this course.
    studio.open(course)
    studio.add("outline")
    studio.last("title").fill("The end of a call")
    studio.add("items", "Activity")
    studio.choose("Say it back")
    studio.add("items", "Activity")
    studio.choose("Check yourself")
    studio.publish()

    # The release says first what is wrong, and where; two questions mend it.
    address = f"/admin/courses/release/{course.pk}/"
    tomas.go(address)
    wrong = studio.page.locator("section[aria-labelledby=wrong] tbody tr")
    said = "The quiz draws 2 questions on E1, but the bank has 0. Add questions to the bank or draw fewer."
    assert wrong.all_inner_texts() == [f"Check yourself\tWhat each try draws\t{said}"]
    add_question(course), add_question(course, "What comes next?")
    tomas.go(address)
    studio.page.fill("#id_note", "First.")
    studio.page.get_by_role("button", name="Release the first edition").click()
    studio.page.get_by_text("“Calls that end well”, edition 1, is released.").wait_for()

    # Ana learns from it.
    ana = browsing(address=alder, width=390).arrive("100101")
    ana.go("/courses/calls-that-end-well/")
    ana.page.locator("main form [type=submit]").first.click()
    ana.page.get_by_role("button", name="Start the lesson").first.click()
    ana.page.wait_for_url("**/courses/lessons/**")
    assert "People remember how a call ends." in ana.text()
    ana.page.get_by_role("button", name="Finish the lesson").click()
    ana.page.wait_for_url("**/courses/calls-that-end-well/")
    assert "1 of 2 finished" in ana.text()

    # A correction needs its sentence; Ana reads it.
    studio.open(LessonPage.objects.get(title="Say it back"))
    studio.last("title").fill("Before you put the phone down")
    studio.publish()
    tomas.go(address)
    studio.page.get_by_label(re.compile("Urgent correction")).check()
    studio.page.get_by_role("button", name="Release edition 2").click()
    studio.page.get_by_text("Say what changed. Everyone whom it concerns reads it.").wait_for()
    studio.page.fill("#id_note", "The card had the wrong heading.")
    studio.page.get_by_role("button", name="Release edition 2").click()
    studio.page.get_by_text("“Calls that end well”, edition 2, is released.").wait_for()
    assert CourseEdition.objects.get(course__slug="calls-that-end-well", number=2).change == "correction"
    ana.page.reload()
    assert "The card had the wrong heading." in ana.text()


def test_the_last_words_are_there_when_one_saves_by_the_keyboard(alder, browsing):
    studio = Studio(browsing(address=alder).arrive("100103"))
    lesson = LessonPage.objects.first()
    studio.open(lesson)
    studio.write("text", "Hold the line")
    with studio.page.expect_navigation():
        studio.page.keyboard.press("Control+s")
    saved = LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object()
    assert "Hold the line" in str(saved.body.get_prep_value())


def test_a_conversation_goes_through_its_form_unchanged(alder, browsing):
    """Opened and published without a word changed, every conversation says what it said: the form loses nothing."""
    studio = Studio(browsing(address=alder).arrive("100103"))
    page = ScenarioPage.objects.get(slug="first-day-bus")
    before = digest_of(page.compile(CompileContext()))
    studio.open(page)
    studio.publish()
    again = ScenarioPage.objects.get(pk=page.pk)
    assert again.live_revision_id != page.live_revision_id
    assert digest_of(again.compile(CompileContext())) == before
