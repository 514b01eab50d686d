"""A file fills a page, and the page compiles back to what the file says: for every kind of step and every key."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from courses.packages.faults import Sheet
from courses.packages.registry import kind_of
from courses.release.context import CompileContext
from scenarios.compiling import assembled
from scenarios.models import ScenarioPage
from scenarios.package import check
from scenarios.scoring import Task
from scenarios.script import read_script
from scenarios.shown import CRITERIA
from tests.scenarios.factories import FOLDER, RubricVersionFactory, as_read

pytestmark = pytest.mark.django_db
HERE = Path(__file__).parent
PRACTICE = sorted((*FOLDER.glob("*.yaml"), *(HERE.parents[2] / "content/practice-conversations").glob("*.yaml")))
# A page keeps these otherwise than a file does (Markdown becomes html, levels become text); test_pages looks at them.
OTHERWISE = {"uuid", "slug", "debrief", "descriptors", "fit"}


def read(path):
    data = as_read(YAML(typ="safe").load(path.read_text()))
    # What is ticked, not ranked: a release has one order for it.
    return data | {ticked: sorted(data[ticked]) for ticked in ("jobs", "feelings") if ticked in data}


def compiled(data):
    RubricVersionFactory()
    kind = kind_of("scenario")
    page = kind.page_class(title=data["title"], slug=data["slug"])
    kind.fill(page, data)
    kind.parent().add_child(instance=page)
    page.save_revision().publish()
    context = CompileContext()
    definition = ScenarioPage.objects.get(pk=page.pk).compile(context)
    return definition, context.problems


def stripped(value):
    """What a file says with the spaces around its texts gone, as a page keeps them."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, dict):
        return {key: stripped(each) for key, each in value.items()}
    return [stripped(each) for each in value] if isinstance(value, list) else value


def without_empty(value):
    """Nothing, an empty text, no and an empty list say the same: a page writes some of them out, a file need not.

    A zero is something: no slack is not the usual slack.
    """
    if isinstance(value, dict):
        kept = {key: without_empty(each) for key, each in value.items()}
        return {key: each for key, each in kept.items() if each or (each == 0 and each is not False)}
    return [without_empty(each) for each in value] if isinstance(value, list) else value


def test_a_file_with_every_kind_comes_back_from_its_page():
    data = read(HERE / "every_kind.yaml")
    definition, problems = compiled(data)
    assert [problem.message for problem in problems] == []
    wanted, got = without_empty(stripped(data)), without_empty(definition)
    for key in set(wanted) - OTHERWISE:
        assert got.get(key) == wanted[key], key


@pytest.mark.parametrize("path", PRACTICE, ids=lambda path: path.stem)
def test_a_conversation_of_the_library_plays_the_same_from_its_page(path):
    data = read(path)
    for step in data["steps"]:  # a page ticks criteria, so they stand in the order of the rubric
        step["criteria"] = [name for name in CRITERIA if name in (step.get("criteria") or ())]
    page = ScenarioPage(title=data["title"], slug=data["slug"])
    kind_of("scenario").fill(page, data)
    definition = assembled(page, CompileContext())
    assert read_script(definition) == read_script(data)
    for step in data["steps"]:
        if step["kind"] == "reply":
            assert Task.from_definition(definition, step["key"]) == Task.from_definition(data, step["key"])
    told = {"form", "media", "jobs", "feelings", "clock", "subject", "must_not", "gates", "anchors", "weights"}
    for key in told & set(data):
        assert without_empty(definition.get(key)) == without_empty(stripped(data[key])), key


def test_the_file_with_every_kind_has_no_fault():
    sheet = Sheet("every_kind.yaml")
    check(YAML().load((HERE / "every_kind.yaml").read_text()), sheet)
    assert sheet.faults == []


def test_what_is_not_used_stands_in_no_definition():
    """So that a conversation with one written reply, released before, is the same version when it is released again."""
    data = read(HERE.parent / "files" / "one-reply.yaml")
    definition, _problems = compiled(data)
    new = {"jobs", "feelings", "clock", "start", "form", "others", "endings", "media"}
    assert new & set(definition) == set()
    assert definition["steps"] == [
        {
            "key": "reply",
            "prompt": "Write what you say to Mr. James.",
            "criteria": ["accurate", "complete", "courteous", "empathy"],
            "kind": "reply",
        }
    ]
    assert {name for fact in definition["facts"] for name in fact} == {
        "key", "text", "missing", "accepted", "contradicts", "required",
    }  # fmt: skip
    assert {name for anchor in definition["anchors"] for name in anchor} == {
        "name", "text", "comment", "levels", "gates",
    }  # fmt: skip
