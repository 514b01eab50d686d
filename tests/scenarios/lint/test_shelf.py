"""A folder of practice conversations is checked whole, loaded, and released alone."""

import io
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from PIL import Image

from courses.release.context import CompileContext
from scenarios.models import ScenarioActivity, ScenarioPage
from tests.scenarios.factories import FOLDER, RubricVersionFactory

pytestmark = pytest.mark.django_db
EVERY_KIND = Path(__file__).parent / "every_kind.yaml"
BUS = FOLDER / "s02-first-day-bus.yaml"


@pytest.fixture
def shelf(tmp_path):
    RubricVersionFactory()
    for path in (EVERY_KIND, BUS):
        shutil.copy(path, tmp_path)
    return tmp_path


def load(folder, *options):
    out, err = io.StringIO(), io.StringIO()
    call_command("load_course", str(folder), *options, stdout=out, stderr=err)
    return out.getvalue()


def refused(folder, *options):
    err = io.StringIO()
    with pytest.raises(CommandError):
        call_command("load_course", str(folder), *options, stdout=io.StringIO(), stderr=err)
    return err.getvalue()


def test_each_file_is_released_alone(shelf):
    load(shelf, "--release")
    assert {(each.slug, each.versions.count()) for each in ScenarioActivity.objects.all()} == {
        ("two-at-once", 1),
        ("first-day-bus", 1),
    }


def test_loading_again_changes_nothing(shelf):
    load(shelf, "--release")
    assert "added" not in load(shelf, "--release")
    assert [each.versions.count() for each in ScenarioActivity.objects.all()] == [1, 1]


def test_one_fault_and_nothing_is_loaded(shelf):
    path = shelf / EVERY_KIND.name
    text = path.read_text().replace("next: route", "next: nowhere")
    path.write_text(text)
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "next: nowhere" in row)
    assert f"{EVERY_KIND.name}:{line}: The step “whom” leads to “nowhere”" in refused(shelf)
    assert not ScenarioPage.objects.exists()


def test_two_files_with_one_slug_are_told(shelf):
    shutil.copy(shelf / BUS.name, shelf / "twice.yaml")
    assert "stands already in s02-first-day-bus.yaml" in refused(shelf)


def test_a_lesson_cannot_stand_alone(shelf):
    head = (
        "schema: 1\nkind: survey\nuuid: 4b4b6c0e-6f0c-4f5d-9f4c-2f5f6b0c7d01\nslug: alone\ntitle: Alone\nsummary: S\n"
    )
    (shelf / "survey.yaml").write_text(f"{head}minutes: 1\nquestions: [{{id: a, kind: text, prompt: Why?}}]\n")
    assert "A survey stands in a course." in refused(shelf)


def with_picture(shelf, file="bus.png", alt="A yellow bus at a curb"):
    path = shelf / EVERY_KIND.name
    row = f"  - {{key: bus, kind: image, file: {file}, alt: {alt}}}\n"
    path.write_text(path.read_text().replace("media:\n", f"media:\n{row}"))


def test_a_picture_of_the_folder_is_frozen_with_its_size(shelf):
    Image.new("RGB", (40, 30), "gold").save(shelf / "bus.png")
    with_picture(shelf)
    load(shelf, "--release")
    version = ScenarioActivity.objects.get(slug="two-at-once").versions.get()
    picture = next(row for row in version.definition["media"] if row["key"] == "bus")
    assert picture["media"].endswith(".png")
    assert (picture["width"], picture["height"], picture["alt"]) == (40, 30, "A yellow bus at a curb")


def test_a_picture_that_is_not_there_is_told(shelf):
    with_picture(shelf)
    assert "“bus.png” is not in the package." in refused(shelf)


def test_a_picture_without_words_is_told_once_and_named_by_nothing_else(shelf):
    Image.new("RGB", (40, 30), "gold").save(shelf / "bus.png")
    with_picture(shelf)
    load(shelf)
    page = ScenarioPage.objects.get(slug="two-at-once")
    page.media[0].value["alt"] = ""
    context = CompileContext()
    definition = page.compile(context)
    assert definition["media"][0]["alt"] == ""
    assert [problem.message for problem in context.problems if "cannot see" in problem.message] == [
        "The picture “bus” has no text for people who cannot see it."
    ]
