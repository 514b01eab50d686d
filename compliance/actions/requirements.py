"""Saying who must do what by when. Rules and terms are dated and written once; each change is the next row."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compliance.audience import read_audience
from compliance.audience_words import must_be_known
from compliance.models import Audience, AudienceRule, Requirement, Terms, TermsCourse
from compliance.refusals import Refused
from compliance.rule import Refused as RuleRefused
from compliance.rule import read_rule
from courses.models import Course
from outbox.actions import promise

# Addresses of pages that make one, or count: a group of that name could not be opened.
TAKEN = ("new", "count")


@transaction.atomic
def create_audience(
    *, slug: str, name: str, definition: Mapping[str, Any], starts_on: dt.date, actor, now: dt.datetime
) -> Audience:
    """A named group with its first rule. Who is in it by then is found at once, by the worker."""
    _must_be_an_audience(definition)
    if slug in TAKEN or Audience.objects.filter(slug=slug).exists():
        raise Refused(_("There is an audience with this short name. Choose another."), field="slug")
    audience = Audience.objects.create(slug=slug, name=name, created_by=actor)
    _write_rule(audience, definition, starts_on, actor, now)
    return audience


@transaction.atomic
def change_audience(
    *, audience: Audience, definition: Mapping[str, Any], starts_on: dt.date, actor, now: dt.datetime
) -> AudienceRule:
    """The next rule of the group, from a day on that has not passed: what was asked before keeps its reason."""
    audience = Audience.objects.select_for_update(no_key=True).get(pk=audience.pk)
    _must_be_an_audience(definition)
    if starts_on < timezone.localdate(now):
        raise Refused(_("A new rule cannot begin in the past. Choose today or a later day."), field="starts_on")
    return _write_rule(audience, definition, starts_on, actor, now)


@transaction.atomic
def create_requirement(
    *,
    slug: str,
    name: str,
    why: str,
    audience: Audience,
    courses: Sequence[Course],
    rule: Mapping[str, Any],
    starts_on: dt.date,
    actor,
    now: dt.datetime,
    needed: int | None = None,
) -> Requirement:
    if not why.strip():
        raise Refused(_("Say in a sentence why it is asked. The people who must do it read it."), field="why")
    if slug in TAKEN or Requirement.objects.filter(slug=slug).exists():
        raise Refused(_("There is a requirement with this short name. Choose another."), field="slug")
    requirement = Requirement.objects.create(slug=slug, name=name, why=why.strip(), audience=audience, created_by=actor)
    _write_terms(requirement, courses, rule, needed, starts_on, actor, now)
    return requirement


@transaction.atomic
def change_terms(
    *,
    requirement: Requirement,
    courses: Sequence[Course],
    rule: Mapping[str, Any],
    starts_on: dt.date,
    actor,
    now: dt.datetime,
    needed: int | None = None,
) -> Terms:
    """What is asked of cycles that are assigned from a day on. What was assigned before keeps its terms."""
    requirement = Requirement.objects.select_for_update(no_key=True).get(pk=requirement.pk)
    if requirement.retired_on:
        raise Refused(_("This requirement was retired. Make a new one."))
    return _write_terms(requirement, courses, rule, needed, starts_on, actor, now)


@transaction.atomic
def retire(*, requirement: Requirement, on: dt.date, actor, now: dt.datetime) -> Requirement:
    """From that day on nobody is asked: what is open is closed. Done again, the first day stands."""
    requirement = Requirement.objects.select_for_update(no_key=True).get(pk=requirement.pk)
    if requirement.retired_on:
        return requirement
    if on < timezone.localdate(now):
        raise Refused(_("It cannot be retired in the past. Choose today or a later day."), field="retired_on")
    requirement.retired_on, requirement.retired_by, requirement.retired_at = on, actor, now
    requirement.save(update_fields=["retired_on", "retired_by", "retired_at"])
    _look_again(requirement, f"retired:{requirement.pk}")
    return requirement


def _must_be_an_audience(definition: Mapping[str, Any]) -> None:
    try:
        must_be_known(read_audience(definition))
    except RuleRefused as refused:
        raise Refused(str(refused), field=refused.field) from refused


def _write_rule(audience: Audience, definition, starts_on: dt.date, actor, now: dt.datetime) -> AudienceRule:
    rule = AudienceRule.objects.create(
        audience=audience, starts_on=starts_on, definition=definition, recorded_at=now, actor=actor
    )
    key = f"audience.changed:{rule.pk}"
    promise(topic="audience.changed", key=key, payload={"audience_id": audience.pk})
    return rule


def _write_terms(
    requirement: Requirement, courses: Sequence[Course], rule, needed, starts_on: dt.date, actor, now: dt.datetime
) -> Terms:
    try:
        read_rule(rule)
    except RuleRefused as refused:
        raise Refused(str(refused), field=refused.field) from refused
    if not courses:
        raise Refused(_("Choose at least one course."), field="courses")
    if needed is not None and not 1 <= needed <= len(courses):
        told = _("Choose between 1 and %(n)d courses, or leave it empty for all.") % {"n": len(courses)}
        raise Refused(told, field="needed")
    if starts_on < timezone.localdate(now):
        told = _("It cannot begin in the past: people would be late before they were asked. Choose today or later.")
        raise Refused(told, field="starts_on")
    terms = Terms.objects.create(
        requirement=requirement, starts_on=starts_on, rule=dict(rule), needed=needed, recorded_at=now, actor=actor
    )
    TermsCourse.objects.bulk_create(
        TermsCourse(terms=terms, course=course, order=order) for order, course in enumerate(courses, 1)
    )
    _look_again(requirement, f"terms:{terms.pk}")
    return terms


def _look_again(requirement: Requirement, key: str) -> None:
    promise(topic="requirement.changed", key=f"requirement.changed:{key}", payload={"requirement_id": requirement.pk})
