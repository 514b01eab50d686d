"""An explanation as plain values, for `manage.py explain_status --json` and for whoever reads it by machine."""

from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from compliance.cases import plain_answer, plain_cycles
from compliance.explain import Explanation
from compliance.wording import brought_by, day


def plain(found: Explanation) -> dict[str, Any]:
    answer = found.answer
    return {
        "person": found.person.employee_number,
        "requirement": found.requirement.slug,
        "as_of": found.as_of.isoformat(),
        "knowledge": "today" if found.hindsight else "then",
        **plain_answer(answer),
        "audience": {
            "rule": found.rule_words,
            "matches": found.matched_by is not None,
            "by_job": found.matched_by and {"title": found.matched_by.title, "unit": found.matched_by.unit},
        },
        "memberships": [
            {
                "from": row.starts_on.isoformat(),
                "known": row.known_on.isoformat(),
                "to": _iso(row.ends_on),
                "reason_in": row.reason_in,
                "reason_out": str(row.get_reason_out_display()) or None,
                "units": [{"unit": each.unit.slug, "from": each.from_on.isoformat()} for each in row.units.all()],
            }
            for row in found.memberships
        ],
        "evidence": [
            {
                "id": row.pk,
                "course": row.course.slug if row.course else None,
                "kind": row.kind,
                "occurred": row.occurred_at.isoformat(),
                "recorded": row.recorded_at.isoformat(),
                "actor": row.actor.employee_number if row.actor else None,
                "counts_for_cycle": cycle,
                "voided": hasattr(row, "voided_by"),
                "trigger": _trigger(row),
            }
            for row, cycle in found.evidence
        ],
        "changes": [
            {
                "at": each.at.isoformat(),
                "what": each.what,
                "actor": each.actor.employee_number if each.actor else None,
                "reason": each.reason or None,
            }
            for each in found.changes
        ],
        "cycles": plain_cycles(answer),
        "what_if": found.what_if and {"unit": found.what_if.unit.slug, "from": found.what_if.on.isoformat()},
    }


def lines(found: Explanation) -> list[str]:
    """For a person at a terminal."""
    told = [f"{found.person}, {found.requirement}: {found.status.replace('_', ' ')} as of {day(found.as_of)}"]
    if found.what_if:
        where = {"unit": found.what_if.unit, "day": day(found.what_if.on)}
        told.insert(0, _("If the job moved to %(unit)s from %(day)s:") % where)
    told += [f"  {line}" for line in found.sum]
    told.append(f"  {found.rule_words}")
    told += [f"  {row.course}: {brought_by(row)}" for row, cycle in found.evidence if row.trigger and cycle]
    told += [f"  {day(localdate(each.at))}: {each.what} ({each.actor or 'the system'})" for each in found.changes]
    return told


def _trigger(row) -> dict[str, Any] | None:
    """Of kind equivalent: what was done that counts for this course."""
    if row.trigger is None:
        return None
    edition = row.trigger.edition
    return {
        "id": row.trigger_id,
        "course": row.trigger.course.slug,
        "edition": edition.number if edition else None,
        "occurred": row.trigger.occurred_at.isoformat(),
        "rule": row.equivalency_id,
        "reason": row.reason,
    }


def _iso(day) -> str | None:
    return day.isoformat() if day else None
