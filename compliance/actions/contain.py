"""Looking at many people so that what breaks for one stops nobody else: it is logged, and kept for a person to look at.

What stood before stays. A database that is away or has to be waited for is another matter: the outbox tries again.
"""

import datetime as dt
import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from compliance.models import Audience, Requirement, Snag
from outbox.actions import promise

log = logging.getLogger(__name__)
AT_ONCE = 500
# So many one after another, and nobody who went well: it is not about them.
ENOUGH = 20
OF_THE_HOUR = (OperationalError, InterfaceError, MemoryError)


def contained(
    look: Callable[[Sequence[int]], Any],
    people: Collection[int],
    *,
    now: dt.datetime,
    audience: Audience,
    requirement: Requirement | None = None,
) -> list[Any]:
    """What `look` gave for all of these people, in as many calls as it took; without those for whom it broke."""
    looking = _Looking(look, audience, requirement, now)
    ordered = sorted(people)
    for start in range(0, len(ordered), AT_ONCE):
        looking.at(ordered[start : start + AT_ONCE])
    return looking.found


@dataclass
class _Looking:
    look: Callable[[Sequence[int]], Any]
    audience: Audience
    requirement: Requirement | None
    now: dt.datetime
    found: list[Any] = field(default_factory=list)
    broken: int = 0

    def at(self, people: Sequence[int]) -> None:
        """In halves, down to the one for whom it breaks."""
        if not self.found and self.broken >= ENOUGH:
            return
        try:
            with transaction.atomic():  # what it wrote until it broke is taken back, also inside another transaction
                self.found.append(self.look(people))
        except OF_THE_HOUR:
            raise
        except Exception as error:
            if len(people) == 1:
                self.keep(people[0], error)
                return
            for half in (people[: len(people) // 2], people[len(people) // 2 :]):
                self.at(half)
        else:
            Snag.objects.filter(audience=self.audience, requirement=self.requirement, person__in=people).delete()

    def keep(self, person: int, error: Exception) -> None:
        self.broken += 1
        log.error("%s cannot be worked out for person %s", self.requirement or self.audience, person, exc_info=error)
        self.write(person, error)
        if not self.found and self.broken == ENOUGH:
            self.write(None, error)

    def write(self, person: int | None, error: Exception) -> None:
        what = self.requirement.pk if self.requirement else 0
        Snag.objects.update_or_create(
            key=f"{self.audience.pk}:{what}:{person or 0}",
            defaults={"said": f"{type(error).__name__}: {error}"[:300]},
            create_defaults={
                "audience": self.audience, "requirement": self.requirement, "person_id": person,
                "said": f"{type(error).__name__}: {error}"[:300], "noticed_at": self.now,
            },
        )  # fmt: skip


def ask_again(snag: Snag, now: dt.datetime) -> None:
    """What broke for everybody is looked at for everybody, in pieces; it is kept again if it breaks again."""
    what, whose = ("requirement", snag.requirement_id) if snag.requirement_id else ("audience", snag.audience_id)
    with transaction.atomic():
        snag.delete()
        key = f"{what}.changed:again:{whose}:{timezone.localdate(now)}"
        promise(topic=f"{what}.changed", key=key, payload={f"{what}_id": whose})
