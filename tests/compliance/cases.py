"""Rules that districts use, and short ways of saying what happened."""

from compliance.cases import run_case

ONCE = {"cadence": "once", "due": {"days": 30, "after": "hire"}}
YEARLY = {"cadence": "from_completion", "period": {"months": 12}, "window": {"months": 2}}
RENEWED = {"cadence": "from_expiry", "period": {"months": 12}, "window": {"months": 2}}
# The example that Totara publishes: every December 1, a window of two months, at least six months of proof.
DECEMBER = {"cadence": "fixed_date", "anchor": "2026-12-01", "period": {"years": 1}, "window": {"months": 2},
            "minimum_active": {"months": 6}}  # fmt: skip
SCHOOL = {"cadence": "school_year", "due_day": "10-31"}
# One of each cadence, with what makes them differ.
RULES = (
    {"cadence": "once", "due": {"days": 30, "after": "hire"}, "weekend": "next"},
    {"cadence": "from_completion", "period": {"months": 3}, "window": {"months": 1}, "grace_days": 3,
     "freshness": "any"},
    {"cadence": "from_expiry", "period": {"months": 4}, "window": {"months": 1}, "freshness": {"months": 1}},
    {"cadence": "school_year", "due_day": "10-31", "minimum_active": {"months": 1}, "window": {"months": 2}},
    {"cadence": "fixed_date", "anchor": "2026-12-01", "period": {"months": 6}, "window": {"months": 1},
     "hold": {"days_after_return": 14}},
)  # fmt: skip


def did(kind, on, **more):
    return {"kind": kind, "on": on, **more}


def joined(on):
    return did("joined", on)


def done(on, **more):
    return did("completed", on, **more)


def ask(rule, events, as_of, **more):
    return run_case({"rule": rule, "events": events, "as_of": as_of, **more})
