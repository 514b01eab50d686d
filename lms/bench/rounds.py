"""Rounds of courses in every state, written in bulk: what the actions would have left behind, without running them."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count

from django.utils import timezone

from certificates.models import Credential, CredentialIssue
from courses.models import Attempt, EditionItem, Enrollment, EnrollmentItem, Evidence
from courses.quiz import draw
from lms.bench import words
from lms.bench.shelf import Shelved
from people.models import Person
from scenarios.models import MarkingTask, Move
from scenarios.scoring import Task, score

AT_ONCE = 500
STATE = Attempt.State
SELF = {"accurate": 3, "complete": 3, "courteous": 3, "empathy": 3}


@dataclass(frozen=True)
class Round:
    """What one person did on one course. `sent`: the conversation and what became of it; `moves`: versions of it."""

    person: Person
    shelved: Shelved
    started: bool = True
    done: tuple[EditionItem, ...] = ()
    opened: tuple[EditionItem, ...] = ()
    sent: tuple[EditionItem, str] | None = None
    moves: int = 1
    completed: bool = False


def write(rounds: Iterable[Round]) -> None:
    """Enrollments, paths, tries, evidence, moves, replies to score and certificates of all these rounds."""
    now = timezone.now()
    rounds = list(rounds)
    enrollments = bulk(Enrollment, (_enrollment(each, now) for each in rounds))
    pairs = list(zip(rounds, enrollments, strict=True))
    bulk(EnrollmentItem, (step for each, row in pairs if each.started for step in _path(each, row)))
    drawn = {each.shelved.course.pk: _drawn(each.shelved) for each in rounds}
    attempts = bulk(Attempt, (try_ for each, row in pairs for try_ in _tries(each, row, drawn, now)))
    bulk(Evidence, (_evidence(try_) for try_ in attempts if try_.state == STATE.PASSED))
    bulk(Evidence, (_course_evidence(each, row) for each, row in pairs if each.completed))
    _conversations(attempts, {row.pk: each for each, row in pairs})
    _certificates(pairs)


def bulk(model, rows) -> list:
    return model.objects.bulk_create(list(rows), batch_size=AT_ONCE)


def _enrollment(each: Round, now: dt.datetime) -> Enrollment:
    opened = now - dt.timedelta(days=40)
    return Enrollment(
        person=each.person,
        course=each.shelved.course,
        edition=each.shelved.edition if each.started else None,
        opened_at=opened,
        started_at=opened if each.started else None,
        completed_at=now if each.completed else None,
    )


def _path(each: Round, row: Enrollment) -> Iterator[EnrollmentItem]:
    for order, step in enumerate(each.shelved.path, 1):
        yield EnrollmentItem(enrollment=row, item_id=step.item.id, order=order, reason=step.reason.stored())


def _tries(each: Round, row: Enrollment, drawn, now: dt.datetime) -> Iterator[Attempt]:
    states = [(item, STATE.PASSED) for item in each.done] + [(item, STATE.OPEN) for item in each.opened]
    for item, state in states + ([each.sent] if each.sent else []):
        yield Attempt(
            person=each.person,
            enrollment=row,
            activity_id=item.activity_id,
            version_id=item.version_id,
            mode=Attempt.Mode.ASSESSED,
            state=state,
            questions=drawn[each.shelved.course.pk] if item.kind == "quiz" else [],
            percent=90 if item.kind == "quiz" and state == STATE.PASSED else None,
            handed_in_at=None if state == STATE.OPEN else now - dt.timedelta(days=3),
            scored_at=now if state == STATE.PASSED and item.kind == "scenario" else None,
        )


def _drawn(shelved: Shelved) -> list[str]:
    definition = words.quiz(shelved.of_kind("quiz")[0].version.title)
    return [question["uuid"] for question in draw(definition, seen=(), seed=shelved.course.slug)]


def _evidence(attempt: Attempt) -> Evidence:
    assert attempt.handed_in_at
    return Evidence(
        key=f"attempt:{attempt.key}",
        person_id=attempt.person_id,
        activity_id=attempt.activity_id,
        version_id=attempt.version_id,
        enrollment_id=attempt.enrollment_id,
        attempt=attempt,
        kind=Evidence.Kind.COMPLETED,
        occurred_at=attempt.handed_in_at,
        actor_id=attempt.person_id,
    )


def _course_evidence(each: Round, row: Enrollment) -> Evidence:
    assert row.completed_at
    return Evidence(
        key=f"course:{row.pk}",
        person=each.person,
        course=each.shelved.course,
        edition=each.shelved.edition,
        enrollment=row,
        kind=Evidence.Kind.COMPLETED,
        occurred_at=row.completed_at,
        actor=each.person,
    )


def _conversations(attempts: list[Attempt], rounds: dict[int | None, Round]) -> None:
    """The reply of every conversation that was sent; those that still wait stand on the desk."""
    task = Task.from_definition(words.scenario("Call"), "reply")
    result = score(words.REPLY, task).as_dict()
    payload = {"text": words.REPLY, "self": SELF}
    scenarios = {row.activity_id for each in rounds.values() for row in each.shelved.of_kind("scenario")}
    sent = [each for each in attempts if each.activity_id in scenarios and each.state != STATE.OPEN]
    moves = bulk(
        Move,
        (
            Move(attempt=each, number=n, step_key="reply", kind=Move.Kind.REPLY, payload=payload, result=result)
            for each in sent
            for n in range(1, rounds[each.enrollment_id].moves + 1)
        ),
    )
    last = {move.attempt_id: move for move in moves}
    bulk(MarkingTask, (MarkingTask(move=last[each.pk]) for each in sent if each.state == STATE.AWAITING))


def _certificates(pairs: list[tuple[Round, Enrollment]]) -> None:
    number = count(1)
    claims = bulk(
        Credential,
        (
            Credential(
                public_id=f"TR-B{next(number):07}", person=each.person, enrollment=row, course=each.shelved.course
            )
            for each, row in pairs
            if each.completed
        ),
    )
    bulk(CredentialIssue, (_issue(claim) for claim in claims))


def _issue(claim: Credential) -> CredentialIssue:
    day = timezone.localdate()
    edition = claim.course.newest if claim.course else None
    assert edition
    return CredentialIssue(
        credential=claim,
        number=1,
        name=claim.person.get_full_name(),
        title=edition.title,
        edition=edition,
        outcomes=edition.definition["outcomes"],
        minutes=edition.minutes,
        district="Bench County Schools",
        signer="Human Resources",
        completed_on=day,
        good_until=day + dt.timedelta(days=700),
        file="bench/none.pdf",
        sha256="0" * 64,
    )
