"""What a move that is only thought of would change is what the move then changes."""

import datetime as dt

import pytest

from compliance.actions import retire
from compliance.explain import explain
from compliance.models import Assignment
from compliance.what_if import WhatIf
from people.actions.moves import move_person
from people.moving import Terms
from tests.compliance.office import FRONT_OFFICE

D = dt.date.fromisoformat
TODAY = "2026-08-03"
AT_ALDER = FRONT_OFFICE | {"unit": ["alder-high"]}
AT_CEDAR = FRONT_OFFICE | {"unit": ["cedar-middle"]}
RULES = [
    {"cadence": "once", "due": {"days": 30, "after": "assignment"}},
    {"cadence": "once", "due": {"days": 90, "after": "hire"}},
    {"cadence": "once", "due": {"days": 90, "after": "job_start"}},
    {"cadence": "once", "due": {"date": "2026-08-31"}},
    {"cadence": "from_expiry", "period": {"months": 12}, "due": {"days": 90, "after": "job_start"}, "weekend": "next"},
    {"cadence": "school_year", "due_day": "10-31"},
]


def told(person, requirement, unit, on):
    found = explain(person=person, requirement=requirement, as_of=D(TODAY), what_if=WhatIf(unit, D(on)))
    now = found.answer.current
    return found.status, now and now.assigned, now and now.first_due, now and now.due


def happens(office, person, requirement, unit, on):
    """The move is made, the day comes, and the night before it looks at everyone."""
    job = person.jobs.get(ends_on=None)
    same = {name: getattr(job, name) for name in ("family", "title", "level", "supervisor", "duty_calendar")}
    move_person(job=job, terms=Terms(unit=unit, **same), on=D(on))
    office.nights(max(on, TODAY))
    row = Assignment.objects.filter(person=person, requirement=requirement, part=0).order_by("cycle").last()
    if row is None:
        return "not_assigned", None, None, None
    return row.status(office.clock.today), row.assigned_on, row.first_due_on, row.due_on


@pytest.mark.parametrize("on", ["2026-07-20", TODAY, "2026-08-17", "2026-10-01"])
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule['cadence']}-{rule.get('due', rule.get('due_day'))}")
def test_a_move_into_the_group(rule, on, office, ana, alder_high):
    ana.hired_on = D("2026-07-01")
    ana.save()
    asked = office.asks(rule, audience=office.audience(AT_ALDER, starts_on=D("2026-07-01")))
    thought = told(ana, asked, alder_high, on)
    assert thought == happens(office, ana, asked, alder_high, on)


@pytest.mark.parametrize("on", [TODAY, "2026-08-17"])
@pytest.mark.parametrize("rule", RULES[:3], ids=lambda rule: rule["due"]["after"])
def test_a_move_within_the_group_moves_no_date(rule, on, office, ana, alder_high):
    asked = office.asks(rule)
    thought = told(ana, asked, alder_high, on)
    assert thought == happens(office, ana, asked, alder_high, on)


@pytest.mark.parametrize("on", ["2026-08-04", "2026-08-17"])
def test_a_move_out_of_the_group(on, office, ana, alder_high):
    asked = office.asks(RULES[0], audience=office.audience(AT_CEDAR))
    thought = told(ana, asked, alder_high, on)
    assert thought == happens(office, ana, asked, alder_high, on)


def test_a_move_back_into_the_group(office, ana, cedar, alder_high):
    asked = office.asks(RULES[2], audience=office.audience(AT_CEDAR))
    happens(office, ana, asked, alder_high, "2026-08-17")
    office.nights("2026-08-20")
    thought = told(ana, asked, cedar, "2026-09-10")
    assert thought == happens(office, ana, asked, cedar, "2026-09-10")


@pytest.mark.parametrize("retired_on", [TODAY, "2026-08-20", "2026-10-01"])
def test_a_move_into_the_group_of_what_is_retired(retired_on, office, ana, helen, alder_high):
    asked = office.asks(RULES[0], audience=office.audience(AT_ALDER))
    retire(requirement=asked, on=D(retired_on), actor=helen, now=office.clock.now)
    asked.refresh_from_db()
    thought = told(ana, asked, alder_high, "2026-08-17")
    assert thought == happens(office, ana, asked, alder_high, "2026-08-17")
