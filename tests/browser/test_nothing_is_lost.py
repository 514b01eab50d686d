"""A second tab, a double click, the back button, a session that ends: what was written stays, and once is once."""

import re

import pytest
from playwright.sync_api import expect

from courses.models import Attempt, Draft
from lms.demo.sign_ins import PASSWORD
from scenarios.models import MarkingTask, Move

pytestmark = pytest.mark.browser

WORDS = (
    "Good morning, thank you for writing. I am sorry that you had to wait. "
    "I will call you by 10:00 today, at 555-0127. Joan Pike, front office."
)


@pytest.fixture
def ana(alder, browsing):
    """Ana before an empty reply that counts."""
    return browsing(address=alder, clock=True).arrive("100101").open_conversation()


def key_of(one) -> str:
    return re.search(r"/practice/([0-9a-f-]{36})/", one.page.url)[1]


def handed_in(one) -> tuple[int, str]:
    """How many replies wait to be scored, and the state of the attempt."""
    attempt = Attempt.objects.get(key=key_of(one))
    return MarkingTask.objects.filter(move__attempt=attempt).count(), attempt.state


def to_hand_in(ana):
    ana.write_reply(WORDS)
    ana.page.get_by_role("link", name="Hand in this reply").click()
    ana.page.wait_for_url("**/hand-in/")


def test_typed_words_are_back_after_a_reload(ana):
    ana.page.fill("textarea[name=text]", WORDS)
    ana.later(1)
    ana.page.reload()
    expect(ana.page.locator("textarea[name=text]")).to_have_value(WORDS)


def test_typed_words_are_back_on_another_device_after_signing_out(ana, alder, browsing):
    ana.page.fill("textarea[name=text]", WORDS)
    ana.kept_by_server()
    here = ana.page.url
    ana.sign_out()
    elsewhere = browsing(address=alder, width=390).arrive("100101")
    elsewhere.go(here)
    assert elsewhere.page.input_value("textarea[name=text]") == WORDS


def test_words_of_one_person_are_not_shown_to_the_next_at_the_same_desk(ana):
    ana.page.fill("textarea[name=text]", WORDS)
    ana.later(1)
    ana.sign_out()
    ana.sign_in("100109")
    ana.page.locator(".board .button.bus").click()
    ana.page.wait_for_load_state()
    assert WORDS not in ana.page.content()


def test_a_double_click_on_hand_in_is_one(ana):
    to_hand_in(ana)
    ana.page.get_by_role("button", name="Hand in").dblclick()
    ana.page.wait_for_url("**/feedback/")
    key = key_of(ana)
    assert (MarkingTask.objects.filter(move__attempt__key=key).count(), Attempt.objects.get(key=key).state) == (
        1,
        "awaiting",
    )


def test_a_double_click_on_checking_a_reply_is_one_version(ana):
    ana.page.fill("textarea[name=text]", WORDS)
    for name in ("accurate", "complete", "courteous", "empathy"):
        ana.page.check(f"input[name=self_{name}][value='3']")
    ana.page.get_by_role("button", name="Check my reply").dblclick()
    ana.page.wait_for_url("**/feedback/**")
    assert Move.objects.filter(attempt__key=key_of(ana)).count() == 1


def test_the_back_button_after_handing_in_changes_nothing(ana):
    to_hand_in(ana)
    ana.page.get_by_role("button", name="Hand in").click()
    ana.page.wait_for_url("**/feedback/")
    ana.page.go_back()
    again = ana.page.get_by_role("button", name="Hand in")
    if again.count():
        again.click()
        ana.page.wait_for_url("**/feedback/")
    key = key_of(ana)
    assert (MarkingTask.objects.filter(move__attempt__key=key).count(), Attempt.objects.get(key=key).state) == (
        1,
        "awaiting",
    )


def test_a_second_tab_hands_in_nothing_twice(ana):
    to_hand_in(ana)
    second = ana.context.new_page()
    second.goto(ana.page.url)
    for page in (ana.page, second):
        page.get_by_role("button", name="Hand in").click()
        page.wait_for_url("**/feedback/")
    assert MarkingTask.objects.filter(move__attempt__key=key_of(ana)).count() == 1


def test_a_session_that_ends_while_writing_asks_to_sign_in_and_keeps_the_words(ana):
    ana.context.clear_cookies(name="sessionid")
    ana.page.fill("textarea[name=text]", WORDS)
    ana.page.locator("textarea[name=text]").blur()
    link = ana.page.locator("[data-draft-state] a")
    link.wait_for()
    with ana.context.expect_page() as opened:
        link.click()
    tab = opened.value
    tab.fill("input[name=login]", "100101")
    tab.fill("input[name=password]", PASSWORD)
    tab.get_by_role("button", name="Sign in").click()
    tab.wait_for_url(lambda url: "/accounts/login/" not in url)
    tab.close()
    ana.page.locator("textarea[name=text]").press("End")
    ana.page.locator("textarea[name=text]").type(" Thank you.")
    ana.kept_by_server(seconds=10)  # it was refused once, and waits longer to ask again
    draft = Draft.objects.get(person__username="100101", place__startswith=f"attempt:{key_of(ana)}")
    assert draft.text == WORDS + " Thank you."


def test_a_reply_sent_after_the_session_ended_is_there_after_signing_in(ana):
    ana.page.fill("textarea[name=text]", WORDS)
    ana.kept_by_server()
    for name in ("accurate", "complete", "courteous", "empathy"):
        ana.page.check(f"input[name=self_{name}][value='3']")
    ana.context.clear_cookies(name="sessionid")
    ana.page.get_by_role("button", name="Check my reply").click()
    ana.page.wait_for_url("**/accounts/login/**")
    ana.sign_in("100101")
    assert ana.page.input_value("textarea[name=text]") == WORDS
