"""Questions to put in order and to match, as trainers write them: in a package, in the studio, and as released."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.models import MatchQuestion, OrderQuestion, Question
from courses.packages.load import load_package
from courses.packages.package import read_package
from courses.release.context import CompileContext
from people.actions.roles import sync_groups
from tests.courses.studio.factories import block, draft_course
from tests.courses.studio.package_files import spoil, write_package

pytestmark = pytest.mark.django_db
ORDER = """\
  - uuid: 77777777-7777-4777-8777-777777777777
    kind: order
    prompt: Put a call in order.
    lines:
      - {text: Greet, why: They must know whom they reached.}
      - {text: Listen}
      - {text: Promise}
"""
MATCH = """\
  - uuid: 88888888-8888-4888-8888-888888888888
    kind: match
    prompt: Which test does it miss?
    pairs:
      - {text: No answer, with: Complete, why: It is still open.}
      - {text: A wrong day, with: Accurate}
      - {text: A wrong time, with: Accurate}
"""
FILE = "questions/e1.yaml"


@pytest.fixture
def folder(tmp_path):
    folder = write_package(tmp_path / "phones")
    path = folder / FILE
    path.write_text(path.read_text() + ORDER + MATCH)
    return folder


def released(question):
    context = CompileContext(preview=True)
    return question.release(context, question.course), [problem.message for problem in context.problems]


def order_of(*texts):
    lines = [block("line", text=text, rationale="") for text in texts]
    return OrderQuestion.objects.create(course=draft_course(), outcome="E1", prompt="Which first?", lines=lines)


def match_of(*pairs):
    rows = [block("pair", text=text, target=target, rationale="") for text, target in pairs]
    return MatchQuestion.objects.create(course=draft_course(), outcome="E1", prompt="Which test?", pairs=rows)


# --- released
def test_an_order_is_released_in_its_right_order():
    entry, problems = released(order_of("Greet", "Listen", "Promise"))
    assert ([item["text"] for item in entry["items"]], problems) == (["Greet", "Listen", "Promise"], [])


def test_two_pairs_may_go_with_the_same_target():
    entry, problems = released(match_of(("A day", "Accurate"), ("A time", "Accurate"), ("Half", "Complete")))
    texts = {target["id"]: target["text"] for target in entry["targets"]}
    assert [texts[item["target"]] for item in entry["items"]] == ["Accurate", "Accurate", "Complete"]
    assert (len(texts), problems) == (2, [])


@pytest.mark.parametrize("texts, said", [
    (("One", "Two"), "A question needs three lines or more to put in order."),
    (("One", "Two", "One"), "Two lines are the same."),
    (("One", "Two", ""), "A line is empty."),
])  # fmt: skip
def test_what_an_order_lacks_is_told_before_its_release(texts, said):
    assert released(order_of(*texts))[1] == [said]


@pytest.mark.parametrize("pairs, said", [
    ([("One", "X")], "A question needs two pairs or more to match."),
    ([("One", "X"), ("Two", "X")], "Everything goes with the same answer. Give it another one to choose from."),
    ([("One", "X"), ("Two", "x")], "Two answers differ only in their capitals. Write them alike."),
    ([("One", "X"), ("One", "Y")], "Two lines are the same."),
    ([("One", "X"), ("Two", "Y"), ("Three", "")], "A line goes with nothing yet."),
])  # fmt: skip
def test_what_a_match_lacks_is_told_before_its_release(pairs, said):
    assert released(match_of(*pairs))[1] == [said]


# --- in a package
def load(folder):
    return load_package(package=read_package(folder))


def test_both_come_from_a_package_and_loading_again_changes_nothing(folder):
    load(folder)
    before = [released(question)[0] for question in Question.objects.order_by("uuid")]
    assert load(folder).notes == []
    assert [released(question)[0] for question in Question.objects.order_by("uuid")] == before
    assert sorted(question.kind for question in Question.objects.all()) == ["match", "order", "short", "single"]


@pytest.mark.parametrize("old, new, below, words", [
    ("      - {text: Promise}\n", "", -3, "three lines or more"),
    ("text: Promise", "text: Listen", -2, "Two lines are the same"),
    ("{text: Listen}", "{text: Listen, right: true}", 0, "“right” is not a key known here"),
    ("{text: Listen}", "Listen", 0, "must be a group of keys: text, why"),
    ("{text: Listen}", "{why: Because}", 0, "“text” is missing"),
    ("    lines:\n", "    options:\n", 0, "A question of the kind “order” has “lines”, not “options”."),
    ("with: Complete", "with: Accurate", -1, "Everything goes with the same answer"),
    ("with: Complete", "with: accurate", -1, "differ only in their capitals"),
    ("with: Complete, ", "", 0, "“with” is missing"),
    ("with: Complete", f"with: {'x' * 121}", 0, "121 characters"),
])  # fmt: skip
def test_each_fault_is_told_with_its_line(folder, old, new, below, words):
    line = spoil(folder, FILE, old, new) + below
    found = {(fault.line, words in fault.message) for fault in read_package(folder).faults}
    assert (line, True) in found, read_package(folder).faults


# --- in the studio
@pytest.mark.parametrize("name, field", [("orderquestion", "lines"), ("matchquestion", "pairs")])
def test_a_trainer_writes_one_by_its_own_form(as_person, tomas, name, field):
    sync_groups(people=[tomas], on=timezone.localdate())
    course, studio = draft_course(), as_person(tomas)
    fields = {
        "course": course.pk, "outcome": "E1", "form": "a", "prompt": "Which first?", "rationale": "",
        f"{field}-count": "1", f"{field}-0-type": field[:-1], f"{field}-0-order": "0", f"{field}-0-deleted": "",
        f"{field}-0-id": str(uuid.uuid4()), f"{field}-0-value-text": "Greet", f"{field}-0-value-rationale": "",
        f"{field}-0-value-target": "Accurate",
    }  # fmt: skip
    response = studio.post(reverse(f"wagtailsnippets_courses_{name}:add"), fields)
    assert response["Location"] == reverse("question_bank:index") + f"?course={course.pk}"
    assert [row.value["text"] for row in getattr(Question.objects.get(), field)] == ["Greet"]
