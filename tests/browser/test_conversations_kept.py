"""Nothing written or chosen in a conversation is lost, and nothing of it stays behind once it is sent."""

import re

import pytest
from playwright.sync_api import expect

from courses.models import Draft
from scenarios.models import Move
from tests.browser.people import COPIES, choose, moved
from tests.scenarios import conversations as c

pytestmark = pytest.mark.browser
FIRST = (
    "Sorry about the wait, Mr. James. Bus 114 is late today and should be there about 7:40. "
    "She will not be marked tardy, and you can drive her if you like."
)


@pytest.fixture
def writing(begin):
    """Ana before a reply in the middle of a call."""
    return begin(c.conversation(c.mid_reply(), c.second_choice()), clock=True)


def test_words_in_the_middle_are_back_after_a_reload(writing):
    writing.page.fill("textarea[name=text]", FIRST)
    writing.later(1)
    writing.page.reload()
    expect(writing.page.locator("textarea[name=text]")).to_have_value(FIRST)


def places(one):
    return one.page.locator("[data-item]").evaluate_all("(all) => all.map((each) => each.dataset.item)")


def test_an_order_is_back_after_a_reload(begin):
    one = begin(c.conversation(c.ORDER, c.second_choice()), clock=True)
    one.page.locator("[data-item='Use the radio'] [data-move=out]").click()
    one.page.locator("[data-order-list] > [data-item]").nth(2).locator("[data-move=up]").click()
    left = places(one)
    one.later(1)
    one.page.reload()
    expect(one.page.locator("[data-order-out] [data-item]")).to_have_count(1)
    assert places(one) == left


def test_a_choice_is_back_on_another_device_and_gone_once_it_is_made(begin):
    one = begin(c.conversation(), clock=True)
    one.page.check("input[value=curt]")
    with one.page.expect_response("**/drafts/"):
        one.later(5)
    one.page.evaluate("localStorage.clear()")
    one.page.reload()
    assert one.page.is_checked("input[value=curt]")
    one.page.locator("[data-move] [data-act]").click()
    moved(one, 2)
    sent = []
    one.page.on("request", lambda request: sent.append(request.url))
    one.later(5)
    assert (one.page.evaluate(COPIES), Draft.objects.count(), sent) == (0, 0, [])


def test_the_words_of_one_reply_are_not_kept_as_those_of_the_next(begin):
    one = begin(c.conversation(c.mid_reply("again"), c.mid_reply(key="again"), c.second_choice()), clock=True)
    one.page.fill("textarea[name=text]", FIRST)
    one.page.locator("[data-move] button[type=submit]").click()
    moved(one, 2)
    assert one.page.input_value("textarea[name=text]") == ""
    one.page.fill("textarea[name=text]", "Not sent yet")
    one.kept_by_server()
    assert [draft.place.rsplit(":", 1)[1] for draft in Draft.objects.all()] == ["again"]


def test_words_in_the_middle_are_back_after_signing_out(writing):
    writing.page.fill("textarea[name=text]", FIRST)
    writing.kept_by_server()
    here = writing.page.url
    writing.sign_out()
    writing.sign_in("100101")
    writing.go(here)
    assert writing.page.input_value("textarea[name=text]") == FIRST


def test_without_a_connection_a_move_keeps_the_words_and_goes_later(writing):
    writing.expected.append(re.compile("Failed to load resource|htmx: htmx:error|Failed to fetch"))
    writing.page.fill("textarea[name=text]", FIRST)
    writing.context.set_offline(True)
    writing.page.locator("[data-move] button[type=submit]").click()
    expect(writing.page.locator("[data-not-sent]")).to_be_visible()
    assert (writing.page.input_value("textarea[name=text]"), Move.objects.count()) == (FIRST, 0)
    writing.context.set_offline(False)
    writing.page.locator("[data-move] button[type=submit]").click()
    moved(writing, 2)
    assert Move.objects.get().payload["text"] == FIRST


def test_a_session_that_ended_leads_to_sign_in_and_back_to_the_words(writing):
    writing.page.fill("textarea[name=text]", FIRST)
    writing.kept_by_server()
    writing.context.clear_cookies(name="sessionid")
    writing.page.locator("[data-move] button[type=submit]").click()
    writing.page.wait_for_url("**/accounts/login/**")
    writing.sign_in("100101")
    assert writing.page.input_value("textarea[name=text]") == FIRST


def test_words_that_were_said_leave_no_copy_behind(writing):
    writing.page.fill("textarea[name=text]", FIRST)
    writing.later(1)
    writing.page.locator("[data-move] button[type=submit]").click()
    moved(writing, 2)
    assert (writing.page.evaluate(COPIES), Draft.objects.count()) == (0, 0)


def test_a_double_click_on_a_move_is_one(begin):
    one = begin(c.by_channel("phone"))
    one.page.locator("[data-move] input[value=mild]").check()
    one.page.locator("[data-move] [data-act]").dblclick()
    moved(one, 2)
    assert Move.objects.count() == 1


def test_a_second_tab_that_is_behind_gets_a_sentence(begin):
    one = begin(c.by_channel("phone"))
    second = one.context.new_page()
    second.goto(one.page.url)
    choose(one, "mild")
    moved(one, 2)
    second.locator("[data-move] input[value=curt]").check()
    second.locator("[data-move] [data-act]").click()
    expect(second.locator(".error-summary")).to_contain_text("You have gone on in another tab.")
    assert Move.objects.count() == 1
