"""Prior and outside learning: asked for by the learner, answered by the supervisor or HR, with a reason either way."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from courses.actions.evidence import record_evidence
from courses.actions.once import key_for
from courses.actions.past import at_noon
from courses.models import Course, Evidence, PriorClaim
from courses.refusals import Refused
from outbox.actions import promise
from people.models import Person
from safe.private_files import store_bytes

LARGEST = 10 * 1024 * 1024
# What a file is, by how it begins: a name or a header of the browser proves nothing.
KINDS = (
    (b"%PDF-", ".pdf", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", ".png", "image/png"),
    (b"\xff\xd8\xff", ".jpg", "image/jpeg"),
)


@dataclass(frozen=True)
class Upload:
    name: str
    data: bytes


def claim_prior(
    *,
    person: Person,
    course: Course,
    title: str,
    learned_on: dt.date,
    text: str,
    upload: Upload | None,
    key: uuid.UUID,
) -> PriorClaim:
    """Ask to have it counted. The same again is the same claim. Raises Refused for a file we do not take."""
    kept = _keep(upload) if upload else {}
    fields = {"person": person, "course": course, "title": title, "learned_on": learned_on, "text": text, **kept}
    with transaction.atomic():
        key = key_for(PriorClaim(key=key, **fields), _said, "key")
        claim, made = PriorClaim.objects.get_or_create(key=key, defaults=fields)
        if made:
            promise(topic="prior.asked", key=f"prior.asked:{claim.pk}", payload={"claim_id": claim.pk})
    return claim


def decide_prior(*, claim: PriorClaim, approve: bool, actor: Person, reason: str, now: dt.datetime) -> PriorClaim:
    """Count it or not, once. A second answer changes nothing: it comes back as it was decided first."""
    with transaction.atomic():
        claim = (
            PriorClaim.objects.select_for_update(no_key=True, of=("self",))
            .select_related("person", "course")
            .get(pk=claim.pk)
        )
        if claim.state != PriorClaim.State.WAITING:
            return claim
        if actor.pk in claim.person.same_person_ids():
            raise Refused(_("Nobody answers for their own learning."))
        claim.state = PriorClaim.State.APPROVED if approve else PriorClaim.State.DECLINED
        claim.decided_by, claim.decided_at, claim.decided_reason = actor, now, reason
        claim.save(update_fields=["state", "decided_by", "decided_at", "decided_reason"])
        if approve:
            record_evidence(
                key=f"prior:{claim.pk}",
                person=claim.person,
                course=claim.course,
                kind=Evidence.Kind.PRIOR,
                occurred_at=at_noon(claim.learned_on),
                actor=actor,
                reason=f"{claim.title}: {reason}",
                now=now,
            )
        promise(topic="prior.decided", key=f"prior.decided:{claim.pk}", payload={"claim_id": claim.pk})
    return claim


def _said(claim: PriorClaim) -> tuple:
    return claim.person_id, claim.course_id, claim.title, claim.learned_on, claim.text, claim.stored_as


def _keep(upload: Upload) -> dict:
    if len(upload.data) > LARGEST:
        raise Refused(_("This file is larger than 10 MB. Send a smaller scan."))
    for start, suffix, content_type in KINDS:
        if upload.data.startswith(start):
            stored_as = store_bytes(upload.data, suffix=suffix)
            return {"stored_as": stored_as, "file_name": upload.name[-200:], "content_type": content_type}
    raise Refused(_("Send a PDF, a PNG or a JPEG. This file is none of them, whatever its name says."))
