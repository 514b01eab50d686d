"""Tomas writes a conversation from an empty page, mends what is wrong, releases it; Ana finds it and plays it."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from scenarios.models import ScenarioPage
from tests.browser.checker import faults
from tests.browser.test_scenario_studio import Desk

pytestmark = [pytest.mark.browser, pytest.mark.journey]

STRONG = (
    "Thank you for calling, Ms. Walsh. I am so sorry that he had such a hard ride home. Good news: the driver found "
    "the tablet, and we have it here in the office. I am here until 5:00 today, and I will hand it to you myself."
)
MIDDLING = "We have the tablet in the office. You can come and get it tomorrow. Have a nice day, Ms. Walsh."
WEAK = "Please be more careful next time. Maybe the other boy took it. Call the garage for lost things."
OWN_WORDS = "Ms. Walsh, what a sad ride for him. We have it here in the office, and I wait for you until 5:00 today."
CARES, SENDS_AWAY = (
    "Hello, Ms. Walsh. He must have felt awful. Let me look for the tablet right now.",
    "Lost things are at the bus garage. You can call them tomorrow after eight.",
)
PERSON = {
    "summary": "A mother calls about a tablet that stayed on the bus.",
    "persona_name": "Irene Walsh",
    "persona_address_as": "Ms. Walsh",
    "persona_relation": "mother of a fourth grader",
    "persona_mood": "upset",
    "opening": "Hello, this is Irene Walsh. My son left his school tablet on the bus. He cried all the way to my car.",
    "situation": "You answer the phone in the school office. It is 4:10 p.m. The driver gave you a tablet he found.",
}


class Writing(Desk):
    """Rows of the form, as somebody adds and fills them who has never seen it."""

    def add(self, field, kind=""):
        self.page.locator(f"[data-contentpath={field}] .c-sf-add-button:not([data-streamfield-list-add])").last.click()
        if kind:
            self.page.locator(".w-combobox__option").get_by_text(kind, exact=True).click()

    def row(self, prefix, **words):
        for name, value in words.items():
            field = self.page.locator(f"#{prefix}-value-{name.replace('__', '-')}")
            if value is True:
                field.check()
            elif name in ("kind", "name", "accurate", "complete", "courteous", "empathy") or "level" in name:
                field.select_option(value)
            else:
                field.fill(value)
        self.page.keyboard.press("Tab")

    def unfold(self, field):
        closed = f"[data-contentpath={field}] button[data-panel-toggle][aria-expanded=false]"
        self.page.locator(closed).evaluate_all("(all) => all.forEach((each) => each.click())")


def test_a_conversation_from_an_empty_page_to_somebody_who_plays_it(alder, browsing):
    tomas = browsing(address=alder, clock=True).arrive("100103")
    desk = Writing(tomas, ScenarioPage())
    page = desk.page

    # An empty page: who calls, what is true, what must not happen.
    tomas.go("/admin/")
    page.get_by_role("link", name="New practice conversation").click()
    page.get_by_placeholder("Page title*").fill("Left on the bus")
    expect(page.locator("[data-contentpath=facts] .c-sf-add-button")).to_have_attribute("title", "Add a fact")
    for name, words in PERSON.items():
        desk.write(f"id_{name}", words)
    facts = [
        ("The driver found the tablet. It is in the office.", "in the office\nfound the tablet", "Did anyone find it?"),
        ("The office is open until 5:00 p.m. today.", "until 5:00", "When can I come?"),
    ]
    for n, (text, accepted, missing) in enumerate(facts):
        desk.add("facts")
        desk.row(f"facts-{n}", text=text, required=True, accepted=accepted, missing=missing)
    desk.add("gates")
    desk.row("gates-0", text="Nothing is said about another child.", kind="protected_data")
    desk.row("gates-0", phrases="the other boy", remedy="Speak of her son alone.")
    # The key of a row is there as soon as its words are left.
    for row, key in (("facts-0", "driver-found-tablet-it"), ("gates-0", "nothing-said-about-another")):
        expect(page.locator(f"#{row}-value-key")).to_have_value(key)

    # A choice that leads nowhere yet, a reply that goes by the gate, two endings.
    desk.add("steps", "Choice")
    desk.row("steps-0", prompt="What do you say first?")
    desk.unfold("steps")
    for n, (text, note, temper, levels) in enumerate(
        [(CARES, "She hears that you care.", "-1", "4"), (SENDS_AWAY, "She is sent away.", "1", "2")]
    ):
        desk.row(f"steps-0-value-options-{n}", text=text, note=note)
        desk.row(f"steps-0-value-options-{n}", temper=temper, level_courteous=levels)
    page.locator("[name=steps-0-value-criteria][value=courteous]").check()
    desk.add("endings")
    desk.row("endings-0", title="He has it back", good=True, text="She came at half past four.")
    desk.add("endings")
    desk.row("endings-1", title="She calls the principal", text="You spoke of another family's child.")
    desk.add("steps", "Written reply")
    desk.row("steps-1", prompt="Tell Ms. Walsh what she needs.", next="he-has-it-back")
    page.locator("[data-contentpath=ways] .c-sf-add-button").last.click()
    desk.row("steps-1-value-ways-0", to="she-calls-principal")
    # What may stand in a box of lines is ticked.
    page.locator("#steps-1-value-ways-0-value-when").focus()
    page.get_by_label("not passed nothing-said").check()
    for n, (name, text, levels) in enumerate(
        [("strong", STRONG, "4443"), ("middling", MIDDLING, "3232"), ("weak", WEAK, "1131")]
    ):
        desk.add("anchors")
        named = dict(zip(("accurate", "complete", "courteous", "empathy"), levels, strict=True))
        desk.row(f"anchors-{n}", name=name, text=text, **named)
    page.locator("#anchors-2-value-broken").focus()
    page.get_by_label("nothing-said-about-another:").last.check()
    # Not by the address: that is the editor's already when Wagtail has saved by itself, and then it is no new page.
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text(re.compile("Page 'Left on the bus' (created|has been)"))).to_be_visible()

    # What is wrong, in the list and on the map; mended where the finding leads.
    desk.pk = ScenarioPage.objects.get(slug="left-on-the-bus").pk
    desk.look("scenario_map")
    expect(page.locator(".map .box.dead-end")).to_contain_text("Start · Dead end")
    desk.edit()
    page.get_by_role("button", name="Open the findings").click()
    page.locator("[data-findings] li", has_text="Option 1").locator("a[data-goes-to]").click()
    expect(page.locator("#steps-0-value-options-0-value-text")).to_be_focused()
    page.locator("#steps-0-value-next").focus()
    offered = page.locator("#offered-keys option").evaluate_all("(all) => all.map((each) => [each.value, each.text])")
    assert ["tell-ms-walsh-what", "Tell Ms. Walsh what she needs."] in offered
    desk.write("steps-0-value-next", "tell-ms-walsh-what")
    page.keyboard.press("Tab")
    expect(desk.findings).to_contain_text("Nothing stands in the way of a release.")

    # The three samples; the draft from a step.
    desk.look("scenario_samples")
    for n, name in enumerate(("Strong", "Middling", "Weak")):
        expect(page.locator(".tried-one").nth(n).get_by_role("heading")).to_have_text(name)
    expect(page.locator(".tried-one").first).to_contain_text("By these levels it passes.")
    desk.look("scenario_preview", "?step=tell-ms-walsh-what")
    assert "Tell Ms. Walsh what she needs." in tomas.text()

    # Ready, then released.
    desk.look("wagtailadmin_pages:edit")
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_role("link", name="Release Left on the bus").click()
    page.get_by_role("button", name="Release for practice").click()
    expect(page.get_by_text("“Left on the bus” is released for practice, version 1.")).to_be_visible()

    # Ana finds it by its words and plays it to the look back.
    ana = browsing(address=alder, width=390, scheme="dark").arrive("100101")
    ana.go(reverse("scenarios:library") + "?q=somebody+lost+a+tablet")
    ana.page.get_by_role("link", name="Left on the bus").first.click()
    ana.page.locator("main form button[type=submit]").first.click()
    ana.page.get_by_label(CARES).check()
    ana.page.locator("form:has([name=option]) [type=submit]").first.click()
    ana.page.locator("textarea").fill(OWN_WORDS)
    ana.page.get_by_role("button", name="Say it").click()
    ana.page.get_by_role("link", name="Look back on it").click()
    expect(ana.page.get_by_role("heading", name="He has it back")).to_be_visible()
    assert faults(ana.page, "main") == []
