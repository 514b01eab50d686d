"""A ladder of new people: Helen builds it, a new hire sees the first step, Bruno reads who is cleared."""

import datetime as dt

import pytest
from django.utils import timezone

from compliance.models import Ladder
from courses.models import Course
from lms.demo.histories import TO_THE_END, Round, staff
from people.models import Person
from tests.browser.checker import faults
from tests.browser.test_who_must_do_what import press

pytestmark = [pytest.mark.browser, pytest.mark.journey]
DUTY = "cover the counter alone"
NOT_YET = f"Not yet cleared to {DUTY}: Essentials for clerks is not finished"
NIA = "100191"  # hired three days ago, of Bruno's people


def test_a_ladder_from_the_office_to_the_phone(alder, browsing, work):
    today = timezone.localdate()
    helen = browsing(address=alder).arrive("100106")
    page = helen.page

    # A group of new people by days, which is kept as a date.
    helen.go("/compliance/groups/new/")
    page.fill("#id_name", "New clerks of Bruno")
    page.fill("#id_supervisor", "100102")
    page.fill("#id_hired_within", "10")
    page.locator("#caught", has_text="supervised by Bruno Keller").wait_for()
    press(page, "Keep this group")

    # A ladder, looked at before it is kept.
    helen.go("/compliance/ladders/new/")
    page.fill("#id_name", "New clerks")
    page.fill("#id_why", "The first weeks decide.")
    page.select_option("#id_audience", label="New clerks of Bruno")
    page.fill("#id_duty", DUTY)
    page.fill("#id_step0-name", "Essentials for clerks")
    page.locator("#id_step0-courses").get_by_label("Essentials before the phone").check()
    page.locator("#id_step0-before_duty").check()
    page.fill("#id_step1-name", "First course for clerks")
    page.locator("#id_step1-courses").get_by_label("Empathy and trust").check()
    press(page, "See whom it asks, and by when")
    shown = page.inner_text("section:has(#preview)")
    assert [words in shown for words in ("1 person is asked on", "Nia Ward")] == [True, True]
    assert not Ladder.objects.filter(slug="new-clerks").exists()
    assert faults(page) == []
    press(page, "Keep this ladder")
    work()
    helen.go("/compliance/ladders/new-clerks/")
    assert ("Nia Ward" in helen.text(), NOT_YET in helen.text(), faults(page)) == (True, True, [])

    # The new hire sees the first step and what waits for it; Bruno reads the same.
    nia = browsing(address=alder, width=390, scheme="dark").arrive(NIA)
    nia.go("/my/")
    due = Person.objects.get(username=NIA).hired_on + dt.timedelta(days=5)
    assert (NOT_YET in nia.text(), "Essentials before the phone" in nia.text(), due > today) == (True, True, True)
    assert faults(nia.page) == []
    bruno = browsing(address=alder).arrive("100102")
    bruno.go("/compliance/my-people/")
    assert (NOT_YET in bruno.text(), faults(bruno.page)) == (True, [])

    # She finishes the short course; both pages say so.
    essentials = Course.objects.get(slug="essentials-before-the-phone")
    Round(staff(NIA), essentials, staff("100106"), 1).go(TO_THE_END)
    work()
    cleared = f"Cleared to {DUTY} since"
    bruno.go("/compliance/ladders/new-clerks/")
    assert (cleared in bruno.text(), "1 of 2 steps finished" in bruno.text(), faults(bruno.page)) == (True, True, [])
    nia.go("/my/")
    assert cleared in nia.text()
