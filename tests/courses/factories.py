"""Released content to learn from: definitions, courses of them, rounds under way. Call with what the test is about."""

import uuid

from django.utils import timezone

from courses.actions import enroll, open_attempt, start
from courses.models import Attempt, Enrollment
from tests.factories import (
    ActivityVersionFactory,
    CourseEditionFactory,
    EditionItemFactory,
    LessonActivityFactory,
    QuizActivityFactory,
    SurveyActivityFactory,
    lesson_definition,
)

Q1, Q2, Q3, Q4 = (f"00000000-0000-4000-8000-00000000000{n}" for n in range(1, 5))


def option(id_, right=False, text="", why=""):
    return {"id": id_, "text": text or f"Option {id_}", "right": right, "rationale": why or f"Because {id_}."}


def choice(uuid_, *, right=("a",), outcome="E1", gate=False, form="a", kind=None, prompt=""):
    """A question with the options a, b and c."""
    return {
        "uuid": uuid_,
        "kind": kind or ("single" if len(right) == 1 else "multiple"),
        "outcome": outcome,
        "form": form,
        "gate": gate,
        "prompt": prompt or f"Question {uuid_[-1]}",
        "options": [option(one, one in right) for one in "abc"],
        "rationale": "",
    }


def short(uuid_, *, accepted=("third ring",), outcome="E1", gate=False):
    return {
        "uuid": uuid_,
        "kind": "short",
        "outcome": outcome,
        "form": "a",
        "gate": gate,
        "prompt": "By when does a person answer?",
        "accepted": list(accepted),
        "rationale": "By the third ring.",
    }


def ordered(uuid_, *, items="abc", outcome="E1", gate=False):
    """Things to put in order; they belong as they are given."""
    return {
        "uuid": uuid_,
        "kind": "order",
        "outcome": outcome,
        "form": "a",
        "gate": gate,
        "prompt": "What comes first?",
        "options": [],
        "accepted": [],
        "items": [{"id": one, "text": f"Line {one}", "rationale": f"Because {one}."} for one in items],
        "rationale": "",
    }


def matched(uuid_, *, pairs=(("a", "x"), ("b", "y"), ("c", "x")), outcome="E1", gate=False):
    """Things to match: each with the id of its target."""
    return {
        **ordered(uuid_, outcome=outcome, gate=gate),
        "kind": "match",
        "prompt": "What goes with what?",
        "items": [
            {"id": one, "text": f"Line {one}", "rationale": f"Because {one}.", "target": target}
            for one, target in pairs
        ],
        "targets": [{"id": target, "text": f"Target {target}"} for target in dict.fromkeys(t for _one, t in pairs)],
    }


def quiz_definition(pool=None, *, draw=None, pass_mark=80):
    return {
        "schema": 1,
        "kind": "quiz",
        "title": "What you know now",
        "intro_html": "<p>Take your time.</p>",
        "minutes": 8,
        "pass_mark": pass_mark,
        "draw": draw or [],
        "pool": pool if pool is not None else [choice(Q1), choice(Q2, right=("a", "b")), short(Q3)],
    }


def survey_definition():
    return {
        "schema": 1,
        "kind": "survey",
        "title": "Look back",
        "intro_html": "<p>For you alone.</p>",
        "minutes": 4,
        "private": True,
        "questions": [
            {
                "id": "sure",
                "kind": "scale",
                "prompt": "How sure are you?",
                "hint": "",
                "low": "not at all",
                "high": "very",
                "required": True,
            },
            {"id": "try", "kind": "text", "prompt": "What will you try?", "hint": "One thing.", "required": True},
            {"id": "more", "kind": "text", "prompt": "Anything else?", "hint": "", "required": False},
        ],
    }


CHECK = {
    "id": "c1",
    "type": "check",
    "question": {
        "kind": "multiple",
        "prompt": "What makes a promise checkable?",
        "options": [
            option("a", True, "A time", "The caller can hold us to it."),
            option("b", False, "Soon", "Nobody can say when it is broken."),
            option("c", True, "A name", "Without an owner it is nobody's."),
        ],
    },
}
REFLECTION = {"id": "r1", "type": "reflection", "prompt": "Who needed you last week?", "hint": "A line is enough."}
BLOCKS = [
    {"id": "t1", "type": "text", "html": "<p>A text.</p>"},
    {
        "id": "s1",
        "type": "standard",
        "code": "P-1",
        "title": "Third ring.",
        "text": "A person answers.",
        "version": 3,
        "since": "August 1, 2026",
    },
    {"id": "k1", "type": "callout", "tone": "care", "title": "Careful", "html": "<p>A callout.</p>"},
    {
        "id": "e1",
        "type": "example",
        "situation": "At the curb.",
        "instead": "Any minute.",
        "try": "At 7:40.",
        "why": "It can be checked.",
    },
    {"id": "y1", "type": "story", "title": "A story", "html": "<p>Once.</p>", "source": "Invented"},
    {"id": "j1", "type": "job_aid", "title": "A card", "html": "<p>Keep it.</p>"},
    CHECK,
    REFLECTION,
]


def rich_lesson(title="Hold well"):
    """Two parts; the second holds a block of most kinds."""
    definition = lesson_definition(title, parts=2)
    definition["parts"][1]["blocks"] = BLOCKS
    return definition


def lesson_version(*, parts=1, definition=None, **fields):
    activity = LessonActivityFactory()
    return ActivityVersionFactory(
        activity=activity, definition=definition or lesson_definition(activity.title, parts), **fields
    )


def quiz_version(pool=None, *, number=1, **shape):
    return ActivityVersionFactory(
        activity=QuizActivityFactory(), number=number, minutes=8, definition=quiz_definition(pool, **shape)
    )


def survey_version():
    return ActivityVersionFactory(activity=SurveyActivityFactory(), minutes=4, definition=survey_definition())


def course_of(*versions, rows=None):
    """A released course of these versions; `rows` gives fields of single items by position, from 0."""
    edition = CourseEditionFactory()
    for order, version in enumerate(versions):
        EditionItemFactory(edition=edition, order=order + 1, version=version, **(rows or {}).get(order, {}))
    return edition.course


def started(person, course, now=None) -> Enrollment:
    enrollment = enroll(person=person, course=course, actor=person, source="self")
    return start(enrollment=enrollment, now=now or timezone.now())


def opened(enrollment, position=0, key=None) -> Attempt:
    """The try at that step of the round, from 0."""
    item = enrollment.items.order_by("order")[position]
    return open_attempt(enrollment=enrollment, item=item, key=key or uuid.uuid4())
