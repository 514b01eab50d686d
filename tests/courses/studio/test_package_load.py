"""Loading a package: pages and questions by uuid, the same digest again, local changes never lost."""

import json
import shutil
import zipfile

import pytest
from django.core.management import CommandError, call_command
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from courses.blocks.base import RICH
from courses.models import ActivityVersion, CourseEdition, CoursePage, LessonPage, Question, QuizPage
from courses.packages.markdown import as_edited, to_html
from courses.packages.package import read_package
from tests.courses.studio.package_files import spoil, write_package

pytestmark = pytest.mark.django_db
L = "lessons/hold.md"


@pytest.fixture
def folder(tmp_path):
    return write_package(tmp_path / "phones")


def load(folder, *more):
    call_command("load_course", str(folder), *more)


@pytest.fixture
def loaded(folder):
    load(folder, "--release")
    return folder


def test_everything_in_the_package_becomes_a_page_or_a_question(loaded):
    course = CoursePage.objects.get()
    assert str(course.translation_key) == "11111111-1111-4111-8111-111111111111"
    assert [page.title for page in course.get_children()] == ["Hold well", "Quiz", "Looking back"]
    assert all(page.live and not page.has_unpublished_changes for page in course.get_children())
    assert sorted(question.kind for question in Question.objects.all()) == ["short", "single"]


def test_the_released_lesson_says_what_the_file_says(loaded):
    quiz = QuizPage.objects.get()
    definition = ActivityVersion.objects.get(activity__slug="hold-well").definition
    why, tried = definition["parts"]
    assert [part["title"] for part in definition["parts"]] == ["Why it matters", "Try it"]
    assert [block["type"] for part in (why, tried) for block in part["blocks"]] == [
        "text", "example", "check", "image", "standard",
    ]  # fmt: skip
    assert why["blocks"][0]["html"] == (
        f'<p>People <b>wait</b>. See <a href="activity:{quiz.translation_key}">the quiz</a>.</p>'
        "<ul><li>Ask first</li><li>Come back</li></ul>"
    )
    assert why["blocks"][1]["try"] == "May I put you on hold?"
    assert tried["blocks"][2]["code"] == "P-1"
    assert (tried["blocks"][1]["width"], tried["blocks"][1]["alt"]) == (40, "A desk with one phone.")


def test_fit_and_gate_reach_the_manifest(loaded):
    lesson, quiz, survey = CourseEdition.objects.get().items.all()
    assert (lesson.required, quiz.gate, survey.required, survey.fit["levels"]) == (True, True, False, ["new"])


def test_loading_again_changes_nothing(loaded, capsys):
    load(loaded, "--release")
    assert (CourseEdition.objects.count(), ActivityVersion.objects.count()) == (1, 3)
    assert "no new one" in capsys.readouterr().out


def test_loading_into_an_empty_site_gives_the_same_digests(loaded):
    digests = set(ActivityVersion.objects.values_list("activity__slug", "digest"))
    before = CourseEdition.objects.get().digest
    for page in CoursePage.objects.all():
        page.delete()
    load(loaded)
    from courses.release.plan import plan_release  # noqa: PLC0415 -- only here

    plan = plan_release(CoursePage.objects.get())
    assert {(item.outline.page.slug, item.digest) for item in plan.items} == digests
    assert plan.digest == before


def test_opening_and_saving_a_loaded_page_changes_nothing(loaded):
    lesson = LessonPage.objects.get()
    lesson.save_revision().publish()
    load(loaded, "--release")
    assert ActivityVersion.objects.count() == 3


def test_a_changed_file_updates_the_live_page(loaded):
    spoil(loaded, L, "People **wait**", "People **hate to wait**")
    load(loaded)
    lesson = LessonPage.objects.get()
    assert "hate to wait" in lesson.body[1].value["text"].source
    assert not lesson.has_unpublished_changes


def test_a_page_changed_here_gets_a_draft_and_stays_live_as_it_is(loaded, capsys):
    lesson = LessonPage.objects.get()
    lesson.goal = "Ours."
    lesson.save_revision().publish()
    spoil(loaded, L, "People **wait**", "People **hate to wait**")
    load(loaded)
    lesson.refresh_from_db()
    assert (lesson.goal, lesson.has_unpublished_changes) == ("Ours.", True)
    draft = lesson.get_latest_revision_as_object()
    assert draft.goal == "After this lesson you can hold well."
    assert "hate to wait" in draft.body[1].value["text"].source
    assert "waits as a draft" in capsys.readouterr().out


def test_a_draft_written_here_is_not_published_by_a_load(loaded):
    lesson = LessonPage.objects.get()
    lesson.goal = "Half a sentence"
    lesson.save_revision()
    spoil(loaded, L, "People **wait**", "People **hate to wait**")
    load(loaded)
    lesson.refresh_from_db()
    assert "hate" not in lesson.body[1].value["text"].source
    assert lesson.revisions.filter(content__goal="Half a sentence").exists()


def test_a_page_changed_here_stays_when_the_package_did_not_change(loaded, capsys):
    lesson = LessonPage.objects.get()
    lesson.goal = "Ours."
    lesson.save_revision().publish()
    load(loaded)
    lesson.refresh_from_db()
    assert (lesson.goal, lesson.has_unpublished_changes) == ("Ours.", False)
    assert "Left as it is" in capsys.readouterr().out


def test_a_question_changed_here_stays(loaded):
    question = Question.objects.get(prompt="How many rings?")
    question.prompt = "How many rings, at most?"
    question.save()
    spoil(loaded, "questions/e1.yaml", "prompt: How many rings?", "prompt: Which ring?")
    load(loaded)
    question.refresh_from_db()
    assert question.prompt == "How many rings, at most?"


def test_a_question_that_left_the_package_is_retired(loaded):
    text = (loaded / "questions/e1.yaml").read_text()
    (loaded / "questions/e1.yaml").write_text(text[: text.index("  - uuid: 66666666")])
    spoil(loaded, "quiz.yaml", "count: 2", "count: 1")
    load(loaded)
    assert Question.objects.get(prompt="How many rings?").retired_at is not None


def test_a_slug_that_belongs_to_another_page_is_a_fault(loaded, capsys):
    from django.core.management import CommandError  # noqa: PLC0415 -- only here

    for name in ("course.yaml", L, "quiz.yaml", "survey.yaml", "questions/e1.yaml"):
        text = (loaded / name).read_text()
        for digit in "123456":
            text = text.replace(f"{digit * 8}-{digit * 4}", f"{digit * 8}-a{digit * 3}")
        (loaded / name).write_text(text)
    with pytest.raises(CommandError):
        load(loaded)
    said = capsys.readouterr().err
    assert "lessons/hold.md:3: The slug “hold-well” belongs to “Hold well” already." in said
    assert "course.yaml:4: The slug “phones” belongs to “Phones” already." in said


def test_what_the_editor_saves_without_a_change_is_no_change(loaded, capsys):
    """As the browser posts it: keys on paragraphs, other line ends, new ids of inner blocks."""
    lesson = LessonPage.objects.get()
    editor = ContentstateConverter(features=RICH)
    raw = json.loads(json.dumps(list(lesson.body.raw_data)))
    for each in raw:
        for key, value in each["value"].items():
            if each["type"] == "text":
                each["value"][key] = editor.to_database_format(editor.from_database_format(value))
            elif isinstance(value, str):
                each["value"][key] = value.replace("\n", "\r\n")
    assert "data-block-key" in raw[1]["value"]["text"]
    lesson.body = raw
    lesson.save_revision().publish()
    load(loaded, "--release")
    assert ActivityVersion.objects.count() == 3
    assert "Left as it is" not in capsys.readouterr().out


@pytest.mark.parametrize("markdown", [
    'She said "no" & left.', "> quoted\n> twice", "- one\n\n- two\n\n  more", "1. a\n   line\n2. b", "**b** *i*\nsoft",
    "## Head\n\ntext", "a  \nb", "[x](https://alder.example/?a=1&b=2)", "---", "`code`",
])  # fmt: skip
def test_markdown_becomes_what_the_editor_would_keep(markdown):
    once = as_edited(to_html(markdown))
    assert as_edited(once) == once


# --- away from the screen, and as a ZIP ------------------------------------------------------------------------------
SESSION = """\
schema: 1
kind: session
uuid: 77777777-7777-4777-8777-777777777777
slug: radio
title: Radio practice
summary: Together in one room.
minutes: 45
about: |
  Bring **your radio**. Then [the quiz](activity:phones-quiz).
"""
OBSERVED = SESSION.replace("session", "observed").replace("7777", "8888").replace("radio\n", "call\n")


@pytest.fixture
def off_screen(folder):
    for name, text in (("radio.yaml", SESSION), ("call.yaml", OBSERVED)):
        (folder / name).write_text(text)
    spoil(folder, "course.yaml", "      - activity: survey.yaml", (
        "      - activity: radio.yaml\n      - activity: call.yaml\n        gate: true\n      - activity: survey.yaml"
    ))  # fmt: skip
    return folder


def test_a_session_and_an_observed_call_are_carried_and_loaded_again_change_nothing(off_screen, capsys):
    load(off_screen, "--release")
    rows = (
        CourseEdition.objects.get()
        .items.order_by("order")
        .values_list("kind", "gate", "version__definition__about_html")
    )
    link = f'<a href="activity:{QuizPage.objects.get().translation_key}">the quiz</a>'
    told = f"<p>Bring <b>your radio</b>. Then {link}.</p>"
    assert list(rows)[2:4] == [("session", False, told), ("observed", True, told)]
    load(off_screen, "--release")
    assert CourseEdition.objects.count() == 1
    assert "no new one" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "further", "told"),
    [
        ("minutes: 45", "minutes: 999", 0, "between 1 and 240"),
        ("activity:phones-quiz", "activity:nothing", 0, "which is no activity here"),
        ("minutes: 45", "minutes: 45\nplaces: 12", 1, "not a key known here"),
    ],
)
def test_faults_of_a_session_are_told_with_file_and_line(off_screen, old, new, further, told):
    line = spoil(off_screen, "radio.yaml", old, new) + further
    [fault] = read_package(off_screen).faults
    assert (fault.file, fault.line, told in fault.message) == ("radio.yaml", line, True)


@pytest.mark.parametrize("wrapped", [True, False])
def test_the_zip_of_a_folder_is_the_same_package(off_screen, tmp_path, wrapped, capsys):
    load(off_screen, "--release")
    archive = shutil.make_archive(tmp_path / "phones-1", "zip", off_screen.parent if wrapped else off_screen,
                                  "phones" if wrapped else None)  # fmt: skip
    load(archive, "--release")
    assert (CourseEdition.objects.count(), "no new one" in capsys.readouterr().out) == (1, True)


def test_a_zip_that_leads_outside_or_cannot_be_read_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as archive:
        archive.writestr("../outside.yaml", "kind: course")
    (tmp_path / "no.zip").write_text("no")
    for name, told in (("bad.zip", "leads outside"), ("no.zip", "neither a folder nor a ZIP"), ("none", "no folder")):
        with pytest.raises(CommandError, match=told):
            load(tmp_path / name)
