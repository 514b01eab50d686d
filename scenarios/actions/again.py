"""Try again from here: a new practice that stands where an earlier one stood."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from courses.models import Attempt
from courses.permissions import mine
from scenarios.actions.locking import lock_conversation
from scenarios.models import Move
from scenarios.records import rows_of
from scenarios.refusals import Refused


def try_again_from(*, attempt: Attempt, number: int, client_key: uuid.UUID) -> Attempt:
    """A new practice on the same version, with the moves before `number` made already. The same key gives the same one.

    The earlier try stays as it is. Raises Refused for assessed work, and for a number that this try does not have.
    """
    with transaction.atomic():
        locked = lock_conversation(attempt, may_decide=False)
        if locked.mode != Attempt.Mode.PRACTICE:
            raise Refused(_("This conversation counts, so it is not tried again from the middle. Practice is."))
        tries = Attempt.objects.filter(mine(locked.person), activity=locked.activity_id, mode=Attempt.Mode.PRACTICE)
        standing = tries.filter(key=client_key).first()
        if standing is not None:
            return standing
        rows = rows_of(locked)
        if number not in range(1, len(rows) + 2):
            raise Refused(_("There is no such moment in this conversation. Choose one that is shown."))
        if Attempt.objects.filter(key=client_key).exists():
            client_key = uuid.uuid4()
        new = Attempt.objects.create(
            key=client_key,
            person_id=locked.person_id,
            activity_id=locked.activity_id,
            version_id=locked.version_id,
            mode=Attempt.Mode.PRACTICE,
            locale=locked.locale,
        )
        Move.objects.bulk_create(_copy(row, new) for row in rows if row.number < number)
    return new


def _copy(row: Move, attempt: Attempt) -> Move:
    return Move(
        attempt=attempt,
        number=row.number,
        step_key=row.step_key,
        kind=row.kind,
        payload=row.payload,
        result=row.result,
    )
