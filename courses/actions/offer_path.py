"""Jobs changed: what that changes about paths under way is noted on their rounds, for My learning to tell of once."""

import datetime as dt
from collections.abc import Collection

from django.db.models import Q
from django.utils import timezone

from courses.actions.unasked import close_after_change
from courses.completion import Decision, State
from courses.models import Enrollment
from courses.outline import jobs_by_person, last_turns
from courses.path import JobFacts, PathItem, Reason, build_path
from courses.path_change import Proposal, asks_more, propose
from courses.rounds import Row, standing_of
from people.models import Job, Person

AT_ONCE = 500
# A worker that did not run for some days still sees a job that began or ended meanwhile.
LOOK_BACK = dt.timedelta(days=7)


def offer_paths(*, people: Collection[int] | None, now: dt.datetime) -> int:
    """Of these people (any record of theirs), or of everyone; how many rounds were noted. Top-ups that wait and are for
    others now are closed."""
    rounds = Enrollment.objects.open().whole().filter(started_at__isnull=False)
    keepers = None
    if people is not None:
        keepers = {keeper or pk for pk, keeper in Person.objects.filter(pk__in=people).values_list("pk", "merged_into")}
        rounds = rounds.filter(Q(person__in=keepers) | Q(person__merged_into__in=keepers))
    close_after_change(people=keepers, on=timezone.localdate(now))
    numbers = list(rounds.order_by("pk").values_list("pk", flat=True))
    on = timezone.localdate(now)
    return sum(_offer(numbers[start : start + AT_ONCE], on) for start in range(0, len(numbers), AT_ONCE))


def offer_paths_of_the_day(*, now: dt.datetime) -> int:
    """A job that was entered ahead begins, or ends, without any news."""
    on = timezone.localdate(now)
    turned = Q(starts_on__gt=on - LOOK_BACK, starts_on__lte=on) | Q(ends_on__gt=on - LOOK_BACK, ends_on__lte=on)
    people = list(Job.objects.filter(turned).order_by().values_list("person", flat=True).distinct())
    return offer_paths(people=people if len(people) < AT_ONCE else None, now=now)


def _offer(numbers: list[int], on: dt.date) -> int:
    rounds = list(Enrollment.objects.filter(pk__in=numbers).select_related("person"))
    keepers = {each.keeper_id for each in rounds}
    read = standing_of(rounds, facts_where=Q(person__in=keepers) | Q(person__merged_into__in=keepers))
    jobs, turned = jobs_by_person(keepers, on), last_turns(keepers, on)
    noted = 0
    for each in rounds:
        held = jobs.get(each.keeper_id, [])
        proposal = _proposal(read.rows, each.edition_id, read.decisions[each.pk], held) if held else Proposal()
        key = proposal.key if proposal else ""
        if key == each.path_offered:
            continue
        values: dict[str, object] = {"path_offered": key}
        if not key:
            values["path_offered_on"] = None
        elif asks_more(each.path_offered, key) and key != each.path_kept:
            values["path_offered_on"] = turned.get(each.keeper_id, on)
        noted += Enrollment.objects.filter(pk=each.pk, path_offered=each.path_offered).update(**values)
    return noted


def _proposal(rows: dict[int, Row], edition: int | None, decision: Decision, jobs: list[JobFacts]) -> Proposal:
    fitting = build_path([row.item for row in rows.values() if row.edition_id == edition], jobs)
    path = [PathItem(rows[state.item_id].item, Reason("")) for state in decision.items]
    done = {state.item_id for state in decision.items if state.state == State.COMPLETED}
    return propose(path, fitting, done=done)
