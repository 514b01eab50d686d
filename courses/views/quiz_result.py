"""What a quiz that was handed in shows: each option with its reason, the pass mark, and what to look at again."""

from collections.abc import Mapping

from courses.actions.quizzes import answers_place, drawn_questions
from courses.models import ActivityVersion, Answer, Attempt, EnrollmentItem
from courses.quiz import mark, option_states
from courses.views.path_lines import Path, round_path


def asked(question: Mapping, payload: Mapping | None) -> dict:
    """A question to answer, without a word about what is right."""
    chosen = (payload or {}).get("options", [])
    options = [
        {"id": option["id"], "text": option["text"], "checked": option["id"] in chosen}
        for option in question.get("options", [])
    ]
    return {
        "uuid": question["uuid"],
        "kind": question["kind"],
        "prompt": question["prompt"],
        "options": options,
        "text": (payload or {}).get("text", ""),
    }


def result_context(attempt: Attempt, person) -> dict:
    questions = drawn_questions(attempt)
    definition = attempt.version.definition
    rows = Answer.objects.filter(attempt=attempt).values_list("question", "payload")
    answers = {str(question): payload for question, payload in rows}
    marked = mark(definition, questions, answers)
    wrong = {result.uuid for result in marked.results if not result.right}
    shown = [
        _shown(question, answers.get(question["uuid"]) or {}, question["uuid"] not in wrong) for question in questions
    ]
    path = round_path(attempt.enrollment, person) if attempt.enrollment else None
    return {
        "attempt": attempt,
        "definition": definition,
        "marked": marked,
        "passed": attempt.state == Attempt.State.PASSED,
        "questions": shown,
        "gates_missed": [question["prompt"] for question in questions if question["uuid"] in marked.gates_missed],
        "look_again": _look_again(attempt, {q["outcome"] for q in questions if q["uuid"] in wrong}, path),
        "path": path,
        "line": path.of_activity(attempt.activity_id) if path else None,
        "may_try": _may_try(attempt),
        "place": answers_place(attempt),
    }


def _shown(question: Mapping, payload: Mapping, right: bool) -> dict:
    shown = {**asked(question, payload), "right": right, "gate": question.get("gate", False)}
    chosen = payload.get("options", [])
    states = option_states(question.get("options", []), chosen)
    for option, source in zip(shown["options"], question.get("options", []), strict=True):
        state = states[option["id"]]
        # "Add this one" is for a choice of several; of a single choice the right one is simply told.
        option["state"] = "right" if state == "add" and question["kind"] == "single" else state
        option["why"] = source.get("rationale", "") if option["state"] or option["checked"] else ""
    shown["rationale"] = question.get("rationale", "")
    shown["accepted"] = question.get("accepted", [])
    return shown


def _look_again(attempt: Attempt, outcomes: set[str], path: Path | None) -> list[dict]:
    """The outcomes that were not shown yet, each with the lessons of this path that teach it."""
    edition = attempt.enrollment.edition if attempt.enrollment else None
    if not outcomes or path is None or edition is None:
        return []
    texts = {one["code"]: one["text"] for one in edition.definition.get("outcomes", [])}
    versions = EnrollmentItem.objects.filter(enrollment=attempt.enrollment_id).values("item__version")
    taught = dict(ActivityVersion.objects.filter(pk__in=versions).values_list("pk", "definition__outcomes"))
    return [
        {
            "code": code,
            "text": texts.get(code, ""),
            "lines": [line for line in path.lines if code in (taught.get(line.row.version_id) or [])],
        }
        for code in sorted(outcomes)
    ]


def _may_try(attempt: Attempt) -> bool:
    enrollment = attempt.enrollment
    open_round = enrollment is not None and not enrollment.completed_at and not enrollment.closed_at
    return open_round and attempt.state == Attempt.State.NOT_PASSED
