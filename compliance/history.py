"""Who changed what, and when it was written down: of one person under one requirement, oldest first."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from compliance.models import Adjustment, AudienceRule, Leave, Requirement, Terms
from compliance.record import View
from compliance.wording import day
from courses.models import Evidence
from people.models import Person


@dataclass(frozen=True)
class Change:
    """`actor` None: the system, or nobody is on record."""

    at: dt.datetime
    what: str
    actor: Person | None
    reason: str = ""


def history(
    ids: list[int], requirement: Requirement, view: View, rules: Iterable[AudienceRule], terms: Iterable[Terms]
) -> list[Change]:
    """Three queries. What was not known by then is left out."""
    found = of_requirement(requirement, rules, terms)
    found += [*_adjustments(ids, requirement), *_leaves(ids), *_voids(ids, requirement)]
    return sorted((each for each in found if view.knows(each.at)), key=lambda each: each.at)


def of_requirement(requirement: Requirement, rules: Iterable[AudienceRule], terms: Iterable[Terms]) -> list[Change]:
    """Who said whom it is for and what it asks. No query, where the rows bring their actors."""
    found = [
        Change(row.recorded_at, _("The rule of the group from %(day)s") % {"day": day(row.starts_on)}, row.actor)
        for row in rules
    ]
    found += [
        Change(row.recorded_at, _("The terms from %(day)s") % {"day": day(row.starts_on)}, row.actor) for row in terms
    ]
    if requirement.retired_on and requirement.retired_at:
        told = _("Retired on %(day)s") % {"day": day(requirement.retired_on)}
        found.append(Change(requirement.retired_at, told, requirement.retired_by))
    return found


def _adjustments(ids: list[int], requirement: Requirement) -> list[Change]:
    rows = Adjustment.objects.filter(assignment__requirement=requirement, assignment__person__in=ids)
    found = []
    for row in rows.select_related("approver"):
        kind = row.get_kind_display()
        told = (
            _("%(kind)s does not stand") if row.voids_id else _("%(kind)s until %(day)s") if row.until else "%(kind)s"
        )
        found.append(
            Change(
                row.recorded_at,
                told % {"kind": str(kind).capitalize(), "day": day(row.until)},
                row.approver,
                row.reason,
            )
        )
    return found


def _leaves(ids: list[int]) -> list[Change]:
    found = []
    for row in Leave.objects.filter(person__in=ids).select_related("approver"):
        if row.cancels:
            told = _("Leave from %(start)s does not stand")
        elif row.back_on:
            told = _("Leave from %(start)s, back on %(back)s")
        else:
            told = _("Leave from %(start)s")
        found.append(
            Change(
                row.recorded_at,
                told % {"start": day(row.starts_on), "back": day(row.back_on)},
                row.approver,
                row.reason,
            )
        )
    return found


def _voids(ids: list[int], requirement: Requirement) -> list[Change]:
    rows = Evidence.objects.filter(
        person__in=ids, course__in=requirement.terms.values("courses"), voids__isnull=False
    ).select_related("actor", "course")
    return [
        Change(
            row.recorded_at, _("A completion of %(course)s was voided") % {"course": row.course}, row.actor, row.reason
        )
        for row in rows
    ]
