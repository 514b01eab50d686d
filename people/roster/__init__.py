"""What a roster file would change: plain decisions from rows and records to a plan. No database, no clock, no Django.

`plan(rows, current, on=…, leaver_share=…)` is the door. Nothing here writes; `people.actions` carries a plan out.
Refusals, notes and changes are codes with facts; `people.roster_words` says them in the reader's language.
"""

from people.roster.facts import (
    Change,
    Current,
    CurrentJob,
    CurrentPerson,
    Entry,
    JobStep,
    JobTerms,
    Joiner,
    Leaver,
    Mover,
    Note,
    Place,
    RefusedRow,
    RosterPlan,
    RosterRow,
)
from people.roster.planning import digest, plan

__all__ = [
    "Change",
    "Current",
    "CurrentJob",
    "CurrentPerson",
    "Entry",
    "JobStep",
    "JobTerms",
    "Joiner",
    "Leaver",
    "Mover",
    "Note",
    "Place",
    "RefusedRow",
    "RosterPlan",
    "RosterRow",
    "digest",
    "plan",
]
