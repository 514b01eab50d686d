"""The verbs: claim a certificate, put it on paper, revoke it, restore it, issue it again.

A claim is made once (unique on the enrollment). Drawing the PDF is slow and happens outside the transaction; the issue
row is written with the file's hash when the file lies in private storage, so an issue without its paper cannot exist.
The web process never draws: it promises.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from certificates.models import Credential, CredentialEvent, CredentialIssue
from certificates.numbers import new_number
from certificates.validity import good_until
from certificates.writing import Claim, draw
from compliance.models import Assignment
from courses.models import Attempt, CourseEdition, Enrollment, Evidence
from outbox.actions import promise
from people.district import district
from safe.private_files import store_bytes

LONGEST_NAME = CredentialIssue._meta.get_field("name").max_length


@dataclass(frozen=True)
class Completion:
    """What a paper certifies. `edition` None: a program of several courses. `good_until` as it stands at this issue."""

    on: date
    title: str
    outcomes: list[str]
    minutes: int
    good_until: date | None
    edition: CourseEdition | None = None


class NotComplete(Exception):
    """There is no completion to certify: trying again is no use until one is recorded."""


class Overtaken(Exception):
    """Another issue was written while this one was drawn: draw again under the next number."""


def claim(*, enrollment: Enrollment) -> Credential:
    """The one credential of a completed round; a second call, from anywhere, returns the first one."""
    round_completed(enrollment)
    credential, _made = Credential.objects.get_or_create(
        enrollment=enrollment,
        defaults={
            "person_id": enrollment.person_id,
            "course_id": enrollment.course_id,
            "public_id": new_number(),
        },
    )
    return credential


def claim_program(*, assignment: Assignment) -> Credential:
    """The one credential of a cycle of a requirement of several courses."""
    program_completed(assignment)
    credential, _made = Credential.objects.get_or_create(
        assignment=assignment, defaults={"person_id": assignment.person_id, "public_id": new_number()}
    )
    return credential


def issue_first(*, credential: Credential) -> CredentialIssue:
    """Put a new claim on paper. When it already is, nothing happens and that issue is returned."""
    done = credential.issues.filter(number=1).first()
    return done or _write(credential, number=1, why=CredentialIssue.Why.FIRST)


def promise_reissue(*, credential: Credential, reason: str, actor, client_key: UUID) -> None:
    """Ask the worker to put the claim on paper again. The same key is the same click and asks once.

    Raises NotComplete when there is nothing to certify any more.
    """
    completion_of(credential)
    promise(
        topic="certificate.reissue",
        key=f"certificate.reissue:{client_key}",
        payload={
            "credential_id": credential.pk,
            "reason": reason.strip(),
            "actor_id": actor.pk,
            "client_key": str(client_key),
        },
    )


def reissue(*, credential: Credential, reason: str, actor, client_key: UUID) -> CredentialIssue:
    """Put the claim on paper again, with the name of today and the same dates. The earlier paper counts as replaced."""
    done = credential.issues.filter(client_key=client_key).first()
    if done:
        return done
    credential = Credential.objects.select_related("person__merged_into", "enrollment").get(pk=credential.pk)
    newest = credential.issues.first()
    if newest is None:
        raise NotComplete(f"Certificate {credential} was never issued, so it cannot be issued again.")
    same_name = newest.name == name_of(credential)
    return _write(
        credential,
        number=newest.number + 1,
        why=CredentialIssue.Why.REISSUED if same_name else CredentialIssue.Why.CORRECTED,
        reason=reason,
        issued_by=actor,
        client_key=client_key,
    )


def _write(credential: Credential, *, number: int, client_key: UUID | None = None, **of_issue) -> CredentialIssue:
    completion = completion_of(credential)
    content = content_of(credential, completion)
    pdf = draw(Claim(public_id=credential.public_id, number=number, issued_on=timezone.localdate(), **content))
    name = store_bytes(pdf, suffix=".pdf")
    with transaction.atomic():
        # The lock puts two workers in a row; the unique constraints would stop them too, with an error.
        Credential.objects.select_for_update(no_key=True).get(pk=credential.pk)
        taken = credential.issues.filter(number=number).first()
        if taken and taken.client_key == client_key:
            return taken
        if taken:
            raise Overtaken(f"{credential} has an issue {number} by now.")
        completion_of(credential)  # it may have been voided while we drew
        made = CredentialIssue.objects.create(
            credential=credential,
            number=number,
            client_key=client_key,
            edition=completion.edition,
            file=name,
            sha256=hashlib.sha256(pdf).hexdigest(),
            **of_issue,
            **content,
        )
        promise(
            topic="certificate.ready",
            key=f"certificate.ready:{credential.pk}:{number}",
            payload={"credential_id": credential.pk},
        )
        return made


def content_of(credential: Credential, completion: Completion) -> dict:
    """What the paper says, all of it frozen in the issue. The date of completion never changes; the name may."""
    return {
        "name": name_of(credential),
        "title": completion.title,
        "outcomes": completion.outcomes,
        "minutes": completion.minutes,
        "scored_conversations": scored_conversations(credential),
        "district": district().name,
        "signer": district().signer,
        "completed_on": completion.on,
        "good_until": completion.good_until,
    }


def name_of(credential: Credential) -> str:
    """The name of today of whoever it belongs to: of the record that is kept, when two turned out to be one person."""
    return str(credential.person.merged_into or credential.person)[:LONGEST_NAME]


def completion_of(credential: Credential) -> Completion:
    """What stands today of what this credential claims. Raises NotComplete."""
    if credential.enrollment:
        return round_completed(credential.enrollment)
    assert credential.assignment is not None  # one of the two: a constraint of the table
    return program_completed(credential.assignment)


def program_completed(assignment: Assignment) -> Completion:
    """The courses whose evidence counts for this cycle, together. Good until that proof expires, as it is now."""
    assignment = Assignment.objects.select_related("requirement").get(pk=assignment.pk)
    if assignment.completed_on is None:
        raise NotComplete(f"Cycle {assignment.cycle} of {assignment.requirement} is not complete.")
    rows = assignment.uses.select_related("evidence__edition", "evidence__course__newest").order_by("evidence__course")
    shown = [row.evidence for row in rows]
    editions = [each.edition or (each.course.newest if each.course else None) for each in shown]
    told = [outcome["text"] for one in editions if one for outcome in one.definition.get("outcomes", [])]
    return Completion(
        on=assignment.completed_on,
        title=assignment.requirement.name,
        outcomes=list(dict.fromkeys(told)),
        minutes=sum(one.minutes for one in editions if one),
        good_until=assignment.expires_on,
    )


def round_completed(enrollment: Enrollment) -> Completion:
    """The completion that stands for this round: its edition and its local date. Raises NotComplete."""
    found = (
        Evidence.objects.standing()
        .filter(enrollment=enrollment, course__isnull=False, kind=Evidence.Kind.COMPLETED)
        .select_related("edition")
        .first()
    )
    if found is None or found.edition is None:
        raise NotComplete(f"No completion stands for enrollment {enrollment.pk}.")
    edition, on = found.edition, timezone.localdate(found.occurred_at)
    return Completion(
        on=on,
        title=edition.title,
        outcomes=[outcome["text"] for outcome in edition.definition.get("outcomes", [])],
        minutes=edition.minutes,
        good_until=good_until(on, edition.validity_months),
        edition=edition,
    )


def scored_conversations(credential: Credential) -> int:
    """How many conversations of the round, or of the program's rounds, a person scored and found passed."""
    rounds = Enrollment.objects.filter(evidence__uses__assignment=credential.assignment_id)
    if credential.enrollment_id:
        rounds = Enrollment.objects.filter(pk=credential.enrollment_id)
    passed = Attempt.objects.filter(enrollment__in=rounds, state=Attempt.State.PASSED, scored_at__isnull=False)
    return passed.values("activity").distinct().count()


def revoke(*, credential: Credential, reason: str, actor) -> CredentialEvent | None:
    return _add_event(credential, CredentialEvent.Kind.REVOKED, reason, actor)


def restore(*, credential: Credential, reason: str, actor) -> CredentialEvent | None:
    """Let a revoked certificate count again. One that was never revoked stays as it is (None)."""
    return _add_event(credential, CredentialEvent.Kind.RESTORED, reason, actor)


@transaction.atomic
def _add_event(credential: Credential, kind: str, reason: str, actor) -> CredentialEvent | None:
    """Revoking what is revoked, or restoring what stands, changes nothing: a double click is one event."""
    locked = Credential.objects.select_for_update(no_key=True).get(pk=credential.pk)
    last = locked.events.last()
    stands = last.kind if last else CredentialEvent.Kind.RESTORED
    if stands == kind:
        return last
    return CredentialEvent.objects.create(credential=locked, kind=kind, reason=reason.strip(), actor=actor)
