"""Who is in an audience, brought up to date: spans are opened, closed, or voided where the roster was wrong.

By what is so, not by what happened: someone who was in the group before the rule is caught, and so is someone whose job
began while no worker ran.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from compliance.actions.project import lock_people
from compliance.audience import DatedRule, JobFacts, PersonFacts, Stay, read_audience, stays
from compliance.audience_query import facts_of
from compliance.audience_words import words_of
from compliance.models import Audience, Membership, MembershipUnit
from people.models import Person, Unit

AT_ONCE = 1000


def refresh(*, audience: Audience, now: dt.datetime, people: Collection[int] | None = None) -> set[int]:
    """Bring the spans of these people, or of everyone, up to date; whose changed."""
    rules = [
        DatedRule(row.starts_on, read_audience(row.definition), row.pk)
        for row in audience.rules.order_by("starts_on", "pk")
    ]
    if not rules:
        return set()
    if people is None:
        people = Person.objects.order_by("pk").values_list("pk", flat=True)
    ordered, changed = sorted(people), set()
    for start in range(0, len(ordered), AT_ONCE):
        changed |= _refresh(audience, rules, ordered[start : start + AT_ONCE], now)
    return changed


def _refresh(audience: Audience, rules: list[DatedRule], people: list[int], now: dt.datetime) -> set[int]:
    on = timezone.localdate(now)
    looked = _differing(audience, rules, people, on)
    if not looked:
        return set()
    with transaction.atomic():
        lock_people(looked)
        # Looked at again under the lock, since another refresh may have been quicker.
        writing = _Writing(audience, now)
        for person, (facts, wanted, known) in _differing(audience, rules, list(looked), on).items():
            writing.bring(person, facts, wanted, known)
        return writing.write()


def _differing(audience: Audience, rules, people: list[int], on: dt.date):
    """Whose spans are not what the facts of today say."""
    known: dict[int, list[Membership]] = defaultdict(list)
    rows = Membership.objects.standing().filter(audience=audience, person__in=people)
    for row in rows.order_by("starts_on", "pk").prefetch_related("units"):
        known[row.person_id].append(row)
    slugs = dict(Unit.objects.order_by().values_list("pk", "slug"))
    found = {}
    for person, facts in facts_of(people).items():
        wanted = stays(facts, rules, on)
        if not (_settled(known[person]) if facts.merged else _same(wanted, known[person], slugs)):
            found[person] = (facts, wanted, known[person])
    return found


def _settled(known: list[Membership]) -> bool:
    """A record that was merged away keeps its spans, closed, as part of its keeper's record."""
    return all(row.ends_on for row in known)


def _same(wanted: tuple[Stay, ...], known: list[Membership], slugs: dict[int, str]) -> bool:
    ahead = [stay for stay in wanted if stay.end is None]
    held = [row for row in known if row.ends_on is None]
    closed = {row.ends_on for row in known if row.ends_on}
    if len(ahead) != len(held) or not closed <= {stay.end for stay in wanted}:
        return False
    if not ahead:
        return True
    return held[0].starts_on >= ahead[0].start and _same_places(ahead[0], held[0], slugs)


def _same_places(stay: Stay, row: Membership, slugs: dict[int, str]) -> bool:
    last = list(row.units.all())[-1]
    return (slugs[last.unit_id], last.job_title) == (stay.places[-1][1].unit, stay.places[-1][1].title)


@dataclass
class _Writing:
    audience: Audience
    now: dt.datetime
    changed: set[int] = field(default_factory=set)

    def __post_init__(self):
        self.on = timezone.localdate(self.now)
        self.units = dict(Unit.objects.order_by().values_list("slug", "pk"))
        self.said = {row.pk: words_of(row.definition) for row in self.audience.rules.all()}
        self.new: list[tuple[Membership, list[tuple[dt.date, JobFacts]]]] = []

    def bring(self, person: int, facts: PersonFacts, wanted: tuple[Stay, ...], known: list[Membership]) -> None:
        self.changed.add(person)
        rest = list(wanted)
        for row in known:
            stay = next((stay for stay in rest if _overlap(stay, row)), None)
            if facts.merged and row.starts_on < self.on:
                self._close(row, self.on, Membership.Out.MERGED)
                continue
            if stay is None:
                self._void(row, "The roster says that it was never so.")
                continue
            rest.remove(stay)
            self._adapt(row, stay)
        for stay in rest:
            # What was over before anyone knew of it asked nothing of anyone.
            if stay.end is None:
                self._open(person, facts, stay)

    def _adapt(self, row: Membership, stay: Stay) -> None:
        if row.ends_on is None and stay.end is None:
            self._move(row, stay)
        elif row.ends_on is None and stay.end is not None:
            self._close(row, stay.end, stay.why)
        elif row.ends_on != stay.end:
            self._replace(row, stay)

    def _close(self, row: Membership, on: dt.date, why: str) -> None:
        if row.ends_on is None:
            row.ends_on, row.reason_out, row.end_recorded_at = on, why, self.now
            row.save(update_fields=["ends_on", "reason_out", "end_recorded_at"])

    def _replace(self, row: Membership, stay: Stay) -> None:
        """It did not end when we wrote that it did: another row in its place, assigned when that one was."""
        self._void(row, "It ended on another day, or did not end.")
        copy = Membership.objects.get(pk=row.pk)
        copy.pk, copy.replaces, copy.recorded_at, copy.voided_at, copy.void_reason = None, row, self.now, None, ""
        copy.ends_on, copy.reason_out = stay.end, stay.why
        copy.end_recorded_at = self.now if stay.end else None
        places = [(each.from_on, each.unit_id, each.job_title) for each in row.units.all()]
        copy.save()
        for from_on, unit, title in places:
            MembershipUnit.objects.create(
                membership=copy, unit_id=unit, job_title=title, from_on=from_on, recorded_at=self.now
            )
        self._move(copy, stay)

    def _move(self, row: Membership, stay: Stay) -> None:
        """Another job of the same audience: the span goes on, its unit changes from that day."""
        held = {each.from_on: each for each in row.units.order_by("from_on", "pk")}
        for day, job in stay.places:
            day = max(day, row.starts_on)
            before = [each for at, each in sorted(held.items()) if at <= day]
            unit = self.units[job.unit]
            if before and (before[-1].unit_id, before[-1].job_title) == (unit, job.title):
                continue
            held[day] = MembershipUnit.objects.create(
                membership=row, unit_id=unit, job_title=job.title, from_on=day, recorded_at=self.now
            )
        last_day, last = stay.places[-1]
        later = [each for at, each in sorted(held.items()) if at > last_day]
        if later and (later[-1].unit_id, later[-1].job_title) != (self.units[last.unit], last.title):
            # A move was taken back: from its day on, the job before it goes on.
            MembershipUnit.objects.create(
                membership=row, unit_id=self.units[last.unit], job_title=last.title, from_on=later[-1].from_on,
                recorded_at=self.now,
            )  # fmt: skip

    def _void(self, row: Membership, why: str) -> None:
        row.voided_at, row.void_reason = self.now, why
        row.save(update_fields=["voided_at", "void_reason"])

    def _open(self, person: int, facts: PersonFacts, stay: Stay) -> None:
        _day, job = stay.places[-1]
        row = Membership(
            person_id=person,
            audience=self.audience,
            rule_id=stay.rule,
            starts_on=stay.start,
            known_on=max(stay.start, self.on),
            reason_in=self.said[stay.rule],
            job_title=job.title,
            hired_on=facts.hired_on,
            job_started_on=job.starts_on,
            recorded_at=self.now,
        )
        self.new.append((row, list(stay.places)))

    def write(self) -> set[int]:
        Membership.objects.bulk_create([row for row, _places in self.new], batch_size=500)
        MembershipUnit.objects.bulk_create(
            [
                MembershipUnit(
                    membership=row,
                    unit_id=self.units[job.unit],
                    job_title=job.title,
                    from_on=day,
                    recorded_at=self.now,
                )
                for row, places in self.new
                for day, job in places
            ],
            batch_size=500,
        )
        return self.changed


def _overlap(stay: Stay, row: Membership) -> bool:
    """They touch: a span that we closed on the day on which it truly went on counts as the same."""
    starts_before = row.ends_on is None or stay.start <= row.ends_on
    return starts_before and (stay.end is None or row.starts_on < stay.end)
