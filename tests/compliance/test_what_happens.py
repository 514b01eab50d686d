"""Extensions, waivers, leave, leaving and coming back, scores and voids: what a status reads as of a date."""

import pytest

from tests.compliance.cases import ONCE, YEARLY, ask, did, done, joined

# name, rule, events, as of, and what must be read there
CASES = [
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
