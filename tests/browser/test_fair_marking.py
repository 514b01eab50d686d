"""The marking desk in a browser: two score blind and differ, a third decides, one level is disputed, the certificate
follows; and a page that dies on the way keeps what was entered.
"""

import re

import pytest

from certificates.models import Credential
from courses.models import Attempt, Evidence
from lms.demo.replies import PLAIN
from scenarios.models import MarkingTask, Score
from tests.browser.checker import faults, sideways

pytestmark = [pytest.mark.browser, pytest.mark.journey]
NAMES = ("Ana", "Delgado", "100101")
HASTY = (
    "Thank you for your message. Someone will get back to you soon. "
    "Everything is fine and there is nothing to worry about."
)


def score(one, task, levels, note):
    """Open a reply of the desk and score it by keys."""
    one.go("/practice/marking/")
    one.page.get_by_role("button", name=re.compile(rf"R-{task.pk}$")).click()
    one.page.wait_for_url(f"**/practice/marking/{task.pk}/")
    assert [word for word in NAMES if re.search(rf"\b{word}\b", one.page.content())] == []
    assert faults(one.page) == []
    one.page.fill("#id_note", note)
    one.page.locator("[data-key-row] input").first.focus()
    gates = one.page.locator("[data-key-gate]").count()
    one.press(f"{levels}{' g y' * gates} s")
    one.page.wait_for_url("**/sent/")


def waiting(attempt, slot):
    return MarkingTask.objects.waiting().get(move__attempt=attempt, slot=slot)


def test_two_differ_a_third_decides_a_dispute_is_answered_and_the_certificate_follows(alder, browsing, work):
    ana = browsing(address=alder).arrive("100101")
    ana.open_conversation()
    ana.write_reply(HASTY)
    ana.page.get_by_role("link", name="Try again from here").click()
    key = re.search(r"/practice/([0-9a-f-]{36})/", ana.page.url)[1]
    attempt = Attempt.objects.select_related("activity").get(key=key)
    ana.write_reply(PLAIN[attempt.activity.slug])
    ana.page.get_by_role("link", name="Hand in this reply").click()
    ana.page.get_by_role("button", name="Hand in").click()
    ana.page.wait_for_url("**/feedback/")
    work()

    # Tomas and Mei, each without seeing the other's; they differ, and Ruth decides.
    score(browsing(address=alder).arrive("100103"), waiting(attempt, "first"), "a 3 c 3 t 3 e 3", "Say the day.")
    mei = browsing(address=alder).arrive("100104")
    score(mei, waiting(attempt, "second"), "a 3 c 2 t 3 e 3", "Her second question is open.")
    attempt.refresh_from_db()
    assert (attempt.state, "It is not decided yet" in mei.text()) == (Attempt.State.AWAITING, True)
    ruth = browsing(address=alder, scheme="dark").arrive("100105")
    score(ruth, waiting(attempt, "adjudication"), "a 2 c 3 t 3 e 3", "One time is missing.")
    work()

    # Ana reads how it came about and asks for another look at one level.
    ana.go(f"/practice/{key}/feedback/")
    assert "Not passed yet" in ana.page.inner_text("h1")
    ana.page.get_by_role("link", name="How this score came about").first.click()
    ana.page.wait_for_url("**/score/")
    assert "marker 3" in ana.text()
    ana.page.get_by_text("Ask for another look at one level").click()
    assert faults(ana.page) == []
    ana.page.get_by_label("Accurate: 2").check()
    ana.page.fill("#dispute-reason", "The time of the meeting stands in my fifth sentence.")
    ana.page.get_by_role("button", name="Ask for another look").click()
    ana.page.wait_for_selector("text=Somebody new looks at it now")
    work()

    # Every marker has seen it, so the named outsider looks; then it passes, dated when it was handed in.
    denise = browsing(address=alder, width=390).arrive("100111")
    score(denise, waiting(attempt, "dispute"), "a 3", "The time is there; the slip is small.")
    work()
    attempt.refresh_from_db()
    evidence = Evidence.objects.get(attempt=attempt)
    assert (attempt.state, evidence.occurred_at) == (Attempt.State.PASSED, attempt.handed_in_at)
    ana.go(f"/practice/{key}/score/")
    assert "It was 2 and is 3 now." in ana.text()

    # The last item, and the certificate.
    ana.go("/my/")
    ana.page.locator(".board .button.bus").click()
    ana.page.wait_for_url("**/courses/reflections/**")
    ana.reflect()
    work()
    assert Credential.objects.filter(person__username="100101").count() == 1


def test_a_page_that_dies_on_the_way_keeps_levels_note_and_comment_bank(alder, browsing):
    mei = browsing(address=alder, clock=True).arrive("100104")
    mei.go("/practice/marking/")
    mei.page.locator("li.item button", has_text="Open").first.click()
    mei.page.wait_for_url(re.compile(r"/practice/marking/\d+/$"))
    mei.page.locator("[data-key-row] input").first.focus()
    mei.press("a 3 c 2 t 4 e 3")
    mei.page.get_by_text("From my comments").click()
    mei.page.locator("[data-insert]").first.click()
    words = mei.page.input_value("#id_note")
    mei.later(1)
    place = mei.page.url
    mei.page.close()
    mei.page = mei.context.new_page()
    mei.go(place)
    kept = [mei.page.input_value(f"input[name=level_{name}]:checked") for name in ("accurate", "complete", "courteous")]
    assert (kept, mei.page.input_value("#id_note"), len(words) > 10) == (["3", "2", "4"], words, True)


def test_words_that_are_marked_in_the_reply_become_a_comment_on_them(alder, browsing):
    mei = browsing(address=alder).arrive("100104")
    mei.go("/practice/marking/")
    mei.page.locator("li.item button", has_text="Open").first.click()
    mei.page.wait_for_url(re.compile(r"/practice/marking/\d+/$"))
    mei.page.get_by_text("Comments on words of the reply").click()
    chosen = mei.page.evaluate(
        """() => { const node = document.querySelector("[data-reply]").firstChild, range = document.createRange();
        range.setStart(node, 5); range.setEnd(node, 22); const all = getSelection();
        all.removeAllRanges(); all.addRange(range); return range.toString(); }"""
    )
    mei.page.get_by_role("button", name="Comment on the marked words").click()
    assert mei.page.input_value("#cw1") == chosen
    mei.page.fill("#ct1", "Name her worry here.")
    mei.page.fill("#id_note", "Begin with her worry.")
    mei.page.locator("[data-key-row] input").first.focus()
    gates = mei.page.locator("[data-key-gate]").count()
    mei.press("a 4 c 4 t 4 e 3" + " g y" * gates + " s")
    mei.page.wait_for_url("**/sent/")
    [comment] = Score.objects.latest("pk").comments
    assert comment["text"] == "Name her worry here."
    assert comment["end"] > comment["start"]


PAGES = {
    "100103": ["", "agreement/", "calibration/", "comments/", "markers/", "mended/"],
    "100105": ["", "calibration/1/"],
}


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_pages_beside_the_queue_are_for_everyone(alder, browsing, width, scheme):
    found = []
    for number, pages in PAGES.items():
        one = browsing(address=alder, width=width, scheme=scheme).arrive(number)
        one.go("/practice/marking/calibration/")
        if number == "100105":
            one.page.get_by_role("button", name="Begin the ten samples").click()
            one.page.wait_for_url("**/calibration/1/")
        for page in pages:
            one.go(f"/practice/marking/{page}")
            found += [(number, page, fault) for fault in faults(one.page) + sideways(one.page)]
    assert found == []
