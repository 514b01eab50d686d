"""Putting in order and matching in a quiz, by keyboard alone, and what is arranged so stays when one comes back."""

import json

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from courses.actions.quizzes import answers_place
from people.models import Person
from tests.browser.checker import faults
from tests.courses.factories import Q1, Q2, course_of, matched, opened, ordered, quiz_version, started

pytestmark = pytest.mark.browser


@pytest.fixture
def attempt(alder):
    ana = Person.objects.get(username="100101")
    return opened(started(ana, course_of(quiz_version([ordered(Q1), matched(Q2)]))))


@pytest.fixture
def ana(alder, attempt, browsing):
    """Ana before the open quiz."""
    one = browsing(address=alder, width=390, clock=True).arrive("100101")
    one.go(reverse("courses:quiz", args=[attempt.key]))
    return one


def lines(one) -> list[str]:
    return one.page.locator("[data-order-list] .order-text").all_inner_texts()


def arrange(one):
    """Everything into its right order, first the one that belongs at the top."""
    for place, text in enumerate(("Line a", "Line b", "Line c")):
        one.tab_to(f"Move up: {text}")
        for _step in range(lines(one).index(text) - place):
            one.press("Enter")


def match(one):
    """Each its target, by the first letters of its words."""
    for n, target in enumerate(("Target x", "Target y", "Target x")):
        if n == 0:
            one.tab_to("Choose one")
        else:
            one.press("Tab")
        one.page.keyboard.type(target)


def test_a_quiz_is_arranged_and_handed_in_by_keyboard_alone(ana, attempt):
    arrange(ana)
    match(ana)
    assert (lines(ana), faults(ana.page)) == (["Line a", "Line b", "Line c"], [])
    ana.tab_to("Hand in")
    ana.press("Enter")
    expect(ana.page.get_by_role("heading", name="Passed: 100%")).to_be_visible()
    assert faults(ana.page) == []


def test_what_was_arranged_is_there_after_a_reload(ana):
    arrange(ana)
    match(ana)
    ana.kept_by_server()
    ana.page.reload()
    chosen = ana.page.locator(".match select").evaluate_all("all => all.map((each) => each.selectedOptions[0].text)")
    assert (lines(ana), chosen) == (["Line a", "Line b", "Line c"], ["Target x", "Target y", "Target x"])


def test_what_only_this_browser_kept_is_back_in_its_order(ana, attempt):
    kept = {f"q-{Q1}-{item}": [str(n)] for n, item in enumerate("abc", 1)}
    ana.page.evaluate(
        "([place, text]) => localStorage.setItem(`ring-draft:${document.body.dataset.person}:${place}`,"
        " JSON.stringify({ text, at: Date.now() }))",
        [answers_place(attempt), json.dumps(kept)],
    )
    ana.page.reload()
    assert lines(ana) == ["Line a", "Line b", "Line c"]
