"""Tomas releases a top-up and sees first what it does. Ana, who is done, does the new part and keeps what she has."""

import datetime as dt
import os
from pathlib import Path

import pytest
from django.utils import timezone

from courses.actions import enroll, hand_in, open_attempt, start
from courses.models import Evidence
from courses.release.actions import release_course
from outbox.actions import drain
from people.models import Person
from tests.browser.checker import broken
from tests.courses.studio.factories import add_lesson, draft_course, item, lesson_body, outline, publish, set_outline

pytestmark = [pytest.mark.browser, pytest.mark.journey]
THEN = timezone.now() - dt.timedelta(days=30)


def looked_at(one, name):
    """No rule of the checker broken; kept as a picture where SHOTS names a folder."""
    if folder := os.environ.get("SHOTS"):
        one.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
    found = [each for each in broken(one.page) if each["impact"] in ("serious", "critical")]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []


def finished_long_ago(course, person):
    enrollment = enroll(person=person, course=course, actor=person, source="self")
    type(enrollment).objects.filter(pk=enrollment.pk).update(opened_at=THEN)
    enrollment.refresh_from_db()
    start(enrollment=enrollment, now=THEN)
    for step in enrollment.items.all():
        attempt = open_attempt(enrollment=enrollment, item=step, key=step.item.activity.key)
        hand_in(attempt=attempt, now=THEN, awaiting=False, passed=True)


@pytest.fixture
def course(alder):
    """Two lessons, released; Ana has finished both and has her certificate; then one lesson changed."""
    page = draft_course("Answering the phone")
    greet, hold = add_lesson(page, "Greet well"), add_lesson(page, "Hold well")
    page = set_outline(page, outline(item(greet), item(hold), title="On the phone"))
    edition = release_course(course_page=page, change="", note="", actor=None)
    finished_long_ago(edition.course, Person.objects.get(username="100101"))
    drain()
    hold.body = lesson_body("<p>Say it plainly, and come back within thirty seconds.</p>")
    publish(hold)
    return page


def test_a_top_up_from_the_release_to_the_certificate_that_stays(alder, course, browsing):
    earned = list(Evidence.objects.filter(course__slug=course.slug).values_list("pk", "occurred_at"))
    tomas = browsing(address=alder).arrive("100103")
    tomas.go(f"/admin/courses/release/{course.pk}/")
    shown = tomas.page.locator("ins").all_inner_texts()
    assert [text for text in shown if "come back within thirty seconds" in text] != []
    assert "1 gets a top-up" in tomas.text()
    assert "Certificates that people hold: 1." in tomas.text()
    looked_at(tomas, "release")
    tomas.page.get_by_label("Top-up: something was added").check()
    tomas.page.get_by_label("What changed, in a sentence or two").fill("Come back within thirty seconds.")
    tomas.page.get_by_role("button", name="Show what this does").click()
    tomas.page.get_by_role("heading", name="What your choice does").wait_for()
    looked_at(tomas, "release-chosen")
    tomas.page.get_by_role("button", name="Release edition 2").click()
    tomas.page.get_by_text("edition 2, is released").wait_for()
    drain()

    ana = browsing(address=alder, width=390, scheme="dark").arrive("100101")
    ana.go("/my/")
    assert "New since you took it: Come back within thirty seconds." in ana.text()
    looked_at(ana, "my-learning-top-up")
    ana.page.get_by_role("link", name="Answering the phone", exact=True).first.click()
    ana.page.get_by_text("Your completion and your certificate stay as they are.").wait_for()
    assert "Greet well" not in ana.text()
    looked_at(ana, "top-up-before")
    ana.page.get_by_role("button", name="Start", exact=True).click()
    ana.page.get_by_role("button", name="Start the lesson").first.click()
    ana.page.get_by_text("come back within thirty seconds").wait_for()
    ana.page.get_by_role("button", name="Finish").first.click()
    ana.go(f"/courses/{course.slug}/")
    day = f"{timezone.localdate(THEN):%B} {timezone.localdate(THEN).day}, {timezone.localdate(THEN).year}"
    assert f"Completed {day}" in ana.text()
    looked_at(ana, "top-up-done")
    drain()
    assert list(Evidence.objects.filter(course__slug=course.slug).values_list("pk", "occurred_at")) == earned
    ana.go("/certificates/")
    assert ana.page.locator(".seal-item", has_text="Answering the phone").count() == 1
