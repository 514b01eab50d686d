"""A clock that tests set, and a district's rules to play with."""

import datetime as dt

import pytest
from django.utils import timezone

from tests.compliance.factories import TermsFactory, hired
from tests.compliance.office import Office


class Clock:
    """`clock.on("2026-09-01")`: from here on it is nine in the morning of that day."""

    def __init__(self):
        self.now = dt.datetime(2026, 8, 3, 13, 0, tzinfo=dt.UTC)

    def on(self, day) -> dt.datetime:
        day = dt.date.fromisoformat(day) if isinstance(day, str) else day
        self.now = dt.datetime(day.year, day.month, day.day, 13, 0, tzinfo=dt.UTC)
        return self.now

    def forward(self, days: int) -> dt.datetime:
        self.now += dt.timedelta(days=days)
        return self.now

    @property
    def today(self) -> dt.date:
        return timezone.localdate(self.now)


@pytest.fixture
def clock(monkeypatch):
    """All that asks for the time is told this one."""
    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    return clock


@pytest.fixture
def office(clock, db):
    return Office(clock)


@pytest.fixture
def phone(db):
    """What is asked of a requirement: one that everybody in an office knows."""
    return TermsFactory(requirement__name="Phone etiquette", requirement__slug="phone")


@pytest.fixture
def newcomer(cedar, front_office, bruno):
    """Hired on August 3, 2026, the day of the clock."""
    return hired(cedar, front_office, bruno, "100201", "Nia", "Ward", dt.date(2026, 8, 3))
