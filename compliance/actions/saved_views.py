"""A filter is named, renamed, shared, deleted; its counts are ordered by mail, paused, stopped. Only by its owner.

When the owner left, or may not see the list any more, nothing goes out until a colleague takes it over.
"""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from itertools import chain, count

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compliance.models import Report, ReportReader, SavedView
from compliance.permissions import district_seers
from compliance.refusals import Refused
from people.models import Person

State = Report.State


def save_view(
    *, owner, name: str, key: uuid.UUID, now: dt.datetime, page: str, shared: bool = False, **narrowed
) -> SavedView:
    """The same key again is the same view. `narrowed`: unit, requirement, show."""
    said = {"owner": owner, "name": name.strip(), "made_at": now, "shared": shared, "page": page, **narrowed}
    try:
        with transaction.atomic():
            return SavedView.objects.get_or_create(key=key, defaults=said)[0]
    except IntegrityError as error:
        raise _taken(name) from error


def change_view(*, view: SavedView, name: str, shared: bool = False) -> SavedView:
    """Once it is private again, what colleagues had sent of it stops."""
    view.name, view.shared = name.strip(), shared
    try:
        with transaction.atomic():
            view.save(update_fields=["name", "shared"])
            if not shared:
                view.reports.exclude(owner=view.owner_id).update(state=State.STOPPED)
    except IntegrityError as error:
        raise _taken(name) from error
    return view


def _taken(name: str) -> Refused:
    told = _("You have a view called “%(name)s” already. Choose another name.") % {"name": name.strip()}
    return Refused(told, field="name")


@transaction.atomic
def remove_view(*, view: SavedView, now: dt.datetime) -> None:
    """Its reports stop with it. What was sent stays on record."""
    SavedView.objects.filter(pk=view.pk, removed_at__isnull=True).update(removed_at=now)
    view.reports.update(state=State.STOPPED)


@transaction.atomic
def order_report(
    *, view: SavedView, owner, every: str, day: int, readers: Iterable[Person], key: uuid.UUID, now: dt.datetime
) -> Report:
    """From today on. The same key again is the same report."""
    said = {"view": view, "owner": owner, "every": every, "day": day, "starts_on": timezone.localdate(now)}
    report, made = Report.objects.get_or_create(key=key, defaults={**said, "made_at": now})
    if made:
        ReportReader.objects.bulk_create([ReportReader(report=report, person=person) for person in readers])
    return report


def pause_report(*, report: Report) -> None:
    Report.objects.filter(pk=report.pk, state=State.RUNNING).update(state=State.PAUSED)


def resume_report(*, report: Report, now: dt.datetime) -> None:
    """From today on: what fell into the pause is not sent."""
    today = timezone.localdate(now)
    Report.objects.filter(pk=report.pk, state=State.PAUSED).update(state=State.RUNNING, starts_on=today)


def stop_report(*, report: Report) -> None:
    """For good."""
    Report.objects.filter(pk=report.pk).update(state=State.STOPPED)


def remove_reader(*, reader: ReportReader, actor, now: dt.datetime) -> None:
    """Pressed again it is the same; who stopped it themselves stays told so."""
    ReportReader.objects.filter(pk=reader.pk, ended_at__isnull=True).update(ended_at=now, ended_by=actor)


@transaction.atomic
def take_over(*, view: SavedView, actor, now: dt.datetime) -> SavedView:
    """What belonged to who may not see the list any more becomes the actor's; what a colleague owns stays theirs.

    Reports go on from today: what fell into the time without an owner is not sent.
    """
    view = SavedView.objects.select_for_update().get(pk=view.pk)
    today = timezone.localdate(now)
    stay = district_seers(today).values("pk")
    if view.owner_id not in stay.values_list("pk", flat=True):
        taken = set(SavedView.objects.kept().filter(owner=actor).values_list("name", flat=True))
        view.name, view.owner = _free_name(view.name, taken), actor
        view.save(update_fields=["name", "owner"])
    left = view.reports.exclude(state=State.STOPPED).exclude(owner__in=stay)
    left.update(owner=actor, starts_on=today)
    return view


def _free_name(name: str, taken: Collection[str]) -> str:
    """Numbered when the new owner has a view of that name."""
    numbered = (f"{name[:75]} {n}" for n in count(2))
    return next(each for each in chain([name], numbered) if each not in taken)
