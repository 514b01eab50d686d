"""A move that is only thought of: the roster as it would be, and the memberships that would follow from it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from compliance.audience import DatedRule, PersonFacts, read_audience, stays
from compliance.audience import Stay as Wanted
from compliance.audience_query import units_above
from compliance.models import AudienceRule, Membership
from compliance.record import RETIRED, Book, Stay
from people.models import Unit
from people.roster.reading import read_date


@dataclass(frozen=True)
class WhatIf:
    """What if the person's main job moved to that unit on that day?"""

    unit: Unit
    on: dt.date


def what_if_of(text: str) -> WhatIf:
    """Of “unit=SLUG,from=DATE”. Raises ValueError with a sentence."""
    parts = dict(part.partition("=")[::2] for part in text.split(","))
    if set(parts) != {"unit", "from"}:
        raise ValueError(_("Say where and when: unit=SLUG,from=DATE."))
    unit = Unit.objects.filter(slug=parts["unit"]).first()
    if unit is None:
        raise ValueError(_("There is no unit “%(slug)s”.") % {"slug": parts["unit"]})
    try:
        return WhatIf(unit, read_date(parts["from"]))
    except ValueError:
        raise ValueError(_("“%(text)s” is not a date such as 2026-08-01.") % {"text": parts["from"]}) from None


def moved(facts: PersonFacts, what_if: WhatIf) -> PersonFacts:
    """The main job of that day goes on in the other unit. Someone without a job that day has nothing to move."""
    _slugs, above = units_above()
    held = [job for job in facts.jobs if job.held(what_if.on)]
    main = next((job for job in held if job.primary), held[0] if held else None)
    if main is None:
        return facts
    new = replace(main, unit=what_if.unit.slug, units=above[what_if.unit.pk], starts_on=what_if.on, supervisor="")
    old = (replace(main, ends_on=what_if.on),) if main.starts_on < what_if.on else ()
    return replace(facts, jobs=(*(job for job in facts.jobs if job is not main), *old, new))


def imagine(
    book: Book, facts: PersonFacts, rules: Iterable[AudienceRule], until: dt.date, today: dt.date,
    retired_on: dt.date | None = None,
) -> None:  # fmt: skip
    """The memberships of the book become what `compliance.actions.members` would make of those facts, found today."""
    dated = [DatedRule(row.starts_on, read_audience(row.definition), row.pk) for row in rules]
    wanted = list(stays(facts, dated, until))
    kept = []
    for stay in book.stays:
        same = next((one for one in wanted if _touch(one, stay)), None)
        if same:
            wanted.remove(same)
            stay = replace(stay, end=same.end, reason=_reason(same))
        if same or stay.end is not None:  # what is over stays as it was
            kept.append(stay)
    for one in wanted:
        # What was over before anyone knew of it asks nothing of anyone.
        if one.end is None or one.end > today:
            kept.append(_joined(book, facts, one, max(one.start, today)))
    cut = [_cut(stay, retired_on) for stay in kept]
    book.stays = [stay for stay in cut if stay.end is None or stay.start < stay.end]


def _cut(stay: Stay, retired_on: dt.date | None) -> Stay:
    """Nothing is asked from the day on which the requirement is retired."""
    if retired_on is None or (stay.end is not None and stay.end <= retired_on):
        return stay
    return replace(stay, end=retired_on, reason=RETIRED)


def _joined(book: Book, facts: PersonFacts, stay: Wanted, on: dt.date) -> Stay:
    """A membership that begins: due dates are counted from what is on record that day."""
    job = [job for day, job in stay.places if day <= on][-1]
    for kind, day in (("hired", facts.hired_on), ("job_started", job.starts_on)):
        if day:
            book.add(kind, day, min(day, on))
    return Stay(0, on, stay.end, _reason(stay))


def _reason(stay: Wanted) -> str:
    return str(Membership.Out(stay.why).label) if stay.end else ""


def _touch(one: Wanted, stay: Stay) -> bool:
    before = stay.end is None or one.start <= stay.end
    return before and (one.end is None or stay.start < one.end)
