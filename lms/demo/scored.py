"""Replies of the demo district that two people scored, so that agreement has something to measure: part-way, not done.

Nobody finished the course by them: these people began with the scored conversations. Most pairs agree, some differ by a
level and a third person decided; two wait for her, one criterion is disputed, one reply is with its writer.
"""

import datetime as dt
import uuid

from django.utils import timezone

from courses.models import Course
from lms.demo.replies import NOTE, PLAIN, STRONG, THIN
from people.models import Person
from scenarios.actions import dispute_score, hand_back, hand_in_conversation, keep_comment, make_reply
from scenarios.actions.marking import send_score, take_lease
from scenarios.actions.queueing import owe
from scenarios.models import MarkingSlot, MarkingTask

WRITERS = [
    "100117",
    "100124",
    "100125",
    "100126",
    "100127",
    "100128",
    "100134",
    "100137",
    "100143",
    "100144",
    "100145",
    "100154",
    "100155",
    "100163",
    "100164",
    "100173",
]
SCENARIOS = ("safety-worry", "choosing-a-school")
RETURNED = "100174"
WAIT_FOR_THE_THIRD = ("100164", "100173")
DISPUTED = ("100144", "safety-worry")
# How many days ago the rounds opened: Ruth decides where two differ, and she has marked for twenty days.
DAYS_AGO = 18
WROTE = dt.timedelta(minutes=6)
NAMES = ("accurate", "complete", "courteous", "empathy")
# What the first marker gives each kind of reply, and what the second gives instead, in turn: (which reply, criterion).
FIRST = {"strong": (4, 4, 4, 3), "plain": (3, 2, 3, 2), "thin": (1, 1, 2, 1)}
KINDS = {"strong": STRONG, "plain": PLAIN, "thin": THIN}
SECOND_DIFFERS = {
    2: ("complete", -1),
    5: ("empathy", 1),
    8: ("courteous", 1),
    13: ("complete", 1),
    17: ("empathy", 1),
    22: ("accurate", -1),
    27: ("courteous", -1),
    29: ("complete", 1),
    31: ("empathy", -1),
}
NOTES = {
    "strong": NOTE,
    "plain": "The facts are right. Say who will call, and when, before you close.",
    "thin": "Begin with what was asked. A family cannot plan by a promise without a day.",
}
SHARED = [
    ("100103", "Say the day and the time of the follow-up, and your name."),
    ("100104", "Name what the family is afraid of before the first fact."),
]


def load_scored_twice(course: Course, begin) -> None:
    """`begin(person, days)` opens a round that many days ago and gives a `Round`."""
    tomas, mei, ruth = (Person.objects.get(username=number) for number in ("100103", "100104", "100105"))
    for number, text in SHARED:
        keep_comment(person=Person.objects.get(username=number), text=text, shared=True)
    attempts = {}
    for n, (number, slug) in enumerate((number, slug) for number in WRITERS for slug in SCENARIOS):
        kind = ("strong", "plain", "strong", "plain", "thin")[n % 5]
        attempt, when = _handed_in(begin, number, slug, KINDS[kind][slug])
        _scored_twice(attempt, (tomas, mei, ruth), kind, n, number, when)
        attempts[number, slug] = attempt
    criterion, why = "complete", "I gave her the tip line and the meeting. What else was asked?"
    dispute_score(attempt=attempts[DISPUTED], number=1, criterion=criterion, reason=why, now=timezone.now())
    back, when = _handed_in(begin, RETURNED, SCENARIOS[0], THIN[SCENARIOS[0]])
    task = take_lease(task=MarkingTask.objects.get(move__attempt=back), marker=tomas, now=when)
    hand_back(task=task, marker=tomas, note="It stops before her second question.", now=when + dt.timedelta(days=11))


def _handed_in(begin, number: str, slug: str, text: str):
    under_way = begin(Person.objects.get(username=number), DAYS_AGO).open_only(slug)
    when, attempt = under_way.when, under_way.conversation
    make_reply(
        attempt=attempt,
        text=text,
        self_levels=dict.fromkeys(NAMES, 3),
        client_key=uuid.uuid5(uuid.NAMESPACE_OID, f"{number}:{slug}:reply"),
        now=when - WROTE,
    )
    return hand_in_conversation(attempt=attempt, number=1, now=when), when


def _scored_twice(attempt, markers, kind: str, n: int, number: str, when: dt.datetime) -> None:
    tomas, mei, ruth = markers
    first = dict(zip(NAMES, FIRST[kind], strict=True))
    second = dict(first)
    if n in SECOND_DIFFERS:
        name, shift = SECOND_DIFFERS[n]
        second[name] += shift
    move = attempt.moves.get()
    owe(move, MarkingSlot.SECOND, reason=MarkingTask.Why.RANDOM, now=when)
    minutes = dt.timedelta(minutes=4 + n % 4)
    _score(attempt, MarkingSlot.FIRST, tomas, first, kind, when + dt.timedelta(days=1), minutes)
    _score(attempt, MarkingSlot.SECOND, mei, second, kind, when + dt.timedelta(days=2), minutes)
    if second != first and number not in WAIT_FOR_THE_THIRD:
        _score(attempt, MarkingSlot.ADJUDICATION, ruth, second, kind, when + dt.timedelta(days=3), minutes)


def _score(attempt, slot, marker, levels, kind: str, when: dt.datetime, minutes: dt.timedelta) -> None:
    task = take_lease(task=MarkingTask.objects.get(move__attempt=attempt, slot=slot), marker=marker, now=when)
    send_score(
        task=task,
        marker=marker,
        levels=levels,
        gates={gate["key"]: True for gate in attempt.version.definition["gates"]},
        note=NOTES[kind],
        client_key=uuid.uuid5(uuid.NAMESPACE_OID, f"{attempt.key}:{slot}"),
        now=when + minutes,
    )
