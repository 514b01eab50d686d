"""What is wrong, beside the form: where, why, how to mend it, drawn anew with every save."""

import pytest
from django.urls import reverse

from scenarios.blocks import STEPS
from scenarios.models import ScenarioPage
from scenarios.studio.drafts import told_of
from tests.scenarios.conversations import closing, conversation, first_choice, second_choice
from tests.scenarios.studio.conftest import plain


def with_draft(page, **fields):
    draft = page.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision()
    return draft


def errors(page):
    return [(each.place, each.message) for each in told_of(page) if each.severity == "error"]


def editor(studio, page):
    return studio.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))


def test_a_finding_says_where_why_and_how_to_mend_it(studio, page):
    words = plain(editor(studio, page(first_choice("nowhere"), second_choice())).content)
    assert (
        "Error · Steps 1 The step “first” leads to “nowhere”, but no step and no ending has that key. "
        "A learner who comes here cannot go on and cannot finish. To mend it:"
    ) in words


def test_the_link_leads_to_the_row_that_is_wrong(page):
    made = page(first_choice("second"), second_choice(to="nowhere"))
    option = made.steps[1].value["options"].bound_blocks[1]
    with_draft(made)
    hrefs = {each.message: each.href for each in told_of(made)}
    nowhere = next(href for message, href in hrefs.items() if "nowhere" in message)
    assert nowhere.startswith(reverse("wagtailadmin_pages:edit", args=[made.pk]))
    assert nowhere.endswith((f"#block-{made.steps[1].id}-section", f"#block-{option.id}-section"))


def test_a_fault_of_an_option_leads_to_the_option(page):
    first = first_choice("second")
    first["options"][1]["breaks"] = ["no-gate"]
    made = page(first, second_choice())
    [told] = [each for each in told_of(made) if "no-gate" in each.message]
    assert told.href.endswith(f"#block-{made.steps[0].value['options'].bound_blocks[1].id}-section")
    assert told.place == "Steps 1, option 2"


@pytest.mark.parametrize(
    ("field", "value", "anchor"),
    [("opening", "", "in-opening"), ("persona_name", "", "in-persona_name"), ("anchors", [], "in-anchors")],
)
def test_what_is_missing_leads_to_its_field(page, field, value, anchor):
    made = with_draft(page(first_choice("closing"), closing()), **{field: value})
    assert anchor in {each.href.partition("#")[2] for each in told_of(made) if each.severity == "error"}


def test_errors_stand_first_then_warnings_then_notes(page):
    severities = [each.severity for each in told_of(page(first_choice("nowhere"), closing()))]
    assert severities == sorted(severities, key=["error", "warning", "note"].index)


def test_what_is_wrong_with_the_page_itself_is_told_too(page):
    made = with_draft(page(), situation="Ask {nobody_knows}.")
    assert "“{nobody_knows}” is not one of our words." in {message for _place, message in errors(made)}


def test_the_number_of_errors_stands_on_the_button(studio, page):
    made = page(first_choice("nowhere"), second_choice())
    html = editor(studio, made).content.decode()
    button = html[html.index('data-side-panel-toggle="findings"') :][:900]
    assert f">\n            {len(errors(made))}\n" in button


def test_an_overruled_note_keeps_its_reason(page):
    anchors = [{**row, "step": "closing"} for row in conversation()["anchors"]]
    anchors[0] |= {"overrule": "We know better.", "levels": {**anchors[0]["levels"], "courteous": 3}}
    made = page(closing(), anchors=anchors)
    assert [each.severity for each in told_of(made) if "You are sure of yours: “We know better.”" in each.message] == [
        "note"
    ]


def test_a_save_draws_them_anew(studio, page):
    """Wagtail saves by itself while one types, and sends the panels along."""
    made = page(first_choice("nowhere"), second_choice())
    where = reverse("wagtailadmin_pages:edit", args=[made.pk])
    form = studio.get(where).context["form"]
    html = studio.post(where, without_blocks(form), headers={"accept": "application/json"}).json()["html"]
    assert "The scenario has no step. Add a written reply." in html
    assert "but no step and no ending has that key" not in html
    assert "data-w-teleport-target-value=\"[data-side-panel-toggle='findings']" in html


def without_blocks(form) -> dict:
    """What the editor would send after every row was taken out."""
    sent = {}
    for name, field in form.fields.items():
        value = form[name].value()
        if hasattr(field, "block"):
            sent[f"{name}-count"] = "0"
        elif isinstance(value, list):
            sent[name] = value
        else:
            sent[name] = "" if value is None else str(value)
    counts = {"TOTAL": "0", "INITIAL": "0", "MIN_NUM": "0"}
    return {**sent, "debrief": "null", **{f"comments-{name}_FORMS": n for name, n in counts.items()}}


def test_a_new_page_says_to_save_first(studio, page):
    shelf = page().get_parent()
    words = plain(studio.get(f"/admin/pages/add/scenarios/scenariopage/{shelf.pk}/").content)
    assert "Save a draft first. Then you read here what is still missing" in words


@pytest.mark.parametrize("kind", [name for name, _block in STEPS])
def test_a_step_that_was_only_just_added_breaks_nothing(studio, page, kind):
    made = page()
    draft = made.get_latest_revision_as_object()
    draft.steps = [*draft.steps.get_prep_value(), {"type": kind, "value": {}}]
    draft.save_revision()
    looks = [editor(studio, made).status_code]
    looks += [studio.get(reverse(name, args=[made.pk])).status_code for name in PAGES]
    assert looks == [200] * (1 + len(PAGES))


PAGES = ["scenario_map", "scenario_samples", "scenario_preview", "scenario_play"]


def test_an_empty_draft_breaks_nothing(studio, page):
    shelf = page().get_parent()
    made = shelf.add_child(instance=ScenarioPage(title="New", slug="new"))
    made.save_revision()
    looks = [editor(studio, made).status_code]
    looks += [studio.get(reverse(name, args=[made.pk])).status_code for name in PAGES]
    assert looks == [200] * (1 + len(PAGES))


def test_the_release_page_says_why_and_how_to_mend_it(studio, page):
    made = page(first_choice("nowhere"), second_choice())
    words = plain(studio.get(reverse("courses_release", args=[made.pk])).content)
    assert "leads to “nowhere”, but no step and no ending has that key. A learner who comes here cannot" in words


def test_the_release_page_shows_notes_with_the_reason_that_overrules_them(studio, page):
    anchors = [{**row, "step": "closing"} for row in conversation()["anchors"]]
    anchors[0] |= {"overrule": "We know better.", "levels": {**anchors[0]["levels"], "courteous": 3}}
    made = page(closing(), anchors=anchors)
    words = plain(studio.get(reverse("courses_release", args=[made.pk])).content)
    assert "You are sure of yours: “We know better.”" in words.partition("Good to know")[2]


def test_a_long_conversation_may_be_saved(studio, page):
    """Forty steps of five options each send more fields than Django takes by itself."""
    made = page()
    where = reverse("wagtailadmin_pages:edit", args=[made.pk])
    sent = without_blocks(studio.get(where).context["form"]) | {f"steps-0-value-{n}": "" for n in range(6000)}
    assert studio.post(where, sent, headers={"accept": "application/json"}).status_code == 200
