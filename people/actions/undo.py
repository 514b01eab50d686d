"""Putting back exactly what a load or a merge did to people's records, where nothing later stands on it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import ForeignObjectRel
from django.utils import timezone

from outbox.actions import promise
from people.actions.locks import lock_everyone
from people.actions.roles import sync_groups
from people.actions.roster import RosterChanged
from people.by_machine import split
from people.models import Job, Person, RoleGrant, RosterLoad, Trace, Unit
from people.records import FIELDS, records_of, row_of
from people.roster.undo import Present, Trail, Undo, digest, undo


def plan_undo(load: RosterLoad) -> Undo:
    """What undoing this load would put back today."""
    return undo_of(load.traces.all())


def undo_of(traces: Iterable[Trace]) -> Undo:
    trails = [Trail(each.number, each.name, each.before, each.after) for each in traces]
    made = [trail.number for trail in trails if trail.before is None]
    hanging, noted = _hanging(made)
    addresses = {email: number for email, number in Person.objects.values_list("email", "username") if email}
    return undo(
        trails,
        Present(
            records=records_of(),
            people=frozenset(Person.objects.values_list("pk", flat=True).order_by()),
            closed_units=dict(
                Unit.objects.exclude(pk__in=Unit.objects.open(timezone.localdate())).values_list("pk", "name")
            ),
            hanging=hanging,
            noted=noted,
            led=_led(made),
            addresses=addresses,
        ),
    )


@transaction.atomic
def undo_roster(*, load: RosterLoad, shown: str, actor: Person | None) -> RosterLoad:
    """Carry out the undo that was shown (`shown`: its digest). A second press finds it done and changes nothing.

    Raises RosterChanged when the records changed since it was shown, or when the load was never applied.
    """
    load = RosterLoad.objects.select_for_update(no_key=True).get(pk=load.pk)
    if load.state == RosterLoad.State.UNDONE:
        return load
    if load.state != RosterLoad.State.APPLIED:
        raise RosterChanged
    lock_everyone()
    plan = plan_undo(load)
    if digest(plan) != shown or not plan.back:
        raise RosterChanged
    put_back(plan)
    load.state, load.undone_at, load.undone_by = RosterLoad.State.UNDONE, timezone.now(), actor
    load.undone_summary = {
        "restored": len(plan.restored),
        "gone": len(plan.gone),
        "ended": len(plan.ended),
        "stays": [[each.number, each.name, each.code, [list(fact) for fact in each.about]] for each in plan.stays],
    }
    load.save(update_fields=["state", "undone_at", "undone_by", "undone_summary"])
    promise(topic="people.changed", key=f"people.changed:undone:{load.pk}", payload={"person_ids": None})
    return load


def put_back(plan: Undo) -> None:
    """Addresses are freed before they are given, and a job that was open and primary opens last."""
    records = [(trail.before, trail.after) for trail in plan.restored if trail.before is not None]
    for table, model in (("jobs", Job), ("roles", RoleGrant)):
        new = [
            int(key)
            for trail in plan.back
            for key in trail.after[table]
            if key not in (trail.before or {table: {}})[table]
        ]
        model.objects.filter(pk__in=new).delete()
    Person.objects.filter(username__in=[trail.number for trail in plan.gone]).delete()
    for trail in plan.ended:
        _end(trail)
    readdressed = [before["id"] for before, after in records if before["email"] != after["email"]]
    Person.objects.filter(pk__in=readdressed).update(email=None)
    EmailAddress.objects.filter(user__in=readdressed).delete()
    for before, _after in records:
        Person.objects.filter(pk=before["id"]).update(**{name: before[name] for name in FIELDS})
    for table, model in (("jobs", Job), ("roles", RoleGrant)):
        rows = [row for before, after in records for key, row in before[table].items() if row != after[table].get(key)]
        for row in sorted(rows, key=lambda row: (row.get("primary", False), row["ends_on"] is None)):
            row_of(model, row).save()
    sync_groups(on=timezone.localdate())


def _led(numbers: list[str]) -> dict[str, frozenset[str]]:
    led: dict[str, set[str]] = defaultdict(set)
    rows = Job.objects.filter(supervisor__username__in=numbers).values_list("supervisor__username", "pk").order_by()
    for number, pk in rows:
        led[number].add(str(pk))
    return {number: frozenset(jobs) for number, jobs in led.items()}


def _end(trail: Trail) -> None:
    """Left before they began: who comes by the right file has the days of that file. The address is free again."""
    starts = [dt.date.fromisoformat(job["starts_on"]) for job in trail.after["jobs"].values()]
    last_day = min([*starts, timezone.localdate()]) - dt.timedelta(days=1)
    Person.objects.filter(username=trail.number).update(left_on=last_day, email=None)
    EmailAddress.objects.filter(user__username=trail.number).delete()


def _hanging(numbers: list[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Of these, who has signed in or has anything on record besides the jobs; and of whom the worker noted anything."""
    if not numbers:
        return frozenset(), frozenset()
    found = set(
        Person.objects.filter(username__in=numbers, last_login__isnull=False).values_list("username", flat=True)
    )
    noted = set[str]()
    for relation in Person._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or relation.many_to_many:
            continue
        model, name = relation.related_model, relation.field.name
        if model is not Job and not model._meta.auto_created:
            rows = model._default_manager.filter(**{f"{name}__username__in": numbers}).order_by()
            theirs, of_the_worker = split(model, rows)
            found |= set(theirs.values_list(f"{name}__username", flat=True))
            noted |= set(of_the_worker.values_list(f"{name}__username", flat=True))
    return frozenset(found), frozenset(noted)
