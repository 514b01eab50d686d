"""Tomas changes a conversation in the studio: what is wrong is told while he types, drawn on the map, and mended."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from scenarios.models import Move, ScenarioPage
from tests.browser.checker import faults

pytestmark = [pytest.mark.browser, pytest.mark.journey]
READING = 4  # its first picture of the form is taken twice, two seconds after each of two beginnings


class Desk:
    """The editor and the pages beside it, of one conversation."""

    def __init__(self, one, page):
        self.one, self.page, self.pk = one, one.page, page.pk

    def look(self, name, query=""):
        self.one.go(reverse(name, args=[self.pk]) + query)

    def edit(self):
        """Open the editor and read for a moment: Wagtail notices changes only some three seconds after it opened."""
        self.look("wagtailadmin_pages:edit")
        self.one.later(READING)

    def write(self, field, words):
        self.page.fill(f"#{field}", words)

    @property
    def findings(self):
        return self.page.locator("[data-findings]")


def test_a_copy_is_broken_seen_mended_and_tried(alder, browsing):
    tomas = browsing(address=alder, clock=True).arrive("100103")
    original = ScenarioPage.objects.get(slug="first-day-bus")
    first = original.start or original.steps[0].value["key"]

    # A copy of his own.
    tomas.go(reverse("wagtailadmin_pages:copy", args=[original.pk]))
    tomas.page.locator("form [type=submit]").last.click()
    tomas.page.wait_for_url("**/edit/")
    copy = ScenarioPage.objects.latest("pk")
    assert (copy.title, copy.slug) == (f"{original.title} (copy)", "first-day-bus-copy")

    # One more step that leads nowhere. Wagtail saves while he types, and what is wrong stands beside it.
    desk, n = Desk(tomas, copy), len(copy.steps)
    desk.edit()
    desk.page.locator("[data-side-panel-toggle=findings]").click()
    expect(desk.findings).to_contain_text("This looks at the last saved draft.")
    desk.page.locator("[data-contentpath=steps] button.c-sf-add-button:visible").last.click()
    desk.page.locator(".w-combobox__option").get_by_text("Choice", exact=True).click()
    step = f"steps-{n}-value"
    desk.write(f"{step}-key", "stuck")
    desk.write(f"{step}-prompt", "He is on the line. What do you do first?")
    for option, words in enumerate(["I will stay on the line with you.", "Please call again in an hour."]):
        desk.write(f"{step}-options-{option}-value-key", f"way-{option}")
        desk.write(f"{step}-options-{option}-value-text", words)
    desk.write("id_start", "stuck")
    desk.page.keyboard.press("Tab")
    nowhere = "Option 1 of the step “stuck” leads nowhere"
    expect(desk.findings).to_contain_text(nowhere)
    # Wagtail saves when it sees a pause, and may have done so before the last word: the whole of it must be there.
    expect(desk.findings).not_to_contain_text("Nothing leads to the step “stuck”")
    assert faults(desk.page, "[data-findings]") == []

    # The map marks it.
    desk.look("scenario_map")
    box = desk.page.locator(".map .box.dead-end")
    expect(box).to_have_count(1)
    expect(box).to_contain_text("Start · Dead end")
    assert faults(desk.page, ".scenario-studio") == []

    # The finding leads back to the very option; the step is told where it goes on, and all is well.
    desk.edit()
    desk.findings.locator("li", has_text=nowhere).locator("a[data-goes-to]").click()
    expect(desk.page.locator(f"#{step}-options-0-value-text")).to_be_focused()
    desk.write(f"{step}-next", first)
    desk.page.keyboard.press("Tab")
    expect(desk.findings).not_to_contain_text(nowhere)
    desk.look("scenario_map")
    expect(desk.page.locator(".map .box.start")).to_contain_text("Start")
    expect(desk.page.locator(".map .box.dead-end")).to_have_count(0)

    # The samples, read by the program; a look at a step; a try that is kept nowhere.
    desk.look("scenario_samples")
    expect(desk.page.get_by_role("heading", name="Strong").first).to_be_visible()
    assert faults(desk.page, ".scenario-studio") == []
    moves = Move.objects.count()
    desk.look("scenario_preview", "?step=stuck&temper_main=0")
    assert "Please call again in an hour." in tomas.text()
    assert faults(desk.page, "main") == []
    desk.page.get_by_role("button", name="Play on from there").click()
    desk.page.get_by_label("I will stay on the line with you.").check()
    desk.page.get_by_role("button", name="Do this").click()
    desk.page.wait_for_load_state()
    assert "Please call again in an hour." not in tomas.text()
    assert Move.objects.count() == moves


def test_keys_write_themselves_and_are_offered_where_they_are_asked_for(alder, browsing):
    tomas = browsing(address=alder).arrive("100103")
    page = tomas.page
    tomas.go(reverse("wagtailadmin_pages:edit", args=[ScenarioPage.objects.get(slug="first-day-bus").pk]))
    n = len(ScenarioPage.objects.get(slug="first-day-bus").steps)
    for step, words in ((n, "Answer Mr. James."), (n + 1, "Answer Mr. James, again.")):
        page.locator("[data-contentpath=steps] button.c-sf-add-button:visible").last.click()
        page.locator(".w-combobox__option").get_by_text("Written reply", exact=True).click()
        page.fill(f"#steps-{step}-value-prompt", words)
        page.keyboard.press("Tab")
    keys = [page.locator(f"#steps-{step}-value-key") for step in (n, n + 1)]
    expect(keys[0]).to_have_value("answer-mr-james")
    expect(keys[1]).to_have_value("answer-mr-james-again")
    page.fill(f"#steps-{n}-value-prompt", "Answer him, whatever it was called before.")
    page.keyboard.press("Tab")
    expect(keys[0]).to_have_value("answer-mr-james")
    page.focus(f"#steps-{n}-value-next")
    offered = page.locator("#offered-keys option").evaluate_all("(all) => all.map((each) => each.value)")
    assert "answer-mr-james-again" in offered
    # What a step gives evidence for is ticked, not picked from a list with the Ctrl key held.
    expect(page.locator(f"[name=steps-{n}-value-criteria]:checked")).to_have_count(4)
