"""The calendar of requirements, case by case: what is due when, and what a status reads as of a date."""

import datetime as dt
import io
import json

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from compliance.cases import run_case
from compliance.days import Span, after, local_date
from tests.compliance.cases import DECEMBER, ONCE, RENEWED, SCHOOL, YEARLY, ask, did, done, joined


def test_with_todays_knowledge_the_same_day_reads_otherwise():
    events = [joined("2026-08-03"), done("2026-08-10", recorded="2026-09-20")]
    assert ask({"due": {"date": "2026-08-20"}}, events, "2026-09-10")["status"] == "overdue"
    assert ask({"due": {"date": "2026-08-20"}}, events, "2026-09-10", knowledge="today")["status"] == "completed"


def test_a_missed_school_year_is_counted_as_such():
    found = ask(SCHOOL, [joined("2024-08-01")], "2026-11-15")
    assert [(c["status"], c["closed"]) for c in found["cycles"]] == [
        ("closed", "2025-06-30"),
        ("closed", "2026-06-30"),
        ("overdue", None),
    ]


def test_the_sum_is_spelt_out():
    rule = {**RENEWED, "due": {"days": 30, "after": "hire"}}
    found = ask(rule, [did("hired", "2026-08-03"), joined("2026-08-10"), done("2026-08-31")], "2026-09-01")
    assert found["sum"] == [
        "Assigned August 10, 2026",
        "Hired August 3, 2026",
        "+ 30 days = September 2, 2026",
        "Completed August 31, 2026",
        "in time, so counted from September 2, 2026",
        "+ 1 year = good until September 2, 2027",
    ]


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        ({"cadence": "yearly"}, "cadence"),
        ({"cadence": "from_completion"}, "period"),
        ({"cadence": "fixed_date", "period": {"years": 1}}, "anchor"),
        ({**YEARLY, "window": {"months": 13}}, "window"),
        ({**YEARLY, "window": {"days": 366}}, "window"),
        ({**DECEMBER, "minimum_active": {"years": 2}}, "minimum_active"),
        ({"due": {"days": -1}}, "days"),
        ({"due": {"days": 3, "after": "birth"}}, "due"),
        ({"due": {"day": 3}}, "due"),
        ({"grace_days": -2}, "grace_days"),
        ({"least_days": 1.5}, "least_days"),
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"weekend": "sometimes"}, "weekend"),
        ({"due_day": "02-30", "cadence": "school_year"}, "due_day"),
        ({"hold": "forever"}, "hold"),
        ({"period": "a year", "cadence": "from_completion"}, "period"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_by_its_field(rule, field):
    found = ask(rule, [], "2026-09-01")
    assert found["field"] == field
    assert found["error"].endswith(".")


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ({"kind": "promoted", "on": "2026-09-01"}, "Event 1: “promoted” is no kind of event."),
        ({"kind": "joined"}, "Event 1: “on” is missing."),
        ({"kind": "joined", "on": "2026-02-30"}, "Event 1: “on” must be a date"),
        ({"kind": "joined", "on": "2026-02-03T10:00:00"}, "Event 1: “on” must be a date, or a time with its offset."),
        ({"kind": "extended", "on": "2026-02-03"}, "Event 1: an extension needs “to”"),
        ({"kind": "joined", "on": "2026-02-03", "who": "Ana"}, "Event 1: “who” is not known."),
    ],
)
def test_an_event_that_cannot_be_read_is_named(event, said):
    assert ask({}, [event], "2026-09-01")["error"].startswith(said)


def test_a_date_as_of_is_needed():
    assert run_case({"rule": {}, "events": []})["field"] == "as_of"


days = st.dates(dt.date(2000, 1, 1), dt.date(2060, 12, 31))


@given(days, st.integers(0, 60), st.integers(0, 400))
def test_a_span_never_leads_back(day, months, count):
    assert after(day, Span(months, count)) >= day


@given(days, st.integers(1, 40))
def test_months_keep_the_day_or_cut_to_the_end_of_the_month(day, months):
    found = after(day, Span(months))
    assert found.day == day.day or (found.day < day.day and (found + dt.timedelta(days=1)).day == 1)


@given(st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2030, 1, 1)))
def test_an_instant_falls_on_the_local_day(moment):
    found = local_date(moment.replace(tzinfo=dt.UTC).isoformat(), "America/New_York")
    assert found in (moment.date(), moment.date() - dt.timedelta(days=1))


RULES = st.sampled_from([ONCE, YEARLY, RENEWED, DECEMBER, SCHOOL, SCHOOL | {"minimum_active": {"months": 3}},
                         YEARLY | {"grace_days": 10, "freshness": {"months": 2}}])  # fmt: skip
soon = st.dates(dt.date(2025, 1, 1), dt.date(2029, 12, 31)).map(dt.date.isoformat)
events = st.lists(
    st.tuples(st.sampled_from(["completed", "left", "joined", "waived", "leave", "started"]), soon), max_size=8
)


@given(RULES, events, soon)
def test_at_most_one_cycle_is_open_and_no_completion_is_redated(rule, happened, as_of):
    rows = [joined("2025-01-01"), *(did(kind, on) for kind, on in happened)]
    found = ask(rule, rows, as_of)
    open_ones = [c for c in found["cycles"] if c["status"] not in ("completed", "expired", "waived", "closed")]
    assert len(open_ones) <= 1
    given_days = {on for kind, on in happened if kind == "completed"}
    assert {c["completed"] for c in found["cycles"]} - {None} <= given_days
    assert all(c["first_due"] <= c["due"] and c["assigned"] <= as_of for c in found["cycles"])
    assert found["cycles"] == sorted(found["cycles"], key=lambda c: c["cycle"])


def test_the_command_answers_in_order(capsys, monkeypatch):
    cases = [
        {"rule": {}, "events": [joined("2026-08-03")], "as_of": "2026-08-04"},
        {"rule": {"zone": "x"}, "as_of": "2026-08-04"},
    ]
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(cases)))
    call_command("due_dates", "--json")
    first, second = json.loads(capsys.readouterr().out)
    assert (first["due"], second["field"]) == ("2026-09-02", "zone")


@pytest.mark.parametrize(
    ("text", "said"), [("{", "This is not JSON"), ("{}", "Give a list of cases"), ("[3]", "Give a list of cases")]
)
def test_the_command_says_what_it_cannot_read(monkeypatch, text, said):
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    with pytest.raises(CommandError, match=said):
        call_command("due_dates", "--json")
