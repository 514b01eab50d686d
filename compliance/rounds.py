"""Work in hand on some courses: who has begun, whose work waits for a score, whose came back."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone

from courses.completion import State
from courses.models import Attempt, Enrollment
from courses.rounds import standing_of


@dataclass
class UnderWay:
    """By course, `awaiting`: the day on which what waits was handed in; `returned`: that on which work came back."""

    begun: dt.date
    awaiting: dict[int, dt.date] = field(default_factory=dict)
    returned: dict[int, dt.date] = field(default_factory=dict)


def under_way(keepers: Mapping[int, int], courses: set[int], as_of: dt.date, *, is_today: bool) -> dict[int, UnderWay]:
    """By kept record, those with an open round that they have started. Two queries, six where work was handed in."""
    started = Enrollment.objects.filter(
        person__in=list(keepers), course__in=courses, kind=Enrollment.Kind.WHOLE, started_at__isnull=False
    ).select_related("person")
    rounds = [one for one in started.order_by("pk") if _open(one, as_of)]
    found: dict[int, UnderWay] = {}
    for one in rounds:
        begun = timezone.localdate(one.started_at)
        known = found.setdefault(keepers[one.person_id], UnderWay(begun))
        known.begun = min(known.begun, begun)
    _handed_in(found, rounds, keepers, as_of, is_today)
    return found


def _open(one: Enrollment, as_of: dt.date) -> bool:
    ended = one.completed_at or one.closed_at
    return timezone.localdate(one.started_at) <= as_of and (ended is None or timezone.localdate(ended) > as_of)


def _handed_in(found, rounds: list[Enrollment], keepers, as_of: dt.date, is_today: bool) -> None:
    tries: dict[int, list[Attempt]] = defaultdict(list)
    handed = Attempt.objects.filter(enrollment__in=[one.pk for one in rounds], handed_in_at__isnull=False)
    for each in handed.only("enrollment_id", "state", "handed_in_at", "scored_at"):
        if each.enrollment_id:  # asked for above; the column may be empty for practice
            tries[each.enrollment_id].append(each)
    waiting = [one for one in rounds if any(_waits(each, as_of, is_today) for each in tries[one.pk])]
    if not waiting:
        return
    states = _states(waiting) if is_today else dict.fromkeys((one.pk for one in waiting), State.AWAITING_SCORE)
    for one in waiting:
        work = found[keepers[one.person_id]]
        day = max(timezone.localdate(each.handed_in_at) for each in tries[one.pk])
        if states[one.pk] == State.AWAITING_SCORE:
            work.awaiting[one.course_id] = day
        elif states[one.pk] == State.RETURNED:
            back = [each.returned_at for each in tries[one.pk] if each.state == Attempt.State.RETURNED]
            work.returned[one.course_id] = max(timezone.localdate(at) for at in back)


def _waits(each: Attempt, as_of: dt.date, is_today: bool) -> bool:
    if is_today:
        return each.state in (Attempt.State.AWAITING, Attempt.State.RETURNED)
    scored = each.scored_at and timezone.localdate(each.scored_at) <= as_of
    return timezone.localdate(each.handed_in_at) <= as_of and not scored


def _states(rounds: list[Enrollment]) -> dict[int, str]:
    people = {one.keeper_id for one in rounds}
    read = standing_of(rounds, facts_where=Q(person__in=people) | Q(person__merged_into__in=people))
    return {pk: decision.state for pk, decision in read.decisions.items()}
