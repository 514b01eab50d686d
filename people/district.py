"""What the district is called and which zone its dates are in: from its profile, else from the installer's settings.

Every page asks, so the answer is kept in the shared cache and forgotten when someone changes it.
"""

import datetime as dt
from dataclasses import asdict, dataclass
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError
from django.utils import timezone

from people.models import DistrictProfile, Holiday

KEPT, SECONDS = "people.district", 60


@dataclass(frozen=True)
class District:
    name: str
    help: str
    signer: str
    zone: str
    pay_starts_on: dt.date = dt.date(2026, 1, 5)
    pay_days: int = 14


def district() -> District:
    """One look into the cache; a query when nobody asked for a minute."""
    kept = cache.get(KEPT)
    if kept is None:
        try:
            kept = _on_record()
        except DatabaseError:
            kept = {}  # a page about a database that does not answer still says whose it is
        else:
            remember(kept)
    return District(**(asdict(_installed()) | kept))


def remember(kept: dict) -> None:
    cache.set(KEPT, kept, SECONDS)


def forget() -> None:
    cache.delete(KEPT)


def activate_zone() -> None:
    """From here on in this thread, local dates and times are the district's."""
    timezone.activate(ZoneInfo(district().zone))


def holidays(first: dt.date, last: dt.date) -> frozenset[dt.date]:
    """Every day between these on which the district is closed. One query."""
    days: set[dt.date] = set()
    for starts_on, ends_on in Holiday.objects.within(first, last).values_list("starts_on", "ends_on"):
        day = max(starts_on, first)
        while day <= min(ends_on, last):
            days.add(day)
            day += dt.timedelta(days=1)
    return frozenset(days)


def _installed() -> District:
    return District(settings.DISTRICT_NAME, settings.DISTRICT_HELP, settings.CERTIFICATE_SIGNER, settings.TIME_ZONE)


def _on_record() -> dict:
    names = ("name", "help", "signer", "zone", "pay_starts_on", "pay_days")
    return DistrictProfile.objects.values(*names).first() or {}
