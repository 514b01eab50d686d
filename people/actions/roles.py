"""Roles: dated grants, and the Django groups that follow from them. What a group may do is not decided here."""

import datetime as dt

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from people.actions.locks import lock_person
from people.models import Person, Role, RoleGrant, Unit

GROUPS = {
    Role.TRAINER: "Trainers",
    Role.MARKER: "Markers",
    Role.HR: "Human resources",
    Role.LEADER: "Leaders",
    Role.ADMIN: "Administrators",
}


@transaction.atomic
def grant_role(*, person: Person, role: str, actor: Person | None, unit: Unit | None = None, on: dt.date) -> RoleGrant:
    """Give a role from that day on. Held already, for the same unit: that grant is returned."""
    lock_person(person.pk)
    held = RoleGrant.objects.filter(person=person, role=role, unit=unit, ends_on__isnull=True).first()
    grant = held or RoleGrant.objects.create(person=person, role=role, unit=unit, starts_on=on, granted_by=actor)
    sync_groups(people=[person], on=timezone.localdate())
    return grant


@transaction.atomic
def end_role(*, grant: RoleGrant, on: dt.date) -> None:
    """From that day on the role no longer counts; one given that same day is taken back whole."""
    lock_person(grant.person_id)
    if grant.starts_on < on:
        RoleGrant.objects.filter(pk=grant.pk, ends_on__isnull=True).update(ends_on=on)
    else:
        RoleGrant.objects.filter(pk=grant.pk).delete()
    sync_groups(people=[grant.person], on=timezone.localdate())


@transaction.atomic
def sync_groups(*, people=None, on: dt.date) -> None:
    """Make group membership what the grants say for that day: of these people, or of everyone.

    Someone whose last day has passed is in no group. Groups of other names are left alone.
    """
    groups = {role: Group.objects.get_or_create(name=name)[0].pk for role, name in GROUPS.items()}
    grants = RoleGrant.objects.held(on).filter(person__in=Person.objects.employed(on))
    member = Person.groups.through.objects.filter(group_id__in=groups.values())
    if people is not None:
        ids = [person.pk for person in people]
        grants, member = grants.filter(person_id__in=ids), member.filter(person_id__in=ids)
    wanted = {(person, groups[role]) for person, role in grants.values_list("person_id", "role")}
    stale = [row.pk for row in member if (row.person_id, row.group_id) not in wanted]
    there = {(row.person_id, row.group_id) for row in member}
    Person.groups.through.objects.filter(pk__in=stale).delete()
    Person.groups.through.objects.bulk_create(
        [Person.groups.through(person_id=person, group_id=group) for person, group in sorted(wanted - there)],
        ignore_conflicts=True,
    )
