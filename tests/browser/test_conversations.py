"""Conversations in a real browser: each channel to its debrief, by keyboard alone, for everyone, at 320 px too.

The conversations are small ones of `tests/scenarios/conversations.py`, released on an otherwise empty site.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from courses.models import Attempt
from scenarios.models import Move
from tests.browser.checker import faults, sideways
from tests.browser.people import choose, moved
from tests.scenarios import conversations as c
from tests.scenarios.factories import ScenarioVersionFactory, assessed, scenario_definition

pytestmark = pytest.mark.browser
FIRST = (
    "Sorry about the wait, Mr. James. Bus 114 is late today and should be there about 7:40. "
    "She will not be marked tardy, and you can drive her if you like."
)
SECOND = "Thank you for your patience, Mr. James. Bus 114 comes at 7:40, and I will ring you by 11:00 about tomorrow."
# Colors do not change with the width, the layout does not with the colors.
LOOKS = [(390, "dark"), (1280, "light")]


def say(one, text):
    one.page.fill("textarea[name=text]", text)
    one.page.locator("[data-move] button[type=submit]").click()


def play_on(one):
    """To the end, by whatever is asked, looking at each state with `look`."""
    texts = [FIRST, SECOND]
    for number in range(1, 8):
        if one.page.locator("#over").count():
            return
        yield number
        if one.page.locator("textarea[name=text]").count():
            say(one, texts.pop(0))
        else:
            choose(one, "mild" if one.page.locator("input[value=mild]").count() else "promise")
        moved(one, number + 1)


# --- each channel ---------------------------------------------------------------------------------
@pytest.mark.journey
@pytest.mark.parametrize("channel", c.CHANNELS)
def test_a_conversation_on_each_channel_to_its_debrief(begin, channel):
    one = begin(c.by_channel(channel))
    for _step in play_on(one):
        pass
    assert "Thank you. I will wait for your call." in one.page.inner_text("#player")
    one.page.get_by_role("link", name="Look back on it").click()
    one.page.wait_for_url("**/debrief/")
    assert "He has a plan" in one.text()
    assert Attempt.objects.get().progress["ended"] == "good"


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
@pytest.mark.parametrize("channel", c.CHANNELS)
def test_every_state_of_a_channel_is_for_everyone(begin, channel, width, scheme):
    one = begin(c.by_channel(channel), width=width, scheme=scheme)
    found = []
    for step in play_on(one):
        found += [(step, fault) for fault in faults(one.page)]
    found += [("over", fault) for fault in faults(one.page)]
    one.page.get_by_role("link", name="Look back on it").click()
    one.page.wait_for_url("**/debrief/")
    assert found + [("debrief", fault) for fault in faults(one.page)] == []


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
@pytest.mark.parametrize("channel", ["phone", "email"])
def test_what_rings_or_lies_in_the_inbox_is_for_everyone(begin, channel, width, scheme):
    """The second time, when the page says that one has tried it."""
    one = begin({**c.by_channel(channel), "clock": 240}, width=width, scheme=scheme)
    one.go(f"/practice/start/{Attempt.objects.get().activity.key}/")
    assert "You have tried it once." in one.text()
    assert (faults(one.page), sideways(one.page)) == ([], [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_of_step_is_for_everyone(begin, scheme):
    one = begin(c.every_kind(), width=390, scheme=scheme)
    found = []

    def look(number):
        moved(one, number)
        found.extend((number, fault) for fault in faults(one.page))

    choose(one, "hold")
    look(2)
    choose(one, "dispatch")
    look(3)
    say(one, FIRST)
    look(4)
    one.page.locator("[data-move] button[type=submit]").click()
    look(5)
    for key, target in {"pay": "payroll", "bus": "buses", "lock": "payroll"}.items():
        one.page.select_option(f"#pair-{key}", target)
    one.page.locator("[data-move] button[type=submit]").click()
    look(6)
    assert found == []


@pytest.mark.parametrize("channel", c.CHANNELS)
def test_the_narrowest_screen_needs_no_scrolling_sideways(begin, channel):
    one = begin(c.by_channel(channel), width=320)
    wide = [(step, sideways(one.page)) for step in play_on(one) if sideways(one.page)]
    one.page.get_by_role("link", name="Look back on it").click()
    one.page.wait_for_url("**/debrief/")
    assert (wide, sideways(one.page)) == ([], [])


def test_lists_fit_the_narrowest_screen(begin):
    one = begin(c.conversation(c.ORDER | {"next": "sort"}, c.MATCH, c.second_choice()), width=320)
    first = sideways(one.page)
    one.page.locator("[data-move] button[type=submit]").click()
    moved(one, 2)
    assert (first, sideways(one.page)) == ([], [])


# --- by keyboard, and told ------------------------------------------------------------------------
def pick_by_keys(one, key):
    """Tab to the options, then the arrows to this one."""
    here = "document.activeElement.type === 'radio' ? document.activeElement.value : ''"
    for _press in range(60):
        if one.page.evaluate(here):
            break
        one.page.keyboard.press("Tab")
    one.page.keyboard.press("Space")
    for _press in range(6):
        if one.page.evaluate(here) == key:
            return
        one.page.keyboard.press("ArrowDown")
    raise AssertionError(f"no key leads to the option {key!r}")


def test_by_keyboard_alone_to_the_debrief(begin):
    one = begin(c.by_channel("phone"))
    for step, key in enumerate(("mild", "promise"), 1):
        moved(one, step)
        pick_by_keys(one, key)
        one.tab_to("Say it")
        one.page.keyboard.press("Enter")
    moved(one, 3)
    one.tab_to("Look back on it")
    one.page.keyboard.press("Enter")
    one.page.wait_for_url("**/debrief/")
    assert "He has a plan" in one.text()


CONTENT = Path(__file__).resolve().parents[2] / "content"


def move_by_keys(one, worth):
    """Answer what is asked now with the keyboard, and send it."""
    form = one.page.locator("[data-move]")
    values = form.locator("input[type=radio]").evaluate_all("all => all.map(one => one.value)")
    if values:
        pick_by_keys(one, max(values, key=lambda value: worth.get(value, 0)))
    elif form.locator("textarea[name=text]").count():
        tab_until(one, "textarea[name=text]")
        one.page.keyboard.insert_text(c.ANSWER)
    tab_until(one, "[data-move] button[type=submit]")
    one.page.keyboard.press("Enter")


def tab_until(one, selector):
    for _press in range(120):
        if one.page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        one.page.keyboard.press("Tab")
    raise AssertionError(f"no Tab leads to {selector}")


@pytest.mark.parametrize("name", ["s02-first-day-bus", "s10-shouting-at-the-counter"])
def test_a_whole_conversation_of_the_library_by_keyboard_alone(begin, name):
    (file,) = CONTENT.glob(f"*/**/{name}.yaml")
    definition = scenario_definition(file)
    one = begin(definition)
    for number in range(1, 30):
        moved(one, number)
        if one.page.locator("#over").count():
            break
        move_by_keys(one, c.best(definition))
    one.tab_to("Look back on it")
    one.page.keyboard.press("Enter")
    one.page.wait_for_url("**/debrief/")
    assert "What was said, and what it did" in one.text()


def test_a_move_is_told_in_the_log_and_the_focus_goes_to_the_next_question(begin):
    one = begin(c.by_channel("phone"))
    one.page.evaluate(
        """() => { window.told = []; new MutationObserver((all) => all.forEach((one) => one.addedNodes.forEach(
        (node) => node.innerText && window.told.push(node.innerText.trim())))).observe(
        document.querySelector('[role=log]'), {childList: true, subtree: true}); }"""
    )
    choose(one, "mild")
    moved(one, 2)
    told = "\n".join(one.page.evaluate("window.told"))
    assert (c.MILD in told, "And tomorrow?" in told, "Finally" in told) == (True, True, False)
    assert one.page.evaluate("document.activeElement.id") == "question"


def test_a_list_is_put_in_order_by_keyboard_and_each_step_is_told(begin):
    one = begin(c.conversation(c.ORDER, c.second_choice()))
    item = one.page.locator("[data-item='Call 911']")
    place = one.page.locator("[data-order-list] > [data-item]").evaluate_all(
        "(all) => all.findIndex((each) => each.dataset.item === 'Call 911')"
    )
    way = "down" if place == 0 else "up"
    item.locator(f"[data-move={way}]").focus()
    one.page.keyboard.press("Enter")
    expect(one.page.locator("[data-order-said]")).to_have_text(f"Call 911, now {2 if place == 0 else place} of 5")
    assert one.page.evaluate("document.activeElement.closest('[data-item]').dataset.item") == "Call 911"
    radio = one.page.locator("[data-item='Use the radio']")
    radio.locator("[data-move=out]").focus()
    one.page.keyboard.press("Enter")
    expect(one.page.locator("[data-order-said]")).to_have_text("Use the radio, left out")
    one.page.locator("[data-move] button[type=submit]").click()
    moved(one, 2)
    assert "radio" not in Move.objects.get().payload["order"]


def test_without_script_the_same_list_takes_numbers(begin):
    one = begin(c.conversation(c.ORDER, c.second_choice()), java_script_enabled=False)
    for n, key in enumerate(("keep", "note", "call", "lead"), 1):
        one.page.select_option(f"#place-{key}", str(n))
    one.page.select_option("#place-radio", "out")
    one.page.locator("form.step button[type=submit]").last.click()
    one.page.wait_for_load_state()
    assert Move.objects.get().result["right"] is True
    assert "That is no answer!" in one.text()


# --- the clock, and what counts -------------------------------------------------------------------
def test_a_clock_that_ran_out_closes_nothing(begin):
    one = begin(c.conversation(clock=1))
    one.go(one.page.url + "?clock=1")
    expect(one.page.locator("[data-clock]")).to_contain_text("Nothing is closed and nothing is lost")
    choose(one, "mild")
    moved(one, 2)
    assert Move.objects.count() == 1


def test_a_scored_call_is_answered_played_and_scored(site, ana_alone, browsing):
    attempt = assessed(ana_alone, ScenarioVersionFactory(definition=c.conversation(), title="Scored call"))
    one = browsing(address=site).arrive("100101")
    one.go(f"/practice/{attempt.key}/")
    one.page.get_by_role("link", name="Answer").click()
    for step in play_on(one):
        assert step < 3
    one.page.get_by_role("link", name="Look back on it").click()
    one.page.wait_for_url("**/debrief/")
    assert Attempt.objects.get(pk=attempt.pk).scored_at is not None


def test_try_again_from_here_stands_where_it_stood(begin):
    one = begin(c.by_channel("phone"))
    for _step in play_on(one):
        pass
    one.page.get_by_role("link", name="Look back on it").click()
    one.page.locator(".replay-move").nth(1).get_by_role("button", name="Try again from here").click()
    one.page.wait_for_url(re.compile(r"/practice/[0-9a-f-]{36}/$"))
    assert ("And tomorrow?" in one.text(), Attempt.objects.count()) == (True, 2)
