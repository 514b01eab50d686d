"""The line that carries the product, as its people walk it: from sign-in to a certificate that anyone can check."""

import hashlib
import re

import pytest
from django.core import mail

from certificates.models import CredentialIssue
from courses.models import Attempt
from lms.demo.replies import STRONG
from people.models import Unit
from scenarios.models import MarkingTask

pytestmark = [pytest.mark.browser, pytest.mark.journey]

# The conversation itself plays at "Cedar Middle School", so Ana's school gets a name that stands in no script.
SCHOOL = "Wren Hollow School"
HASTY = (
    "Thank you for your message. Someone will get back to you soon. "
    "Everything is fine and there is nothing to worry about."
)


def done_at_school(lena) -> int:
    """What the plan counts as done at Ana's school, over all objectives."""
    lena.go("/plan/")
    rows = lena.page.locator("tr", has=lena.page.locator("th", has_text=SCHOOL))
    return sum(int(row.locator("td").last.text_content()) for row in rows.all())


def own_words(ana) -> str:
    """The reply as it stands under the marks, without their letters."""
    pieces = "[...document.querySelector('.marked').childNodes].filter((n) => !n.classList?.contains('letter'))"
    return ana.page.evaluate(f"{pieces}.map((n) => n.textContent).join('')").strip()


def test_from_sign_in_to_a_certificate_that_a_stranger_checks(alder, browsing, work):
    Unit.objects.filter(slug="cedar-middle").update(name=SCHOOL)
    lena = browsing(address=alder).arrive("100107")
    done_before = done_at_school(lena)

    # Ana: her next step is the scored conversation. She writes, rates herself, reads, writes it better, hands it in.
    ana = browsing(address=alder).sign_in("100101")
    assert ana.page.url.endswith("/my/")
    ana.open_conversation()
    ana.write_reply(HASTY, levels=(3, 3, 3, 3))
    assert (own_words(ana), ana.page.locator(".marked mark").count() > 0) == (HASTY, True)
    ana.page.get_by_role("link", name="Try again from here").click()
    attempt = Attempt.objects.select_related("activity").get(
        key=re.search(r"/practice/([0-9a-f-]{36})/", ana.page.url)[1]
    )
    ana.write_reply(STRONG[attempt.activity.slug])
    ana.page.get_by_role("link", name="Hand in this reply").click()
    ana.page.get_by_role("button", name="Hand in").click()
    ana.page.wait_for_url("**/feedback/")
    assert "Handed in. A person reads it now." in ana.text()
    work()

    # Tomas: the desk says neither who wrote nor where. He scores by keys.
    task = MarkingTask.objects.get(move__attempt=attempt)
    tomas = browsing(address=alder).arrive("100103")
    tomas.go("/practice/marking/")
    desk = tomas.text()
    tomas.page.get_by_role("button", name=f"R-{task.pk}").click()
    tomas.page.wait_for_url("**/practice/marking/*/")
    both = desk + tomas.page.content()
    assert [word for word in ("Ana", "Delgado", "100101", "Wren Hollow") if re.search(rf"\b{word}\b", both)] == []
    gates = tomas.page.locator("[data-key-gate]").count()
    tomas.page.fill("#id_note", "Say the day of the follow-up first.")
    tomas.page.locator("[data-key-row=a] input").first.focus()
    tomas.press("a 4 c 4 t 4 e 3" + " g y" * gates + " s")
    tomas.page.wait_for_url("**/sent/")
    work()

    # Ana: she is told, reads the score, closes with the reflection; her certificate comes.
    told = [letter.subject.partition(":")[0] for letter in mail.outbox if letter.to == ["ana@alder.example"]]
    assert told == ["Your reply is scored"]
    ana.go(f"/practice/{attempt.key}/feedback/")
    assert "Say the day of the follow-up first." in ana.text()
    ana.go("/my/")
    ana.page.locator(".board .button.bus").click()
    ana.page.wait_for_url("**/courses/reflections/**")
    ana.reflect()
    work()
    ana.go("/certificates/")
    ana.page.get_by_role("link", name=re.compile("^Open")).first.click()
    address = ana.page.get_by_role("link", name="Open PDF").get_attribute("href")
    paper = ana.context.request.get(address)
    issue = CredentialIssue.objects.get(credential__person__username="100101")
    assert (paper.body()[:5], hashlib.sha256(paper.body()).hexdigest()) == (b"%PDF-", issue.sha256)

    # A stranger: no session, the public page alone.
    stranger = browsing(address=alder)
    stranger.go(f"/c/{issue.credential.public_id}/")
    assert stranger.page.inner_text("h1") == "This certificate is valid"
    assert ("Ana Delgado" in stranger.text(), "100101" in stranger.text()) == (True, False)

    # Helen sees that she is done, Lena's plan counts her.
    helen = browsing(address=alder).arrive("100106")
    helen.go("/progress/?unit=cedar-middle&state=completed")
    assert "Delgado" in helen.text()
    assert done_at_school(lena) > done_before


def test_walt_learns_on_his_phone_and_by_keyboard_alone(alder, browsing):
    walt = browsing(address=alder, width=390, has_touch=True).sign_in("100110")
    assert walt.page.url.endswith("/my/")
    walt.go("/courses/empathy-and-trust/")
    step = walt.page.locator("li.item", has_text="At the bus door")
    assert re.search(r"driver|bus|transport", step.locator(".item-meta").inner_text(), re.I)
    walt.page.locator("body").press("Home")
    walt.tab_to("Start").press("Enter")
    walt.page.wait_for_selector(".segments, [role=progressbar], progress, h2#path")
    walt.page.wait_for_load_state()
    assert walt.page.locator("li.item", has_text="At the bus door").count() == 1
    walt.tab_to("Start").press("Enter")
    walt.page.wait_for_url("**/courses/lessons/**")
    while "/courses/lessons/" in walt.page.url:
        before = walt.page.url
        walt.tab_to(walt.page.inner_text(".lesson-foot form button")).press("Enter")
        walt.page.wait_for_url(lambda url, before=before: url != before)
    assert "1 of" in walt.page.inner_text("section:has(#path) .section-head")
    walt.page.reload()
    assert "1 of" in walt.page.inner_text("section:has(#path) .section-head")
    walt.sign_out()
    walt.sign_in("100110")
    assert "In progress: 1 of" in walt.text()
