"""Two records become one person. No row moves: `merged_into` names the keeper, and the record is read over the set."""

from django.db import transaction
from django.utils import timezone

from outbox.actions import promise
from people.actions.invitations import withdraw
from people.actions.locks import lock_person
from people.actions.roles import sync_groups
from people.actions.spans import end_spans
from people.actions.traces import keep_traces
from people.actions.undo import put_back, undo_of
from people.models import Merge, Person
from people.records import records_of


class CannotMerge(ValueError):
    """`code` says why; `people.merging.refused` says it in words."""

    def __init__(self, code: str):
        self.code = code
        super().__init__(code)


def why_not(keeper: Person, other: Person) -> str:
    """A code, or "" when the two may be merged. One level of merge is all there is."""
    if keeper.pk == other.pk:
        return "same_record"
    if keeper.merged_into_id:
        return "keeper_is_merged"
    if other.merged_into_id:
        return "is_merged"
    if other.merged_records.exists():
        return "keeps_others"
    if keeper.left_on and keeper.left_on < timezone.localdate() and other.may_sign_in():
        return "keeper_left"
    return ""


@transaction.atomic
def merge_people(*, keeper: Person, other: Person, reason: str, actor: Person | None) -> Merge:
    """From now on `other` is `keeper`: it cannot sign in, its invitations, jobs and roles end, its history stays.

    The same merge asked for again is the one that stands. Raises CannotMerge.
    """
    keeper, other = _lock_both(keeper, other)
    standing = Merge.objects.filter(keeper=keeper, other=other, undone_at__isnull=True).first()
    if standing:
        return standing
    if code := why_not(keeper, other):
        raise CannotMerge(code)
    before = records_of([other.pk])
    withdraw(person=other)
    end_spans([other], first_day_away=timezone.localdate())
    other.merged_into = keeper
    other.save(update_fields=["merged_into"])
    merge = Merge.objects.create(keeper=keeper, other=other, reason=reason, merged_by=actor)
    keep_traces(before, records_of([other.pk]), merge=merge)
    _tell(merge, "people.merged")
    return merge


@transaction.atomic
def undo_merge(*, merge: Merge, actor: Person | None) -> Merge:
    """Two people again, each as on the day of the merge. What was recorded since stays where it was recorded.

    Raises CannotMerge when the merged record was changed since. Undone already: as it stands.
    """
    _lock_both(merge.keeper, merge.other)
    merge = Merge.objects.select_for_update(no_key=True, of=("self",)).get(pk=merge.pk)
    if merge.undone_at:
        return merge
    plan = undo_of(merge.traces.all())
    if plan.stays:
        raise CannotMerge(plan.stays[0].code)
    put_back(plan)
    merge.undone_at, merge.undone_by = timezone.now(), actor
    merge.save(update_fields=["undone_at", "undone_by"])
    _tell(merge, "people.unmerged")
    return merge


def _tell(merge: Merge, topic: str) -> None:
    sync_groups(people=[merge.keeper, merge.other], on=timezone.localdate())
    promise(topic=topic, key=f"{topic}:{merge.pk}", payload={"merge_id": merge.pk})
    payload = {"person_ids": [merge.keeper_id, merge.other_id]}
    promise(topic="people.changed", key=f"people.changed:{topic}:{merge.pk}", payload=payload)


def _lock_both(keeper: Person, other: Person) -> tuple[Person, Person]:
    """In the order of their numbers, so that two who merge the same pair the other way round do not meet crosswise."""
    locked = {pk: lock_person(pk) for pk in sorted({keeper.pk, other.pk})}
    return locked[keeper.pk], locked[other.pk]
