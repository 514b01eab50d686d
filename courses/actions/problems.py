"""Something is wrong here: keep it and let the trainers know."""

import uuid

from django.db import transaction

from courses.models import ActivityVersion, ProblemReport
from outbox.actions import promise


def report_problem(
    *, person, place: str, text: str, client_key: uuid.UUID, version: ActivityVersion | None = None
) -> ProblemReport:
    """Keep a report and promise the news of it. The same key again is the same report."""
    with transaction.atomic():
        report, made = ProblemReport.objects.get_or_create(
            client_key=client_key,
            defaults={
                "person": person,
                "place": place,
                "text": text,
                "version": version,
                "activity_id": version.activity_id if version else None,
            },
        )
        if made:
            promise(topic="problem.reported", key=f"problem.reported:{report.pk}", payload={"report_id": report.pk})
    return report
