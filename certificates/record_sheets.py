"""Lays out records on paper: Letter pages whose heads repeat, numbered, tagged, and readable when printed in gray."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from certificates.audit_summary import in_order, summed
from certificates.models import Transcript
from certificates.press import pdf_of
from certificates.transcript import Content
from certificates.writing import short_address
from compliance.audit import COLUMNS
from compliance.models import AuditExport, AuditFile
from compliance.status import STATUSES
from compliance.wording import word_of
from people.district import district

DATES = ("assigned", "first_due", "due", "completed", "waived", "good_until", "closed")


def transcript_sheet(content: Content, asked: Transcript) -> tuple[bytes, int]:
    """The PDF and how many pages it has."""
    check = short_address(settings.SITE_URL + reverse("certificates:look_up"))
    return _drawn("certificates/transcript_sheet.html", {"content": content, "asked": asked, "check": check})


def audit_sheet(export: AuditExport, header: Sequence[str], rows: Iterable[Sequence[str]]) -> tuple[bytes, int]:
    """`header` and `rows` as they stand in the kept table, by the columns of `compliance.audit`."""
    lines = [printed(dict(zip(COLUMNS, row, strict=False))) for row in rows]
    heads = dict(zip(COLUMNS, header, strict=False))
    return _drawn("certificates/audit_sheet.html", {"export": export, "lines": lines, "heads": heads})


def summary_sheet(
    export: AuditExport, header: Sequence[str], rows: Sequence[Sequence[str]], tables: Sequence[AuditFile]
) -> tuple[bytes, int]:
    """Where the list is too long for paper: its counts, and the names and hashes of the files that hold the lines."""
    place, heads = {name: n for n, name in enumerate(COLUMNS)}, dict(zip(COLUMNS, header, strict=False))
    statuses = in_order({row[place["status"]] for row in rows}, [word_of(word) for word in STATUSES])
    counted = [(heads[by], summed(rows, place[by], place["status"], statuses)) for by in ("requirement", "unit")]
    context = {"export": export, "n": len(rows), "statuses": statuses, "counted": counted, "tables": tables}
    return _drawn("certificates/audit_summary.html", context)


def printed(line: dict[str, str]) -> dict[str, str]:
    """The same line with its dates as people write them; one that holds none stays as it is."""
    return line | {name: short_date(line[name]) for name in DATES if line.get(name)}


def short_date(iso: str) -> str:
    try:
        return date_format(dt.date.fromisoformat(iso), "M j, Y")
    except ValueError:
        return iso


def _drawn(template: str, context: dict) -> tuple[bytes, int]:
    with translation.override(settings.LANGUAGE_CODE):
        return pdf_of(render_to_string(template, {"district": district(), **context}))
