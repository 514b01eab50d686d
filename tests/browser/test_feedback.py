"""Feedback in a real browser: a note at its letter by key and by finger, two versions, every state for everyone."""

import re
import uuid

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from scenarios.actions import finish_practice, hand_in_conversation, make_move, make_reply, send_score, take_lease
from scenarios.models import MarkingTask
from tests.browser.checker import faults, sideways
from tests.factories import AdmissionFactory
from tests.scenarios import conversations as c
from tests.scenarios.factories import SELF, ScenarioVersionFactory, assessed, practice, scenario_definition

pytestmark = pytest.mark.browser
# Everything that can be marked: a stock phrase, a thing not to say, a guess, another child, a number, office words.
ROUGH = (
    "Sorry about the wait. Calm down please. Bus 114 is late and should be there any minute, maybe about 7:40. "
    "Another student, Jayden, was on it too; call his mother at 555-0188. It is the policy. She won't be counted tardy."
)
RIGHT = (
    "Sorry about the wait, Mr. James. Bus 114 is late today and is due at 7:40. She won't be counted tardy, and you "
    "can drive her if you like."
)
WHOLE = (
    "Mr. James, I am sorry. You called twice and no one picked up, and you must be worried. Bus 114 is due at 7:40. "
    "She won't be counted tardy, and you may wait or drive her. I will call you myself by 11:00 at 555-0119 about it."
)
LOOKS = [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")]


def bus(title="First-day bus"):
    return ScenarioVersionFactory(definition=scenario_definition(title=title), title=title)


def written(attempt, *texts):
    for text in texts:
        made = make_reply(attempt=attempt, text=text, self_levels=SELF, client_key=uuid.uuid4())
    return made


def scored(attempt, levels):
    mei = AdmissionFactory().person
    now = timezone.now()
    hand_in_conversation(attempt=attempt, number=attempt.moves.count(), now=now)
    for task in MarkingTask.objects.filter(move__attempt=attempt):
        words = {"note": "Begin with his two lost calls.", "client_key": uuid.uuid4(), "now": now}
        took = take_lease(task=task, marker=mei, now=now)
        send_score(task=took, marker=mei, levels=dict(zip(SELF, levels, strict=True)), gates={}, **words)
    return attempt


def address(attempt, page="feedback"):
    return f"/practice/{attempt.key}/{page}/"


# --- a note at its letter -------------------------------------------------------------------------
@pytest.fixture
def rough(site, ana_alone, browsing):
    """`rough(width=390)`: a browser on the feedback of a reply with every kind of mark."""
    attempt = practice(ana_alone, bus())
    written(attempt, ROUGH)

    def look(**options):
        one = browsing(address=site, **options).arrive("100101")
        one.go(address(attempt))
        return one

    return look


def beside(one):
    return one.page.locator(".note-here:popover-open")


def test_the_keyboard_reads_one_note_after_another_and_escape_closes_it(rough):
    one = rough()
    letters = one.page.locator(".marked a.letter")
    letters.first.focus()
    one.page.keyboard.press("Shift+Tab")
    one.page.keyboard.press("Tab")
    expect(beside(one)).to_contain_text("Polite, but it fits anyone.")
    one.page.keyboard.press("Tab")
    expect(beside(one)).to_contain_text("Do not say.")
    expect(letters.nth(1)).to_be_focused()
    one.page.keyboard.press("Escape")
    expect(beside(one)).to_have_count(0)
    expect(letters.nth(1)).to_be_focused()


def test_a_letter_is_described_by_its_note(rough):
    one = rough()
    letter = one.page.locator(".marked a.letter", has_text="Private data").first
    note = one.page.locator(f"#{letter.get_attribute('aria-describedby')}")
    expect(note).to_contain_text("This may be the name of another child.")
    expect(letter).to_have_accessible_description(re.compile("This may be the name of another child"))


def test_a_finger_on_the_words_shows_the_note_and_a_second_tap_closes_it(rough):
    one = rough(width=390, has_touch=True)
    words = one.page.locator(".marked mark", has_text="Jayden")
    words.tap()
    expect(beside(one)).to_contain_text("Private data.")
    seen = beside(one).bounding_box()
    assert (seen["x"] >= 0, seen["x"] + seen["width"] <= 390) == (True, True)
    words.tap()
    expect(beside(one)).to_have_count(0)


def test_a_tap_elsewhere_closes_the_note(rough):
    one = rough(width=390, has_touch=True)
    one.page.locator(".marked a.letter").first.tap()
    expect(beside(one)).to_have_count(1)
    one.page.locator("#words").tap()
    expect(beside(one)).to_have_count(0)


def test_without_a_script_a_letter_leads_to_its_note(rough):
    one = rough(java_script_enabled=False)
    one.page.locator(".marked a.letter").nth(1).click()
    assert one.page.url.endswith("#note-1-L1")
    assert one.page.locator("#note-1-L1:target").count() == 1


def test_marks_differ_by_line_and_letter_not_by_color_alone(rough):
    one = rough()
    style = """(kind) => {
      const { textDecorationStyle, textDecorationThickness } = getComputedStyle(document.querySelector(`.m-${kind}`));
      return textDecorationStyle + textDecorationThickness;
    }"""
    lines = {kind: one.page.evaluate(style, kind) for kind in ("a", "t", "e", "l")}
    assert len(set(lines.values())) == len(lines)


# --- every state for everyone ---------------------------------------------------------------------
@pytest.fixture
def states(ana_alone):
    """Every state of a reply that was looked at, by name."""
    first, revised, waits, long = (
        practice(ana_alone, bus()),
        practice(ana_alone, bus()),
        assessed(ana_alone, bus()),
        practice(ana_alone, bus()),
    )
    written(first, ROUGH)
    written(revised, ROUGH, WHOLE)
    written(waits, ROUGH, RIGHT)
    written(long, f"{RIGHT} {'x' * 400} שלום 🚌", f"{'y' * 400} {WHOLE}")
    hand_in_conversation(attempt=waits, number=2, now=timezone.now())
    open_try = assessed(ana_alone, bus())
    written(open_try, RIGHT)
    for levels in ((2, 3, 3, 2), (3, 3, 3, 3)):
        last = assessed(ana_alone, bus("Scored call"))
        written(last, ROUGH, WHOLE)
        scored(last, levels)
    talk = c.conversation(c.mid_reply(next="closing"), c.closing())
    told = [make(ana_alone, ScenarioVersionFactory(definition=talk, title="Talk")) for make in (practice, assessed)]
    for attempt in told:
        for number, text in enumerate((ROUGH, RIGHT, WHOLE), 1):
            sent = {"text": text, "self": {} if number == 1 else SELF}
            make_move(attempt=attempt, number=number, payload=sent, client_key=uuid.uuid4(), now=timezone.now())
    finish_practice(attempt=told[0], now=timezone.now())
    scored(told[1], (3, 3, 3, 3))
    pages = {"first": first, "revised": revised, "waits": waits, "long": long, "open": open_try, "scored": last}
    return {name: address(attempt) for name, attempt in pages.items()} | {
        "debrief": address(told[0], "debrief"),
        "scored debrief": address(told[1], "debrief"),
    }


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_state_is_for_everyone(site, states, browsing, width, scheme):
    one = browsing(address=site, width=width, scheme=scheme).arrive("100101")
    found = []
    for name, path in states.items():
        one.go(path)
        for fold in one.page.locator("main details").all():
            fold.evaluate("(details) => { details.open = true }")
        if one.page.locator(".marked a.letter").count():
            one.page.locator(".marked a.letter").first.click()
        found += [(name, fault) for fault in faults(one.page) + sideways(one.page)]
    assert found == []


# --- the journey ----------------------------------------------------------------------------------
def profile(one):
    """What the profile says of each criterion, in numbers."""
    heads = one.page.locator(".profile .profile-head > span").all_inner_texts()
    return [int(re.search(r"(\d) of 4", head)[1]) for head in heads]


@pytest.mark.journey
def test_ana_practices_one_reply_three_times_and_sees_her_profile_move(site, ana_alone, browsing):
    version = bus()
    one = browsing(address=site).arrive("100101")
    one.go(f"/practice/start/{version.activity.key}/")
    one.page.locator("main form button[type=submit]").first.click()
    one.page.wait_for_url(re.compile(r"/practice/[0-9a-f-]{36}/"))

    # She finds her reply good. It names another child, and says what is not to be said.
    one.write_reply(ROUGH, levels=(4, 3, 3, 3))
    rough = profile(one)
    assert one.page.inner_text("#one-thing") == "Take out what is private"
    assert "You said 4." in one.page.locator(".profile").inner_text()
    assert "From version" not in one.text()
    asked = one.page.locator(".wonders b").all_inner_texts()
    assert "When will somebody call me about tomorrow?" in asked

    # She writes it again: right and polite. The words that went are struck out, and what that did is told.
    one.page.get_by_role("link", name="Try again from here").click()
    expect(one.page.locator("textarea[name=text]")).to_have_value(ROUGH)
    one.write_reply(RIGHT, levels=(4, 3, 3, 3))
    right = profile(one)
    assert right[2] > rough[2]
    gone = " ".join(one.page.locator(".compared del").all_inner_texts())
    assert ("Jayden" in gone, "555-0188" in gone) == (True, True)
    expect(one.page.locator(".shifts")).to_contain_text("Put right:")

    # And a third time, whole: each question has its answer, nothing falls, something rises.
    one.page.get_by_role("link", name="Try again from here").click()
    one.write_reply(WHOLE, levels=(4, 4, 4, 3))
    whole = profile(one)
    assert all(after >= before for before, after in zip(right, whole, strict=True))
    assert sum(whole) > sum(right) > sum(rough)
    expect(one.page.locator(".shifts")).to_contain_text("Answered now: “When will somebody call me about tomorrow?”")
    assert one.page.locator("#wonders").count() == 0

    # The first and the third beside each other; then all of it, looked back on.
    one.page.get_by_role("link", name="Compare with version 1").click()
    assert one.page.inner_text("#revision") == "From version 1 to version 3"
    assert f"from {rough[1]} up to {whole[1]}" in one.page.locator(".shifts").inner_text()
    one.page.get_by_role("link", name="Look back on all of it").click()
    one.page.wait_for_url("**/debrief/")
    expect(one.page.locator(".replay-move summary", has_text="From version 2 to version 3")).to_have_count(1)
