"""Whom a rule is for: a rule as JSON is read, and asked of a person's jobs on a day. Plain Python: no Django, no clock.

A rule is asked of one job at a time: front office at Cedar means one job that is both. `except` takes jobs away, so
someone with another job that matches stays in. The format: docs/features/compliance.md.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from compliance.rule import Refused

EVERYONE, FAMILY, LEVEL, UNIT, SUPERVISOR = "everyone", "job_family", "level", "unit", "supervisor"
HIRED, STARTED = "hired", "job_started"
ANY, ALL, EXCEPT, ONLY = "any", "all", "except", "only"
LISTS = (FAMILY, LEVEL, UNIT, SUPERVISOR)
# Between two fixed days. Never "in the last 90 days": whoever was in yesterday is in today (docs/decisions/0005).
DAYS = (HIRED, STARTED)
KEYS = (EVERYONE, *LISTS, *DAYS, ANY, ALL, EXCEPT, ONLY)
DEEPEST = 6


@dataclass(frozen=True)
class JobFacts:
    """One job of a person. `units`: the slugs of its unit and of all units above it."""

    unit: str
    family: str
    level: str
    starts_on: dt.date
    ends_on: dt.date | None = None
    units: frozenset[str] = frozenset()
    supervisor: str = ""
    primary: bool = True
    title: str = ""

    def held(self, on: dt.date) -> bool:
        return self.starts_on <= on and (self.ends_on is None or on < self.ends_on)


@dataclass(frozen=True)
class PersonFacts:
    """`left_on`: the last day of work."""

    jobs: tuple[JobFacts, ...]
    hired_on: dt.date | None = None
    left_on: dt.date | None = None
    # The record belongs to another now, and so do its jobs.
    merged: bool = False

    def employed(self, on: dt.date) -> bool:
        return self.left_on is None or on <= self.left_on


@dataclass(frozen=True)
class Clause:
    """One condition, or several together. `only`: the units themselves, not those below."""

    kind: str
    values: tuple[str, ...] = ()
    parts: tuple["Clause", ...] = ()
    first: dt.date | None = None
    last: dt.date | None = None
    only: bool = False


def read_audience(data: Any, depth: int = 0) -> Clause:
    """The rule of a mapping. Raises Refused, naming the field, when it cannot be."""
    if not isinstance(data, Mapping) or not data:
        raise Refused("audience", "Say who: a condition such as a job family or a unit, or everyone.")
    if depth > DEEPEST:
        raise Refused("audience", "The rule is nested too deeply to be read by a person. Make it flatter.")
    for key in data:
        if key not in KEYS:
            raise Refused(str(key), f"“{key}” is not a condition. Conditions: {', '.join(KEYS)}.")
    if ONLY in data and UNIT not in data:
        raise Refused(ONLY, "“only” belongs to “unit”: without a unit it says nothing.")
    parts = [_leaf(key, data) for key in (EVERYONE, *LISTS, *DAYS) if key in data]
    parts += [_several(key, data[key], depth) for key in (ANY, ALL) if key in data]
    if not parts:
        raise Refused(EXCEPT, "“except” needs something to be taken from: name a condition, or everyone.")
    if EXCEPT in data:
        parts.append(Clause(EXCEPT, parts=(read_audience(data[EXCEPT], depth + 1),)))
    return parts[0] if len(parts) == 1 else Clause(ALL, parts=tuple(parts))


def _several(key: str, value: Any, depth: int) -> Clause:
    if not isinstance(value, list) or not value:
        raise Refused(key, f"“{key}” needs a list of conditions.")
    return Clause(key, parts=tuple(read_audience(each, depth + 1) for each in value))


def _leaf(key: str, data: Mapping[str, Any]) -> Clause:
    value = data[key]
    if key == EVERYONE:
        if value is not True:
            raise Refused(key, "“everyone” can only be true. Leave it out otherwise.")
        return Clause(key)
    if key in DAYS:
        return _between(key, value)
    if not isinstance(value, list) or not value or not all(isinstance(each, str) and each for each in value):
        raise Refused(key, f"“{key}” needs a list of names, such as [“front-office”].")
    only = data.get(ONLY, False)
    if not isinstance(only, bool):
        raise Refused(ONLY, "“only” is true or false.")
    return Clause(key, tuple(value), only=key == UNIT and only)


def _between(kind: str, value: Any) -> Clause:
    if not isinstance(value, Mapping) or not value or set(value) - {"from", "to"}:
        raise Refused(kind, f"“{kind}” needs from, to, or both, such as {{“from”: “2026-07-01”}}.")
    days: dict[str, dt.date] = {}
    for key, text in value.items():
        try:
            days[key] = dt.date.fromisoformat(text)
        except (TypeError, ValueError):
            raise Refused(kind, f"“{key}” of “{kind}” must be a date such as 2026-07-01.") from None
    if len(days) == 2 and days["to"] < days["from"]:
        raise Refused(kind, f"“{kind}” ends before it begins. Put the earlier date under from.")
    return Clause(kind, first=days.get("from"), last=days.get("to"))


def matches(facts: PersonFacts, rule: Clause, on: dt.date) -> JobFacts | None:
    """The job by which the person is in the audience that day, the primary one first; None when there is none."""
    if not facts.employed(on):
        return None
    held = sorted((job for job in facts.jobs if job.held(on)), key=lambda job: (not job.primary, job.starts_on))
    return next((job for job in held if _holds(rule, job, facts)), None)


def _holds(rule: Clause, job: JobFacts, facts: PersonFacts) -> bool:
    if rule.kind == ALL:
        return all(_holds(part, job, facts) for part in rule.parts)
    if rule.kind == ANY:
        return any(_holds(part, job, facts) for part in rule.parts)
    if rule.kind == EXCEPT:
        return not _holds(rule.parts[0], job, facts)
    if rule.kind in DAYS:
        day = facts.hired_on if rule.kind == HIRED else job.starts_on
        return bool(day and (not rule.first or rule.first <= day) and (not rule.last or day <= rule.last))
    if rule.kind == UNIT:
        return job.unit in rule.values or (not rule.only and not job.units.isdisjoint(rule.values))
    found = {FAMILY: job.family, LEVEL: job.level, SUPERVISOR: job.supervisor}
    return rule.kind == EVERYONE or found[rule.kind] in rule.values


@dataclass(frozen=True)
class DatedRule:
    starts_on: dt.date
    clause: Clause
    id: int = 0


@dataclass(frozen=True)
class Stay:
    """In the audience from `start` to the day before `end`. `places`: by which job, each from a day on."""

    start: dt.date
    end: dt.date | None
    rule: int
    places: tuple[tuple[dt.date, JobFacts], ...] = field(default=())
    why: str = ""


def stays(facts: PersonFacts, rules: Sequence[DatedRule], until: dt.date) -> tuple[Stay, ...]:
    """When the person was in, by what is so today: from the first rule up to `until`, which is counted."""
    found: list[Stay] = []
    for day in _days_of_change(facts, rules, until):
        rule = _in_force(rules, day)
        job = matches(facts, rule.clause, day)
        inside = found and found[-1].end is None
        if job is None and inside:
            last = found[-1]
            found[-1] = Stay(last.start, day, last.rule, last.places, _why(facts, rules, last, day))
        elif job is not None and not inside:
            found.append(Stay(day, None, rule.id, ((day, job),)))
        elif job is not None and _moved(found[-1].places[-1][1], job):
            last = found[-1]
            found[-1] = Stay(last.start, None, last.rule, (*last.places, (day, job)))
    return tuple(found)


def _days_of_change(facts: PersonFacts, rules: Sequence[DatedRule], until: dt.date) -> list[dt.date]:
    first = min((rule.starts_on for rule in rules), default=None)
    if first is None:
        return []
    days = {rule.starts_on for rule in rules} | {job.starts_on for job in facts.jobs}
    days |= {job.ends_on for job in facts.jobs if job.ends_on}
    if facts.left_on:
        days.add(facts.left_on + dt.timedelta(days=1))
    return sorted(day for day in days if first <= day <= until)


def _in_force(rules: Iterable[DatedRule], day: dt.date) -> DatedRule:
    """The latest that started by then; of two that start together, the one written later."""
    return max((rule for rule in rules if rule.starts_on <= day), key=lambda rule: (rule.starts_on, rule.id))


def _why(facts: PersonFacts, rules: Sequence[DatedRule], stay: Stay, day: dt.date) -> str:
    if not facts.employed(day):
        return "left"
    before = _in_force(rules, day - dt.timedelta(days=1))
    return "rule" if matches(facts, before.clause, day) else "job"


def _moved(job: JobFacts, other: JobFacts) -> bool:
    return (job.unit, job.title) != (other.unit, other.title)
