"""Two requirements share a course by different days: it is meant so, says somebody, until either changes."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from compliance.models import AgreedPair
from compliance.refusals import Refused
from compliance.sharing import Pair


@transaction.atomic
def agree_to_pair(*, pair: Pair, reason: str, actor, now: dt.datetime) -> AgreedPair:
    """The same pair again is the same row."""
    if not reason.strip():
        raise Refused(_("Say why it is meant so, in a sentence."), field="reason")
    first, second = pair.terms
    words = {"reason": reason.strip(), "actor": actor, "recorded_at": now}
    made, _created = AgreedPair.objects.get_or_create(first_id=first, second_id=second, defaults=words)
    return made
