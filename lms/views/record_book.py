"""All that is on record about one person's training, as a workbook: theirs to take along."""

from django.contrib.auth.decorators import login_required
from django.utils import timezone
from django.views.decorators.http import require_safe

from compliance.permissions import is_same_person, person_seen_by
from lms.record_book import record_book
from safe.exports import workbook_response


@login_required
@require_safe
def everything(request, number):
    today = timezone.localdate()
    person = person_seen_by(request.user, number, today)
    book = record_book(person, today, own=is_same_person(request.user, person))
    return workbook_response(f"training-record-{person.username}-{today.isoformat()}.xlsx", book)
