"""Who may mark today: reading only. Rows of `Admission` say since when, until when and why."""

import datetime as dt

from django.db.models import Q

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


def is_outsider(person, on: dt.date) -> bool:
    named = outsider_on(on)
    return named is not None and named.person_id == person.pk


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


def is_alone(marker, writer, on: dt.date) -> bool:
    """Is nobody else there who could score this reply a second time? Neither its writer nor the marker counts."""
    both = Q(pk__in=same_person(marker)) | Q(pk__in=same_person(writer))
    return not markers_on(on).exclude(both).exists()
