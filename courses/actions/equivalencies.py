"""One course counts for another: say so, bring the evidence, take it back. Bringing may run at any time and twice."""

import datetime as dt
import uuid
from collections.abc import Collection

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.actions.evidence import tell_of, void_evidence, voiding
from courses.equivalence import BY_RULE, Brought, Completion, Reach, Rule, brought, reach_of
from courses.models import Course, Equivalency, Evidence
from courses.plain_text import plain
from courses.refusals import Refused

AT_ONCE = 500


def reach(rule: Rule) -> Reach:
    """What this rule would do today, before anyone approves it. Two queries."""
    found = brought(rule, _completions({rule.course_id, rule.counts_for_id}))
    done = {(each.person_id, each.course_id) for each in _completions({each.course_id for each in found})}
    return reach_of(found, done)


def approve_equivalency(
    *,
    course: Course,
    counts_for: Course,
    both_ways: bool,
    counts_from: dt.date,
    counts_until: dt.date | None,
    reason: str,
    actor,
    client_key: uuid.UUID,
) -> Equivalency:
    """Keep the rule and bring what it reaches back to. The same key again is the same rule."""
    reason = plain(reason).strip()
    if not reason:
        raise Refused(_("Say why one counts for the other. An auditor reads it."))
    if course.pk == counts_for.pk:
        raise Refused(_("A course counts for itself already. Choose two courses."))
    if counts_until and counts_until < counts_from:
        raise Refused(_("The last day is before the first."))
    with transaction.atomic():
        rule, _made = Equivalency.objects.get_or_create(
            client_key=client_key,
            defaults={
                "course": course,
                "counts_for": counts_for,
                "both_ways": both_ways,
                "counts_from": counts_from,
                "counts_until": counts_until,
                "reason": reason,
                "approved_by": actor,
            },
        )
        bring(rule=rule)
    return rule


def bring(*, rule: Equivalency, only: Collection[int] | None = None) -> int:
    """Write the evidence that is missing; `only` looks at these rows alone. Returns how many were written."""
    with transaction.atomic():
        rule = Equivalency.objects.select_for_update(no_key=True, of=("self",)).get(pk=rule.pk)
        if rule.undone_at:
            return 0
        found = brought(rule_of(rule), _completions({rule.course_id, rule.counts_for_id}, only))
        there = set(rule.evidence.values_list("trigger", flat=True))
        new = [each for each in found if each.trigger.evidence_id not in there]
        triggers = Evidence.objects.in_bulk([each.trigger.evidence_id for each in new])
        newest = dict(Course.objects.filter(pk__in={each.course_id for each in new}).values_list("pk", "newest"))
        rows = Evidence.objects.bulk_create(
            [_row(rule, each, triggers[each.trigger.evidence_id], newest[each.course_id]) for each in new],
            batch_size=AT_ONCE,
        )
        tell_of([row.pk for row in rows])
    return len(rows)


def undo_equivalency(*, rule: Equivalency, reason: str, actor) -> Equivalency:
    """Every standing row that the rule brought is answered by one that voids it. Undone already: as it stands."""
    reason = plain(reason).strip()
    if not reason:
        raise Refused(_("Say why it is taken back."))
    with transaction.atomic():
        rule = Equivalency.objects.select_for_update(no_key=True, of=("self",)).get(pk=rule.pk)
        if rule.undone_at:
            return rule
        rows = list(Evidence.objects.standing().filter(equivalency=rule).order_by("pk"))
        Evidence.objects.bulk_create(
            [Evidence(key=f"void:{row.pk}", **voiding(row, actor, reason)) for row in rows], batch_size=AT_ONCE
        )
        tell_of([row.pk for row in rows])
        rule.undone_at, rule.undone_by, rule.undone_reason = timezone.now(), actor, reason
        rule.save(update_fields=["undone_at", "undone_by", "undone_reason"])
    return rule


def follow(*, evidence: Collection[int]) -> None:
    """These rows are new, or were voided: bring what follows from them, and take back what no longer does."""
    rows = Evidence.objects.filter(pk__in=evidence, course__isnull=False).exclude(kind=BY_RULE)
    courses = set(rows.values_list("course", flat=True))
    if not courses:
        return
    for rule in Equivalency.objects.standing().filter(Q(course__in=courses) | Q(counts_for__in=courses)):
        bring(rule=rule, only=evidence)
    orphans = Evidence.objects.standing().filter(trigger__in=evidence, trigger__voided_by__isnull=False)
    for row in orphans.select_related("trigger__voided_by"):
        void_evidence(evidence=row, actor=None, reason=_("The completion it rests on was taken back."))


def rule_of(rule: Equivalency) -> Rule:
    return Rule(rule.course_id, rule.counts_for_id, rule.both_ways, rule.counts_from, rule.counts_until)


def _completions(courses: set[int], only: Collection[int] | None = None) -> list[Completion]:
    rows = Evidence.objects.standing().filter(course__in=courses)
    if only is not None:
        rows = rows.filter(pk__in=only)
    columns = rows.order_by("pk").values_list("pk", "person", "person__merged_into", "course", "occurred_at", "kind")
    return [
        Completion(pk, merged_into or person, course, timezone.localdate(at), kind)
        for pk, person, merged_into, course, at, kind in columns
    ]


def _row(rule: Equivalency, each: Brought, trigger: Evidence, newest_id: int | None) -> Evidence:
    """On the day of the completion, in the edition that the other course has now."""
    return Evidence(
        key=f"equivalent:{rule.pk}:{trigger.pk}",
        person_id=trigger.person_id,
        course_id=each.course_id,
        edition_id=newest_id,
        kind=Evidence.Kind.EQUIVALENT,
        occurred_at=trigger.occurred_at,
        actor_id=rule.approved_by_id,
        reason=rule.reason,
        trigger=trigger,
        equivalency=rule,
    )
