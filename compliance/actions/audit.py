"""An audit export is asked for by human resources, made by the worker, and kept as it was given."""

import datetime as dt
import hashlib
import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compliance.audit import Question, audit_rows, header, words_of
from compliance.models import AuditExport, AuditFile
from compliance.refusals import Refused
from outbox.actions import promise
from safe.exports import csv_bytes, workbook_bytes
from safe.private_files import store_bytes


@transaction.atomic
def ask_audit(*, question: Question, key: uuid.UUID, asked_by, now: dt.datetime) -> AuditExport:
    """The same key again is the same export. Of a day that has not come yet nothing is known."""
    if question.as_of > timezone.localdate(now):
        raise Refused(_("Choose today or a day before it. Nothing is known of later days."), field="as_of")
    asked = {
        "asked_by": asked_by, "asked_at": now, "as_of": question.as_of, "person": question.person,
        "unit": question.unit, "requirement": question.requirement, "first_day": question.first_day,
        "last_day": question.last_day, "words": words_of(question),
    }  # fmt: skip
    export, made = AuditExport.objects.get_or_create(key=key, defaults=asked)
    if made:
        promise(topic="audit.asked", key=export.promise_key, payload={"export_id": export.pk})
    return export


def make_audit_files(*, export: AuditExport, now: dt.datetime) -> None:
    """Both files from one reading; a room above prints them. Run again, it leaves what was given as it is."""
    if export.files.exists():
        return
    names = ("as_of", "person", "unit", "requirement", "first_day", "last_day")
    head, rows = header(), audit_rows(Question(**{name: getattr(export, name) for name in names}))
    files = {
        AuditFile.Kind.CSV: csv_bytes(head, rows),
        AuditFile.Kind.XLSX: workbook_bytes({_("Audit"): (head, rows)}),
    }
    made = [
        AuditFile(
            export=export,
            kind=kind,
            name=store_bytes(data, suffix=f".{kind}"),
            sha256=hashlib.sha256(data).hexdigest(),
            rows=len(rows),
            made_at=now,
        )
        for kind, data in files.items()
    ]
    with transaction.atomic():
        AuditFile.objects.bulk_create(made, ignore_conflicts=True)
        promise(topic="audit.made", key=export.paper_key, payload={"export_id": export.pk})
