"""Making a ladder of new people, and withdrawing it. Its rungs are ordinary requirements, made by the same verbs."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from compliance.actions.gates import set_gate
from compliance.actions.requirements import TAKEN, create_requirement, retire
from compliance.models import Audience, Ladder, Requirement, Rung
from compliance.refusals import Refused
from courses.models import Course


@dataclass(frozen=True)
class Step:
    """`before_duty`: must be finished before the duty that the ladder names."""

    name: str
    days: int
    courses: Sequence[Course]
    before_duty: bool = False


def rule_of(step: Step, counts_from: str, starts_on: dt.date) -> dict[str, Any]:
    """Who was hired long before it is asked has as many days from then on: nobody is late on the first day."""
    return {
        "cadence": "once",
        "starts": starts_on.isoformat(),
        "due": {"days": step.days, "after": counts_from},
        "least_days": step.days,
    }


@transaction.atomic
def create_ladder(
    *,
    name: str,
    why: str,
    audience: Audience,
    counts_from: str,
    starts_on: dt.date,
    steps: Sequence[Step],
    duty: str,
    actor,
    now: dt.datetime,
) -> Ladder:
    """One requirement a step, in order: all of it or nothing. Who is caught is found by the worker."""
    must_be_a_ladder(name=name, steps=steps, duty=duty, starts_on=starts_on, now=now)
    ladder = Ladder.objects.create(
        slug=short(name), name=name, audience=audience, counts_from=counts_from, created_at=now, created_by=actor
    )
    for order, step in enumerate(steps, 1):
        requirement = create_requirement(
            slug=short(step.name), name=step.name, why=why, audience=audience, courses=step.courses,
            rule=rule_of(step, counts_from, starts_on), starts_on=starts_on, actor=actor, now=now,
        )  # fmt: skip
        Rung.objects.create(ladder=ladder, order=order, requirement=requirement)
        if step.before_duty:
            set_gate(requirement=requirement, duty=duty, actor=actor, now=now)
    return ladder


def must_be_a_ladder(*, name: str, steps: Sequence[Step], duty: str, starts_on: dt.date, now: dt.datetime) -> None:
    """Raises Refused for what cannot be; its `field` names the box, of a step as `step0-name`."""
    if short(name) in TAKEN or Ladder.objects.filter(slug=short(name)).exists():
        raise Refused(_("There is a ladder of this name. Choose another."), field="name")
    if starts_on < timezone.localdate(now):
        raise Refused(_("It cannot begin in the past. Choose today or a later day."), field="starts_on")
    if not steps:
        raise Refused(_("Choose a course for at least one step."))
    if any(step.before_duty for step in steps) and not duty.strip():
        raise Refused(_("Say which duty waits for it, such as: answer the phones."), field="duty")
    for n, step in enumerate(steps):
        alike = short(step.name) in [*TAKEN, *(short(other.name) for other in steps[:n])]
        if alike or Requirement.objects.filter(Q(name__iexact=step.name) | Q(slug=short(step.name))).exists():
            raise Refused(_("There is a requirement of this name. Choose another."), field=f"step{n}-name")
        if n and step.days <= steps[n - 1].days:
            told = _("The steps go up in time: this one is due later than “%(name)s”.") % {"name": steps[n - 1].name}
            raise Refused(told, field=f"step{n}-days")


def short(name: str) -> str:
    return slugify(name)[:50]


@transaction.atomic
def withdraw_ladder(*, ladder: Ladder, on: dt.date, actor, now: dt.datetime) -> Ladder:
    """All its steps are retired that day. Done again, the first day stands."""
    ladder = Ladder.objects.select_for_update(no_key=True).get(pk=ladder.pk)
    if ladder.withdrawn_on:
        return ladder
    for rung in ladder.rungs.select_related("requirement"):
        retire(requirement=rung.requirement, on=on, actor=actor, now=now)
    ladder.withdrawn_on, ladder.withdrawn_by, ladder.withdrawn_at = on, actor, now
    ladder.save(update_fields=["withdrawn_on", "withdrawn_by", "withdrawn_at"])
    return ladder
