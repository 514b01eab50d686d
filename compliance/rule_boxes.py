"""From a rule to the boxes of its form and back. What nobody changed is written as it stood."""

from collections.abc import Mapping
from typing import Any

from compliance.days import Span
from compliance.rule import ANY, FIXED_DATE, FROM_COMPLETION, FROM_EXPIRY, ONCE, SCHOOL_YEAR, Rule
from compliance.span_field import plain

# Which boxes say a field of the rule.
BOXES = {
    "cadence": ("cadence",),
    "starts": ("starts_on",),
    "due": ("due_days", "due_after", "due_date"),
    "period": ("period",),
    "window": ("window",),
    "minimum_active": ("minimum_active",),
    "anchor": ("anchor",),
    "year_start": ("year_start",),
    "due_day": ("due_day",),
    "grace_days": ("grace_days",),
    "least_days": ("least_days",),
    "freshness": ("freshness", "fresh_within"),
    "hold": ("hold", "hold_days"),
    "revise_days": ("revise_days",),
    "weekend": ("weekend",),
}
# Which box of the form a refused field of the rule is about.
BOX_OF = {
    "days": "due_days",
    "date": "due_date",
    "starts": "starts_on",
    "months": "period",
    "years": "period",
    "days_after_return": "hold_days",
}
# Fields that a cadence does not read. The page hides their boxes (`.by-cadence` in ring.css); what was left in them is
# dropped when another cadence is chosen. What a school year does not read is refused (`compliance.rule`).
UNREAD = {
    ONCE: ("window", "minimum_active", "anchor", "year_start", "due_day"),
    SCHOOL_YEAR: (),
    FROM_COMPLETION: ("minimum_active", "anchor", "year_start", "due_day"),
    FROM_EXPIRY: ("minimum_active", "anchor", "year_start", "due_day"),
    FIXED_DATE: ("year_start", "due_day"),
}


def written(before: Mapping[str, Any], said: Mapping[str, Any], changed: set[str] | None) -> dict[str, Any]:
    """The rule that the boxes say. `changed`: of which boxes it may differ from the one before; None: of all."""
    made = dict(before)
    for key, boxes in BOXES.items():
        if changed is not None and changed.isdisjoint(boxes) and key != "starts":
            continue
        made.pop(key, None)
        value = _SAID[key](said) if key in _SAID else said[key]
        if value not in (None, "") and value != _UNSAID.get(key):
            made[key] = value
        if key == "freshness" and said["freshness"] == "none":
            made[key] = None
    if changed is None or "cadence" in changed:
        made = {key: value for key, value in made.items() if key not in UNREAD[said["cadence"]]}
    return made


def boxes_of(rule: Rule) -> dict[str, Any]:
    """What the boxes hold for a rule as it is read: also what it leaves unsaid."""
    fresh = rule.freshness
    usual = ANY if rule.cadence == ONCE else None
    return {
        "cadence": rule.cadence,
        "due_days": None if rule.due.date else rule.due.days,
        "due_after": rule.due.after,
        "due_date": rule.due.date,
        "period": "" if rule.cadence == SCHOOL_YEAR else rule.period,
        "window": rule.window,
        "minimum_active": rule.minimum_active,
        "anchor": rule.anchor,
        "year_start": _month_day(rule.year_start),
        "due_day": _month_day(rule.due_day) if rule.due_day else "",
        "grace_days": rule.grace_days,
        "least_days": rule.least_days,
        "freshness": "within" if isinstance(fresh, Span) else "" if fresh == usual else fresh or "none",
        "fresh_within": str(fresh) if isinstance(fresh, Span) else "",
        "hold": "shift" if rule.hold is None else "after",
        "hold_days": 14 if rule.hold is None else rule.hold,
        "revise_days": rule.revise_days,
        "weekend": rule.weekend,
    }


def _month_day(value: tuple[int, int]) -> str:
    return f"{value[0]:02d}-{value[1]:02d}"


def _due(said: Mapping[str, Any]) -> dict[str, Any]:
    if said["due_date"]:
        return {"date": said["due_date"].isoformat()}
    return {"days": 30 if said["due_days"] is None else said["due_days"], "after": said["due_after"] or "assignment"}


def _hold(said: Mapping[str, Any]) -> dict[str, int] | None:
    if said["hold"] != "after":
        return None
    return {"days_after_return": 14 if said["hold_days"] is None else said["hold_days"]}


def _freshness(said: Mapping[str, Any]) -> Any:
    if said["freshness"] == "within":
        return plain(said["fresh_within"]) or {"days": 0}
    return ANY if said["freshness"] == ANY else None


_SAID = {
    "starts": lambda said: said["starts_on"].isoformat(),
    "due": _due,
    "period": lambda said: plain(said["period"]) or None,
    "window": lambda said: plain(said["window"]) or None,
    "minimum_active": lambda said: plain(said["minimum_active"]) or None,
    "anchor": lambda said: said["anchor"].isoformat() if said["anchor"] else None,
    "freshness": _freshness,
    "hold": _hold,
}
# What a rule says by leaving it out.
_UNSAID = {"year_start": "07-01", "grace_days": 0, "least_days": 30, "revise_days": 14, "weekend": "stay"}
