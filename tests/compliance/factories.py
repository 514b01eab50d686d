"""Rows of compliance for tests. `AssignmentFactory(person=ana, requirement=…, due_on=…)`; dates default to today."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from compliance import models
from compliance.status import Facts, late_day
from tests.factories import CourseFactory, JobFactory, PersonFactory, UnitFactory

DAY = dt.timedelta(days=1)
_FACTS = ("awaiting_since", "returned_until", "completed_on", "waived_on", "expires_on", "closed_on", "proof_until")
EVERYONE = {"everyone": True}


def _facts(made) -> Facts:
    return Facts(made.overdue_from, **{name: getattr(made, name, None) for name in _FACTS})


class AudienceFactory(DjangoModelFactory):
    class Meta:
        model = models.Audience
        django_get_or_create = ["slug"]

    slug = factory.Sequence(lambda n: f"audience-{n}")
    name = factory.Sequence(lambda n: f"Audience {n}")


class AudienceRuleFactory(DjangoModelFactory):
    class Meta:
        model = models.AudienceRule

    audience = factory.SubFactory(AudienceFactory)
    starts_on = dt.date(2025, 7, 1)
    definition = EVERYONE
    recorded_at = factory.LazyFunction(timezone.now)


class RequirementFactory(DjangoModelFactory):
    class Meta:
        model = models.Requirement

    slug = factory.Sequence(lambda n: f"requirement-{n}")
    name = factory.Sequence(lambda n: f"Requirement {n}")
    why = "Families notice how a call is answered."
    audience = factory.SubFactory(AudienceFactory)


class TermsFactory(DjangoModelFactory):
    """`TermsFactory(requirement=…, courses=[phone])`; without courses it asks for one that it makes."""

    class Meta:
        model = models.Terms
        skip_postgeneration_save = True

    requirement = factory.SubFactory(RequirementFactory)
    starts_on = dt.date(2025, 7, 1)
    rule = factory.LazyFunction(lambda: {"cadence": "once"})
    recorded_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def courses(self, create, courses, **kwargs):
        for order, course in enumerate(courses or [CourseFactory()], 1):
            models.TermsCourse.objects.create(terms=self, course=course, order=order)


class AssignmentFactory(DjangoModelFactory):
    """A row as it stands; for what the engine makes of the record, use the actions."""

    class Meta:
        model = models.Assignment

    person = factory.SubFactory(PersonFactory)
    terms = factory.SubFactory(TermsFactory)
    requirement = factory.SelfAttribute("terms.requirement")
    cycle = 1
    unit = factory.SubFactory(UnitFactory)
    assigned_on = factory.LazyFunction(dt.date.today)
    opens_on = factory.SelfAttribute("assigned_on")
    first_due_on = factory.LazyAttribute(lambda o: o.assigned_on + 30 * DAY)
    due_on = factory.SelfAttribute("first_due_on")
    overdue_from = factory.LazyAttribute(lambda o: o.due_on + DAY)
    late_from = factory.LazyAttribute(
        lambda o: late_day(Facts(o.overdue_from, **{name: getattr(o, name, None) for name in _FACTS}))
    )


def hired(unit, family, boss, number, first, last, on):
    person = PersonFactory(username=number, first_name=first, last_name=last, hired_on=on)
    JobFactory(person=person, unit=unit, family=family, supervisor=boss, starts_on=on, level="new")
    return person
