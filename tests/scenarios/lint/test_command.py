"""manage.py check_scenario: files, folders and pages, in words and as JSON."""

import io
import json
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from ruamel.yaml import YAML

from courses.packages.registry import kind_of
from goals.models import Word
from scenarios.compiling import place_of
from scenarios.lint import Finding
from tests.scenarios.factories import FOLDER, RubricVersionFactory

pytestmark = pytest.mark.django_db
EVERY_KIND = Path(__file__).parent / "every_kind.yaml"


def check(*args, code=None):
    out = io.StringIO()
    if code is None:
        call_command("check_scenario", *map(str, args), stdout=out)
    else:
        with pytest.raises(SystemExit) as ended:
            call_command("check_scenario", *map(str, args), stdout=out)
        assert ended.value.code == code
    return out.getvalue()


@pytest.fixture
def changed(tmp_path):
    """Makes a copy of the file with a text changed; gives its path and the line of the new text."""

    def make(old, new):
        path = tmp_path / "changed.yaml"
        text = EVERY_KIND.read_text()
        assert old in text
        path.write_text(text.replace(old, new))
        return path, next(n for n, row in enumerate(path.read_text().splitlines(), 1) if new.splitlines()[0] in row)

    return make


def test_a_sound_file():
    assert check(EVERY_KIND) == "0 errors, 0 warnings, 0 notes.\n"


def test_an_error_names_its_line_its_reason_and_its_remedy(changed):
    path, line = changed("next: route", "next: nowhere")
    told = check(path, code=1)
    assert f"Error  {path}:{line}  The step “whom” leads to “nowhere”" in told
    assert "[dead-end]\n    A learner who comes here cannot go on and cannot finish.\n    Name the step" in told
    assert told.splitlines()[-1] == "5 errors, 0 warnings, 0 notes."  # what followed is out of reach now


def test_a_warning_alone_ends_well(changed):
    path, line = changed("title: She goes to work", "title: Notwithstanding considerable administrative complications")
    assert "0 errors" in check(path)
    assert line


def test_a_fault_of_type_is_told_before_all_else(changed):
    path, line = changed("clock: 240", "clock: soon")
    rows = json.loads(check(path, "--json", code=1))
    assert [(row["line"], row["rule"], row["message"]) for row in rows] == [
        (line, "file", "“clock” must be a whole number.")
    ]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("temper: [3, 4]", "temper: [a, 4]", "“temper” takes two whole numbers, such as [0, 1]."),
        ("most: 2", "mots: 2", "“mots” is not a key known here."),
        ("slack: 0", "slack: 0\n    enough: 2", "“enough” is not a key known here."),
        ("at_most: 1", "at_most: often", "“at_most” must be a whole number."),
        ("good: true", "good: maybe", "“good” must be true or false."),
        ("temper: -1, levels", "temper: cools, levels", "“temper” must be a whole number."),
        ("asks: [lunch]", "asks: lunch", "“asks” must be a list."),
        ("shows: desk", "shows: [desk]", "“shows” must be text."),
    ],
)
def test_each_new_key_has_its_type(changed, old, new, sentence):
    path, _line = changed(old, new)
    rows = json.loads(check(path, "--json", code=1))
    assert any(row["message"].startswith(sentence) for row in rows), rows


def test_json_holds_the_whole_finding(changed):
    path, line = changed("next: route", "next: nowhere")
    row = next(row for row in json.loads(check(path, "--json", code=1)) if row["rule"] == "dead-end")
    assert row == {
        "file": str(path),
        "line": line,
        "where": "Steps 4",
        "rule": "dead-end",
        "severity": "error",
        "message": "The step “whom” leads to “nowhere”, but no step and no ending has that key.",
        "why": "A learner who comes here cannot go on and cannot finish.",
        "mend": "Name the step or ending that comes next, and let the last way have no condition.",
        "path": ["steps", 3, "next"],
    }


def test_a_folder_and_several_files(tmp_path):
    shutil.copy(EVERY_KIND, tmp_path)
    # A sample that is better than it says is a note, and no more.
    noted = (FOLDER / "s01-safety-worry.yaml").read_text().replace("courteous: 1", "courteous: 3", 1)
    (tmp_path / "noted.yaml").write_text(noted)
    rows = json.loads(check(tmp_path, EVERY_KIND, "--json"))
    assert {Path(row["file"]).name for row in rows} == {"noted.yaml"}
    assert json.loads(check(tmp_path, "--json", "--quiet")) == []


def test_what_else_lies_in_a_folder_is_left_alone(tmp_path):
    course = FOLDER.parent
    assert {Path(row["file"]).parent.name for row in json.loads(check(course, "--json"))} <= {"scenarios"}
    (tmp_path / "course.yaml").write_text("kind: course\n")
    with pytest.raises(CommandError, match="There is no scenario file"):
        check(tmp_path)


def test_our_words_are_known(changed):
    Word.objects.update_or_create(key="families", defaults={"text": "families"})
    path, _line = changed("You work at the front desk", "You help {families} at the front desk")
    assert check(path) == "0 errors, 0 warnings, 0 notes.\n"
    path, line = changed("You work at the front desk", "You help {grown_ups} at the front desk")
    assert f":{line - 1}  “{{grown_ups}}” is not one of our words." in check(path, code=1)


def test_a_page_by_its_slug():
    RubricVersionFactory()
    data = YAML(typ="safe").load(EVERY_KIND.read_text())
    data["steps"][3]["next"] = "nowhere"
    kind = kind_of("scenario")
    page = kind.page_class(title=data["title"], slug=data["slug"])
    kind.fill(page, data)
    kind.parent().add_child(instance=page)
    told = check("two-at-once", code=1)
    assert "Error  two-at-once: Steps 4  The step “whom” leads to “nowhere”" in told


@pytest.mark.parametrize("what", ["nobody-wrote-this", "no-such-folder/", "no-such-file.yaml"])
def test_nothing_by_that_name(what):
    with pytest.raises(CommandError, match=f"“{what}” is no file and not the slug"):
        check(what)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("facts", 1, "accepted"), "Fact sheet 2"),
        (("steps", 2, "options", 0, "to"), "Steps 3, option 1"),
        (("steps", 0, "says", 1), "Steps 1, line 2"),
        (("endings",), "Endings"),
        (("situation",), "The situation"),
        ((), ""),
    ],
)
def test_where_it_is_in_the_words_of_the_editor(path, place):
    assert place_of(Finding(path, "dead-end", "error", "")) == place
