"""What leave does to due dates, asked of the engine beforehand: the same walk with one event more, or one less."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from compliance.cycle import Answer, Asked, Cycle
from compliance.events import Event
from compliance.models import Leave, Requirement
from compliance.record import Book, View, answer_of, asked_by, books
from compliance.wording import day
from people.models import Person


@dataclass(frozen=True)
class Span:
    """Leave that is only thought of. `back` None: the return is not known."""

    start: dt.date
    back: dt.date | None = None


@dataclass(frozen=True)
class Effect:
    """Of one requirement that is still to be done; `after` None: no date while the return is not known."""

    requirement: Requirement
    before: dt.date
    after: dt.date | None
    held: bool = False

    def words(self) -> str:
        told = {"name": self.requirement.name, "before": day(self.before), "after": day(self.after)}
        if self.held:
            return _("%(name)s: was due %(before)s. It waits, and the new date is counted on return.") % told
        if self.after is None:
            return _("%(name)s: was due %(before)s. It is asked anew on return.") % told
        if self.after == self.before:
            return _("%(name)s: stays due %(before)s.") % told
        return _("%(name)s: due %(after)s instead of %(before)s.") % told


def effects(*, person: Person, today: dt.date, added: Span | None = None, without: Leave | None = None) -> list[Effect]:
    """With one leave more, or one that stands left out, or the one in place of the other; nothing is written."""
    keeper = person.merged_into_id or person.pk
    asked = Requirement.objects.filter(audience__memberships__person=keeper).order_by("name", "pk").distinct()
    return [found for each in asked for found in _of(each, keeper, today, added, without)]


def _last_day(today: dt.date, added: Span | None, without: Leave | None) -> dt.date:
    """By then all of it has happened: what lies in the future moves no date yet."""
    days = [added.start, added.back] if added else []
    days += [without.back_on] if without else []
    return max([today, *(each for each in days if each)])


def _of(
    requirement: Requirement, person: int, today: dt.date, added: Span | None, without: Leave | None
) -> Iterator[Effect]:
    terms = asked_by(requirement)
    if not terms:
        return
    view = View(_last_day(today, added, without), hindsight=True)
    book = books(requirement, [person], view, terms)[person]
    now = answer_of(terms, book, View(today, hindsight=True)).current
    if now is None or now.settled or now.closed:
        return
    before = _cycle(answer_of(terms, book, view), now.number) or now
    then = _cycle(_changed(terms, book, view, added, without), now.number)
    held = then is not None and then.held is not None and then.held.back is None
    yield Effect(requirement, before.due, None if held or then is None else then.due, held)


def _changed(terms: tuple[Asked, ...], book: Book, view: View, added: Span | None, without: Leave | None) -> Answer:
    events = list(book.events)
    if without:
        events.remove(next(one for one in events if (one.kind, one.on, one.until) == _event_of(without)))
    if added:
        events.append(Event("leave", added.start, added.start, until=added.back))
    return answer_of(terms, Book(events, book.stays, book.days, book.begun), view)


def _event_of(leave: Leave) -> tuple[str, dt.date, dt.date | None]:
    return "leave", leave.starts_on, leave.back_on


def _cycle(answer: Answer, number: int) -> Cycle | None:
    return next((cycle for cycle in answer.cycles if cycle.number == number and not cycle.closed), None)
