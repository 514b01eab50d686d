"""Once a week each supervisor hears who of their people is late, and whom no letter reaches. Nobody else's people."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from compliance import letters
from compliance.actions.remind import policy, promise_letters
from compliance.models import Assignment, Letter, ReminderTemplate
from compliance.quiet import is_awake
from compliance.tokens import filled
from people.calendars import hours_by_person
from people.district import district
from people.models import Job, Person

SOON = 7


@dataclass
class Theirs:
    """One person's late and soon requirements, by name."""

    person: Person
    late: list[str] = field(default_factory=list)
    soon: list[str] = field(default_factory=list)


def tell_supervisors(*, now: dt.datetime) -> int:
    """From the chosen weekday on, in each supervisor's duty hours; one letter a week. How many were written."""
    on = timezone.localdate(now)
    template = ReminderTemplate.objects.filter(occasion=ReminderTemplate.Occasion.SUPERVISOR, on=True).first()
    if template is None or on.isoweekday() < policy().supervisor_day:
        return 0
    led = people_of_supervisors(on)
    year, week, _day = on.isocalendar()
    keys = {f"supervisor:{pk}:{year}-{week:02}": pk for pk in led}
    told = set(Letter.objects.filter(about=Letter.About.SUPERVISOR, key__in=keys).values_list("key", flat=True))
    left = {pk: key for key, pk in keys.items() if key not in told}
    persons = Person.objects.employed(on).filter(email__isnull=False, is_active=True).in_bulk(left)
    hours, zone = hours_by_person(persons, on), ZoneInfo(district().zone)
    ready = [pk for pk in persons if is_awake(now, *hours[pk], zone)]
    standing = late_and_soon({person for pk in ready for person in led[pk]}, on)
    made = []
    for pk in ready:
        theirs = sorted(
            (standing[person] for person in led[pk] if person in standing),
            key=lambda one: (one.person.last_name, one.person.first_name, one.person.pk),
        )
        if theirs:
            made.append(_letter(template, persons[pk], theirs, left[pk], on, now))
    with transaction.atomic():
        Letter.objects.bulk_create(made, ignore_conflicts=True)
        promise_letters(Letter.objects.filter(key__in=[letter.key for letter in made]))
    return len(made)


def people_of_supervisors(on: dt.date) -> dict[int, set[int]]:
    """Of each supervisor, by kept records, the people whom they supervise that day."""
    jobs = Job.objects.held(on).filter(supervisor__isnull=False).order_by()
    leads, led = Coalesce("supervisor__merged_into", "supervisor"), Coalesce("person__merged_into", "person")
    found: dict[int, set[int]] = defaultdict(set)
    for supervisor, person in jobs.values_list(leads, led):
        found[supervisor].add(person)
    return found


def late_and_soon(people: set[int], on: dt.date, *, soon: int = SOON) -> dict[int, Theirs]:
    """Those of these people who have something late, or due within so many days. Two queries."""
    rows = Assignment.objects.counted().waiting_on_learner().filter(person__in=people, opens_on__lte=on)
    near = rows.filter(Q(overdue_from__lte=on) | Q(proof_until__lt=on) | Q(due_on__lte=on + soon * letters.DAY))
    persons = Person.objects.employed(on).in_bulk(set(near.order_by().values_list("person", flat=True)))
    found: dict[int, Theirs] = {}
    named = near.read(on).order_by("requirement__name").values_list("person", "requirement__name", "word")
    for person, name, word in named:
        if person not in persons or word == "on_hold":
            continue
        one = found.setdefault(person, Theirs(persons[person]))
        (one.late if word in ("overdue", "expired") else one.soon).append(name)
    return found


def to_tell(people: set[int], on: dt.date) -> list[str]:
    """Of these people, whom no letter reaches: a line each for who has something late or due soon."""
    found = late_and_soon(people, on).values() if people else ()
    return [line_of(one) for one in sorted(found, key=lambda one: (one.person.last_name, one.person.pk))]


def _letter(template, person: Person, theirs: list[Theirs], key: str, on: dt.date, now: dt.datetime) -> Letter:
    words = {
        "name": person.first_name or str(person),
        "day": letters.day(on),
        "late": str(sum(bool(one.late) for one in theirs)),
        "soon": str(sum(bool(one.soon) for one in theirs)),
        "people": "\n".join(f"- {line_of(one)}" for one in theirs),
        "link": letters.link(reverse("compliance:my_people")),
    }
    text, why = filled(template.text, words), _("You get this because you are their supervisor.")
    return Letter(
        key=key, person=person, about=Letter.About.SUPERVISOR, on=on,
        subject=letters.one_line(filled(template.subject, words)),
        text=letters.framed(person, [text], [why]),
        written_at=now,
    )  # fmt: skip


def line_of(one: Theirs) -> str:
    parts = []
    if one.late:
        parts.append(_("late: %(names)s") % {"names": ", ".join(one.late)})
    if one.soon:
        parts.append(_("due soon: %(names)s") % {"names": ", ".join(one.soon)})
    if not one.person.email:
        parts.append(_("no e-mail address, please tell them"))
    return f"{one.person}: {'; '.join(parts)}"
