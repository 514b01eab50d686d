"""Who is cleared for which duty, read from what is asked of them; and the sentences that say so."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from compliance import status as words
from compliance.clearance import Clearance, Gate, Proof, cleared
from compliance.models import Adjustment, Assignment, DutyGate
from compliance.models.assignment import FACT_FIELDS
from compliance.models.standing import AssignmentQuerySet
from compliance.status import Facts, status_of
from compliance.wording import day, good_until
from courses.permissions import mine
from people.models import Person

# So long a learner's first page repeats the good news.
NEWS = dt.timedelta(days=14)


@dataclass(frozen=True)
class Told:
    """A clearance as pages show it: a sentence, and what goes with it."""

    found: Clearance
    sentence: str
    notes: tuple[str, ...] = ()

    @property
    def cleared(self) -> bool:
        return self.found.cleared

    def is_news(self, on: dt.date) -> bool:
        return not self.cleared or (self.found.since is not None and on - self.found.since <= NEWS)


def own_clearances(person, on: dt.date) -> list[Told]:
    """Of the person who is signed in, or of one whose record is open. One query, two where something was waived."""
    rows = _read(mine(person))
    return _told(rows, _reasons(rows), on)


def clearances_of(people: Collection[int], on: dt.date) -> dict[int, list[Told]]:
    """The same of many kept records, for as many queries as of one."""
    rows = _read(Q(person__in=people))
    reasons, by_person = _reasons(rows), defaultdict(list)
    for row in rows:
        by_person[row["person"]].append(row)
    return {person: _told(own, reasons, on) for person, own in by_person.items()}


def lately_cleared(units: Collection[int] | None, on: dt.date, at_most: int) -> list[tuple[Person, list[Told]]]:
    """In these units, or anywhere, who is not cleared for a duty, then who was in the last days: the first few."""
    gates = list(DutyGate.objects.standing().values_list("requirement", flat=True))
    if not gates:
        return []
    rows = Assignment.objects.counted().filter(requirement__in=gates)
    rows = rows if units is None else rows.filter(unit__in=units)
    lately = Q(completed_on__range=(on - NEWS, on)) | Q(waived_on__range=(on - NEWS, on))
    waiting = rows.filter(~Exists(_holding(on))).order_by("due_on", "pk").values_list("person", flat=True)[:at_most]
    news = rows.filter(lately).order_by("-completed_on", "pk").values_list("person", flat=True)[:at_most]
    few = list(dict.fromkeys([*waiting, *news]))[:at_most]
    people, told = Person.objects.in_bulk(few), clearances_of(few, on)
    return [(people[person], told[person]) for person in few]


def _holding(on: dt.date) -> AssignmentQuerySet:
    """Of the row around it: a cycle of the same requirement that was finished and still counts that day."""
    return Assignment.objects.filter(
        Q(completed_on__isnull=False) | Q(waived_on__isnull=False), Q(expires_on__isnull=True) | Q(expires_on__gte=on),
        person=OuterRef("person"), requirement=OuterRef("requirement"), part=0, closed_on__isnull=True,
    )  # fmt: skip


def said(found: Clearance) -> str:
    if found.cleared:
        told = _("Cleared to %(duty)s since %(day)s") % {"duty": found.duty, "day": day(found.since)}
        return f"{told}, {good_until(found.until)}" if found.until else told
    lapsed = any(status == words.EXPIRED for _name, status in found.missing)
    begins = _("Not cleared any more to %(duty)s") if lapsed else _("Not yet cleared to %(duty)s")
    why = _(", and ").join(_missing(name, status) for name, status in found.missing)
    return f"{begins % {'duty': found.duty}}: {why}"


def _missing(name: str, status: str) -> str:
    if status == words.EXPIRED:
        return _("%(name)s has run out") % {"name": name}
    if status == words.AWAITING:
        return _("%(name)s waits for its score") % {"name": name}
    return _("%(name)s is not finished") % {"name": name}


def _read(whose: Q) -> list[dict]:
    newest = DutyGate.objects.filter(requirement=OuterRef("requirement")).order_by("-pk")
    rows = Assignment.objects.filter(
        whose, part=0, closed_on__isnull=True, requirement__in=DutyGate.objects.standing().values("requirement")
    )
    columns = ("pk", "person", "requirement", "current", "duty", "name", *FACT_FIELDS)
    found = rows.annotate(duty=Subquery(newest.values("duty")[:1]), name=F("requirement__name"))
    return list(found.order_by("person", "due_on", "pk").values(*columns))


def _reasons(rows: list[dict]) -> dict[int, str]:
    """Why each was waived, by assignment; what was written last stands."""
    waived = [row["pk"] for row in rows if row["waived_on"]]
    if not waived:
        return {}
    given = Adjustment.objects.standing().filter(assignment__in=waived, kind=Adjustment.Kind.WAIVER)
    return dict(given.order_by("recorded_at", "pk").values_list("assignment", "reason"))


def _told(rows: list[dict], reasons: Mapping[int, str], on: dt.date) -> list[Told]:
    """By duty, those that are not cleared first."""
    duties: dict[str, dict[int, list[dict]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        duties[row["duty"]][row["requirement"]].append(row)
    found = [
        cleared(duty, [_gate(cycles, reasons, on) for cycles in asked.values()], on) for duty, asked in duties.items()
    ]
    return [Told(one, said(one), _notes(one)) for one in sorted(found, key=lambda one: (one.cleared, one.duty))]


def _notes(found: Clearance) -> tuple[str, ...]:
    return tuple(_("%(name)s was waived: %(reason)s") % {"name": name, "reason": why} for name, why in found.waivers)


def _gate(cycles: list[dict], reasons: Mapping[int, str], on: dt.date) -> Gate:
    current = next((row for row in cycles if row["current"]), cycles[-1])
    facts = Facts(**{name: current[name] for name in FACT_FIELDS})
    return Gate(current["name"], status_of(facts, on), tuple(_proofs(cycles, reasons)))


def _proofs(cycles: list[dict], reasons: Mapping[int, str]):
    for row in cycles:
        if since := row["completed_on"] or row["waived_on"]:
            yield Proof(since, row["expires_on"], reasons.get(row["pk"], "") if row["waived_on"] else "")
