"""Who may mark today: reading only. Rows of `Admission` say since when, until when and why."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from courses.permissions import same_person
from people.models import Person, Role, RoleGrant
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
    """People who hold the role that day, are admitted and still work here."""
    grants = RoleGrant.objects.held(on).filter(role=Role.MARKER).values("person")
    admitted = Admission.objects.to_mark().in_force(on).values("person")
    return Person.objects.employed(on).filter(pk__in=grants).filter(pk__in=admitted)


def nobody_new_to(task: MarkingTask, on: dt.date) -> bool:
    """Has everybody who may mark seen this reply, or written it? Then only the outsider can look at it."""
    seen = Score.objects.filter(move=task.move_id, marker__isnull=False).values("marker")
    writer = same_person(task.move.attempt.person)
    return not markers_on(on).exclude(Q(pk__in=seen) | Q(pk__in=writer)).exists()


def outsider_for(task: MarkingTask, on: dt.date) -> Admission | None:
    """The outsider, where they neither wrote nor scored this reply."""
    named = outsider_on(on)
    if named is None:
        return None
    # Whose own reply it is, or who scored it once, is nobody new, under any of their numbers.
    return named if MarkingTask.objects.open_to(named.person).new_to(named.person).filter(pk=task.pk).exists() else None


def anybody_for(task: MarkingTask, on: dt.date) -> bool:
    """Is anybody there who may give the score that this task asks for?"""
    if task.slot not in NEW_EYES:
        return markers_on(on).exclude(pk__in=same_person(task.move.attempt.person)).exists()
    return not nobody_new_to(task, on) or outsider_for(task, on) is not None


def is_alone(marker, writer, on: dt.date) -> bool:
    """Is nobody else there who could score this reply a second time? Neither its writer nor the marker counts."""
    both = Q(pk__in=same_person(marker)) | Q(pk__in=same_person(writer))
    return not markers_on(on).exclude(both).exists()
