"""The bench's own shape, with a handful of people. Nothing here is timed: figures belong to `make bench`."""

import pytest

from courses.models import Attempt, Enrollment
from lms.bench.figures import percentile, summary
from lms.bench.fill import fill
from lms.bench.measure import WentWrong, count_queries, needed_tries, statements
from lms.bench.pages import Ask, Browsers, Page, pages
from lms.bench.place import own_database
from lms.bench.report import report
from lms.bench.size import Size
from scenarios.lint import lint
from scenarios.models import Score

TINY = Size(people=24, units=3, courses=2, each=2, takers=needed_tries(1) + 1, waiting=12)
NAMED = {
    "lesson", "my_learning", "my_learning_1_course", "quiz_submit", "reply_submit", "course_page", "progress", "plan",
    "library", "feedback", "marking_desk", "mark", "save_and_next", "choice_move", "reply_move", "debrief",
}  # fmt: skip


@pytest.fixture
def filled(db, settings):
    settings.ROOT_URLCONF = "lms.bench.urls"
    return fill(TINY)


def test_it_prints_a_floor_and_every_page_with_its_figures(filled):
    printed = report(filled, TINY, 1, lambda line: None)
    assert printed["pages"].keys() >= NAMED
    assert printed["floor"].keys() == {"median_ms", "p95_ms", "cpu_ms", "queries"}
    for page in printed["pages"].values():
        assert page.keys() == {"median_ms", "p95_ms", "cpu_ms", "queries", "ratio"}
    assert (printed["scoring"]["words"], printed["scoring_long"]["words"]) == (60, 150)
    assert min(printed["lint_40_steps_ms"], printed["map_40_steps_ms"]) > 0
    assert (printed["people"], printed["courses"]) == (24, 2)


def test_a_quiz_that_is_measured_is_really_handed_in_and_passed(filled):
    submit = next(page for page in pages(filled, Browsers()) if page.name == "quiz_submit")
    submit.prepare().send()
    assert Attempt.objects.get(pk=filled.quizzes[0].pk).state == Attempt.State.PASSED


def test_a_reply_that_is_measured_is_really_scored(filled):
    submit = next(page for page in pages(filled, Browsers()) if page.name == "reply_submit")
    submit.prepare().send()
    assert filled.replies[0].moves.get().result["levels"]


def test_a_score_that_is_measured_is_really_sent_and_leads_to_the_next_reply(filled):
    send = next(page for page in pages(filled, Browsers()) if page.name == "save_and_next")
    answer = send.prepare().send()
    assert Score.objects.filter(task=filled.tasks[0]).count() == 1
    assert answer.redirect_chain[-1][0].startswith("/practice/marking/")
    assert answer.context["task"].leased_by == filled.district.marker


@pytest.mark.parametrize("name, kind", [("choice_move", "choice"), ("reply_move", "reply")])
def test_a_move_that_is_measured_is_really_made(filled, name, kind):
    tries = {"choice_move": filled.talks.choices, "reply_move": filled.talks.replies}[name]
    before = tries[0].moves.count()
    next(page for page in pages(filled, Browsers()) if page.name == name).prepare().send()
    assert (tries[0].moves.count(), tries[0].moves.latest("number").kind) == (before + 1, kind)


def test_the_long_conversation_has_forty_steps_and_nothing_that_stops_its_release(filled):
    definition = filled.talks.over.version.definition
    errors = [finding for finding in lint(definition) if finding.severity == "error"]
    assert (len(definition["steps"]), errors) == (40, [])


def test_the_veteran_is_on_every_course_in_more_than_one_state(filled):
    rounds = Enrollment.objects.filter(person=filled.district.veteran)
    assert rounds.count() == TINY.courses
    assert {bool(each.started_at) for each in rounds} == {True, False}


def test_an_answer_that_is_no_page_stops_the_bench(filled):
    client = Browsers().of(filled.district.learner)
    with pytest.raises(WentWrong, match="answered 404"):
        count_queries(Page("nowhere", lambda: Ask(client, "/nowhere/")))


def test_edges_of_a_transaction_are_not_counted_as_queries():
    asked = [{"sql": sql} for sql in ("BEGIN", 'SAVEPOINT "s1"', "SELECT 1", 'RELEASE SAVEPOINT "s1"', "COMMIT")]
    assert statements(asked) == ["SELECT 1"]


def test_the_ninety_fifth_percentile_is_a_value_that_was_measured():
    assert percentile([float(n) for n in range(1, 21)], 95) == 19.0
    assert summary([2.0, 1.0, 9.0], [1.0, 1.0, 1.0]) == {"median_ms": 2.0, "p95_ms": 9.0, "cpu_ms": 1.0}


def test_without_postgresql_no_server_is_asked_for_a_database():
    with own_database({"DATABASE_URL": "sqlite:///elsewhere.sqlite3"}) as address:
        assert address == {}
