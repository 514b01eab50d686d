"""A course is complete: the certificate follows. A sweep finds any that a lost message left without one."""

import datetime as dt
from uuid import UUID

from django.utils import timezone

from certificates import actions, transcripts
from certificates.models import Credential, Transcript
from certificates.queries import without_paper
from compliance.models import Assignment, AuditExport
from courses.models import Enrollment
from outbox.actions import promise
from outbox.registry import GiveUp, every, handles, topic
from people.models import Person

topic("certificate.ready")
# Younger ones are on their way by their own message.
SWEEP_AFTER = dt.timedelta(minutes=15)


@handles("course.completed")
@handles("certificate.missing")
def issue_certificate(payload):
    enrollment = Enrollment.objects.get(pk=payload["enrollment_id"])
    if enrollment.kind != Enrollment.Kind.WHOLE:
        return
    try:
        actions.issue_first(credential=actions.claim(enrollment=enrollment))
    except actions.NotComplete as error:
        raise GiveUp(str(error)) from error


@handles("program.completed")
def issue_program_certificate(payload):
    """A requirement of several courses is done. A waiver earns none: it is not news of a completion."""
    try:
        assignment = Assignment.objects.get(pk=payload["assignment_id"])
        actions.issue_first(credential=actions.claim_program(assignment=assignment))
    except actions.NotComplete as error:
        raise GiveUp(str(error)) from error


@handles("certificate.reissue")
def issue_again(payload):
    try:
        actions.reissue(
            credential=Credential.objects.get(pk=payload["credential_id"]),
            reason=payload["reason"],
            actor=Person.objects.get(pk=payload["actor_id"]),
            client_key=UUID(payload["client_key"]),
        )
    except actions.NotComplete as error:
        raise GiveUp(str(error)) from error


@handles("transcript.asked")
def make_transcript(payload):
    transcript = Transcript.objects.select_related("person", "asked_by").get(pk=payload["transcript_id"])
    transcripts.make_transcript(transcript=transcript, now=timezone.now())


@handles("audit.made")
def print_audit(payload):
    export = AuditExport.objects.select_related("asked_by").get(pk=payload["export_id"])
    transcripts.print_audit(export=export, now=timezone.now())


@every(minutes=60, topic="certificates.sweep")
def promise_what_is_missing(payload):
    """One message for each, so that one that cannot be drawn holds up no other; at most one a day for the same one."""
    missing = without_paper().filter(completed_at__lt=timezone.now() - SWEEP_AFTER)
    for pk in missing.order_by("pk").values_list("pk", flat=True):
        promise(
            topic="certificate.missing",
            key=f"certificate.missing:{pk}:{timezone.localdate()}",
            payload={"enrollment_id": pk},
        )
