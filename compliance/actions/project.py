"""What the engine says is written down: assignments by cycle, the evidence that each uses, the counters.

Whoever changes what someone's status rests on calls `project` in the same transaction or promises it. It may run at any
time and twice: the same record gives the same rows.
"""

import datetime as dt
from collections.abc import Collection, Iterator

from django.db import transaction
from django.utils import timezone

from compliance.changes import next_change
from compliance.counting import count_moves, place_in_counters
from compliance.cycle import Answer, Asked, Cycle
from compliance.models import Assignment, EvidenceUse, MembershipUnit, Requirement
from compliance.record import Book, View, answers, asked_by
from compliance.rule import SCHOOL_YEAR
from compliance.status import WITHDRAWN, late_day
from outbox.actions import promise
from people.models import Person

# What a rebuild writes of a row. Not `counted_on`, which is the counters' own.
COLUMNS = (
    "terms_id", "membership_id", "unit_id", "current", "assigned_on", "opens_on", "first_due_on", "due_on",
    "overdue_from", "unrealistic", "sum", "started_on", "awaiting_since", "returned_until", "held_from", "held_until",
    "completed_on", "waived_on", "expires_on", "closed_on", "closed_reason", "proof_until", "late_from",
    "changes_on",
)  # fmt: skip
AT_ONCE = 500


def project(*, requirement: Requirement, people: Collection[int], now: dt.datetime) -> int:
    """Bring the assignments of these kept records up to date; how many rows were written."""
    asked = asked_by(requirement)
    if not asked or not people:
        return 0
    written = 0
    ordered = sorted(people)
    for start in range(0, len(ordered), AT_ONCE):
        with transaction.atomic():
            written += _project(requirement, asked, ordered[start : start + AT_ONCE], now)
    return written


def lock_people(people: Collection[int]) -> None:
    """In one order, so that two who touch the same people wait for each other and never crosswise."""
    list(Person.objects.select_for_update(no_key=True).filter(pk__in=people).order_by("pk").values_list("pk"))


def _project(requirement: Requirement, asked: tuple[Asked, ...], people: list[int], now: dt.datetime) -> int:
    lock_people(people)
    as_of = timezone.localdate(now)
    stored: dict[int, dict[int, Assignment]] = {person: {} for person in people}
    for row in Assignment.objects.filter(requirement=requirement, person__in=people, part=0):
        stored[row.person_id][row.cycle] = row
    units = units_of(requirement, people, View(as_of))
    writing = _Writing(as_of, programs={int(each.id) for each in asked if len(each.courses) > 1})
    for person, book, found in answers(requirement, people, View(as_of, today=as_of), asked):
        for row, evidence in rows_of(requirement, person, book, found, asked, units, as_of):
            writing.take(stored[person].pop(row.cycle, None), row, evidence)
        for row in stored[person].values():
            writing.take(row, withdrawn(row, as_of), frozenset())
    return writing.write()


def rows_of(
    requirement: Requirement, person: int, book: Book, found: Answer, asked, units: dict[int, int], as_of: dt.date
) -> Iterator[tuple[Assignment, frozenset[int]]]:
    """The rows that the engine's answer asks for, each with the evidence it uses. Nothing is read or written."""
    terms = {each.id: each for each in asked}
    # Who returns with good proof goes on in the same cycle: of two with one number the later stands.
    for number, cycle in {cycle.number: cycle for cycle in found.cycles}.items():
        current = found.current is not None and number == found.current.number
        row = _row(requirement, person, cycle, book, terms[cycle.terms])
        row.membership_id = book.stays[-1].membership if current else book.stay_of(cycle.assigned)
        row.unit_id, row.current = units[row.membership_id or book.stays[-1].membership], current
        if current:
            _as_current(row, found, terms[cycle.terms], book, as_of)
        yield row, frozenset(int(pk) for pk in cycle.evidence)


def _row(requirement: Requirement, person: int, cycle: Cycle, book: Book, asked: Asked) -> Assignment:
    facts = cycle.facts
    open_ = not cycle.settled and cycle.closed is None
    started = facts.started_on if open_ else None
    return Assignment(
        person_id=person,
        requirement=requirement,
        cycle=cycle.number,
        terms_id=int(asked.id),
        assigned_on=cycle.assigned,
        opens_on=cycle.opens,
        first_due_on=cycle.first_due,
        due_on=cycle.due,
        overdue_from=cycle.overdue_from,
        unrealistic=cycle.unrealistic,
        sum=list(cycle.sum),
        started_on=min(started, book.begun) if started and book.begun else started,
        awaiting_since=(book.handed_in or facts.awaiting_since) if open_ and facts.awaiting_since else None,
        returned_until=facts.returned_until if open_ else None,
        held_from=facts.held_from if open_ else None,
        held_until=facts.held_until if open_ else None,
        completed_on=facts.completed_on,
        waived_on=facts.waived_on,
        expires_on=facts.expires_on,
        closed_on=cycle.closed,
        closed_reason=cycle.reason if cycle.closed else "",
    )


def _as_current(row: Assignment, found: Answer, asked: Asked, book: Book, as_of: dt.date) -> None:
    if found.left and row.closed_on is None:
        row.closed_on, row.closed_reason = found.left, found.left_reason or "left the audience"
    if not row.is_settled() and asked.rule.cadence != SCHOOL_YEAR:
        row.proof_until = found.proof_until
    row.changes_on = next_change(found, asked, book.days, as_of)


def withdrawn(row: Assignment, as_of: dt.date) -> Assignment:
    """A cycle that is asked no longer, since the completion or the membership it followed was found wrong."""
    closed = row.closed_on if row.closed_reason == WITHDRAWN else as_of
    copy = Assignment(**{name: getattr(row, name) for name in ("pk", "person_id", "cycle", "part", *COLUMNS)})
    copy.requirement_id = row.requirement_id
    copy.current, copy.closed_on, copy.closed_reason, copy.changes_on = False, closed, WITHDRAWN, None
    copy.completed_on = copy.waived_on = copy.expires_on = copy.proof_until = copy.late_from = None
    copy.started_on = copy.awaiting_since = copy.returned_until = copy.held_from = copy.held_until = None
    return copy


def units_of(requirement: Requirement, people: Collection[int], view: View) -> dict[int, int]:
    """Which unit answers for each membership: the latest row that began by then, of those that were known."""
    rows = MembershipUnit.objects.filter(
        membership__audience=requirement.audience_id, membership__person__in=people, from_on__lte=view.as_of
    )
    found: dict[int, int] = {}
    for membership, unit, at in rows.order_by("from_on", "pk").values_list("membership", "unit", "recorded_at"):
        if membership not in found or view.knows(at):
            found[membership] = unit
    return found


class _Writing:
    """Old rows beside new ones; then what differs is written, in a number of statements that does not grow."""

    def __init__(self, as_of: dt.date, programs: set[int]):
        self.as_of, self.programs = as_of, programs
        self.completed: list[tuple[Assignment, int]] = []
        self.new: list[Assignment] = []
        self.changed: list[Assignment] = []
        self.moves: list[tuple] = []
        self.uses: list[tuple[Assignment, frozenset[int]]] = []
        self.known: list[int] = []

    def take(self, old: Assignment | None, row: Assignment, evidence: frozenset[int]) -> None:
        row.counted_on, row.late_from = self.as_of, late_day(row.facts)
        self.uses.append((row, evidence))
        if row.completed_on and row.terms_id in self.programs and not (old and old.completed_on):
            self.completed.append((row, max(evidence)))
        if old is None:
            self.new.append(row)
            self.moves.append((None, place_in_counters(row)))
            return
        row.pk = old.pk
        self.known.append(old.pk)
        before, after = place_in_counters(old), place_in_counters(row)
        if before == after:
            row.counted_on = old.counted_on
        if before != after or any(getattr(old, name) != getattr(row, name) for name in COLUMNS):
            self.changed.append(row)
            self.moves.append((before, after))

    def write(self) -> int:
        # Of two cycles at once the old one steps back first: only one may be current.
        columns = [name.removesuffix("_id") for name in COLUMNS] + ["counted_on"]
        for current in (False, True):
            if rows := [row for row in self.changed if row.current == current]:
                Assignment.objects.bulk_update(rows, columns, batch_size=200)
        Assignment.objects.bulk_create(self.new, batch_size=500)
        self._write_uses()
        count_moves(self.moves)
        for row, last in self.completed:
            # By its evidence: who is done anew on the same day, after a void, is news again.
            key = f"program.completed:{row.pk}:{row.completed_on}:{last}"
            promise(topic="program.completed", key=key, payload={"assignment_id": row.pk})
        return len(self.new) + len(self.changed)

    def _write_uses(self) -> None:
        wanted = {(row.pk, evidence) for row, used in self.uses for evidence in used}
        found = {}
        if self.known:
            rows = EvidenceUse.objects.filter(assignment__in=self.known).values_list("pk", "assignment", "evidence")
            found = {(assignment, evidence): pk for pk, assignment, evidence in rows}
        if gone := [pk for pair, pk in found.items() if pair not in wanted]:
            EvidenceUse.objects.filter(pk__in=gone).delete()
        new = sorted(wanted - found.keys())
        EvidenceUse.objects.bulk_create([EvidenceUse(assignment_id=a, evidence_id=e) for a, e in new], batch_size=500)
