"""The look in a real browser: no rule of the checker is broken, nothing scrolls sideways, no words are lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.checker import faults, sideways
from tests.browser.chromium import window
from tests.browser.people import COPIES

pytestmark = pytest.mark.browser

# A page of its own, so that the script is tested and not the page that happens to use it.
WRITING = """<!doctype html><html lang="en"><title>Writing</title><body data-person="7" {kiosk}>
<form method="post"><textarea name="text" data-draft="reply:1" data-draft-url="/drafts/" aria-label="Reply"></textarea>
<p class="saved" data-draft-state></p></form><script type="module" src="/static/js/draft.js"></script></body></html>"""


@pytest.fixture
def context(chromium):
    context = window(chromium, width=1280, clock=True)
    yield context
    context.close()


def writing_page(context, site, *, answer, kiosk=False):
    """A page with one box; `answer` maps to what the server says to a saved draft, and may be changed by the test."""
    html = WRITING.format(kiosk="data-kiosk" if kiosk else "")
    context.route("**/writing/", lambda route: route.fulfill(body=html, content_type="text/html"))

    def say(route):
        route.abort() if answer["status"] is None else route.fulfill(status=answer["status"], json={})

    context.route("**/drafts/", say)
    page = context.new_page()
    page.goto(f"{site}/writing/")
    return page


def copies(page) -> int:
    return page.evaluate(COPIES)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_style_guide_breaks_no_rule_of_the_checker(browsing, site, scheme):
    one = browsing(address=site, scheme=scheme)
    one.go("/styleguide/")
    assert faults(one.page) == []


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_in_the_style_guide_scrolls_sideways(browsing, site, width):
    one = browsing(address=site, width=width)
    one.go("/styleguide/")
    assert sideways(one.page) == []


def test_the_choice_of_colors_is_kept(context, site):
    page = context.new_page()
    page.goto(f"{site}/styleguide/")
    page.click("[data-theme-choice=dark]")
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_words_are_in_this_browser_within_a_second(context, site):
    page = writing_page(context, site, answer={"status": 200})
    page.fill("textarea", "Bus 114 is due at 7:40")
    page.clock.run_for(1000)
    assert copies(page) == 1


def test_the_browsers_copy_goes_once_the_server_has_the_words(context, site):
    page = writing_page(context, site, answer={"status": 200})
    page.fill("textarea", "Bus 114 is due at 7:40")
    page.clock.run_for(5000)
    expect(page.locator("[data-draft-state]")).to_have_text(re.compile("^Saved"))
    assert copies(page) == 0


def test_a_lost_connection_says_first_that_the_words_are_kept(context, site):
    page = writing_page(context, site, answer={"status": None})
    page.fill("textarea", "Bus 114 is due")
    page.locator("textarea").blur()
    page.wait_for_selector("[data-draft-state][data-tone=offline]")
    assert page.inner_text("[data-draft-state]").startswith("Your words are kept")


def test_words_come_back_after_the_session_ended(context, site):
    page = writing_page(context, site, answer={"status": 403})
    page.fill("textarea", "Bus 114 is due")
    page.locator("textarea").blur()
    page.wait_for_selector("[data-draft-state][data-tone=soon] a")
    page.reload()
    expect(page.locator("textarea")).to_have_value("Bus 114 is due")


def test_a_shared_desk_keeps_no_copy(context, site):
    page = writing_page(context, site, answer={"status": None}, kiosk=True)
    page.fill("textarea", "Bus 114 is due")
    page.clock.run_for(1200)
    assert copies(page) == 0
