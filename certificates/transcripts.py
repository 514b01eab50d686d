"""Records on paper: a person's transcript, and the tables of an audit export. Asked for on a page, made by the worker.

Each is kept once under its SHA-256, and is sent later as it was given, byte for byte.
"""

import datetime as dt
import hashlib
import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.models import Transcript, TranscriptFile
from certificates.record_sheets import audit_sheet, summary_sheet, transcript_sheet
from certificates.transcript import content_of
from compliance.models import AuditExport, AuditFile
from compliance.models.audit import MOST_ON_PAPER
from compliance.refusals import Refused
from outbox.actions import promise
from people.models import Person
from safe.exports import rows_of_csv
from safe.private_files import private_storage, store_bytes


@transaction.atomic
def ask_transcript(*, person: Person, as_of: dt.date, key: uuid.UUID, asked_by, now: dt.datetime) -> Transcript:
    """The same key again is the same one. Of a day that has not come yet nothing is known."""
    if as_of > timezone.localdate(now):
        raise Refused(_("Choose today or a day before it. Nothing is known of later days."), field="as_of")
    asked = {"person": person, "as_of": as_of, "asked_by": asked_by, "asked_at": now}
    transcript, made = Transcript.objects.get_or_create(key=key, defaults=asked)
    if made:
        payload = {"transcript_id": transcript.pk}
        promise(topic="transcript.asked", key=transcript.promise_key, payload=payload)
    return transcript


def make_transcript(*, transcript: Transcript, now: dt.datetime) -> TranscriptFile:
    """Run again, it leaves what was given as it is."""
    kept = TranscriptFile.objects.filter(transcript=transcript).first()
    if kept:
        return kept
    pdf, pages = transcript_sheet(content_of(transcript.person, transcript.as_of), transcript)
    given = {"name": store_bytes(pdf, suffix=".pdf"), "sha256": _sha256(pdf), "pages": pages, "made_at": now}
    return TranscriptFile.objects.get_or_create(transcript=transcript, defaults=given)[0]


def print_audit(*, export: AuditExport, now: dt.datetime) -> None:
    """From the kept table, not from the record: the three files say the same. A long one is summed up."""
    files = {file.kind: file for file in export.files.all()}
    if AuditFile.Kind.PDF in files:
        return
    with private_storage.open(files[AuditFile.Kind.CSV].name) as table:
        header, *rows = rows_of_csv(table.read())
    tables = [files[kind] for kind in (AuditFile.Kind.CSV, AuditFile.Kind.XLSX)]
    long = len(rows) > MOST_ON_PAPER
    pdf, _pages = summary_sheet(export, header, rows, tables) if long else audit_sheet(export, header, rows)
    made = AuditFile(
        export=export, kind=AuditFile.Kind.PDF, name=store_bytes(pdf, suffix=".pdf"), sha256=_sha256(pdf),
        rows=len(rows), made_at=now,
    )  # fmt: skip
    AuditFile.objects.bulk_create([made], ignore_conflicts=True)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
