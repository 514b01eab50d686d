"""Hand in a quiz or a reflection. What was answered is written with it, once."""

import datetime as dt
import uuid
from collections.abc import Mapping

from django.db import transaction

from courses import testing_out
from courses.actions.drafts import drop_draft
from courses.actions.hand_in import close
from courses.actions.locks import lock_rounds_with, lock_try
from courses.actions.test_out import activities_to_skip, skip_module
from courses.models import Answer, Attempt
from courses.quiz import Marked, mark

ANSWERS = "answers"


def answers_place(attempt: Attempt) -> str:
    """Where the answers of a try are kept while they are being chosen."""
    return f"attempt:{attempt.key}:{ANSWERS}"


def drawn_questions(attempt: Attempt) -> list[dict]:
    """The questions of this try as released, in the order in which they were drawn."""
    pool = {question["uuid"]: question for question in attempt.version.definition.get("pool", [])}
    return [pool[uuid_] for uuid_ in attempt.questions if uuid_ in pool]


def hand_in_quiz(*, attempt: Attempt, answers: Mapping[str, dict], now: dt.datetime) -> tuple[Attempt, Marked | None]:
    """Mark and close a try. `answers` by question uuid. Handed in before: the try as it stands, and None."""
    with transaction.atomic():
        rounds = lock_rounds_with(attempt, also=activities_to_skip(attempt))
        attempt = lock_try(attempt)
        if not attempt.is_open:
            return attempt, None
        questions = drawn_questions(attempt)
        marked = mark(attempt.version.definition, questions, answers)
        Answer.objects.bulk_create(
            Answer(
                attempt=attempt,
                question=result.uuid,
                order=order,
                payload=answers.get(result.uuid) or {},
                right=result.right,
            )
            for order, result in enumerate(marked.results, 1)
        )
        drop_draft(attempt.person, answers_place(attempt))
        if marked.passed and attempt.version.definition["kind"] == testing_out.KIND:
            skip_module(attempt=attempt, now=now)
        done = close(locked=attempt, rounds=rounds, now=now, percent=marked.percent, passed=marked.passed)
    return done, marked


def hand_in_survey(*, attempt: Attempt, answers: Mapping[str, dict], now: dt.datetime) -> Attempt:
    """Close a reflection. Its answers are the learner's own and are neither right nor wrong."""
    with transaction.atomic():
        rounds = lock_rounds_with(attempt)
        attempt = lock_try(attempt)
        if not attempt.is_open:
            return attempt
        Answer.objects.bulk_create(
            Answer(
                attempt=attempt,
                question=question_key(attempt, question["id"]),
                order=order,
                payload=answers[question["id"]],
            )
            for order, question in enumerate(attempt.version.definition.get("questions", []), 1)
            if answers.get(question["id"])
        )
        drop_draft(attempt.person, answers_place(attempt))
        return close(locked=attempt, rounds=rounds, now=now, passed=True)


def question_key(attempt: Attempt, question_id: str) -> uuid.UUID:
    """Questions of a reflection have short ids; with the activity's key they name one question for good."""
    return uuid.uuid5(attempt.activity.key, question_id)
