"""Which certificates stand for the cycles of an audit export: their numbers, as the record showed it by a day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from certificates.models import Credential, CredentialEvent
from compliance.audit_beside import Cycle, Key, key_of, proves, records
from compliance.record import View
from courses.models import Evidence

AT_ONCE = 500


@proves
def numbers_by(found: Sequence[Cycle], as_of: dt.date) -> dict[Key, list[str]]:
    """Of the rounds that a cycle rests on, and of the cycle itself where it is a program."""
    rounds = rounds_of({pk for _row, evidence in found for pk in evidence})
    by_round, by_cycle = known_by([row for row, _evidence in found], View(as_of))
    numbers = {}
    for row, evidence in found:
        of_rounds = [by_round[rounds[pk]] for pk in sorted(evidence) if rounds.get(pk) in by_round]
        numbers[key_of(row)] = list(dict.fromkeys([*by_cycle[key_of(row)], *of_rounds]))
    return numbers


def rounds_of(evidence: set[int]) -> dict[int, int]:
    """By piece of evidence, the round that it came from."""
    found: dict[int, int] = {}
    pks = sorted(evidence)
    for start in range(0, len(pks), AT_ONCE):
        rows = Evidence.objects.filter(pk__in=pks[start : start + AT_ONCE], enrollment__isnull=False).order_by()
        found.update(rows.values_list("pk", "enrollment"))
    return found


def known_by(rows, view: View) -> tuple[dict[int, str], dict[Key, list[str]]]:
    """By round, and by cycle of a program: the numbers of what was on paper by then."""
    by_round: dict[int, str] = {}
    by_cycle: dict[Key, list[str]] = defaultdict(list)
    for keeper, ids in records(rows, view.as_of):
        held = Credential.objects.filter(Q(assignment__isnull=True) | Q(assignment__part=0), person__in=ids)
        held = held.select_related("assignment").prefetch_related("issues", "events").order_by("pk")
        for credential, number in told(held, view):
            cycle = credential.assignment
            if cycle is None:
                by_round[credential.enrollment_id or 0] = number  # of a course: it has a round
            else:
                by_cycle[keeper[credential.person_id], cycle.requirement_id, cycle.cycle].append(number)
    return by_round, by_cycle


def told(held, view: View) -> Iterator[tuple[Credential, str]]:
    for credential in held:
        if any(view.knows(issue.issued_at) for issue in credential.issues.all()):
            events = [event for event in credential.events.all() if view.knows(event.at)]
            revoked = bool(events) and events[-1].kind == CredentialEvent.Kind.REVOKED
            number = credential.public_id
            yield credential, _("%(number)s (revoked)") % {"number": number} if revoked else number
