"""Reports by mail: on their day, in each reader's duty hours, once. What a reader may see is asked when it is written.

It may stop anywhere and run twice at once: the ledger takes a reader and a day once, and the key of a letter is unique.
Only the latest day is sent: who was away for a month does not get four letters.
"""

import datetime as dt
import logging
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from compliance.actions.remind import promise_letters
from compliance.models import Letter, Report, ReportReader, ReportSent
from compliance.quiet import is_awake
from compliance.report_days import latest
from compliance.report_words import answers_for, may_read, subject_of, text_of
from outbox.pieces import to_the_end
from people.calendars import hours_by_person
from people.district import district

log = logging.getLogger(__name__)
Why = ReportSent.Why


class NotSent(Exception):
    """Some reports failed; the log says which and why."""


def send_reports(*, now: dt.datetime) -> int:
    """How many letters were written. One report that fails holds up no other; then `NotSent` is raised."""
    return to_the_end(lambda at: send_one(now=now, at=at))


def send_one(*, now: dt.datetime, at: Sequence[int] | None = None) -> tuple[list[int] | None, int]:
    """The next report to all of its readers, and where to go on: (its number, how many failed by then), or None."""
    after, failed = at or (0, 0)
    running = Report.objects.filter(state=Report.State.RUNNING, view__removed_at__isnull=True, pk__gt=after)
    report = running.select_related("view__unit", "view__requirement", "owner").order_by("pk").first()
    if report is None:
        if failed:  # told at the end, so that the outbox tries again
            raise NotSent(f"{failed} reports were not sent; the log says why.")
        return None, 0
    try:
        return [report.pk, failed], _send_if_due(report, now)
    except Exception:
        log.exception("Report %s was not sent", report.pk)
        return [report.pk, failed + 1], 0


def _send_if_due(report: Report, now: dt.datetime) -> int:
    on = timezone.localdate(now)
    day = latest(report.every, report.day, on)
    return _send(report, day, on, now) if day >= report.starts_on else 0


def _send(report: Report, day: dt.date, on: dt.date, now: dt.datetime) -> int:
    settled = report.sent.filter(day=day).values("person")
    waiting = list(report.readers.filter(ended_at__isnull=True).exclude(person__in=settled).select_related("person"))
    hours, zone = hours_by_person([reader.person_id for reader in waiting], on), ZoneInfo(district().zone)
    written = 0
    for reader in waiting:
        why = why_not(report, reader, on)
        if why or is_awake(now, *hours[reader.person_id], zone):
            written += _settle(report, reader, day, why, on, now)
    return written


def why_not(report: Report, reader: ReportReader, on: dt.date) -> str:
    """Why this reader gets nothing today, or "". The person who ordered it answers for it as long as they may."""
    if not answers_for(report, on):
        return Why.OWNER
    if not reader.person.may_sign_in(on):
        return Why.GONE
    if not may_read(reader.person, on):
        return Why.ROLE
    return "" if reader.person.email else Why.NO_EMAIL


@transaction.atomic
def _settle(report: Report, reader: ReportReader, day: dt.date, why: str, on: dt.date, now: dt.datetime) -> int:
    """The letter, the row of the ledger and the promise to send it: all or nothing."""
    letter = None if why else _letter(report, reader, day, on, now)
    _row, made = ReportSent.objects.get_or_create(
        report=report, person=reader.person, day=day, defaults={"why": why, "letter": letter, "settled_at": now}
    )
    if not made or letter is None:
        return 0
    promise_letters([letter])
    return 1


def _letter(report: Report, reader: ReportReader, day: dt.date, on: dt.date, now: dt.datetime) -> Letter:
    said = {
        "person": reader.person, "about": Letter.About.REPORT, "on": day, "written_at": now,
        "subject": subject_of(report.view, on), "text": text_of(report, reader, on),
    }  # fmt: skip
    key = f"report:{report.pk}:{reader.person_id}:{day.isoformat()}"
    return Letter.objects.get_or_create(key=key, defaults=said)[0]
