"""What a requirement asks for in time: read from its fields, and refused in a sentence that names the field."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from compliance.days import Span, after
from safe.dates import EARLIEST, LATEST, known

ONCE, FROM_COMPLETION, FROM_EXPIRY = "once", "from_completion", "from_expiry"
FIXED_DATE, SCHOOL_YEAR = "fixed_date", "school_year"
CADENCES = (ONCE, FROM_COMPLETION, FROM_EXPIRY, FIXED_DATE, SCHOOL_YEAR)
AFTER = ("hire", "job_start", "assignment")
WEEKENDS = ("stay", "next", "before")
ANY = "any"
# A hundred years of each: far more than a rule of work needs, and sums of dates stay in the calendar.
MOST = {"years": 100, "months": 1200, "days": 36_500}


class Refused(ValueError):
    """The rule cannot be. `field` names what to change; the text is a sentence for the person who wrote it."""

    def __init__(self, field: str, sentence: str):
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True)
class Due:
    """Due `days` after an event, or on a fixed `date`; by default 30 days after assignment."""

    days: int = 30
    after: str = "assignment"
    date: dt.date | None = None


THIRTY_DAYS, NOTHING, A_YEAR = Due(), Span(), Span(months=12)


@dataclass(frozen=True)
class Rule:
    """`period` is how long a completion counts. `year_start` and `due_day` are (month, day) of the school year.

    `freshness`: how long before assignment evidence may lie; "any", or None for not at all. `least_days`: days given
    when the due date is past already at assignment. `hold`: None shifts due dates by the days of leave; a number means
    at least so many days after return.
    """

    cadence: str = ONCE
    due: Due = THIRTY_DAYS
    period: Span = NOTHING
    window: Span = NOTHING
    minimum_active: Span = NOTHING
    anchor: dt.date | None = None
    year_start: tuple[int, int] = (7, 1)
    due_day: tuple[int, int] | None = None
    grace_days: int = 0
    least_days: int = 30
    freshness: Span | str | None = None
    hold: int | None = None
    revise_days: int = 14
    weekend: str = "stay"
    starts: dt.date | None = None
    zone: str = "America/New_York"

    @property
    def recurs(self) -> bool:
        """Once with a period, too: what runs out is asked again."""
        return self.cadence != ONCE or bool(self.period)


KEYS = (
    "cadence", "due", "period", "window", "minimum_active", "anchor", "year_start", "due_day", "grace_days",
    "least_days", "freshness", "hold", "revise_days", "weekend", "starts", "zone",
)  # fmt: skip


def read_rule(data: Mapping[str, Any]) -> Rule:
    """The rule of a mapping (docs/features/cadence.md). Raises Refused, naming the field, when it cannot be."""
    if not isinstance(data, Mapping):
        raise Refused("rule", 'A rule has named fields, such as {"cadence": "once"}.')
    for key in data:
        if key not in KEYS:
            raise Refused(key, f"“{key}” is not a field of a rule. Fields: {', '.join(KEYS)}.")
    cadence = data.get("cadence", ONCE)
    if cadence not in CADENCES:
        raise Refused("cadence", f"“{cadence}” is no cadence. Choose one of: {', '.join(CADENCES)}.")
    rule = Rule(
        cadence=cadence,
        due=_due(data.get("due")),
        period=_span(data, "period", A_YEAR if cadence == SCHOOL_YEAR else Span()),
        window=_span(data, "window", Span()),
        minimum_active=_span(data, "minimum_active", Span()),
        anchor=_date(data, "anchor"),
        year_start=_month_day(data, "year_start") or (7, 1),
        due_day=_month_day(data, "due_day"),
        grace_days=_number(data, "grace_days", 0),
        least_days=_number(data, "least_days", 30),
        freshness=_freshness(data, cadence),
        hold=_hold(data.get("hold")),
        revise_days=_number(data, "revise_days", 14),
        weekend=data.get("weekend", "stay"),
        starts=_date(data, "starts"),
        zone=data.get("zone", "America/New_York"),
    )
    if cadence == SCHOOL_YEAR:
        for field, sentence, _key in _unread_in_a_school_year(data):
            raise Refused(field, sentence)
    _check(rule)
    return rule


def stored_rule(data: Mapping[str, Any]) -> Rule:
    """A rule as it is kept. What was let through before these limits were set is drawn into them, and opens."""
    return read_rule(within_limits(data))


def within_limits(data: Mapping[str, Any]) -> dict[str, Any]:
    """What is left unread anyway goes; a date or a number beyond the limits is the last one within."""
    kept: dict[str, Any] = _drawn_in(data)
    if isinstance(due := kept.get("due"), Mapping) and due.get("date") is not None:
        kept["due"] = {"date": due["date"]}
    if kept.get("cadence") == SCHOOL_YEAR:
        for _field, _sentence, key in _unread_in_a_school_year(kept):
            if key == "due.after":
                kept["due"] = {name: value for name, value in kept["due"].items() if name != "after"}
            else:
                kept.pop(key)
    return kept


def _unread_in_a_school_year(data: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """(field, sentence, what to leave out) of each field that would say something else than a school year does."""
    due, found = data.get("due"), []
    if isinstance(due, Mapping) and "date" in due:
        told = "“due” cannot be one date in a school year, which comes again. Give “due_day” instead, such as 10-31."
        found.append(("due", told, "due"))
    elif isinstance(due, Mapping) and due.get("after") in ("hire", "job_start"):
        told = "“due” counts from the start of a school year, or from the day it is asked, not from hire or the job."
        found.append(("due", told, "due.after"))
    if data.get("anchor") is not None:
        told = "“anchor” means nothing in a school year. Give “due_day” instead, such as 10-31."
        found.append(("anchor", told, "anchor"))
    if data.get("period") is not None and _span(data, "period", NOTHING) != A_YEAR:
        told = "“period” means nothing in a school year, which is a year long. Leave it empty."
        found.append(("period", told, "period"))
    return found


def _drawn_in(value: Any, key: str = "") -> Any:
    if isinstance(value, Mapping):
        return {name: _drawn_in(each, name) for name, each in value.items()}
    if isinstance(value, int) and not isinstance(value, bool):
        return min(value, MOST.get(key, MOST["days"]))
    try:
        return min(max(dt.date.fromisoformat(value), EARLIEST), LATEST).isoformat()
    except (TypeError, ValueError):
        return value


def _check(rule: Rule) -> None:
    if rule.recurs and not rule.period:
        raise Refused("period", "A requirement that recurs needs a period, such as 12 months.")
    if rule.cadence == FIXED_DATE and rule.anchor is None:
        raise Refused("anchor", "A fixed date needs its first date, such as 2026-12-01.")
    if rule.recurs and _longer(rule.window, rule.period):
        raise Refused("window", f"The window ({rule.window}) cannot be longer than the period ({rule.period}).")
    if rule.recurs and _longer(rule.minimum_active, rule.period):
        said = f"The minimum active period ({rule.minimum_active}) cannot be longer than the period ({rule.period})."
        raise Refused("minimum_active", said)
    if rule.weekend not in WEEKENDS:
        raise Refused("weekend", f"“{rule.weekend}” is no weekend rule. Choose one of: {', '.join(WEEKENDS)}.")
    try:
        ZoneInfo(rule.zone or "none")
    except (KeyError, TypeError, ValueError, OSError):
        raise Refused("zone", f"“{rule.zone}” is not a time zone. Write one such as America/New_York.") from None


def _longer(one: Span, other: Span) -> bool:
    """By the calendar in which it is longest: a span of 366 days is longer than a year of 365."""
    start = dt.date(2025, 1, 1)
    return after(start, one) > after(start, other)


def _number(data: Mapping[str, Any], key: str, default: int) -> int:
    value = data.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool):
        raise Refused(key, f"“{key}” must be a whole number of days.")
    if value < 0:
        raise Refused(key, f"“{key}” cannot be negative.")
    if value > (most := MOST.get(key, MOST["days"])):
        raise Refused(key, f"“{key}” cannot be more than {most}, which is a hundred years.")
    return value


def _span(data: Mapping[str, Any], key: str, default: Span) -> Span:
    value = data.get(key)
    if value is None:
        return default
    if not isinstance(value, Mapping) or not value or set(value) - {"years", "months", "days"}:
        raise Refused(key, f'“{key}” needs years, months or days, such as {{"months": 12}}.')
    numbers = {unit: _number(value, unit, 0) for unit in ("years", "months", "days")}
    return Span(12 * numbers["years"] + numbers["months"], numbers["days"])


def _date(data: Mapping[str, Any], key: str) -> dt.date | None:
    value = data.get(key)
    if value is None:
        return None
    try:
        found = dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise Refused(key, f"“{key}” must be a date such as 2026-10-31.") from None
    if not known(found):
        raise Refused(key, f"“{key}” must lie between the years {EARLIEST.year} and {LATEST.year}.")
    return found


def _month_day(data: Mapping[str, Any], key: str) -> tuple[int, int] | None:
    value = data.get(key)
    if value is None:
        return None
    try:
        found = dt.datetime.strptime(f"2025-{value}", "%Y-%m-%d").date()
        if found.strftime("%m-%d") != value:
            raise ValueError(value)
    except (TypeError, ValueError):
        raise Refused(key, f"“{key}” must be a month and a day such as 07-01, and not 02-29.") from None
    return found.month, found.day


def _due(value: Any) -> Due:
    if value is None:
        return Due()
    if not isinstance(value, Mapping):
        raise Refused("due", "“due” needs days and after, or a date.")
    if unknown := set(value) - {"days", "after", "date"}:
        raise Refused("due", f"“{sorted(unknown)[0]}” is not known in “due”. It takes days and after, or a date.")
    if value.get("date") is not None and len(value) > 1:
        raise Refused("due", "“due” takes days and after, or a date, not both.")
    if "date" in value:
        if value["date"] is None:
            raise Refused("due", "“due” says “date”, but not which. Write one such as 2026-10-31, or days and after.")
        return Due(date=_date(value, "date"))
    if value.get("after", "assignment") not in AFTER:
        raise Refused("due", f"“{value['after']}” is no event to count from. Choose one of: {', '.join(AFTER)}.")
    return Due(_number(value, "days", 30), value.get("after", "assignment"))


def _freshness(data: Mapping[str, Any], cadence: str) -> Span | str | None:
    if "freshness" not in data:
        return ANY if cadence == ONCE else None
    value = data["freshness"]
    if value in (None, ANY):
        return value
    return _span(data, "freshness", Span())


def _hold(value: Any) -> int | None:
    if value in (None, "shift"):
        return None
    if isinstance(value, Mapping) and set(value) == {"days_after_return"}:
        return _number(value, "days_after_return", 0)
    raise Refused("hold", '“hold” is shift, or {"days_after_return": 14}.')
