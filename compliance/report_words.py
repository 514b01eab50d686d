"""What a report says: the counts of a view as its reader may see them, and where to look. No names in a letter."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compliance import letters
from compliance.forms import SHOW
from compliance.lists import listed
from compliance.matrix import totals
from compliance.models import Report, SavedView
from compliance.models.standing import is_near
from compliance.permissions import leads_people, sees_the_district
from compliance.stopping import stop_link
from compliance.tally import Tally, added, tally_of
from people.models import Person
from people.permissions import supervised_by
from people.tree import part_of_district

OWN_PEOPLE = gettext_lazy("Only the people whom you supervise are counted.")


def may_read(person: Person, on: dt.date) -> bool:
    """Everyone's counts for human resources; for a supervisor those of their own people. Nothing for who left."""
    return person.may_sign_in(on) and (sees_the_district(person) or leads_people(person, on))


def answers_for(report: Report, on: dt.date) -> bool:
    """The person who ordered it, as long as they work here and may see the list."""
    return report.owner.may_sign_in(on) and sees_the_district(report.owner)


def counts_for(view: SavedView, person: Person, on: dt.date) -> Tally:
    """Never more than this reader may see."""
    within = part_of_district(view.unit, alone=view.alone)
    if sees_the_district(person):
        return added(totals(on, within, view.requirement_id).values())
    rows = listed(on, units=within, requirement=view.requirement_id).filter(person__in=supervised_by(person, on))
    counted = rows.order_by().annotate(soon=is_near(on)).values_list("word", "soon").annotate(n=Count("pk"))
    return tally_of((word, n, near) for word, near, n in counted)


def words_of_view(view: SavedView) -> str:
    """The filter in a sentence."""
    shown = dict(SHOW)[view.show]
    where = _("all units")
    if view.unit:
        where = (_("%(unit)s alone") if view.alone else _("%(unit)s and below")) % {"unit": view.unit}
    where = _("my people") if view.page == SavedView.Page.LED else where
    return "; ".join([str(shown), where, str(view.requirement or _("all requirements"))])


def subject_of(view: SavedView, on: dt.date) -> str:
    return letters.one_line(_("%(name)s, %(day)s") % {"name": view.name, "day": letters.day(on)})


def text_of(report: Report, reader, on: dt.date) -> str:
    view, person = report.view, reader.person
    all_of_it = sees_the_district(person)
    parts = [
        f"{view.name}\n{words_of_view(view)}",
        "\n".join(f"- {line}" for line in lines_of(counts_for(view, person, on))),
        _("As of %(day)s.") % {"day": letters.day(on)},
    ]
    if not all_of_it:
        parts.append(str(OWN_PEOPLE))
    where = view.url if all_of_it else view.url_of_my_people
    parts.append(_("Who they are, after you sign in: %(link)s") % {"link": letters.link(where)})
    told = _("You get this %(every)s because you ordered it. Stop it: %(link)s")
    if report.owner_id != person.pk:
        told = _("You get this %(every)s because %(who)s had it sent to you. Stop it: %(link)s")
    why = told % {"every": report.get_every_display(), "who": report.owner, "link": stop_link(reader=reader)}
    return letters.framed(person, ["\n\n".join(parts)], [why])


def lines_of(tally: Tally) -> Iterator[str]:
    yield _("Late: %(n)s") % {"n": tally.late}
    yield _("Due within 30 days: %(n)s") % {"n": tally.soon}
    yield _("Under way, in time: %(n)s") % {"n": tally.open}
    yield _("Awaiting score or on hold: %(n)s") % {"n": tally.awaiting + tally.held}
    yield _("Current: %(n)s") % {"n": tally.current}
    yield _("Asked in all: %(n)s") % {"n": tally.total}
