"""What became of promises, for pages that wait for them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from outbox.models import OutboxMessage

LONG = dt.timedelta(minutes=2)
WAITING, TAKES_LONG, DONE, DEAD = "waiting", "long", "done", "dead"


@dataclass(frozen=True)
class Fate:
    promised_at: dt.datetime
    done: bool
    dead: bool

    def word(self, now: dt.datetime) -> str:
        if self.done or self.dead:
            return DONE if self.done else DEAD
        return TAKES_LONG if now - self.promised_at > LONG else WAITING


def fates(keys: Iterable[str]) -> dict[str, str]:
    """By key, the word for each: waiting, long, done or dead. What was never promised is not there. One query."""
    wanted, now = list(keys), timezone.now()
    if not wanted:
        return {}
    rows = OutboxMessage.objects.filter(key__in=wanted).values_list("key", "created_at", "done_at", "dead_at")
    return {key: Fate(made, done is not None, dead is not None).word(now) for key, made, done, dead in rows}
