"""What a person has shown of what a requirement asks: what counts and for which period, and what does not and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, FilteredRelation, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from compliance.days import Span, before
from compliance.models import Assignment, Requirement
from compliance.rule import Rule, stored_rule
from compliance.wording import day
from courses.models import Evidence
from courses.permissions import mine


@dataclass(frozen=True)
class Use:
    evidence: Evidence
    assignment: Assignment


@dataclass(frozen=True)
class Shown:
    """Newest first, each: what counts, and what was left aside with the reason."""

    uses: list[Use]
    aside: list[tuple[Evidence, str]]


def shown_by(person, requirement: Requirement, cycles: Sequence[Assignment], current: Assignment | None) -> Shown:
    """One query."""
    rule = stored_rule(current.terms.rule) if current else None
    by_number, found = {cycle.pk: cycle for cycle in cycles}, Shown([], [])
    for row in _rows(person, requirement, cycles):
        if row.counts_for:
            found.uses.append(Use(row, by_number[row.counts_for]))
        else:
            found.aside.append((row, _why_not(row, rule, current)))
    return found


def _rows(person, requirement: Requirement, cycles: Sequence[Assignment]) -> QuerySet:
    """A piece that counts for two periods comes twice."""
    used = FilteredRelation("uses", condition=Q(uses__assignment__in=[cycle.pk for cycle in cycles]))
    rows = Evidence.objects.filter(mine(person), course__in=requirement.terms.values("courses"), voids__isnull=True)
    rows = rows.annotate(used=used, counts_for=F("used__assignment"))
    return rows.select_related("course", "voided_by__actor", "trigger__course", "trigger__edition").order_by(
        "-occurred_at", "-pk"
    )


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
