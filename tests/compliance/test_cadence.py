"""The calendar of requirements, case by case: what is due when, and what a status reads as of a date."""

import datetime as dt
import io
import json

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from compliance.cadence import run_case
from compliance.days import Span, after, local_date

ONCE = {"cadence": "once", "due": {"days": 30, "after": "hire"}}
YEARLY = {"cadence": "from_completion", "period": {"months": 12}, "window": {"months": 2}}
RENEWED = {"cadence": "from_expiry", "period": {"months": 12}, "window": {"months": 2}}
# The example that Totara publishes: every December 1, a window of two months, at least six months of proof.
DECEMBER = {"cadence": "fixed_date", "anchor": "2026-12-01", "period": {"years": 1}, "window": {"months": 2},
            "minimum_active": {"months": 6}}  # fmt: skip
SCHOOL = {"cadence": "school_year", "due_day": "10-31"}


def did(kind, on, **more):
    return {"kind": kind, "on": on, **more}


def joined(on):
    return did("joined", on)


def done(on, **more):
    return did("completed", on, **more)


def ask(rule, events, as_of, **more):
    return run_case({"rule": rule, "events": events, "as_of": as_of, **more})


# name, rule, events, as of, and what must be read there
CASES = [
    ("nobody joined", ONCE, [], "2026-09-01", {"status": "not_assigned", "due": None}),
    (
        "day 0 is the day of hire",
        ONCE,
        [did("hired", "2026-08-03"), joined("2026-08-03")],
        "2026-08-03",
        {"status": "assigned", "due": "2026-09-02"},
    ),
    (
        "due is inclusive",
        ONCE,
        [did("hired", "2026-08-03"), joined("2026-08-03")],
        "2026-09-02",
        {"status": "assigned"},
    ),
    (
        "overdue from the day after",
        ONCE,
        [did("hired", "2026-08-03"), joined("2026-08-03")],
        "2026-09-03",
        {"status": "overdue"},
    ),
    (
        "grace delays overdue",
        ONCE | {"grace_days": 5},
        [did("hired", "2026-08-03"), joined("2026-08-03")],
        "2026-09-07",
        {"status": "assigned", "due": "2026-09-02"},
    ),
    (
        "and ends",
        ONCE | {"grace_days": 5},
        [did("hired", "2026-08-03"), joined("2026-08-03")],
        "2026-09-08",
        {"status": "overdue"},
    ),
    (
        "due past at assignment gets fresh days",
        ONCE,
        [did("hired", "2020-08-03"), joined("2026-08-03")],
        "2026-08-03",
        {"status": "assigned", "due": "2026-09-02"},
    ),
    (
        "a fixed due date that is past too",
        {"due": {"date": "2026-06-30"}, "least_days": 10},
        [joined("2026-08-03")],
        "2026-08-03",
        {"status": "assigned", "due": "2026-08-13"},
    ),
    (
        "a fixed due date to come stays",
        {"due": {"date": "2026-10-31"}},
        [joined("2026-08-03")],
        "2026-08-03",
        {"due": "2026-10-31"},
    ),
    (
        "days after a new job",
        {"due": {"days": 60, "after": "job_start"}},
        [did("hired", "2020-01-01"), did("job_started", "2026-03-01"), joined("2026-03-01")],
        "2026-03-05",
        {"due": "2026-04-30"},
    ),
    (
        "the requirement starts later than she joined",
        {"starts": "2026-09-01"},
        [joined("2024-01-01")],
        "2026-09-02",
        {"assigned": "2026-09-01", "due": "2026-10-01"},
    ),
    (
        "a Saturday goes to Monday",
        {"weekend": "next", "due": {"date": "2026-10-31"}},
        [joined("2026-08-03")],
        "2026-08-03",
        {"due": "2026-11-02"},
    ),
    (
        "or to Friday",
        {"weekend": "before", "due": {"date": "2026-10-31"}},
        [joined("2026-08-03")],
        "2026-08-03",
        {"due": "2026-10-30"},
    ),
    ("or stays", {"due": {"date": "2026-10-31"}}, [joined("2026-08-03")], "2026-08-03", {"due": "2026-10-31"}),
    (
        "once, done long before it was asked",
        {},
        [done("2024-05-05"), joined("2026-08-03")],
        "2026-08-04",
        {"status": "completed", "completed": "2024-05-05", "expires": None},
    ),
    (
        "once, with fresh evidence only",
        {"freshness": {"months": 6}},
        [done("2024-05-05"), joined("2026-08-03")],
        "2026-08-04",
        {"status": "assigned", "completed": None},
    ),
    (
        "fresh on the very day",
        {"freshness": {"months": 6}},
        [done("2026-02-03"), joined("2026-08-03")],
        "2026-08-04",
        {"status": "completed", "completed": "2026-02-03"},
    ),
    (
        "recurring takes no old evidence",
        YEARLY,
        [done("2026-07-01"), joined("2026-08-03")],
        "2026-08-04",
        {"status": "assigned"},
    ),
    (
        "unless it is fresh, and it keeps its date",
        YEARLY | {"freshness": {"months": 3}},
        [done("2026-07-01"), joined("2026-08-03")],
        "2026-08-04",
        {"status": "completed", "completed": "2026-07-01", "expires": "2027-07-01"},
    ),
    (
        "fresh enough, but expired itself",
        YEARLY | {"freshness": {"months": 24}},
        [done("2025-01-01"), joined("2026-08-03")],
        "2026-08-04",
        {"status": "assigned"},
    ),
    # from completion
    (
        "good until a year on",
        YEARLY,
        [joined("2026-08-03"), done("2026-08-20")],
        "2027-06-01",
        {"status": "completed", "expires": "2027-08-20"},
    ),
    (
        "the renewal opens with its window",
        YEARLY,
        [joined("2026-08-03"), done("2026-08-20")],
        "2027-06-20",
        {"status": "assigned", "cycle": 2, "assigned": "2027-06-20", "due": "2027-08-20", "proof_valid": True},
    ),
    (
        "the last day counts",
        YEARLY,
        [joined("2026-08-03"), done("2026-08-20")],
        "2027-08-20",
        {"status": "assigned", "proof_valid": True},
    ),
    (
        "a twelve-month lapse is expired",
        YEARLY,
        [joined("2026-08-03"), done("2026-08-20")],
        "2027-08-21",
        {"status": "expired", "proof_valid": False, "due": "2027-08-20"},
    ),
    (
        "grace does not prolong the proof",
        YEARLY | {"grace_days": 30},
        [joined("2026-08-03"), done("2026-08-20")],
        "2027-08-21",
        {"status": "expired", "proof_valid": False},
    ),
    (
        "late, it still runs twelve months from completion",
        YEARLY,
        [joined("2026-08-03"), done("2026-08-20"), done("2027-11-05")],
        "2027-11-05",
        {"status": "completed", "expires": "2028-11-05"},
    ),
    (
        "before the window it re-dates nothing",
        YEARLY,
        [joined("2026-08-03"), done("2026-08-20"), done("2027-02-01")],
        "2027-03-01",
        {"status": "completed", "cycle": 1, "expires": "2027-08-20"},
    ),
    (
        "end of January and a month",
        {"cadence": "from_completion", "period": {"months": 1}},
        [joined("2026-01-31"), done("2026-01-31")],
        "2026-02-01",
        {"expires": "2026-02-28"},
    ),
    (
        "in a leap year",
        {"cadence": "from_completion", "period": {"months": 1}},
        [joined("2028-01-31"), done("2028-01-31")],
        "2028-02-01",
        {"expires": "2028-02-29"},
    ),
    (
        "from February 29 a year",
        YEARLY,
        [joined("2028-02-01"), done("2028-02-29")],
        "2028-03-01",
        {"expires": "2029-02-28"},
    ),
    (
        "365 days over a leap day",
        {"cadence": "from_completion", "period": {"days": 365}},
        [joined("2019-04-01"), done("2019-04-01")],
        "2019-05-01",
        {"expires": "2020-03-31"},
    ),
    (
        "a calendar year over a leap day",
        {"cadence": "from_completion", "period": {"years": 1}},
        [joined("2019-04-01"), done("2019-04-01")],
        "2019-05-01",
        {"expires": "2020-04-01"},
    ),
    # from last expiry
    (
        "in time, the first period runs from the due date",
        RENEWED,
        [joined("2026-01-01"), done("2026-01-20")],
        "2026-02-01",
        {"due": "2026-01-31", "expires": "2027-01-31"},
    ),
    (
        "late, from the completion",
        RENEWED,
        [joined("2026-01-01"), done("2026-02-20")],
        "2026-02-21",
        {"expires": "2027-02-20"},
    ),
    (
        "within grace it is in time",
        RENEWED | {"grace_days": 30},
        [joined("2026-01-01"), done("2026-02-20")],
        "2026-02-21",
        {"expires": "2027-01-31"},
    ),
    (
        "a renewal in its window runs from the old expiry",
        RENEWED,
        [joined("2026-01-01"), done("2026-01-20"), done("2026-12-05")],
        "2026-12-06",
        {"expires": "2028-01-31"},
    ),
    (
        "a late one from its completion",
        RENEWED,
        [joined("2026-01-01"), done("2026-01-20"), done("2027-03-05")],
        "2027-03-06",
        {"expires": "2028-03-05"},
    ),
    (
        "an extension moves neither base nor expiry",
        RENEWED,
        [joined("2026-01-01"), did("extended", "2026-01-10", to="2026-03-01"), done("2026-02-20")],
        "2026-02-21",
        {"due": "2026-03-01", "first_due": "2026-01-31", "expires": "2027-01-31"},
    ),
    # fixed date
    (
        "assigned in July, done in August: December next year",
        DECEMBER,
        [joined("2026-07-01"), done("2026-08-10")],
        "2026-08-11",
        {"expires": "2027-12-01"},
    ),
    (
        "renewed in November: December of the year after",
        DECEMBER,
        [joined("2026-07-01"), done("2026-08-10"), done("2027-11-05")],
        "2027-11-06",
        {"expires": "2028-12-01"},
    ),
    (
        "late in April: the same year's December",
        DECEMBER,
        [joined("2026-07-01"), done("2026-08-10"), done("2028-04-20")],
        "2028-04-21",
        {"expires": "2028-12-01"},
    ),
    (
        "exactly the minimum is enough",
        DECEMBER,
        [joined("2026-05-01"), done("2026-06-01")],
        "2026-06-02",
        {"expires": "2026-12-01"},
    ),
    (
        "a day less is not",
        DECEMBER,
        [joined("2026-05-01"), done("2026-06-02")],
        "2026-06-03",
        {"expires": "2027-12-01"},
    ),
    (
        "done on the date itself, without a minimum",
        DECEMBER | {"minimum_active": {"months": 0}},
        [joined("2026-11-01"), done("2026-12-01")],
        "2026-12-02",
        {"expires": "2027-12-01"},
    ),
    (
        "an anchor in the past",
        DECEMBER | {"anchor": "2001-12-01"},
        [joined("2026-07-01"), done("2026-08-10")],
        "2026-08-11",
        {"expires": "2027-12-01"},
    ),
    # school year
    (
        "due in October each year",
        SCHOOL,
        [joined("2025-08-01")],
        "2025-10-31",
        {"status": "assigned", "assigned": "2025-08-01", "due": "2025-10-31"},
    ),
    (
        "done, good until June 30",
        SCHOOL,
        [joined("2025-08-01"), done("2025-09-09")],
        "2026-06-30",
        {"status": "completed", "expires": "2026-06-30"},
    ),
    (
        "July 1 asks anew",
        SCHOOL,
        [joined("2025-08-01"), done("2025-09-09")],
        "2026-07-01",
        {"status": "assigned", "cycle": 2, "assigned": "2026-07-01", "due": "2026-10-31"},
    ),
    (
        "a missed year is closed and the next begins",
        SCHOOL,
        [joined("2024-08-01")],
        "2026-11-15",
        {"status": "overdue", "cycle": 3, "due": "2026-10-31"},
    ),
    (
        "June carries through the next year",
        SCHOOL | {"minimum_active": {"months": 2}},
        [joined("2025-08-01"), done("2026-06-10")],
        "2026-11-15",
        {"status": "completed", "expires": "2027-06-30"},
    ),
    (
        "April does not need to",
        SCHOOL | {"minimum_active": {"months": 2}},
        [joined("2025-08-01"), done("2026-04-10")],
        "2026-05-01",
        {"expires": "2026-06-30"},
    ),
    (
        "joined after the due day",
        SCHOOL | {"least_days": 20},
        [joined("2026-02-10")],
        "2026-02-10",
        {"status": "assigned", "due": "2026-03-02"},
    ),
    # extension, waiver, leave
    (
        "an extension is never earlier",
        ONCE,
        [did("hired", "2026-08-03"), joined("2026-08-03"), did("extended", "2026-08-10", to="2026-08-20")],
        "2026-08-21",
        {"due": "2026-09-02", "status": "assigned"},
    ),
    (
        "a waiver covers",
        ONCE,
        [did("hired", "2026-08-03"), joined("2026-08-03"), did("waived", "2026-08-10")],
        "2027-01-01",
        {"status": "waived", "expires": None},
    ),
    (
        "a completion outranks it",
        ONCE,
        [did("hired", "2026-08-03"), joined("2026-08-03"), did("waived", "2026-08-10"), done("2026-08-12")],
        "2026-08-13",
        {"status": "completed"},
    ),
    (
        "after a waiver the next counts from the due date",
        YEARLY,
        [joined("2026-08-01"), did("waived", "2026-08-10")],
        "2027-06-30",
        {"status": "assigned", "cycle": 2, "due": "2027-08-31"},
    ),
    (
        "or from until",
        YEARLY,
        [joined("2026-08-01"), did("waived", "2026-08-10", until="2026-12-31")],
        "2026-11-05",
        {"status": "assigned", "cycle": 2, "due": "2026-12-31"},
    ),
    (
        "away is on hold",
        ONCE,
        [did("hired", "2026-08-03"), joined("2026-08-03"), did("leave", "2026-08-20")],
        "2026-10-01",
        {"status": "on_hold", "due": "2026-09-02"},
    ),
    (
        "back, the days of leave are added",
        ONCE,
        [did("hired", "2026-08-03"), joined("2026-08-03"), did("leave", "2026-08-20", until="2026-08-30")],
        "2026-08-30",
        {"status": "assigned", "due": "2026-09-12"},
    ),
    (
        "late before the leave, late after it",
        ONCE,
        [did("hired", "2026-08-03"), joined("2026-08-03"), did("leave", "2026-09-10", until="2026-09-20")],
        "2026-09-20",
        {"status": "overdue", "due": "2026-09-02"},
    ),
    (
        "at least so many days after return",
        ONCE | {"hold": {"days_after_return": 14}},
        [did("hired", "2026-08-03"), joined("2026-08-03"), did("leave", "2026-08-20", until="2026-08-30")],
        "2026-08-30",
        {"due": "2026-09-13"},
    ),
    (
        "on leave on the day, caught on return",
        {},
        [did("leave", "2026-07-01", until="2026-09-15"), joined("2026-08-03")],
        "2026-09-15",
        {"assigned": "2026-09-15", "due": "2026-10-15"},
    ),
    (
        "and not before",
        {},
        [did("leave", "2026-07-01", until="2026-09-15"), joined("2026-08-03")],
        "2026-09-14",
        {"status": "not_assigned"},
    ),
    (
        "leave prolongs no proof",
        YEARLY,
        [joined("2026-08-01"), done("2026-08-20"), did("leave", "2027-07-01", until="2027-07-31")],
        "2027-08-21",
        {"status": "expired", "proof_until": "2027-08-20"},
    ),
    # leaving and coming back
    (
        "who leaves is closed",
        ONCE,
        [
            did("hired", "2026-08-03"),
            joined("2026-08-03"),
            did("left", "2026-08-20", reason="moved to the high school"),
        ],
        "2026-12-01",
        {"status": "closed", "closed": "2026-08-20", "reason": "moved to the high school"},
    ),
    (
        "who returns gets fresh days",
        {},
        [joined("2026-01-01"), did("left", "2026-01-10"), joined("2026-05-01")],
        "2026-05-02",
        {"status": "assigned", "cycle": 2, "due": "2026-05-31"},
    ),
    (
        "who returns with good proof goes on",
        YEARLY,
        [joined("2026-01-01"), done("2026-01-05"), did("left", "2026-02-01"), joined("2026-05-01")],
        "2026-05-02",
        {"status": "completed", "expires": "2027-01-05"},
    ),
    (
        "who returns after it lapsed starts anew",
        YEARLY,
        [joined("2026-01-01"), done("2026-01-05"), did("left", "2026-02-01"), joined("2027-05-01")],
        "2027-05-02",
        {"cycle": 2, "due": "2027-05-31"},
    ),
    # scored work, voids, as of
    (
        "started",
        ONCE,
        [did("hired", "2026-08-03"), joined("2026-08-03"), did("started", "2026-08-05")],
        "2026-08-06",
        {"status": "in_progress"},
    ),
    (
        "awaiting a score is never overdue",
        ONCE,
        [did("hired", "2026-08-03"), joined("2026-08-03"), did("handed_in", "2026-09-02", id="r")],
        "2026-12-24",
        {"status": "awaiting_score"},
    ),
    (
        "it counts from the day it was handed in",
        ONCE,
        [
            did("hired", "2026-08-03"),
            joined("2026-08-03"),
            did("handed_in", "2026-09-02", id="r"),
            did("scored", "2026-09-20", id="r"),
        ],
        "2026-09-20",
        {"status": "completed", "completed": "2026-09-02"},
    ),
    (
        "returned is not overdue while there is time to revise",
        ONCE,
        [
            did("hired", "2026-08-03"),
            joined("2026-08-03"),
            did("handed_in", "2026-09-01", id="r"),
            did("returned", "2026-09-05", id="r", until="2026-09-15"),
        ],
        "2026-09-15",
        {"status": "returned"},
    ),
    (
        "and is when it has run out",
        ONCE,
        [
            did("hired", "2026-08-03"),
            joined("2026-08-03"),
            did("handed_in", "2026-09-01", id="r"),
            did("returned", "2026-09-05", id="r", until="2026-09-15"),
        ],
        "2026-09-16",
        {"status": "overdue"},
    ),
    (
        "not passed is not done",
        ONCE,
        [
            did("hired", "2026-08-03"),
            joined("2026-08-03"),
            did("handed_in", "2026-08-10", id="r"),
            did("scored", "2026-08-12", id="r", passed=False),
        ],
        "2026-08-13",
        {"status": "in_progress", "completed": None},
    ),
    (
        "a void restores the due date",
        ONCE,
        [
            did("hired", "2026-08-03"),
            joined("2026-08-03"),
            done("2026-08-10", id="e"),
            did("voided", "2026-10-01", id="e"),
        ],
        "2026-10-01",
        {"status": "overdue", "due": "2026-09-02", "completed": None},
    ),
    (
        "before the void it stood",
        ONCE,
        [
            did("hired", "2026-08-03"),
            joined("2026-08-03"),
            done("2026-08-10", id="e"),
            did("voided", "2026-10-01", id="e"),
        ],
        "2026-09-30",
        {"status": "completed"},
    ),
    (
        "recorded later: the record of that day",
        ONCE,
        [did("hired", "2026-08-03"), joined("2026-08-03"), done("2026-08-10", recorded="2026-09-20")],
        "2026-09-10",
        {"status": "overdue"},
    ),
    (
        "in daylight time an evening in UTC is the day before",
        ONCE,
        [did("hired", "2026-08-03"), joined("2026-08-03"), done("2026-09-03T03:30:00+00:00")],
        "2026-09-04",
        {"completed": "2026-09-02"},
    ),
    (
        "and after the clocks went back",
        {"due": {"date": "2026-11-30"}},
        [joined("2026-08-03"), done("2026-11-02T04:30:00+00:00")],
        "2026-11-03",
        {"completed": "2026-11-01"},
    ),
]


@pytest.mark.parametrize(("rule", "events", "as_of", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_the_calendar(rule, events, as_of, wanted):
    found = ask(rule, events, as_of)
    assert {name: found.get(name) for name in wanted} == wanted


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
