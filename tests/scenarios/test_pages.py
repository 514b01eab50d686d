"""From file to page to definition, and what the trainer is told on the way."""

import datetime as dt

import pytest
from ruamel.yaml import YAML
from wagtail.models import Page

from courses.packages.faults import Sheet
from courses.packages.registry import kind_of
from courses.release.actions import release_activity
from courses.release.context import CompileContext
from courses.release.problems import ReleaseErrors
from courses.shelf import ensure_course_index
from people.actions.roles import sync_groups
from scenarios.models import ScenarioIndexPage, ScenarioPage
from scenarios.package import check
from scenarios.shown import CRITERIA
from tests.scenarios.factories import ONE_REPLY, RubricVersionFactory, as_read, scenario_file

pytestmark = pytest.mark.django_db
NAMES = ["s01-safety-worry.yaml", ONE_REPLY, "s08-choosing-a-school.yaml"]


def read(name=NAMES[1]):
    return YAML().load(scenario_file(name).read_text())


def page_of(data, publish=True):
    RubricVersionFactory()
    kind = kind_of("scenario")
    page = kind.page_class(title=data["title"], slug=data["slug"])
    kind.fill(page, data)
    kind.parent().add_child(instance=page)
    if publish:
        page.save_revision().publish()
    return ScenarioPage.objects.get(pk=page.pk)


def compiled(page):
    context = CompileContext()
    return page.compile(context), context.problems


@pytest.mark.parametrize("name", NAMES)
def test_a_file_becomes_a_page_and_the_same_definition_again(name):
    data = YAML(typ="safe").load(scenario_file(name).read_text())
    for step in data["steps"]:  # a page ticks criteria, so they stand in the order of the rubric
        step["criteria"] = [criterion for criterion in CRITERIA if criterion in step["criteria"]]
    definition, problems = compiled(page_of(data))
    data = as_read(data)
    assert not [p.message for p in problems if p.severity == "error"]
    for key in ("title", "channel", "minutes", "weights", "steps", "fit"):
        assert definition[key] == data[key]
    assert definition["persona"] == data["persona"]
    assert [f["text"] for f in definition["facts"]] == [f["text"].strip() for f in data["facts"]]
    assert [f["accepted"] for f in definition["facts"]] == [f.get("accepted", []) for f in data["facts"]]
    assert [a["levels"] for a in definition["anchors"]] == [a["levels"] for a in data["anchors"]]
    assert definition["descriptors"]["empathy"]["4"] == data["descriptors"]["empathy"][4]
    assert list(definition["parts"]) == list(data["parts"])
    assert definition["opening"] == data["opening"].strip()
    assert definition["empathy"] == data["empathy"]


def test_the_rubric_of_the_day_is_frozen_in():
    definition, _problems = compiled(page_of(read()))
    assert definition["rubric"]["slug"] == "service"
    assert definition["rubric"]["version"] == 1


def test_releasing_twice_gives_the_same_version(tomas):
    page = page_of(read())
    first = release_activity(page=page, actor=tomas)
    assert release_activity(page=ScenarioPage.objects.get(pk=page.pk), actor=tomas) == first
    assert first.definition["kind"] == "scenario"


def test_a_scenario_with_a_fault_is_not_released(tomas):
    data = read()
    data["gates"][0]["remedy"] = ""
    with pytest.raises(ReleaseErrors, match="remedy"):
        release_activity(page=page_of(data), actor=tomas)


def drop(data, *path):
    *way, last = path
    for step in way:
        data = data[step]
    del data[last]


def put(data, value, *path):
    *way, last = path
    for step in way:
        data = data[step]
    data[last] = value


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda d: put(d, [], "facts", 0, "accepted"), "no accepted form"),
        (lambda d: put(d, 40, "weights", "empathy"), "add up to 120"),
        (lambda d: drop(d, "gates", 0, "remedy"), "no remedy"),
        (lambda d: put(d, [], "anchors"), "no sample replies"),
        (lambda d: put(d, "dance", "steps", 0, "kind"), "of the kind “dance”"),
        (lambda d: put(d, "telepathy", "gates", 0, "kind"), "no known kind"),
        (lambda d: put(d, ["at the curb"], "must_not", 0, "phrases"), "on the list not to say"),
        (lambda d: put(d, "due", "facts", 1, "key"), "used twice"),
        (lambda d: put(d, ["nowhere"], "asks", 0, "facts"), "no fact with the key “nowhere”"),
        (lambda d: put(d, 2, "anchors", 0, "levels", "accurate"), "does not pass by its own levels"),
        (lambda d: put(d, 9, "persona", "temper"), "Temper goes from 0"),
        (lambda d: put(d, ["complete"], "steps", 0, "criteria"), "always scored"),
        (lambda d: drop(d, "persona", "name"), "has no name"),
        (lambda d: put(d, "", "opening"), "says nothing"),
        (lambda d: put(d, "smoke", "channel"), "must be one of"),
        (lambda d: put(d, "eight", "minutes"), "must be a whole number"),
        (lambda d: put(d, "text", "facts"), "must be a list"),
        (lambda d: put(d, "text", "facts", 0), "must be a group of keys"),
        (lambda d: put(d, "yes", "facts", 0, "required"), "must be true or false"),
        (lambda d: put(d, "thirty", "weights", "accurate"), "must be a whole number"),
        (lambda d: put(d, "text", "surprise"), "not a key known here"),
    ],
)
def test_each_fault_of_a_file_is_named(change, sentence):
    data = read()
    change(data)
    sheet = Sheet("s02.yaml")
    check(data, sheet)
    assert any(sentence in fault.message for fault in sheet.faults), [str(f) for f in sheet.faults]


def test_a_fault_names_its_line():
    text = scenario_file(NAMES[1]).read_text()
    data = YAML().load(text)
    data["gates"][0]["kind"] = "telepathy"
    sheet = Sheet("s02.yaml")
    check(data, sheet)
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "kind: protected_data" in row)
    assert [fault.line for fault in sheet.faults] == [line]


def test_the_files_of_the_course_have_no_fault():
    for name in NAMES:
        sheet = Sheet(name)
        check(read(name), sheet)
        assert not sheet.faults


def test_a_required_fact_that_the_strong_sample_lacks_is_a_warning():
    data = read()
    data["facts"][0]["accepted"] = ["9:59"]
    _definition, problems = compiled(page_of(data))
    assert [p.severity for p in problems if "not found in the strong sample" in p.message] == ["warning"]


def test_an_empty_draft_compiles_and_says_what_is_missing():
    _definition, problems = compiled(
        page_of({"title": "New", "slug": "new", "channel": "phone", "minutes": 8}, publish=False)
    )
    said = " ".join(p.message for p in problems)
    assert "no name" in said
    assert "no step" in said


def test_the_preview_is_what_the_learner_sees(rf, tomas):
    page = page_of(read())
    request = rf.get("/")
    request.user = tomas
    html = page.make_preview_request(request, page.default_preview_mode).render().content.decode()
    assert "Marcus James, father of a seven-year-old at the bus stop" in html
    assert "wondering if we forgot her" not in html


def test_the_preview_of_an_empty_draft_says_so(rf, tomas):
    page = page_of({"title": "New", "slug": "new", "channel": "phone", "minutes": 8}, publish=False)
    request = rf.get("/")
    request.user = tomas
    assert page.make_preview_request(request, page.default_preview_mode).status_code == 200


def test_the_address_of_a_page_never_shows_its_answers(client):
    page = page_of(read())
    answer = client.get(f"/pages{page.url_path}")
    assert answer.status_code in (302, 404)


def test_there_is_one_shelf():
    kind = kind_of("scenario")
    assert kind.parent() == kind.parent()
    assert ScenarioIndexPage.objects.count() == 1
    assert Page.find_problems() == ([], [], [], [], [])


@pytest.fixture
def studio(as_person, tomas):
    """Tomas in the studio, with the rights that his role gives him."""
    ensure_course_index()
    sync_groups(on=dt.date.today())
    return as_person(tomas)


def test_a_trainer_opens_the_editor_with_every_panel(studio):
    page = page_of(read())
    html = studio.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    for words in ("Who calls or writes", "what a full answer holds", "What must not happen", "How it is scored"):
        assert words in html


def test_a_trainer_begins_a_new_conversation(studio):
    shelf = kind_of("scenario").parent()
    assert studio.get(f"/admin/pages/add/scenarios/scenariopage/{shelf.pk}/").status_code == 200
