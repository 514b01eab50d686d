"""Which pages count active minutes: those on which someone presses or writes something for an assessed try."""

import uuid
from functools import wraps

from django.utils import timezone

from courses.actions.active import note_active


def counts_time(view):
    """For views of one try, by its `key`. Only a POST that was taken counts; looking leaves nothing."""

    @wraps(view)
    def timed(request, key, *args, **kwargs):
        answer = view(request, key, *args, **kwargs)
        if request.method == "POST" and request.user.is_authenticated and answer.status_code < 400:
            read = getattr(request, "attempt", None)  # of views that have read it anyway
            note_active(person=request.user, attempt_key=key, now=timezone.now(), attempt=read)
        return answer

    return timed


def count_draft(person, place: str) -> None:
    """Writing counts, too. The place names the try: `attempt:KEY:…`."""
    kind, _colon, rest = place.partition(":")
    if kind == "attempt":
        note_active(person=person, attempt_key=uuid.UUID(rest.partition(":")[0]), now=timezone.now())
