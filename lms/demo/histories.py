"""Part-way histories of the demo district, made with the same actions that people use, only with earlier dates.

Keys are derived from the employee number, so that loading twice makes nothing twice.
"""

import datetime as dt
import uuid

from django.utils import timezone

from courses.actions import (
    enroll,
    enroll_many,
    hand_in,
    hand_in_quiz,
    hand_in_survey,
    open_attempt,
    show_part,
    start,
)
from courses.actions.active import note_active
from courses.actions.lessons import parts_of
from courses.actions.quizzes import drawn_questions
from courses.models import Attempt, Course, Enrollment
from lms.demo.markers import admit_markers
from lms.demo.replies import FULL_MARKS, NOTE, STRONG
from lms.demo.scored import load_scored_twice
from people.models import Person
from scenarios.actions import hand_in_conversation, make_reply
from scenarios.actions.marking import send_score, take_lease
from scenarios.models import MarkingTask

NAMES = uuid.UUID("a2b5a8a0-6a0f-4d35-9a55-1d1a5f3f7a10")
TO_THE_SCENARIO, TO_THE_END = "scenario", "end"
PAUSE, REPLY_DEEDS = dt.timedelta(minutes=2), 5  # of a reply: it was drafted, listened to, written on, handed in

# employee number, days ago that the round opened, how far, which conversation
UNDER_WAY: list[tuple[str, int, int | str, str]] = [
    ("100101", 24, TO_THE_SCENARIO, ""),
    ("100109", 20, 3, ""),
    ("100132", 18, 5, ""),
    ("100133", 17, 1, ""),
    ("100162", 15, 2, ""),
    ("100184", 12, 4, ""),
    ("100187", 11, 6, ""),
]
HANDED_IN = [
    ("100131", 21, "safety-worry", 3),
    ("100142", 19, "choosing-a-school", 1),
]
FINISHED = [
    ("100102", 75, "safety-worry"),
    ("100112", 70, "choosing-a-school"),
    ("100123", 62, "safety-worry"),
    ("100152", 55, "choosing-a-school"),
    ("100172", 48, "safety-worry"),
    ("100181", 41, "choosing-a-school"),
    ("100182", 33, "safety-worry"),
]
NOT_STARTED = ["100110", "100113", "100114", "100115", "100116", "100135", "100136", "100153", "100189", "100185"]


ADMINISTRATOR = "100181"


def load_histories(course: Course) -> None:
    helen, tomas = staff("100106"), staff("100103")
    if course.enrollments.exists():
        return
    admit_markers(staff(ADMINISTRATOR))
    for number, days, how_far, slug in UNDER_WAY:
        Round(staff(number), course, helen, days).go(how_far, slug)
    for number, days, slug, pause in HANDED_IN:
        sent = Round(staff(number), course, helen, days).go(TO_THE_SCENARIO, slug).reply(slug, days_later=days - pause)
        sent.close(days_later=days - pause)
    for number, days, slug in FINISHED:
        under_way = Round(staff(number), course, helen, days).go(TO_THE_SCENARIO, slug)
        under_way.reply(slug, days_later=8).score(tomas, days_later=10).close(days_later=11)
    load_scored_twice(course, lambda person, days: Round(person, course, helen, days))
    enroll_many(people=[staff(number) for number in NOT_STARTED], course=course, actor=helen)


def staff(number: str) -> Person:
    return Person.objects.get(username=number)


class Round:
    """One person's way through the course, told in steps."""

    def __init__(self, person: Person, course: Course, actor: Person, days_ago: int):
        self.person = person
        self.opened = timezone.now().replace(hour=14, minute=5, second=0, microsecond=0) - dt.timedelta(days=days_ago)
        standing = Enrollment.objects.open().filter(person=person, course=course).first()
        enrollment = standing or enroll(person=person, course=course, actor=actor, source=Enrollment.Source.HR)
        # The action dates a round by the clock; a history needs the day on which it would have happened.
        Enrollment.objects.filter(pk=enrollment.pk).update(opened_at=self.opened)
        enrollment.refresh_from_db()
        self.enrollment = start(enrollment=enrollment, now=self.opened + dt.timedelta(hours=2))
        self.when = self.opened + dt.timedelta(hours=2)
        self.attempt: Attempt | None = None

    def go(self, how_far: int | str, slug: str = "") -> "Round":
        """Finish so many items, or all up to the scored conversation, and open that conversation when it is named."""
        done = 0
        for item in self.enrollment.items.select_related("item__activity", "item__version"):
            if item.item.kind == "scenario":
                if how_far == TO_THE_SCENARIO and item.item.activity.slug == slug:
                    self.attempt = self.open(item)
                continue
            if done == how_far or item.item.kind == "survey" or not item.item.required:
                continue
            self.finish(item)
            done += 1
        return self

    def open_only(self, slug: str) -> "Round":
        """Straight to one conversation, with the lessons still to do."""
        item = self.enrollment.items.select_related("item__activity", "item__version").get(item__activity__slug=slug)
        self.attempt = self.open(item)
        return self

    def open(self, item) -> Attempt:
        key = uuid.uuid5(NAMES, f"{self.person.username}:{item.item.activity.slug}")
        attempt = open_attempt(enrollment=self.enrollment, item=item, key=key)
        Attempt.objects.filter(pk=attempt.pk).update(started_at=self.when)
        return attempt

    def at_work(self, attempt: Attempt, deeds: int) -> None:
        """What paid time counts: it was opened, and a deed every two minutes until it was handed in now."""
        for n in reversed(range(deeds + 1)):
            then = self.when - n * PAUSE
            note_active(person=self.person, attempt_key=attempt.key, now=then, attempt=attempt)

    def finish(self, item) -> None:
        self.when += dt.timedelta(hours=19, minutes=7)
        self.when = min(self.when, timezone.now() - dt.timedelta(minutes=30))
        attempt = self.open(item)
        if item.item.kind == "lesson":
            for part in range(1, parts_of(attempt) + 1):
                show_part(attempt=attempt, part=part)
            self.at_work(attempt, parts_of(attempt))
            hand_in(attempt=attempt, now=self.when, awaiting=False, passed=True)
        elif item.item.kind == "quiz":
            answers = {question["uuid"]: right_answer(question) for question in drawn_questions(attempt)}
            self.at_work(attempt, len(answers))
            hand_in_quiz(attempt=attempt, answers=answers, now=self.when)
        elif item.item.kind == "survey":
            self.at_work(attempt, 1)
            hand_in_survey(attempt=attempt, answers={}, now=self.when)

    @property
    def conversation(self) -> Attempt:
        if self.attempt is None:
            raise LookupError(f"{self.person} has opened no conversation: is its slug right?")
        return self.attempt

    def reply(self, slug: str, *, days_later: int) -> "Round":
        self.when = max(self.when, self.opened + dt.timedelta(days=days_later))
        move = make_reply(
            attempt=self.conversation,
            text=STRONG[slug],
            self_levels={"accurate": 3, "complete": 3, "courteous": 4, "empathy": 3},
            client_key=uuid.uuid5(NAMES, f"{self.person.username}:reply"),
            now=self.when - dt.timedelta(minutes=6),
        )
        self.at_work(self.conversation, REPLY_DEEDS)
        hand_in_conversation(attempt=self.conversation, number=move.number, now=self.when)
        return self

    def score(self, marker: Person, *, days_later: int) -> "Round":
        self.when = max(self.when, self.opened + dt.timedelta(days=days_later))
        task = MarkingTask.objects.get(move__attempt=self.conversation)
        take_lease(task=task, marker=marker, now=self.when)
        gates = {gate["key"]: True for gate in self.conversation.version.definition["gates"]}
        send_score(
            task=task,
            marker=marker,
            levels=FULL_MARKS,
            gates=gates,
            note=NOTE,
            client_key=uuid.uuid5(NAMES, f"{self.person.username}:score"),
            now=self.when,
        )
        return self

    def close(self, *, days_later: int) -> "Round":
        self.when = max(self.when, self.opened + dt.timedelta(days=days_later))
        for item in self.enrollment.items.filter(item__kind="survey").select_related("item__activity"):
            self.finish(item)
        return self


def right_answer(question: dict) -> dict:
    """What a page would post for the right answer."""
    if question["kind"] == "short":
        return {"text": question["accepted"][0]}
    if question["kind"] == "order":
        return {"order": [item["id"] for item in question["items"]]}
    if question["kind"] == "match":
        return {"pairs": {item["id"]: item["target"] for item in question["items"]}}
    return {"options": [option["id"] for option in question["options"] if option["right"]]}
