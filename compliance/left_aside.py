"""What a person has shown of what a requirement asks, and does not count for it: each piece with the reason."""

from collections.abc import Collection

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from compliance.days import Span, before
from compliance.models import Assignment, Requirement
from compliance.rule import Rule, stored_rule
from compliance.wording import day
from courses.models import Evidence
from courses.permissions import mine


def left_aside(
    person, requirement: Requirement, current: Assignment | None, used: Collection[int]
) -> list[tuple[Evidence, str]]:
    """Newest first. Two queries, with the one for its terms."""
    rule = stored_rule(current.terms.rule) if current else None
    rows = _shown(person, requirement).exclude(pk__in=used)
    return [(row, _why_not(row, rule, current)) for row in rows]


def _shown(person, requirement: Requirement) -> QuerySet[Evidence]:
    rows = Evidence.objects.filter(mine(person), course__in=requirement.terms.values("courses"), voids__isnull=True)
    return rows.select_related("course", "voided_by__actor").order_by("-occurred_at", "-pk")


def _why_not(row: Evidence, rule: Rule | None, current: Assignment | None) -> str:
    void = getattr(row, "voided_by", None)
    if void is not None:
        told = {"day": day(timezone.localdate(void.recorded_at)), "name": void.actor or "–", "reason": void.reason}
        return _("Does not stand, %(name)s wrote on %(day)s: %(reason)s") % told
    on = timezone.localdate(row.occurred_at)
    if rule is None or current is None or on >= current.assigned_on:
        return _("Kept. It does not count for a period of this.")
    if rule.freshness is None:
        return _("Done before this was asked. Only what is done from then on counts.")
    if isinstance(rule.freshness, Span) and on < before(current.assigned_on, rule.freshness):
        return _("Done more than %(span)s before this was asked.") % {"span": rule.freshness}
    return _("It had run out by the day on which this was asked.")
