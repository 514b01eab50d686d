"""The form in the studio: what a file filled in may be saved, and what cannot be read is told in a sentence."""

import datetime as dt
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from ruamel.yaml import YAML

from courses.digest import digest_of
from courses.packages.registry import kind_of
from courses.release.context import CompileContext
from courses.shelf import ensure_course_index
from people.actions.roles import sync_groups
from scenarios.blocks.base import ShiftsBlock, WhenBlock
from scenarios.blocks.steps import OptionBlock, ReplyStepBlock
from scenarios.blocks.talk import EndingBlock
from scenarios.models import ScenarioPage
from scenarios.shown import CRITERIA
from tests.scenarios.factories import RubricVersionFactory

pytestmark = pytest.mark.django_db
STREAMS = (
    "steps",
    "endings",
    "others",
    "form_fields",
    "media",
    "facts",
    "asks",
    "gates",
    "must_not",
    "anchors",
    "parts",
)


def plain(text):
    return text or ""


@pytest.fixture
def page():
    RubricVersionFactory()
    data = YAML(typ="safe").load((Path(__file__).parent / "every_kind.yaml").read_text())
    kind = kind_of("scenario")
    made = kind.page_class(title=data["title"], slug=data["slug"])
    kind.fill(made, data)
    kind.parent().add_child(instance=made)
    return ScenarioPage.objects.get(pk=made.pk)


@pytest.mark.parametrize("name", STREAMS)
def test_what_a_file_filled_in_may_be_saved(page, name):
    block = page._meta.get_field(name).stream_block
    loaded = getattr(page, name)
    assert digest_of(list(block.clean(loaded).get_prep_value())) == digest_of(list(loaded.get_prep_value()))


def test_the_editor_opens_with_every_kind_of_step(page, as_person, tomas):
    ensure_course_index()
    sync_groups(on=dt.date.today())
    html = as_person(tomas).get(f"/admin/pages/{page.pk}/edit/").content.decode()
    for words in (
        "Put in order",
        "Whom one may ask what",
        "Other ways on, tried first",
        "other people",
        "How it feels",
    ):
        assert words.lower() in html.lower()


def test_saving_the_page_as_it_is_changes_nothing(page):
    before = page.compile(CompileContext())
    page.save_revision().publish()
    assert ScenarioPage.objects.get(pk=page.pk).compile(CompileContext()) == before


@pytest.mark.parametrize(
    ("block", "typed"), [(WhenBlock(), "tempre 1"), (ShiftsBlock(required=False), "main cools")], ids=["when", "shift"]
)
def test_what_cannot_be_read_is_told_at_its_field(block, typed):
    with pytest.raises(ValidationError, match=r"is not a (condition|change of temper)\."):
        block.clean(typed)
    assert block.clean("") == ""


def test_what_was_kept_unread_stops_a_release(page):
    step = page.steps[0].value
    step["ways"][0]["when"] = "tempre 1"
    step["options"][0]["temper_of"] = "nobody knows"
    context = CompileContext()
    page.compile(context)
    told = [(each.field, each.message.split(".")[0]) for each in context.errors if "is not a" in each.message]
    assert sorted(told) == [
        ("Steps 1, option 1", "“nobody knows” is not a change of temper"),
        ("Steps 1, way on 1", "“tempre 1” is not a condition"),
    ]


def test_a_shift_for_the_person_of_the_step_and_for_another():
    step = ReplyStepBlock()
    option = OptionBlock()
    value = option.to_python({"key": "hold", "text": "One moment.", "temper": 1, "temper_of": "driver -1"})
    assert option.release(value, plain)["temper"] == {"": 1, "driver": -1}
    from_choice = dict(ScenarioPage._meta.get_field("steps").stream_block.child_blocks)["choice"]
    value = from_choice.to_python({"key": "greet", "prompt": "?", "who": "aunt", "options": [dict(value)]})
    assert from_choice.release(value, plain)["options"][0]["temper"] == {"aunt": 1, "driver": -1}
    assert step.kind == "reply"


@pytest.mark.parametrize(
    ("says", "again"),
    [
        ("Hello?", "Hello?"),
        (["Hello?"], "Hello?"),
        ([{"text": "Hello?", "who": "aunt"}], [{"text": "Hello?", "who": "aunt"}]),
        (
            ["Hello?", {"text": "So?", "when": {"temper": 2, "given": "due"}}],
            [{"text": "Hello?"}, {"text": "So?", "when": {"temper": [2, 2], "given": ["due"]}}],
        ),
    ],
)
def test_what_is_said_in_each_of_its_forms(says, again):
    block = EndingBlock()
    row = {"key": "end", "title": "It ends", "good": True, "text": "It ended.", "says": says}
    assert block.release(block.to_python(block.fill(row)), plain)["says"] == again


@pytest.mark.parametrize(
    ("ways", "again"),
    [
        ("on", "on"),
        (["on"], "on"),
        ([{"to": "on"}], "on"),
        ([{"to": "on", "at_most": 2}], [{"to": "on", "at_most": 2}]),
        ([{"to": "back", "at_most": 1}, "on"], [{"to": "back", "at_most": 1}, {"to": "on"}]),
        (
            [{"to": "back", "when": {"not_chose": ["a/b"]}}, {"to": "on", "when": {"passed": ["gate"]}}],
            [{"to": "back", "when": {"not_chose": ["a/b"]}}, {"to": "on", "when": {"passed": ["gate"]}}],
        ),
    ],
)
def test_ways_on_in_each_of_their_forms(ways, again):
    block = ReplyStepBlock()
    row = {"key": "reply", "kind": "reply", "prompt": "Write.", "next": ways}
    assert block.release(block.to_python(block.fill(row)), plain)["next"] == again


def test_a_reply_that_names_no_criteria_is_scored_on_all():
    block = ReplyStepBlock()
    row = {"key": "reply", "kind": "reply", "prompt": "Write."}
    assert block.release(block.to_python(block.fill(row)), plain)["criteria"] == list(CRITERIA)
