"""Loading a roster: check a file, look again, apply exactly what was shown, or throw it away."""

import datetime as dt
import hashlib
import uuid
from pathlib import PurePath

from django.db import transaction
from django.utils import timezone

from outbox.actions import promise
from people.actions.locks import lock_everyone
from people.actions.roster_steps import carry_out
from people.actions.traces import keep_traces
from people.models import Person, RosterLoad
from people.records import records_of
from people.roster import RosterPlan, digest
from people.roster_file import plan_for
from safe.private_files import private_storage, store_bytes


class RosterChanged(Exception):
    """Since the list was shown, something changed: the records, the day, or the load itself. Nothing was applied."""


class NeedsYes(Exception):
    """More people would leave than the district's set share, and nobody has said yes to that."""


def check_roster(
    *, data: bytes, file_name: str, actor: Person | None, on: dt.date, key: uuid.UUID | None = None
) -> RosterLoad:
    """Read the file, keep it privately and write down what it would change. Raises BadTable; changes no one.

    `key` is made by the form: the same upload sent twice is one load.
    """
    plan, _remarks = plan_for(data, on)
    name = PurePath(file_name.replace("\\", "/")).name[:200] or "roster"
    stored_as = store_bytes(data, suffix=".xlsx" if data.startswith(b"PK") else ".csv")
    file_digest = hashlib.sha256(data).hexdigest()
    if key is None or RosterLoad.objects.filter(key=key).exclude(file_digest=file_digest).exists():
        key = uuid.uuid4()  # the form came back with the browser's Back button and another file
    load, _made = RosterLoad.objects.get_or_create(
        key=key,
        defaults={
            "file_name": name,
            "file_digest": file_digest,
            "stored_as": stored_as,
            "plan_digest": digest(plan),
            "summary": counts(plan),
            "uploaded_by": actor,
        },
    )
    return load


def plan_of(load: RosterLoad, on: dt.date) -> tuple[RosterPlan, list[str]]:
    """What this load's file would change as of that day."""
    with private_storage.open(load.stored_as, "rb") as stream:
        return plan_for(stream.read(), on)


@transaction.atomic
def look_again(*, load: RosterLoad, on: dt.date) -> RosterLoad:
    """Take today's plan for the one that was shown."""
    load = RosterLoad.objects.select_for_update(no_key=True).get(pk=load.pk)
    if load.state == RosterLoad.State.CHECKED:
        plan, _remarks = plan_of(load, on)
        load.plan_digest, load.summary = digest(plan), counts(plan)
        load.save(update_fields=["plan_digest", "summary"])
    return load


@transaction.atomic
def apply_roster(*, load: RosterLoad, confirmed_share: bool, on: dt.date) -> RosterLoad:
    """Carry out the plan that was shown; a second press finds it done and changes nothing.

    Raises RosterChanged when the plan is no longer the one shown, NeedsYes when the leavers were not confirmed.
    """
    load = RosterLoad.objects.select_for_update(no_key=True).get(pk=load.pk)
    if load.state == RosterLoad.State.APPLIED:
        return load
    if load.state == RosterLoad.State.DISCARDED:
        raise RosterChanged
    lock_everyone()  # nobody is moved while we read and write
    plan, _remarks = plan_of(load, on)
    if digest(plan) != load.plan_digest:
        raise RosterChanged
    if plan.needs_yes and not confirmed_share:
        raise NeedsYes
    before = records_of()
    carry_out(plan)
    keep_traces(before, records_of(), load=load)
    load.state, load.applied_at, load.summary = RosterLoad.State.APPLIED, timezone.now(), counts(plan)
    load.save(update_fields=["state", "applied_at", "summary"])
    promise(topic="people.changed", key=f"people.changed:load:{load.pk}", payload={"person_ids": None})
    return load


@transaction.atomic
def discard_roster(*, load: RosterLoad) -> None:
    """Do not use this load. One that was applied stays as it is."""
    RosterLoad.objects.filter(pk=load.pk, state=RosterLoad.State.CHECKED).update(state=RosterLoad.State.DISCARDED)


def counts(plan: RosterPlan) -> dict[str, int]:
    return {
        "joiners": len(plan.joiners),
        "movers": len(plan.movers),
        "leavers": len(plan.leavers),
        "unchanged": len(plan.unchanged),
        "refused": len(plan.refused),
    }
