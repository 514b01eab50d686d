"""Every fault of a package is told with file and line, and then nothing is changed."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from courses.models import Question
from courses.packages.package import read_package
from goals.models import Objective
from tests.courses.studio.package_files import spoil, write_package

pytestmark = pytest.mark.django_db
L, C, Q, B, S = "lessons/hold.md", "course.yaml", "quiz.yaml", "questions/e1.yaml", "survey.yaml"


@pytest.fixture
def folder(tmp_path):
    return write_package(tmp_path / "phones")


def faults_of(folder):
    return [(fault.file, fault.line, fault.message) for fault in read_package(folder).faults]


def test_a_package_without_faults_has_none(folder):
    assert faults_of(folder) == []


# file, what stands there, what is put in its place, lines further down, words of the message
SPOILED = [
    # course.yaml
    (C, "slug: phones\n", "slug: phones\nslug: calls\n", 1, "stands twice"),
    (C, "slug: phones\n", "slug: Our Phones\n", 0, "small letters"),
    (C, "title: Phones\n", "", -4, "“title” is missing"),
    (C, "title: Phones\n", "title: 7\n", 0, "must be text"),
    (C, "summary: How we answer.", "summary: ", 0, "“summary” is empty"),
    (C, "uuid: 11111111-1111-4111-8111-111111111111", "uuid: eleven", 0, "not a UUID"),
    (C, "validity_months: 24", "validity_months: two years", 0, "whole number"),
    (C, "validity_months: 24", "validity_months: 0", 0, "between 1 and 120"),
    (C, "validity_months: 24", "validty: 24", 0, "not a key known here"),
    (C, "kind: course", "kind: program", 0, "must be one of course"),
    (C, "schema: 1", "schema: 2", 0, "schema 1"),
    (C, "{code: E1, text: Hold well}", "{code: e 1, text: Hold well}", 0, "outcome code"),
    (C, "  - {code: E1, text: Hold well}", "  - {code: E1, text: A}\n  - {code: E1, text: B}", 1, "stands twice"),
    (C, "      - activity: quiz.yaml", "      - activity: missing.yaml", 0, "not in the package"),
    (C, "      - activity: quiz.yaml", "      - activity: ../../etc/passwd", 0, "outside the package"),
    (C, "      - activity: quiz.yaml", "      - activity: /etc/passwd", 0, "outside the package"),
    (C, "      - activity: quiz.yaml", "      - activity: lessons/hold.md", 0, "outline twice"),
    (C, "        gate: true", "        gate: perhaps", 0, "true or false"),
    (C, "        gate: true", "        gate: true\n        required: false", 0, "cannot be optional"),
    (C, "      - activity: quiz.yaml\n        gate: true", "      - any: 3\n        of: [{activity: quiz.yaml}]", 0,
     "3 of these"),
    (C, "      - activity: quiz.yaml\n        gate: true",
     "      - any: 1\n        of:\n          - {activity: quiz.yaml, gate: true}", 2, "neither a gate"),
    (C, "levels: [new]", "levels: [novice]", 0, "not one of levels"),
    (C, "  - module: Start", "  - module: Empty\n    items: []\n  - module: Start", 1, "module is empty"),
    (C, "validity_months: 24", "objectives: [{number: '9.9', why: So.}]", 0, "no objective 9.9"),
    (C, "Because **families**", "Because {customers}", 0, "not one of our words"),
    (C, "  - {code: E1", "  - {code: [E1", 0, "not valid YAML"),
    # a lesson
    (L, "minutes: 6\n", "", -4, "“minutes” is missing"),
    (L, "minutes: 6", "minutes: six", 0, "whole number"),
    (L, "minutes: 6", "minutes: 0", 0, "between 1 and 240"),
    (L, "goal: After this lesson you can hold well.\n", "", -3, "“goal” is missing"),
    (L, "goal: After", "goal: After\ngoal: After", 1, "stands twice"),
    (L, "outcomes: [E1]", "outcomes: [E7]", 0, "E7 is not an outcome"),
    (L, "activity:phones-quiz", "activity:nowhere", 0, "no activity here"),
    (L, "activity:phones-quiz", "lesson2.html", 0, "leads nowhere"),
    (L, "- Come back", "- ![desk](desk.png)", 0, "::: image"),
    (L, "- Come back", "- Greet {clients}", 0, "{clients}"),
    (L, "::: example wait", "::: exemple wait", 0, "no block “exemple”"),
    (L, "::: example wait", ":::example!", 0, "starts with :::"),
    (L, "instead: |\n  Hold on.\n", "", -1, "“instead” is missing"),
    (L, "why: He was asked.", "because: He was asked.", 0, "not a key known here"),
    (L, "why: He was asked.", "why: [He, was]", 0, "must be text"),
    (L, "why: He was asked.", "why: Yes\nwhy: No", 1, "stands twice"),
    (L, "::: check first", "::: check wait", 0, "“wait” stands twice"),
    (L, "kind: single", "kind: some", 0, "must be one of single, multiple"),
    (L, "right: true", "right: false", -1, "No answer is marked"),
    (L, "right: true", "right: 'yes'", 0, "true or false"),
    (L, "right: false", "right: true", -2, "kind is single"),
    (L, "file: media/desk.png", "file: media/chair.png", 0, "not in the package"),
    (L, "file: media/desk.png", "file: ../../../etc/hosts", 0, "outside the package"),
    (L, "file: media/desk.png", "file: course.yaml", 0, "not a picture"),
    (L, "alt: A desk with one phone.\n", "", -1, "“alt” is missing"),
    (L, "slug: phone-third-ring", "slug: fourth-ring", 0, "no standard"),
    (L, "# Try it", "# Nothing here\n\n# Try it", 0, "is empty"),
    # a quiz and its bank
    (Q, "pass_mark: 80", "pass_mark: 180", 0, "between 1 and 100"),
    (Q, "count: 2", "count: 3", 0, "the bank has 2"),
    (Q, "count: 2", "count: none", 0, "whole number"),
    (Q, "outcome: E1", "outcome: E2", 0, "not an outcome"),
    (Q, "33333333-3333-4333-8333-333333333333", "22222222-2222-4222-8222-222222222222", 0, "lessons/hold.md, line 2"),
    (B, "kind: short", "kind: essay", 0, "must be one of"),
    (B, "66666666-6666-4666-8666-666666666666", "55555555-5555-4555-8555-555555555555", 0,
     "stands already in questions/e1.yaml, line 3"),
    (B, "right: true", "right: false", -1, "No answer is marked"),
    (B, 'accepted: ["3", three]', "accepted: [3]", 0, "put it in quotes"),
    (B, "    prompt: How many rings?\n", "", -2, "“prompt” is missing"),
    (S, "id: next", "id: sure", 0, "stands twice"),
    (S, "low: Not, ", "", 0, "“low” is missing"),
]  # fmt: skip


@pytest.mark.parametrize("file, old, new, below, words", SPOILED)
def test_each_fault_is_told_with_its_file_and_line(folder, file, old, new, below, words):
    from goals.models import GoalArea, Plan  # noqa: PLC0415 -- only here

    plan = Plan.objects.create(name="Plan", starts_on="2025-07-01", ends_on="2030-06-30")
    area = GoalArea.objects.create(plan=plan, number=3, title="People")
    Objective.objects.create(area=area, number="3.1", title="Service")
    line = spoil(folder, file, old, new) + below
    told = faults_of(folder)
    assert any(where == file and at == line and words in message for where, at, message in told), (line, told)


def test_every_fault_is_told_at_once(folder):
    spoil(folder, C, "validity_months: 24", "validity_months: never")
    spoil(folder, L, "goal: After this lesson you can hold well.\n", "")
    spoil(folder, Q, "pass_mark: 80", "pass_mark: 0")
    assert {file for file, _line, _message in faults_of(folder)} == {C, L, Q}


def test_a_file_that_is_not_utf8_is_told(folder):
    (folder / "quiz.yaml").write_bytes("schema: 1\ntitle: Zoë".encode("latin-1"))
    assert (Q, 2) in [(file, line) for file, line, message in faults_of(folder) if "UTF-8" in message]


def test_a_link_out_of_the_folder_is_not_followed(folder, tmp_path):
    secret = tmp_path / "secret.yaml"
    secret.write_text("kind: quiz")
    (folder / "quiz.yaml").unlink()
    (folder / "quiz.yaml").symlink_to(secret)
    assert any("outside the package" in message for _file, _line, message in faults_of(folder))


def test_a_fault_changes_nothing_and_names_file_and_line(folder, capsys):
    line = spoil(folder, Q, "pass_mark: 80", "pass_mark: 0")
    pages = Page.objects.count()
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("load_course", folder)
    assert f"{folder}/quiz.yaml:{line}: “pass_mark” must be between 1 and 100." in capsys.readouterr().err
    assert (Page.objects.count(), Question.objects.count()) == (pages, 0)


def test_what_cannot_be_released_is_not_loaded_either(folder, capsys):
    from django.db import connection  # noqa: PLC0415 -- only here

    from goals.models import StandardVersion  # noqa: PLC0415 -- only here
    from safe.triggers import uninstall  # noqa: PLC0415 -- only here

    uninstall(connection, "goals")
    StandardVersion.objects.filter(standard__slug="phone-third-ring").update(effective_from="2090-01-01")
    with pytest.raises(CommandError, match="cannot be released"):
        call_command("load_course", folder, "--release")
    assert "not in force" in capsys.readouterr().err
    assert not Question.objects.exists()


def test_a_folder_that_is_not_there_gets_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("load_course", tmp_path / "nowhere")
