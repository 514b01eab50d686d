"""An explanation as plain values, for `manage.py explain_status --json` and for whoever reads it by machine."""

from collections.abc import Iterator
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from compliance.cases import plain_answer, plain_cycles
from compliance.explain import Explanation
from compliance.status import CLOSED, NOT_ASSIGNED
from compliance.wording import brought_by, day, word_of


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
    head = f"{found.person}, {found.requirement}: {found.status.replace('_', ' ')} as of {day(found.as_of)}"
    return [*_if_moved(found), head, *(f"  {line}" for line in _beneath(found))]


def page_lines(found: Explanation) -> list[str]:
    """For the page of that person and requirement: the answer first."""
    return [*_if_moved(found), in_short(found), *_beneath(found)]


def in_short(found: Explanation) -> str:
    current, told = found.answer.current, {"on": day(found.as_of)}
    if not current or found.status in (CLOSED, NOT_ASSIGNED):
        return _("Not asked on %(on)s.") % told
    told |= {"status": word_of(found.status), "due": day(current.due)}
    return _("%(status)s on %(on)s, due %(due)s.") % told


def _if_moved(found: Explanation) -> list[str]:
    if not found.what_if:
        return []
    where = {"unit": found.what_if.unit, "day": day(found.what_if.on)}
    return [_("If the job moved to %(unit)s from %(day)s:") % where]


def _beneath(found: Explanation) -> Iterator[str]:
    yield from found.sum
    if found.rule_words:
        yield found.rule_words
    yield from (f"{row.course}: {brought_by(row)}" for row, cycle in found.evidence if row.trigger and cycle)
    for each in found.changes:
        yield f"{day(localdate(each.at))}: {each.what} ({each.actor or _('the system')})"


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
