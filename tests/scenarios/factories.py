"""Conversations for tests: a scenario on a real definition, attempts, replies, and the rubric they are scored by."""

import uuid
from functools import cache
from pathlib import Path

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory
from ruamel.yaml import YAML

from courses.models import Attempt, EditionItem, EnrollmentItem
from courses.typography import typographic
from goals.models import Rubric, RubricVersion
from scenarios import models
from tests.factories import (
    ActivityVersionFactory,
    CourseEditionFactory,
    EnrollmentFactory,
    LessonActivityFactory,
)

FOLDER = Path(__file__).resolve().parents[2] / "content/empathy-and-trust/scenarios"
# One phone call, one written reply: whatever becomes of the call in the course.
FILES, ONE_REPLY = Path(__file__).parent / "files", "one-reply.yaml"
SENT_WORDS = (
    "Sorry about the wait, Mr. James. Bus 114 is late today and should be there about 7:40. "
    "She won't be counted tardy, and you can drive her if you like."
)
BETTER_WORDS = SENT_WORDS + " I will call you myself by 11:00 at 555-0119 about tomorrow."
SELF = {"accurate": 3, "complete": 2, "courteous": 3, "empathy": 3}


def scenario_file(name):
    """A file of the course, or a known one of the tests."""
    known = FILES / name
    return known if known.exists() else FOLDER / name


@cache
def _read(name):
    return YAML(typ="safe").load(scenario_file(name).read_text())


def scenario_definition(name=ONE_REPLY, **changes):
    read = _read(name)
    descriptors = {key: {str(n): text for n, text in rows.items()} for key, rows in read["descriptors"].items()}
    rubric = {"slug": "service", "version": 1, "definition": {"criteria": [], "weights": read["weights"]}}
    debrief = "<p><b>What Mr. James needed.</b> A time he can plan by.</p>"
    return {**read, "descriptors": descriptors, "debrief": debrief, "rubric": rubric, **changes}


class ScenarioActivityFactory(LessonActivityFactory):
    class Meta:
        model = models.ScenarioActivity

    slug = factory.Sequence(lambda n: f"scenario-{n}")
    title = factory.Sequence(lambda n: f"Scenario {n}")


class ScenarioVersionFactory(ActivityVersionFactory):
    activity = factory.SubFactory(ScenarioActivityFactory)
    minutes = 8
    definition = factory.LazyAttribute(lambda o: scenario_definition(title=o.title))


class RubricVersionFactory(DjangoModelFactory):
    class Meta:
        model = RubricVersion
        django_get_or_create = ["rubric", "number"]

    rubric = factory.LazyFunction(lambda: Rubric.objects.get_or_create(slug="service", defaults={"name": "Service"})[0])
    number = 1
    definition = factory.LazyFunction(dict)
    digest = "0" * 64


class MoveFactory(DjangoModelFactory):
    """A reply whose result is given, not scored: `MoveFactory(attempt=…, text="…")`."""

    class Meta:
        model = models.Move

    class Params:
        text = SENT_WORDS

    client_key = factory.LazyFunction(uuid.uuid4)
    number = 1
    step_key = "reply"
    kind = "reply"
    payload = factory.LazyAttribute(lambda o: {"text": o.text, "self": SELF})
    result = factory.LazyFunction(lambda: {"levels": {"accurate": 3}, "change_one": {"head": "H", "sentence": "S"}})


def practice(person, version=None, **more):
    version = version or ScenarioVersionFactory()
    return Attempt.objects.create(person=person, activity=version.activity, version=version, mode="practice", **more)


def assessed(person, version=None, **more):
    """An open assessed attempt in a started round of a course that holds the scenario."""
    version = version or ScenarioVersionFactory()
    RubricVersionFactory()
    item = EditionItem.objects.filter(version=version).first()
    edition = item.edition if item else CourseEditionFactory(items=[version])
    item = item or edition.items.get()
    enrollment = EnrollmentFactory(person=person, course=edition.course, edition=edition, started_at=timezone.now())
    EnrollmentItem.objects.create(enrollment=enrollment, item=item, order=1, reason={"code": "everyone"})
    return Attempt.objects.create(
        person=person, enrollment=enrollment, activity=version.activity, version=version, mode="assessed", **more
    )


def reply_form(text=SENT_WORDS, key=None, **changes):
    """What the player posts."""
    own = {f"self_{name}": level for name, level in SELF.items()}
    return {"text": text, "client_key": key or uuid.uuid4(), **own, **changes}


def score_form(key=None, levels=(3, 3, 3, 3), gates="passed", **changes):
    """What the marking page posts."""
    given = {f"level_{name}": level for name, level in zip(SELF, levels, strict=True)}
    said = dict.fromkeys(["gate_no-protected-data", "gate_nothing-forbidden", "gate_right-handoff"], gates)
    return {**given, **said, "note": "Begin with his two lost calls.", "client_key": key or uuid.uuid4(), **changes}


def as_read(value):
    """What a file says with its quotation marks set, as a page compiles it."""
    if isinstance(value, str):
        return typographic(value)
    if isinstance(value, dict):
        return {key: as_read(each) for key, each in value.items()}
    return [as_read(each) for each in value] if isinstance(value, list) else value
