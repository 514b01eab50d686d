"""Counting active minutes: each deed on assessed work adds the time since the last one, up to a cap."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils import timezone

from courses.active_time import credit
from courses.models import ActiveTime, Attempt
from courses.permissions import mine
from people.models import Person


def note_active(*, person: Person, attempt_key: uuid.UUID, now: dt.datetime, attempt: Attempt | None = None) -> int:
    """Seconds added. Two tabs never add the same minutes twice: the time since *anything* the person did is shared."""
    if attempt and attempt.mode == Attempt.Mode.ASSESSED:
        return _add(person, attempt.person_id, attempt.activity_id, now)
    tries = Attempt.objects.filter(mine(person)).assessed().filter(key=attempt_key)
    found = tries.values_list("person", "activity").first()
    if found is None:
        return 0  # practice, or gone
    person_id, activity_id = found
    return _add(person, person_id, activity_id, now)


@transaction.atomic
def _add(person: Person, person_id: int, activity_id: int, now: dt.datetime) -> int:
    day = timezone.localdate(now)
    rows = list(ActiveTime.objects.select_for_update().filter(mine(person), day=day).order_by("pk"))
    added = credit(max((row.last_at for row in rows), default=None), now)
    here = next((row for row in rows if (row.person_id, row.activity_id) == (person_id, activity_id)), None)
    if here is None:
        # Another tab may have begun the row meanwhile: then its seconds stand, and these are the same ones.
        row = ActiveTime(person_id=person_id, activity_id=activity_id, day=day, seconds=added, last_at=now)
        ActiveTime.objects.bulk_create([row], ignore_conflicts=True)
        return added
    here.seconds, here.last_at = here.seconds + added, max(here.last_at, now)
    here.save(update_fields=["seconds", "last_at"])
    return added
