"""Who may mark today: reading only. Rows of `Admission` say since when, until when and why."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from people.models import Person, Role, RoleGrant
from people.permissions import same_person
from scenarios.models import NEW_EYES, Admission, MarkingTask, Score


def admission_of(person, on: dt.date) -> Admission | None:
    """The row by which this person may mark on that day, the one that lasts longest."""
    rows = Admission.objects.to_mark().in_force(on).filter(person__in=same_person(person))
    return rows.order_by("-ends_on", "-pk").first()


def outsider_on(on: dt.date) -> Admission | None:
    """The one who answers where nobody else is new to a reply: whoever was named last."""
    return Admission.objects.outsiders().in_force(on).select_related("person").order_by("-pk").first()


def named_outsider() -> Exists:
    """Is the person of an outer query the outsider of today? Most pages ask that, for the navigation."""
    in_force = Admission.objects.outsiders().in_force(timezone.localdate()).order_by("-pk")
    return Exists(in_force.filter(pk=Subquery(in_force.values("pk")[:1]), person=OuterRef("pk")))


def is_outsider(person, on: dt.date) -> bool:
    named = outsider_on(on)
    return named is not None and named.person_id == person.pk


@dataclass(frozen=True)
class Standing:
    """May this person mark, and is anybody there for a second score or a dispute?"""

    admission: Admission | None
    outsider: Admission | None
    is_outsider: bool
    markers: int

    @property
    def may_open(self) -> bool:
        return self.admission is not None or self.is_outsider

    @property
    def outsider_only(self) -> bool:
        return self.admission is None and self.is_outsider

    @property
    def few_markers(self) -> bool:
        return self.markers < 2


def standing_of(person, on: dt.date) -> Standing:
    """Two queries: who is admitted today are few, so all of their rows are read."""
    rows = list(Admission.objects.in_force(on).select_related("person").order_by("pk"))
    outsider = next((row for row in reversed(rows) if row.kind == Admission.Kind.OUTSIDER), None)
    keeper = person.merged_into_id or person.pk
    mine = [row for row in rows if (row.person.merged_into_id or row.person_id) == keeper]
    own = [row for row in mine if row.kind != Admission.Kind.OUTSIDER]
    return Standing(
        admission=max(own, key=lambda row: (row.ends_on, row.pk), default=None),
        outsider=outsider,
        is_outsider=outsider is not None and outsider.person_id == person.pk,
        markers=markers_on(on).count(),
    )


def may_score(person, slot: str, on: dt.date) -> bool:
    """Admitted markers score everything; the outsider gives second looks only."""
    return admission_of(person, on) is not None or (slot in NEW_EYES and is_outsider(person, on))


def markers_on(on: dt.date):
    """People whom the desk opens to that day, who are admitted and still work here."""
    grants = RoleGrant.objects.held(on).filter(role__in=(Role.MARKER, Role.ADMIN)).values("person")
    admitted = Admission.objects.to_mark().in_force(on).values("person")
    return Person.objects.employed(on).filter(pk__in=grants).filter(pk__in=admitted)


@dataclass(frozen=True)
class Eyes:
    """Who is there on a day for the scores that are owed. People by their kept records: whoever was merged is one."""

    markers: frozenset[int]
    outsider: Admission | None
    seen: dict[int, set[int]]  # by move, who scored it

    def nobody_new_to(self, task: MarkingTask) -> bool:
        """Has everybody who may mark seen this reply, or written it? Then only the outsider can look at it."""
        return not self.markers - self._knows(task)

    def outsider_for(self, task: MarkingTask) -> Admission | None:
        """The outsider, where they neither wrote nor scored this reply."""
        return self.outsider if self.outsider and _kept(self.outsider.person) not in self._knows(task) else None

    def anybody_for(self, task: MarkingTask) -> bool:
        """Is anybody there who may give the score that this task asks for?"""
        if task.slot not in NEW_EYES:
            return bool(self.markers - {_kept(task.move.attempt.person)})
        return not self.nobody_new_to(task) or self.outsider_for(task) is not None

    def _knows(self, task: MarkingTask) -> set[int]:
        return {_kept(task.move.attempt.person), *self.seen[task.move_id]}


def eyes_for(tasks: Iterable[MarkingTask], on: dt.date) -> Eyes:
    """Three queries, however many scores are owed."""
    seen: dict[int, set[int]] = defaultdict(set)
    scores = Score.objects.filter(move__in={task.move_id for task in tasks}, marker__isnull=False).order_by()
    for move, keeper in scores.values_list("move", Coalesce("marker__merged_into", "marker")):
        seen[move].add(keeper)
    return Eyes(frozenset(markers_on(on).values_list("pk", flat=True)), outsider_on(on), seen)


def _kept(person: Person) -> int:
    return person.merged_into_id or person.pk


def is_alone(marker, writer, on: dt.date) -> bool:
    """Is nobody else there who could score this reply a second time? Neither its writer nor the marker counts."""
    both = Q(pk__in=same_person(marker)) | Q(pk__in=same_person(writer))
    return not markers_on(on).exclude(both).exists()
