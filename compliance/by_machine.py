"""What the worker writes about somebody whom a roster has brought, before anyone has met them."""

from django.db.models import Q

from compliance.models import Assignment, Membership, Reminder, Snag
from people.by_machine import by_machine

ANY = Q(pk__isnull=False)
# Nothing was begun, shown, allowed or asked for.
UNTOUCHED = Q(
    started_on=None, awaiting_since=None, returned_until=None, completed_on=None, waived_on=None, uses=None,
    adjustments=None, extension_requests=None,
)  # fmt: skip

by_machine(Membership, ANY)
by_machine(Assignment, UNTOUCHED)
by_machine(Reminder, Q(letter=None))  # a letter that went out is a row of its own
by_machine(Snag, ANY)
