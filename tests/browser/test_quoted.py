"""Tomas changes a standard, is told which courses quote it, and releases them together."""

import pytest

from courses.models import Course
from goals.models import Standard
from tests.courses.quoting.factories import released, rewrite

pytestmark = [pytest.mark.browser, pytest.mark.journey]
AGAIN = 3  # seconds, after which the page has asked again by itself


def test_from_the_standard_to_one_release_of_all_that_quote_it(alder, browsing, work):
    released("Phones at the desk"), released("Phones on the bus")
    rewrite(released("Phones at night"), "<p>We call {families} back at dawn.</p>")
    work()
    standard = Standard.objects.get(code="P-1")
    tomas = browsing(address=alder, clock=True).arrive("100103")
    tomas.go(f"/admin/snippets/goals/standard/edit/{standard.pk}/")
    tomas.page.fill("textarea[name=text]", "A person answers by the second ring.")
    tomas.page.get_by_role("button", name="Save").click()
    tomas.page.get_by_text("3 courses quote this in older words.").wait_for()
    tomas.page.get_by_role("link", name="See them and release them together").click()
    tomas.page.get_by_role("button", name="Look at them").click()
    tomas.page.get_by_text("0 of 3 looked at.").wait_for()
    work()
    tomas.later(AGAIN)
    tomas.page.get_by_text("3 of 3 looked at.").wait_for()
    ticked = [box.is_checked() for box in tomas.page.get_by_role("checkbox").all()]
    assert ticked == [False, True, True]  # at night, at the desk, on the bus
    assert "Other changes would go out with it, in: Hold well, Phones at night." in tomas.text()
    tomas.page.get_by_label("Phones on the bus").uncheck()
    tomas.page.get_by_role("button", name="Release what is ticked").click()
    tomas.page.get_by_text("0 of 1 are done.").wait_for()
    work()
    tomas.later(AGAIN)
    tomas.page.get_by_text("1 of 1 are done.").wait_for()
    tomas.page.get_by_text("Released: edition 2.").wait_for()
    numbers = Course.objects.filter(title__startswith="Phones").order_by("title")
    assert dict(numbers.values_list("title", "newest__number")) == {
        "Phones at night": 1,
        "Phones at the desk": 2,
        "Phones on the bus": 1,
    }
