"""The whole of the bench's data, and the rows whose pages are measured."""

import datetime as dt
import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from courses.models import Attempt
from goals.models import RubricVersion
from lms.bench.conversations import Talks, talk
from lms.bench.people import District, hire
from lms.bench.rounds import STATE, Round, write
from lms.bench.shelf import Shelved, release
from lms.bench.size import Size
from lms.statistics import renew_statistics
from scenarios.models import MarkingTask, Score

SEED = 20261
# Out of a hundred rounds: how a district stands some weeks after it began. Beside them `size.waiting` replies wait.
NOT_STARTED, UNDER_WAY, WAITING, RETURNED = 25, 65, 67, 68


@dataclass(frozen=True)
class Filled:
    district: District
    shelf: list[Shelved]
    lesson: Attempt
    feedback: Attempt
    task: MarkingTask
    tasks: list[MarkingTask]
    quizzes: list[Attempt]
    replies: list[Attempt]
    talks: Talks


def fill(size: Size) -> Filled:
    """People, courses and rounds. The same size gives the same rows, but for keys and times."""
    with transaction.atomic():
        district = hire(size)
        shelf = release(size.courses)
        write(_rounds(district, shelf, size))
        talks = talk(district.takers, district.learner)
        renew_statistics()
        return _found(district, shelf, talks, size)


def _rounds(district: District, shelf: list[Shelved], size: Size) -> Iterator[Round]:
    """The first course is everyone's; each person is on a few more."""
    dice = random.Random(SEED)  # noqa: S311 -- figures that can be repeated, no secrets
    first, *rest = shelf
    for n, person in enumerate(district.ordinary):
        yield _somewhere(person, first, WAITING - 1 if n < size.waiting else dice.randrange(100), dice.randrange(9))
        for shelved in [*dice.sample(rest, min(len(rest), size.each - 1))]:
            yield _somewhere(person, shelved, dice.randrange(100), dice.randrange(9))
    for n, shelved in enumerate(shelf):
        yield _somewhere(district.veteran, shelved, (10, 40, 66, 67, 90)[n % 5], n % 9)
    yield _somewhere(district.newcomer, first, 40, 3)
    lessons, call = first.of_kind("lesson"), first.of_kind("scenario")[0]
    passed = (call, STATE.PASSED)
    yield Round(district.learner, first, done=tuple(lessons[:4]), opened=(lessons[4],), sent=passed, moves=3)
    for person in district.takers:
        yield Round(person, first, done=tuple(lessons), opened=(first.of_kind("quiz")[0], call))


def _somewhere(person, shelved: Shelved, dice: int, lessons: int) -> Round:
    read, call = shelved.of_kind("lesson"), shelved.of_kind("scenario")[0]
    tested = (*read, *shelved.of_kind("quiz"))
    if dice < NOT_STARTED:
        return Round(person, shelved, started=False)
    if dice < UNDER_WAY:
        return Round(person, shelved, done=tuple(read[:lessons]), opened=(read[lessons],))
    if dice < RETURNED:
        return Round(person, shelved, done=tested, sent=(call, STATE.AWAITING if dice < WAITING else STATE.RETURNED))
    done = (*tested, *shelved.of_kind("survey"))
    return Round(person, shelved, done=done, sent=(call, STATE.PASSED), completed=True)


def _found(district: District, shelf: list[Shelved], talks: Talks, size: Size) -> Filled:
    first = shelf[0]
    call = first.of_kind("scenario")[0].activity_id
    own = Attempt.objects.filter(person=district.learner)
    feedback = own.get(activity=call)
    _score(feedback, district)
    opened = Attempt.objects.filter(person__in=district.takers, state=STATE.OPEN).select_related("person")
    return Filled(
        district=district,
        shelf=shelf,
        lesson=own.get(state=STATE.OPEN, mode=Attempt.Mode.ASSESSED),
        feedback=feedback,
        task=_taken(district),
        tasks=_last_in_turn(district, size.takers),
        quizzes=list(opened.filter(activity=first.of_kind("quiz")[0].activity_id).order_by("person")),
        replies=list(opened.filter(activity=call).order_by("person")),
        talks=talks,
    )


def _score(attempt: Attempt, district: District) -> None:
    Score.objects.create(
        move=attempt.moves.latest("number"),
        marker=district.marker,
        rubric_version=RubricVersion.objects.latest("pk"),
        levels={"accurate": 4, "complete": 4, "courteous": 4, "empathy": 4},
        gates={},
        passed=True,
        weighted=400,
        note="Say the time first.",
        client_key=uuid.uuid4(),
    )


def _last_in_turn(district: District, count: int) -> list[MarkingTask]:
    """Replies of others that are scored while it is measured: the last ones, so that what comes next is long known."""
    others = MarkingTask.objects.open_to(district.marker).waiting()
    return list(others.select_related("move__attempt__version").order_by("-rank_at", "-pk")[:count])


def _taken(district: District) -> MarkingTask:
    """A reply that the marker holds for the whole run."""
    task = MarkingTask.objects.open_to(district.marker).waiting().in_turn().first()
    task.leased_by, task.lease_until = district.marker, timezone.now() + dt.timedelta(hours=6)
    task.save()
    return task
