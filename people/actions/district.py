"""Changing the district's profile, holidays and duty calendars. Each change leaves a line of history."""

from django.db import IntegrityError, transaction

from people.district import district, forget
from people.models import DistrictChange, DistrictProfile, DutyCalendar, Holiday, Person

About = DistrictChange.About


class Twice(ValueError):
    """This is on record already."""


def note_change(*, about: str, what: str, old: object, new: object, actor: Person | None) -> None:
    """One line of history; nothing when nothing changed."""
    if str(old) != str(new):
        DistrictChange.objects.create(about=about, what=what, old=str(old)[:300], new=str(new)[:300], changed_by=actor)


def change_profile(*, actor: Person | None, **fields) -> DistrictProfile:
    """Say what the district is called, who signs, which zone. From here on the installer's settings are passed over."""
    with transaction.atomic():
        before = district()
        profile, _made = DistrictProfile.objects.select_for_update().get_or_create(pk=1, defaults=vars(before))
        for name, value in fields.items():
            label = str(getattr(profile._meta.get_field(name), "verbose_name", name))
            note_change(about=About.PROFILE, what=label, old=getattr(profile, name), new=value, actor=actor)
            setattr(profile, name, value)
        profile.save()
        transaction.on_commit(forget)
    forget()
    return profile


@transaction.atomic
def add_holiday(*, actor: Person | None, **fields) -> Holiday:
    """Raises Twice for one of that name on that first day."""
    holiday, made = Holiday.objects.get_or_create(
        name=fields["name"], starts_on=fields["starts_on"], defaults={"ends_on": fields["ends_on"]}
    )
    if not made:
        raise Twice
    note_change(about=About.HOLIDAY, what=holiday.name, old="", new=_days(holiday), actor=actor)
    return holiday


@transaction.atomic
def remove_holiday(*, holiday: Holiday, actor: Person | None) -> None:
    gone, _rows = Holiday.objects.filter(pk=holiday.pk).delete()
    if gone:
        note_change(about=About.HOLIDAY, what=holiday.name, old=_days(holiday), new="", actor=actor)


def save_calendar(*, calendar: DutyCalendar, actor: Person | None) -> DutyCalendar:
    """A new duty calendar or a changed one. Raises Twice when another one has the name."""
    try:
        with transaction.atomic():
            old = DutyCalendar.objects.select_for_update().filter(pk=calendar.pk).first() if calendar.pk else None
            calendar.save()
            before = _hours(old) if old else ""
            note_change(about=About.CALENDAR, what=calendar.name, old=before, new=_hours(calendar), actor=actor)
    except IntegrityError:
        raise Twice from None
    return calendar


def _days(holiday: Holiday) -> str:
    if holiday.starts_on == holiday.ends_on:
        return holiday.starts_on.isoformat()
    return f"{holiday.starts_on.isoformat()} to {holiday.ends_on.isoformat()}"


def _hours(calendar: DutyCalendar) -> str:
    paid = ", paid time only" if calendar.paid_time_only else ""
    hours = f"{calendar.starts_at:%H:%M}-{calendar.ends_at:%H:%M}"
    return f"{calendar.name}: {hours}, days {calendar.weekdays}, {calendar.minutes_a_day} minutes{paid}"
