"""What a file of past completions would add to the record: plain decisions. No database, no clock, no Django.

`plan(rows, known, on=…)` is the door. Refusals and notes are codes with facts; `courses.past_words` says them.
"""

from courses.past.facts import Known, KnownCourse, KnownPerson, Note, PastPlan, PastRow, RefusedRow, Taken
from courses.past.planning import digest, plan

__all__ = [
    "Known",
    "KnownCourse",
    "KnownPerson",
    "Note",
    "PastPlan",
    "PastRow",
    "RefusedRow",
    "Taken",
    "digest",
    "plan",
]
