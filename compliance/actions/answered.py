"""What nothing asks for any more leaves the learner's list: a round that a requirement opened and nobody has begun is
closed when its course was shown another way, when it was waived, or when the person left the group.

A round that has begun is the learner's to finish.
"""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from compliance.actions.rounds import AT_ONCE
from compliance.models import Assignment
from compliance.models.standing import UNDONE
from compliance.still_missing import still_missing
from courses.actions.closing import close_rounds
from courses.actions.locks import lock_rounds
from courses.models import Enrollment, Evidence
from outbox.pieces import to_the_end


def close_answered(*, people: Collection[int], courses: Collection[int]) -> int:
    """Of these kept records and courses. How many were closed."""
    asked = _asked(people, courses)
    rounds = _not_begun().filter(Q(person__in=people) | Q(person__merged_into__in=people), course__in=courses)
    columns = rounds.values_list("pk", "person", "person__merged_into", "course")
    return _close(pk for pk, person, keeper, course in columns if (keeper or person, course) not in asked)


def close_unasked() -> int:
    """At night, of everyone: rounds of which no assignment is left at all."""
    return to_the_end(close_some_unasked)


def close_some_unasked(after: int | None = None) -> tuple[int | None, int]:
    """The next of them, and the last one of these, or None when there are no more."""
    of_person = Q(person=OuterRef("person")) | Q(person=OuterRef("person__merged_into"))
    asking = _undone().filter(of_person, terms__asked__course=OuterRef("course"))
    rows = _not_begun().filter(~Exists(asking), pk__gt=after or 0).order_by("pk")
    some = list(rows.values_list("pk", flat=True)[:AT_ONCE])
    return some[-1] if len(some) == AT_ONCE else None, _close(some)


def _asked(people: Collection[int], courses: Collection[int]) -> set[tuple[int, int]]:
    """(person, course) that something still asks for. Of a program one course may be shown and the other not."""
    of_person = Q(person=OuterRef("person")) | Q(person__merged_into=OuterRef("person"))
    shown = Evidence.objects.standing().filter(of_person, course=OuterRef("course"))
    rows = _undone().filter(person__in=people, terms__asked__course__in=courses)
    rows = rows.annotate(course=F("terms__asked__course"), shown=Exists(shown))
    return set(still_missing(rows.values_list("person", "course", "requirement", "shown"), timezone.localdate()))


def _undone():
    return Assignment.objects.current().filter(UNDONE, part=0)


def _not_begun():
    return Enrollment.objects.open().whole().filter(source=Enrollment.Source.REQUIRED, started_at=None)


def _close(numbers: Iterable[int]) -> int:
    """Looked at again under the lock: someone may press Start at this moment."""
    wanted = list(numbers)
    with transaction.atomic():
        locked = lock_rounds(_not_begun().filter(pk__in=wanted)) if wanted else []
        close_rounds(locked, _("Nothing asks for it any more: it was shown another way, or no longer applies."))
    return len(locked)
