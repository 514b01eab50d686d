"""Cases as plain values, in and out: what `manage.py due_dates` runs. A refusal is told under "error"."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from compliance.cadence import answer
from compliance.cycle import Answer, Cycle
from compliance.events import read_events
from compliance.rule import Refused, read_rule
from safe.dates import EARLIEST, LATEST, known

KEYS = ("rule", "events", "as_of", "knowledge")
# Words of who keeps a list of cases, left alone.
REMARKS = ("id", "name", "note", "expected")


def run_case(case: Mapping[str, Any]) -> dict[str, Any]:
    """One case of `manage.py due_dates`: plain values in, plain values out; a refusal is told under "error"."""
    try:
        hindsight = _hindsight(case)
        rule = read_rule(_or(case.get("rule"), {}))
        events = read_events(_or(case.get("events"), []), rule.zone)
        as_of = _as_of(case)
    except Refused as refused:
        return {"error": str(refused), "field": refused.field}
    found = answer(rule, events, as_of, hindsight=hindsight)
    return plain_answer(found) | {"cycles": plain_cycles(found)}


def _hindsight(case: Mapping[str, Any]) -> bool:
    for key in case:
        if key not in KEYS + REMARKS:
            raise Refused(str(key), f"“{key}” is not a field of a case. Fields: {', '.join(KEYS)}.")
    knowledge = _or(case.get("knowledge"), "then")
    if knowledge not in ("then", "today"):
        raise Refused("knowledge", "“knowledge” is then, or today.")
    return knowledge == "today"


def _as_of(case: Mapping[str, Any]) -> dt.date:
    try:
        found = dt.date.fromisoformat(case["as_of"])
    except (KeyError, TypeError, ValueError):
        raise Refused("as_of", "“as_of” must be a date such as 2026-10-31.") from None
    if not known(found):
        raise Refused("as_of", f"“as_of” must lie between the years {EARLIEST.year} and {LATEST.year}.")
    return found


def _or(value: Any, nothing: Any) -> Any:
    """What is null says as much as what is left out; any other empty thing is looked at."""
    return nothing if value is None else value


def plain_answer(found: Answer) -> dict[str, Any]:
    """What a page shows. Who left is closed, also what was done: it stands in no count any more."""
    told = {"status": found.word, **plain_cycle(found.current)}
    if found.left and found.current:
        told |= {"closed": _iso(found.left), "reason": found.left_reason or told["reason"]}
    return told | {"proof_until": _iso(found.proof_until), "proof_valid": found.proof_valid}


def plain_cycles(found: Answer) -> list[dict[str, Any]]:
    return [plain_cycle(cycle) | {"status": cycle.status} for cycle in found.cycles]


def plain_cycle(cycle: Cycle | None) -> dict[str, Any]:
    """A cycle as plain values, every name there also when nothing is asked."""
    if cycle is None:
        names = ("cycle", "assigned", "opens", "first_due", "due", "completed", "expires", "closed", "reason")
        return {**dict.fromkeys(names), "sum": []}
    return {
        "cycle": cycle.number,
        "assigned": _iso(cycle.assigned),
        "opens": _iso(cycle.opens),
        "first_due": _iso(cycle.first_due),
        "due": _iso(cycle.due),
        "completed": _iso(cycle.completed),
        "expires": _iso(cycle.expires),
        "closed": _iso(cycle.closed),
        "reason": cycle.reason or None,
        "sum": list(cycle.sum),
    }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
