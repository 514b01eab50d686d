"""Rows for tests. `PersonFactory(left_on=...)`, `JobFactory(person=ana, unit=cedar)`, `AttemptFactory(person=ana)`."""

import datetime as dt
import hashlib
import json

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from courses import models as courses
from people import models as people
from scenarios import models as scenarios

LONG_AGO = dt.date(2024, 8, 1)


class UnitFactory(DjangoModelFactory):
    class Meta:
        model = people.Unit

    slug = factory.Sequence(lambda n: f"unit-{n}")
    name = factory.Sequence(lambda n: f"Unit {n}")


class JobFamilyFactory(DjangoModelFactory):
    class Meta:
        model = people.JobFamily
        django_get_or_create = ["slug"]

    slug = factory.Sequence(lambda n: f"family-{n}")
    name = factory.Sequence(lambda n: f"Family {n}")


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = people.Person
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"2{n:05}")
    first_name = "Pat"
    last_name = factory.Sequence(lambda n: f"Person{n}")
    email = factory.LazyAttribute(lambda o: f"{o.username}@alder.example")
    hired_on = LONG_AGO
    password = factory.django.Password("a long enough password")


class JobFactory(DjangoModelFactory):
    class Meta:
        model = people.Job

    person = factory.SubFactory(PersonFactory)
    unit = factory.SubFactory(UnitFactory)
    family = factory.SubFactory(JobFamilyFactory)
    starts_on = LONG_AGO


class RoleGrantFactory(DjangoModelFactory):
    class Meta:
        model = people.RoleGrant

    person = factory.SubFactory(PersonFactory)
    role = people.Role.HR
    starts_on = LONG_AGO


class AdmissionFactory(DjangoModelFactory):
    """May mark from long ago on, by an administrator's word."""

    class Meta:
        model = scenarios.Admission

    person = factory.SubFactory(PersonFactory)
    kind = scenarios.Admission.Kind.PROVISIONAL
    starts_on = LONG_AGO
    ends_on = dt.date(2099, 7, 1)
    reason = "Marks in tests."


# --- released content ------------------------------------------------------------------------------------------------
def lesson_definition(title="Hold well", parts=1):
    """A lesson of that many parts, each with one text."""
    return {
        "schema": 1,
        "kind": "lesson",
        "title": title,
        "goal": "After this lesson you can put a caller on hold with care.",
        "minutes": 6,
        "outcomes": ["E1"],
        "parts": [
            {"title": f"Part {n}", "blocks": [{"id": f"b{n}", "type": "text", "html": f"<p>Text {n}.</p>"}]}
            for n in range(1, parts + 1)
        ],
    }


class LessonActivityFactory(DjangoModelFactory):
    class Meta:
        model = courses.LessonActivity

    slug = factory.Sequence(lambda n: f"lesson-{n}")
    title = factory.Sequence(lambda n: f"Lesson {n}")


class QuizActivityFactory(LessonActivityFactory):
    class Meta:
        model = courses.QuizActivity

    slug = factory.Sequence(lambda n: f"quiz-{n}")


class SurveyActivityFactory(LessonActivityFactory):
    class Meta:
        model = courses.SurveyActivity

    slug = factory.Sequence(lambda n: f"survey-{n}")


class ActivityVersionFactory(DjangoModelFactory):
    class Meta:
        model = courses.ActivityVersion

    activity = factory.SubFactory(LessonActivityFactory)
    number = factory.Sequence(lambda n: n + 1)
    title = factory.SelfAttribute("activity.title")
    minutes = 6
    definition = factory.LazyAttribute(lambda o: lesson_definition(o.title))
    digest = factory.LazyAttribute(
        lambda o: hashlib.sha256(json.dumps([o.number, o.definition], sort_keys=True).encode()).hexdigest()
    )


class CourseFactory(DjangoModelFactory):
    class Meta:
        model = courses.Course

    slug = factory.Sequence(lambda n: f"course-{n}")
    title = factory.Sequence(lambda n: f"Course {n}")


class CourseEditionFactory(DjangoModelFactory):
    """`CourseEditionFactory(items=[version, …])`: the course's newest edition, with these versions as its items."""

    class Meta:
        model = courses.CourseEdition
        skip_postgeneration_save = True

    course = factory.SubFactory(CourseFactory)
    number = factory.Sequence(lambda n: n + 1)
    digest = factory.Sequence(lambda n: f"{n:064}")
    title = factory.SelfAttribute("course.title")
    minutes = 70
    validity_months = 24
    definition = factory.LazyFunction(
        lambda: {"summary": "A course.", "why_html": "<p>Why.</p>", "outcomes": [{"code": "E1", "text": "Hold well"}]}
    )

    @factory.post_generation
    def items(self, create, versions, **kwargs):
        for order, version in enumerate(versions or [], 1):
            EditionItemFactory(edition=self, order=order, version=version)
        self.course.newest = self
        self.course.save()


class EditionItemFactory(DjangoModelFactory):
    class Meta:
        model = courses.EditionItem

    edition = factory.SubFactory(CourseEditionFactory)
    order = factory.Sequence(lambda n: n + 100)
    module = "Why it matters"
    version = factory.SubFactory(ActivityVersionFactory)
    activity = factory.SelfAttribute("version.activity")
    kind = factory.LazyAttribute(lambda o: o.version.definition.get("kind", "lesson"))


class EnrollmentFactory(DjangoModelFactory):
    class Meta:
        model = courses.Enrollment

    person = factory.SubFactory(PersonFactory)
    course = factory.SubFactory(CourseFactory)
    opened_at = factory.LazyFunction(timezone.now)
