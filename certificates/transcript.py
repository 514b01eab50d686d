"""A person's training record as the record showed it by the end of a day: what a transcript prints.

What was written down after that day is left out, as in an audit export, so the same question of a day that is over has
the same answer. Read in the worker: it asks of every requirement.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from certificates.models import Credential, CredentialEvent
from compliance.audit import Question, cycles
from compliance.models import Assignment, Membership, Requirement
from compliance.record import View
from compliance.status import CLOSED
from compliance.wording import word_of
from courses.models import Evidence
from courses.permissions import mine
from people.models import Job, Person, Unit


@dataclass(frozen=True)
class Proof:
    number: str
    good_until: dt.date | None
    revoked: bool


@dataclass(frozen=True)
class Done:
    """One course that was completed, or that counts as such."""

    on: dt.date
    title: str
    how: str
    minutes: int
    proof: Proof | None


@dataclass(frozen=True)
class AskedLine:
    """One requirement in one period."""

    requirement: str
    unit: str
    cycle: int
    status: str
    assigned_on: dt.date
    due_on: dt.date
    done_on: dt.date | None
    good_until: dt.date | None
    note: str
    proof: Proof | None


# By (enrollment, None) of a course, or (None, assignment) of a program.
Proofs = dict[tuple[int | None, int | None], Proof]


@dataclass(frozen=True)
class Content:
    name: str
    number: str
    jobs: list[str]
    as_of: dt.date
    done: list[Done]
    asked: list[AskedLine]

    @property
    def minutes(self) -> int:
        return sum(each.minutes for each in self.done)


def content_of(person: Person, as_of: dt.date) -> Content:
    """`person` is a kept record; what was merged into it is read with it."""
    view = View(as_of)
    proofs = proofs_of(person, view)
    jobs = Job.objects.held(as_of).filter(mine(person)).select_related("unit", "family")
    return Content(
        name=str(person),
        number=person.username,
        jobs=[f"{job.title or job.family}, {job.unit}" for job in jobs.order_by("-primary", "starts_on")],
        as_of=as_of,
        done=done_by(person, view, proofs),
        asked=asked_of(person, as_of, proofs),
    )


def done_by(person: Person, view: View, proofs: Proofs) -> list[Done]:
    """Courses alone, oldest first. The contact time is that of the edition; elsewhere it is not known here."""
    rows = Evidence.objects.filter(mine(person), course__isnull=False, voids__isnull=True)
    rows = rows.select_related("course", "edition", "voided_by").order_by("occurred_at", "pk")
    return [
        Done(
            on=timezone.localdate(row.occurred_at),
            title=row.edition.title if row.edition else str(row.course),
            how=row.get_kind_display(),
            minutes=row.edition.minutes if row.edition and row.kind == Evidence.Kind.COMPLETED else 0,
            proof=proofs.get((row.enrollment_id, None)),
        )
        for row in rows
        if view.knows(row.recorded_at) and not view.knows(voided_at(row))
    ]


def voided_at(row: Evidence) -> dt.datetime | None:
    return row.voided_by.recorded_at if hasattr(row, "voided_by") else None


def asked_of(person: Person, as_of: dt.date, proofs: Proofs) -> list[AskedLine]:
    """Every requirement in every period, by name: what is in hand, what is over and what was closed."""
    named = dict(Unit.objects.values_list("pk", "name"))
    stored = {
        (requirement, cycle): pk
        for pk, requirement, cycle in Assignment.objects.filter(mine(person), part=0).values_list(
            "pk", "requirement", "cycle"
        )
    }
    audiences = Membership.objects.filter(mine(person)).order_by().values("audience")
    question, found = Question(as_of, person=person), []
    for requirement in Requirement.objects.filter(audience__in=audiences).order_by("name", "pk"):
        for row, _evidence in cycles(requirement, question, within=None):
            word = row.status(as_of)
            found.append(
                AskedLine(
                    requirement=requirement.name,
                    unit=named[row.unit_id],
                    cycle=row.cycle,
                    status=word_of(word),
                    assigned_on=row.assigned_on,
                    due_on=row.due_on,
                    done_on=row.completed_on or row.waived_on,
                    good_until=row.expires_on,
                    note=row.closed_reason if word == CLOSED else "",
                    proof=proofs.get((None, stored.get((requirement.pk, row.cycle)))),
                )
            )
    return found


def proofs_of(person: Person, view: View) -> Proofs:
    """Certificates that were on paper by then: the issue that was newest, and whether it was revoked."""
    found: Proofs = {}
    for credential in Credential.objects.filter(mine(person)).prefetch_related("issues", "events"):
        issues = [each for each in credential.issues.all() if view.knows(each.issued_at)]  # newest first
        events = [each for each in credential.events.all() if view.knows(each.at)]
        if issues:
            revoked = bool(events) and events[-1].kind == CredentialEvent.Kind.REVOKED
            proof = Proof(credential.public_id, issues[0].good_until, revoked)
            found[credential.enrollment_id, credential.assignment_id] = proof
    return found
