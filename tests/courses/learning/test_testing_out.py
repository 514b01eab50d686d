"""Rule book: a pre-assessment by module. What it takes to skip, what is never skipped, and what the learner reads."""

import pytest
from django.urls import reverse
from django.utils import timezone

from courses import testing_out
from courses.actions import hand_in_quiz, open_attempt
from courses.actions.quizzes import drawn_questions
from courses.completion import State
from courses.models import Enrollment, Evidence
from courses.refusals import Refused
from courses.testing_out import Part, Short, Skipping, lacking, shown, skipping
from courses.views.path_lines import round_path
from tests.courses.factories import choice, course_of, lesson_version, opened, quiz_definition, quiz_version, started
from tests.factories import ActivityVersionFactory, QuizActivityFactory

pytestmark = pytest.mark.django_db
SEVEN = [f"00000000-0000-4000-8000-0000000001{n:02}" for n in range(7)]
OTHER = [f"00000000-0000-4000-8000-0000000002{n:02}" for n in range(7)]


# --- the decision ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("right", "total", "gates", "skips"),
    [
        (7, 7, (), True),
        (6, 7, (), True),
        (5, 7, (), False),
        (6, 6, (), False),
        (9, 10, (), True),
        (6, 7, ("g",), False),
    ],
)
def test_seven_questions_one_wrong_no_gate(right, total, gates, skips):
    assert shown(right=right, total=total, gates_missed=gates) == skips


def test_only_its_own_module_and_never_a_gate_or_what_is_done():
    parts = [
        Part(1, "A", testing_out.KIND),
        Part(2, "A", "lesson"),
        Part(3, "A", "lesson", gate=True),
        Part(4, "A", "lesson", done=True),
        Part(5, "B", "lesson"),
    ]
    assert skipping(parts, "A") == Skipping(skips=(2,), keeps=(3,))


def bank(*forms):
    return [{"outcome": "E1", "form": form} for form in forms]


@pytest.mark.parametrize(
    ("count", "pool", "short"),
    [
        (7, bank(*"aaaaaaab"), []),
        (6, bank(*"aaaaaab"), [Short("few", count=6)]),
        (7, bank(*"aaaabbbb"), [Short("form", "E1", 7, 4)]),
        (7, bank(*"aaaaaaa"), [Short("equivalent", "E1", 7, 7)]),
    ],
)
def test_a_bank_must_hold_enough_of_one_form_and_another_form(count, pool, short):
    assert lacking([{"outcome": "E1", "count": count}], pool) == short


# --- in a round ------------------------------------------------------------------------------------------------------
def pre_version(gate=False):
    pool = [choice(each, gate=gate and each == SEVEN[0]) for each in SEVEN]
    definition = {**quiz_definition(pool), "kind": testing_out.KIND, "title": "What do you know?"}
    return ActivityVersionFactory(activity=QuizActivityFactory(), title="What do you know?", definition=definition)


@pytest.fixture
def enrollment(ana):
    """Pre-assessment, a lesson, a gate in its module; a lesson in another."""
    course = course_of(
        pre_version(), lesson_version(), lesson_version(), lesson_version(),
        rows={0: {"required": False, "kind": testing_out.KIND}, 2: {"gate": True}, 3: {"module": "Later"}},
    )  # fmt: skip
    return started(ana, course)


def take(attempt, wrong=0):
    """Answer all, the last `wrong` of them wrongly."""
    asked = drawn_questions(attempt)
    answers = {
        question["uuid"]: {"options": ["b" if n >= len(asked) - wrong else "a"]} for n, question in enumerate(asked)
    }
    return hand_in_quiz(attempt=attempt, answers=answers, now=timezone.now())[0]


def states(enrollment):
    return [line.state.state for line in round_path(enrollment, enrollment.person).lines]


def test_what_is_known_is_skipped_with_evidence_of_its_own_kind(enrollment):
    attempt = take(opened(enrollment), wrong=1)
    (row,) = Evidence.objects.filter(kind="tested_out")
    lesson = enrollment.items.order_by("order")[1].item
    assert (row.activity, row.version, row.enrollment, row.attempt) == (
        lesson.activity, lesson.version, enrollment, attempt,
    )  # fmt: skip
    assert states(enrollment) == [State.COMPLETED, State.COMPLETED, State.NOT_STARTED, State.NOT_STARTED]


def test_with_two_wrong_the_module_stays_and_the_result_is_kept(enrollment):
    attempt = take(opened(enrollment), wrong=2)
    assert (attempt.state, attempt.percent, attempt.answers.count()) == ("not_passed", 71, 7)
    assert not Evidence.objects.exists()


def test_a_missed_gate_question_skips_nothing(ana):
    rows = {0: {"required": False, "kind": testing_out.KIND}}
    attempt = opened(started(ana, course_of(pre_version(gate=True), lesson_version(), rows=rows)))
    answers = {uuid_: {"options": ["b" if uuid_ == SEVEN[0] else "a"]} for uuid_ in SEVEN}
    hand_in_quiz(attempt=attempt, answers=answers, now=timezone.now())
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("wrong", [0, 3])
def test_one_try_a_round(enrollment, wrong):
    take(opened(enrollment), wrong)
    with pytest.raises(Refused, match="once"):
        opened(enrollment)


def test_the_next_round_has_its_own_try(ana, enrollment):
    take(opened(enrollment), wrong=3)
    Enrollment.objects.filter(pk=enrollment.pk).update(closed_at=timezone.now())
    assert opened(started(ana, enrollment.course)).is_open


def test_skipping_all_that_is_left_completes_the_course(ana):
    rows = {0: {"required": False, "kind": testing_out.KIND}}
    enrollment = started(ana, course_of(pre_version(), lesson_version(), rows=rows))
    take(opened(enrollment))
    enrollment.refresh_from_db()
    assert enrollment.completed_at


def test_another_course_counts_what_was_skipped_but_never_for_a_gate(ana):
    shared, also = lesson_version(), lesson_version()
    rows = {0: {"required": False, "kind": testing_out.KIND}}
    free = started(ana, course_of(shared))
    strict = started(ana, course_of(also, rows={0: {"gate": True}}))
    take(opened(started(ana, course_of(pre_version(), shared, also, rows=rows))))
    free.refresh_from_db()
    strict.refresh_from_db()
    assert (bool(free.completed_at), bool(strict.completed_at)) == (True, False)


def test_the_quiz_that_follows_asks_other_questions(ana):
    pool = [choice(each) for each in SEVEN] + [choice(each, form="b") for each in OTHER]
    draw = [{"outcome": "E1", "count": 7}]
    pre = ActivityVersionFactory(
        activity=QuizActivityFactory(), definition={**quiz_definition(pool, draw=draw), "kind": testing_out.KIND}
    )
    rows = {0: {"required": False, "kind": testing_out.KIND}}
    enrollment = started(ana, course_of(pre, quiz_version(pool, draw=draw), rows=rows))
    first = take(opened(enrollment), wrong=3)
    assert not set(first.questions) & set(opened(enrollment, 1).questions)


# --- the pages -------------------------------------------------------------------------------------------------------
def course_page(client, enrollment):
    return client.get(reverse("courses:course", args=[enrollment.course.slug])).content.decode()


def test_the_course_page_says_what_may_be_skipped_and_what_may_not(enrollment, ana, as_person):
    _pre, lesson, gate, _later = (step.item.version.title for step in enrollment.items.order_by("order"))
    page = course_page(as_person(ana), enrollment)
    assert f"you skip 6 minutes: {lesson}." in page
    assert f"You do this in any case: {gate}." in page


def test_the_result_names_what_is_skipped(enrollment, ana, as_person):
    _pre, lesson, gate, _later = (step.item.version.title for step in enrollment.items.order_by("order"))
    attempt = take(opened(enrollment))
    page = as_person(ana).get(reverse("courses:quiz", args=[attempt.key])).content.decode()
    assert f"You skip: {lesson}." in page
    assert f"You still do what must be passed: {gate}." in page
    assert "You know this: skipped" in course_page(as_person(ana), enrollment)


def test_the_result_says_why_nothing_is_skipped_and_offers_no_second_try(enrollment, ana, as_person):
    attempt = take(opened(enrollment), wrong=4)
    page = as_person(ana).get(reverse("courses:quiz", args=[attempt.key])).content.decode()
    assert "at most 1 answer may be wrong" in page
    assert "Try again" not in page
    assert "Taken. This module stays on your path." in course_page(as_person(ana), enrollment)


def test_anothers_pre_assessment_is_not_found(enrollment, dario, as_person):
    attempt = opened(enrollment)
    assert as_person(dario).get(reverse("courses:quiz", args=[attempt.key])).status_code == 404


def test_a_second_press_opens_no_second_try(enrollment, ana, as_person):
    take(opened(enrollment), wrong=4)
    step = enrollment.items.order_by("order")[0]
    as_person(ana).post(reverse("courses:open_item", args=[enrollment.pk, step.item_id]))
    assert enrollment.attempts.count() == 1


def test_open_attempt_twice_is_one_try(enrollment):
    first = opened(enrollment)
    assert open_attempt(enrollment=enrollment, item=enrollment.items.order_by("order")[0], key=first.key) == first
