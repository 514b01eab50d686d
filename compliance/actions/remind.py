"""Reminders: what is owed is found and written down once; what may go out becomes a letter, at most one a day.

Both may stop anywhere and run twice at once: the ledger takes an occasion once, and the key of a letter is unique.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from compliance import letters
from compliance.models import Letter, Reminder, ReminderPolicy, ReminderTemplate, TurnedOff
from compliance.reminded import asked_as_of, candidates
from compliance.reminding import URGENCY, Occasion, awake, free_from, owed, still_owed
from outbox.models import OutboxMessage
from outbox.pieces import to_the_end
from people.calendars import hours_by_person
from people.district import district
from people.duty import NeverOnDuty, next_duty
from people.models import Person

DAY = dt.timedelta(days=1)
ROWS_AT_ONCE, PEOPLE_AT_ONCE = 2000, 200
OF_NOBODY = (ReminderTemplate.Occasion.SUPERVISOR, ReminderTemplate.Occasion.REVIEW)
State, Why = Reminder.State, Reminder.Why


def policy() -> ReminderPolicy:
    return ReminderPolicy.objects.first() or ReminderPolicy(pk=1)


def find_owed(*, now: dt.datetime) -> int:
    """Writes down what is owed today and was not yet; how much it was."""
    return to_the_end(lambda at: find_some(now=now, at=at))


def find_some(*, now: dt.datetime, at: Sequence[int] | None = None) -> tuple[list[int] | None, int]:
    """Template by template up to 2,000 rows of one, and where to go on: (template, row), or None."""
    on, (first, after), found = timezone.localdate(now), at or (0, 0), 0
    speaking = ReminderTemplate.objects.filter(on=True, starts_on__lte=on, pk__gte=first).exclude(
        occasion__in=OF_NOBODY
    )
    for template in speaking.order_by("pk"):
        rows = candidates(template, on).filter(pk__gt=after if template.pk == first else 0)
        some = list(rows[:ROWS_AT_ONCE])
        found += _write_down(template, some, on, now)
        if len(some) == ROWS_AT_ONCE:
            return [template.pk, some[-1].pk], found
    return None, found


def _write_down(template: ReminderTemplate, rows, on: dt.date, now: dt.datetime) -> int:
    standing = asked_as_of(rows, on, (template.occasion,))
    due = {row: occasion for row in rows if (occasion := owed(template.kind, standing[row.pk], on))}
    written = Reminder.objects.filter(template=template, assignment__in=due).values_list("assignment", "occasion")
    known = set(written) if due else set()
    new = [
        Reminder(
            assignment=row, template=template, occasion=occasion.key, day=occasion.day, person_id=row.person_id,
            until=now, found_at=now,
        )
        for row, occasion in due.items()
        if (row.pk, occasion.key) not in known
    ]  # fmt: skip
    Reminder.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def write_letters(*, now: dt.datetime) -> int:
    """Everyone whose reminders wait no longer: a letter, or the reason why not. How many letters were written."""
    return to_the_end(lambda at: write_some(now=now, at=at))


def write_some(*, now: dt.datetime, at: int | None = None) -> tuple[int | None, int]:
    """To the next people after this one, and after whom to go on."""
    waiting = Reminder.objects.filter(state=State.HELD, until__lte=now, person__gt=at or 0).order_by("person")
    people = list(waiting.values_list("person", flat=True).distinct()[:PEOPLE_AT_ONCE])
    written = _write_to(people, now) if people else 0
    return people[-1] if len(people) == PEOPLE_AT_ONCE else None, written


@transaction.atomic
def _write_to(people: Collection[int], now: dt.datetime) -> int:
    """One transaction for so many people; the queries are the same for one and for all."""
    rows = list(
        Reminder.objects.select_for_update(of=("self",))
        .filter(state=State.HELD, until__lte=now, person__in=people)
        .select_related("assignment__requirement", "assignment__terms", "template")
        .prefetch_related("assignment__extension_requests")
        .order_by("pk")
    )
    on, rule, zone = timezone.localdate(now), policy(), ZoneInfo(district().zone)
    persons = Person.objects.in_bulk(people)
    hours = hours_by_person(people, on)
    refused = set(TurnedOff.objects.filter(person__in=people).values_list("person", "template"))
    recent = _letters_of(people, now)
    standing = asked_as_of({row.assignment for row in rows}, on, {row.template.occasion for row in rows})
    made = []
    for person_id, owed_rows in _by_person(rows).items():
        person = persons[person_id]
        open_rows = [row for row in owed_rows if not _skipped(row, person, standing, refused, on, now)]
        if not open_rows:
            continue
        open_rows.sort(key=lambda row: (URGENCY.index(row.template.occasion), row.assignment.due_on, row.pk))
        awake_hours = awake(hours[person_id][0], paid_time_only=hours[person_id][1])
        for group in [open_rows] if rule.digest else [[row] for row in open_rows]:
            why, until = _hold(recent[person_id], rule, awake_hours, zone, now)
            if why:
                for row in group:
                    row.why, row.until = why, until
            else:
                made.append(_letter(person, group, on, now))
                recent[person_id].append(now)
    _keep(rows, made)
    return len(made)


def _skipped(row: Reminder, person: Person, standing, refused, on: dt.date, now: dt.datetime) -> bool:
    """Is there a reason why it never goes out? Then it is settled."""
    occasion = Occasion(row.day, row.about)
    if not person.may_sign_in(on):
        why = Why.GONE
    elif not row.template.on:
        why = Why.OFF
    elif not still_owed(row.template.kind, standing[row.assignment_id], occasion, on):
        why = Why.PASSED
    elif row.template.optional and (person.pk, row.template_id) in refused:
        why = Why.TURNED_OFF
    elif not person.email:
        why = Why.NO_EMAIL
    else:
        return False
    row.state, row.why, row.settled_at = State.SKIPPED, why, now
    return True


def _hold(written: list[dt.datetime], rule: ReminderPolicy, hours, zone: ZoneInfo, now: dt.datetime):
    """(why, until) when it must wait; ("", now) when it may go out."""
    why, until = "", now
    if rule.digest and any(timezone.localdate(at) == timezone.localdate(now) for at in written):
        tomorrow = timezone.localdate(now) + DAY
        why, until = Why.DAILY, dt.datetime.combine(tomorrow, dt.time(), zone)
    free = free_from(written, rule.cap, now)
    if free > until:
        why, until = Why.CAP, free
    try:
        awake_at = next_duty(until, hours, zone)
    except NeverOnDuty:
        return Why.QUIET, now + 7 * DAY
    return (why, until) if awake_at == until else (why or Why.QUIET, awake_at)


def _letter(person: Person, rows: list[Reminder], on: dt.date, now: dt.datetime) -> Letter:
    parts = [letters.part_of(row.template, row.assignment, person, on, row.about) for row in rows]
    letter = Letter(
        key=f"reminder:{rows[0].pk}", person=person, about=Letter.About.REMINDER, on=on,
        subject=letters.one_line(letters.subject_of(parts)), text=letters.text_of(person, parts), written_at=now,
    )  # fmt: skip
    for row in rows:
        row.state, row.why, row.settled_at, row.letter = State.SENT, Why.NONE, now, letter
    return letter


def _keep(rows: list[Reminder], made: list[Letter]) -> None:
    Letter.objects.bulk_create(made)
    for row in rows:
        if row.letter is not None:
            row.letter_id = row.letter.pk
    # All of these rows stand and are locked, so each meets itself; `bulk_update` takes ten times as long.
    Reminder.objects.bulk_create(
        rows, batch_size=500, update_conflicts=True, unique_fields=["pk"],
        update_fields=["state", "why", "until", "settled_at", "letter"],
    )  # fmt: skip
    promise_letters(made)


def promise_letters(made: Iterable[Letter]) -> None:
    """In the transaction that wrote them. In bulk: the key says which letter, so the same again is one."""
    OutboxMessage.objects.bulk_create(
        [
            OutboxMessage(
                topic="compliance.letter", key=f"letter:{letter.key}", payload={"letter_id": letter.pk},
                due_at=letter.written_at,
            )
            for letter in made
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def _letters_of(people: Collection[int], now: dt.datetime) -> dict[int, list[dt.datetime]]:
    """When reminders were written to each in the last week. What somebody sent anew does not count."""
    rows = Letter.objects.filter(
        person__in=people, about=Letter.About.REMINDER, again_of__isnull=True, written_at__gt=now - 7 * DAY
    )
    found: dict[int, list[dt.datetime]] = defaultdict(list)
    for person, at in rows.order_by("written_at").values_list("person", "written_at"):
        found[person].append(at)
    return found


def _by_person(rows: Iterable[Reminder]) -> dict[int, list[Reminder]]:
    found: dict[int, list[Reminder]] = defaultdict(list)
    for row in rows:
        found[row.person_id].append(row)
    return found
