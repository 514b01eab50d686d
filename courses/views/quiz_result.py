"""What a quiz shows: its questions while it is open; then each answer with its reason, and what to look at again."""

from collections.abc import Mapping

from courses import testing_out
from courses.actions.quizzes import answers_place, drawn_questions
from courses.models import ActivityVersion, Answer, Attempt, EnrollmentItem, Evidence
from courses.quiz import mark, option_states, shuffled
from courses.views.path_lines import Path, round_path


def asked(question: Mapping, payload: Mapping | None, attempt: Attempt) -> dict:
    """A question to answer, without a word about what is right: mixed things stay mixed alike in one try."""
    payload, seed = payload or {}, f"{attempt.key}:{question['uuid']}"
    chosen = payload.get("options", [])
    options = [
        {"id": option["id"], "text": option["text"], "checked": option["id"] in chosen}
        for option in question.get("options", [])
    ]
    return {
        "uuid": question["uuid"],
        "field": f"q-{question['uuid']}",
        "kind": question["kind"],
        "prompt": question["prompt"],
        "options": options,
        "text": payload.get("text", ""),
        **(_to_order(question, payload, seed) if question["kind"] == "order" else {}),
        **(_to_match(question, payload, seed) if question["kind"] == "match" else {}),
    }


def _to_order(question: Mapping, payload: Mapping, seed: str) -> dict:
    places = payload.get("places") or {item: str(n) for n, item in enumerate(payload.get("order", []), 1)}
    mixed = shuffled(question["items"], seed=seed)
    return {"items": [{"key": i["id"], "text": i["text"], "place": places.get(i["id"], "")} for i in mixed]}


def _to_match(question: Mapping, payload: Mapping, seed: str) -> dict:
    pairs = payload.get("pairs", {})
    items = [{"key": i["id"], "text": i["text"], "chosen": pairs.get(i["id"], "")} for i in question["items"]]
    targets = [{"key": each["id"], "text": each["text"]} for each in shuffled(question["targets"], seed=seed)]
    return {"items": items, "targets": targets}


def result_context(attempt: Attempt, person) -> dict:
    questions = drawn_questions(attempt)
    definition = attempt.version.definition
    rows = Answer.objects.filter(attempt=attempt).values_list("question", "payload")
    answers = {str(question): payload for question, payload in rows}
    marked = mark(definition, questions, answers)
    wrong = {result.uuid for result in marked.results if not result.right}
    shown = [
        _shown(question, answers.get(question["uuid"]) or {}, question["uuid"] not in wrong, attempt)
        for question in questions
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
        "test": path.test_of(attempt.activity_id) if path else None,
        "skipped": _skipped(attempt),
        "most_wrong": testing_out.MOST_WRONG,
        "may_try": _may_try(attempt),
        "place": answers_place(attempt),
    }


def _shown(question: Mapping, payload: Mapping, right: bool, attempt: Attempt) -> dict:
    shown = {**asked(question, payload, attempt), "right": right, "gate": question.get("gate", False)}
    chosen = payload.get("options", [])
    states = option_states(question.get("options", []), chosen)
    for option, source in zip(shown["options"], question.get("options", []), strict=True):
        state = states[option["id"]]
        # "Add this one" is for a choice of several; of a single choice the right one is simply told.
        option["state"] = "right" if state == "add" and question["kind"] == "single" else state
        option["why"] = source.get("rationale", "") if option["state"] or option["checked"] else ""
    if question["kind"] == "order":
        shown["rows"] = _in_order(question, payload)
    if question["kind"] == "match":
        shown["rows"] = _matched(question, payload)
    shown["rationale"] = question.get("rationale", "")
    shown["accepted"] = question.get("accepted", [])
    return shown


def _in_order(question: Mapping, payload: Mapping) -> list[dict]:
    """The learner's order; what stands elsewhere says where it belongs."""
    items = {item["id"]: {**item, "place": n} for n, item in enumerate(question["items"], 1)}
    given = [items[key] for key in payload.get("order", []) if key in items] or list(items.values())
    return [
        {
            "text": item["text"],
            "right": bool(payload.get("order")) and item["place"] == n,
            "belongs": item["place"],
            "why": item.get("rationale", ""),
        }
        for n, item in enumerate(given, 1)
    ]


def _matched(question: Mapping, payload: Mapping) -> list[dict]:
    """Each thing with what was chosen for it, and with what it goes with."""
    texts = {target["id"]: target["text"] for target in question["targets"]}
    pairs = payload.get("pairs", {})
    return [
        {
            "text": item["text"],
            "chosen": texts.get(pairs.get(item["id"], ""), ""),
            "right": pairs.get(item["id"]) == item["target"],
            "belongs": texts.get(item["target"], ""),
            "why": item.get("rationale", ""),
        }
        for item in question["items"]
    ]


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


def _skipped(attempt: Attempt) -> list[str]:
    """The titles of what this try let the learner skip."""
    rows = Evidence.objects.standing().filter(attempt=attempt, kind=Evidence.Kind.TESTED_OUT)
    once = attempt.version.definition["kind"] == testing_out.KIND
    return list(rows.order_by("pk").values_list("version__title", flat=True)) if once else []


def _may_try(attempt: Attempt) -> bool:
    enrollment = attempt.enrollment
    open_round = enrollment is not None and not enrollment.completed_at and not enrollment.closed_at
    once = attempt.version.definition["kind"] == testing_out.KIND
    return open_round and not once and attempt.state == Attempt.State.NOT_PASSED
