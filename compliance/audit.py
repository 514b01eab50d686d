"""What an auditor is handed: cycles as the record showed them by the end of a day, read anew from what is on record.

Not from the stored assignments: those know today alone. What was written down after that day is left out, so the same
question about a day that is over has the same answer whenever it is asked.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from compliance.actions.project import rows_of, units_of
from compliance.audit_beside import allowed_by, key_of, proofs_by, reminders_by
from compliance.models import Assignment, Membership, Requirement
from compliance.record import View, answers, asked_by, keepers_of, merged_then
from compliance.wording import day, word_of
from people.models import Person, Unit
from people.tree import below

AT_ONCE = 500


@dataclass(frozen=True)
class Question:
    as_of: dt.date
    person: Person | None = None
    unit: Unit | None = None
    requirement: Requirement | None = None
    first_day: dt.date | None = None
    last_day: dt.date | None = None

    def covers(self, row: Assignment) -> bool:
        """Asked, in hand, done or closed in the period: from the day it was assigned to the day it was over."""
        over = row.completed_on or row.waived_on or row.closed_on
        begins_in_time = self.last_day is None or row.assigned_on <= self.last_day
        return begins_in_time and (self.first_day is None or over is None or over >= self.first_day)


def words_of(question: Question) -> str:
    """The filter in a sentence that stays readable when names have changed."""
    who = str(question.person) if question.person else _("everyone asked")
    where = _("%(unit)s and below") % {"unit": question.unit} if question.unit else _("all units")
    what = str(question.requirement) if question.requirement else _("all requirements")
    return "; ".join([who, where, what, period_words(question.first_day, question.last_day)])


def period_words(first: dt.date | None, last: dt.date | None) -> str:
    if first and last:
        return pgettext("period", "%(first)s to %(last)s") % {"first": day(first), "last": day(last)}
    if first:
        return pgettext("period", "from %(first)s") % {"first": day(first)}
    return pgettext("period", "up to %(last)s") % {"last": day(last)} if last else _("any time")


# Names of the columns, for who reads the kept table again. `header` says them in words.
COLUMNS = (
    "number", "last_name", "first_name", "unit", "requirement", "cycle", "status", "assigned", "first_due", "due",
    "completed", "waived", "good_until", "closed", "why_closed", "evidence", "sum", "allowed", "reminders",
    "certificates",
)  # fmt: skip


def header() -> list[str]:
    return [
        _("Employee number"), _("Last name"), _("First name"), _("Unit"), _("Requirement"), _("Cycle"), _("Status"),
        _("Assigned"), _("First due"), _("Due"), _("Completed"), _("Waived"), _("Good until"), _("Closed"),
        _("Why closed"), _("Evidence"), _("How the due date came to be"), _("Allowed"), _("Reminders sent"),
        _("Certificates"),
    ]  # fmt: skip


def audit_rows(question: Question) -> list[list]:
    """Plain values by name, requirement and cycle."""
    within = below({question.unit.pk}) if question.unit else None
    named = dict(Unit.objects.values_list("pk", "name"))
    asked = [question.requirement] if question.requirement else Requirement.objects.select_related("audience")
    found = [(each, *cycle) for each in asked for cycle in cycles(each, question, within)]
    rows = [row for _requirement, row, _evidence in found]
    allowed, reminders = allowed_by(rows, question.as_of), reminders_by(rows, question.as_of)
    proofs = proofs_by([(row, evidence) for _requirement, row, evidence in found], question.as_of)
    people = Person.objects.in_bulk({row.person_id for row in rows})
    lines = [
        [
            *_line(people[row.person_id], named[row.unit_id], requirement, row, evidence, question.as_of),
            "; ".join(allowed[key_of(row)]),
            "; ".join(reminders[key_of(row)]),
            "; ".join(proofs[key_of(row)]),
        ]
        for requirement, row, evidence in found
    ]
    return sorted(lines, key=lambda line: (line[1], line[2], line[0], line[4], line[5]))


def cycles(requirement: Requirement, question: Question, within: set[int] | None) -> Iterator[tuple]:
    """(the row that would have been stored that day, the evidence it uses), for each cycle that the question means."""
    asked = asked_by(requirement)
    view = View(question.as_of)
    people = people_of(requirement, question, within, view) if asked else []
    for start in range(0, len(people), AT_ONCE):
        some = people[start : start + AT_ONCE]
        keepers = keepers_of(some, view)
        units = units_of(requirement, keepers, view)
        for person, book, answer in answers(requirement, some, view, asked, keepers):
            for row, evidence in rows_of(requirement, person, book, answer, asked, units, question.as_of):
                if question.covers(row) and (within is None or row.unit_id in within):
                    yield row, evidence


def people_of(requirement: Requirement, question: Question, within: set[int] | None, view: View) -> list[int]:
    """Records kept that day that were ever members, of one of these units at some time."""
    rows = Membership.objects.filter(audience=requirement.audience_id)
    if within is not None:
        rows = rows.filter(units__unit__in=within)
    into = merged_then(view)
    kept = {into.get(pk, pk) for pk in rows.order_by().values_list("person", flat=True).distinct()}
    return sorted(kept & {question.person.pk} if question.person else kept)


def _line(person: Person, unit: str, requirement: Requirement, row: Assignment, evidence, as_of: dt.date) -> list:
    return [
        person.username, person.last_name, person.first_name, unit, requirement.name, row.cycle,
        word_of(row.status(as_of)), row.assigned_on, row.first_due_on, row.due_on, row.completed_on, row.waived_on,
        row.expires_on, row.closed_on, row.closed_reason, " ".join(map(str, sorted(evidence))), "; ".join(row.sum),
    ]  # fmt: skip
