"""The district on one page: what is saved there is what pages, letters, certificates and dates go by."""

import datetime as dt

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils import timezone

from outbox.actions import drain, promise
from outbox.registry import handles
from people.actions import add_holiday, change_profile, remove_holiday
from people.calendars import hours_of, paid_time_only
from people.district import district, holidays
from people.models import DistrictChange, DistrictProfile, DutyCalendar, Holiday

PROFILE = {
    "name": "Birch County Schools",
    "help": "Call 4411",
    "signer": "Ada Finch, HR",
    "zone": "America/Denver",
    "pay_starts_on": "2026-07-06",
    "pay_days": 14,
}


def test_before_anyone_changed_it_the_settings_stand(db):
    cache.clear()
    assert (district().name, district().zone) == (settings.DISTRICT_NAME, settings.TIME_ZONE)


def test_a_saved_profile_stands_on_every_page(as_person, helen):
    client = as_person(helen)
    client.post("/district/", PROFILE)
    page = client.get("/my/").content.decode()
    assert "Birch County Schools" in page
    assert "Call 4411" in page


def test_the_next_certificate_says_the_new_name_and_signer(helen):
    change_profile(actor=helen, name="Birch County Schools", signer="Ada Finch, HR")
    assert (district().name, district().signer) == ("Birch County Schools", "Ada Finch, HR")


def test_a_page_asks_the_database_for_the_profile_once_a_minute(db, client, django_assert_num_queries):
    cache.clear()
    with django_assert_num_queries(1):
        client.get("/accessibility/")
    with django_assert_num_queries(0):
        client.get("/accessibility/")


def test_local_days_follow_the_zone_of_the_profile(as_person, helen):
    late_in_new_york = dt.datetime(2026, 10, 10, 1, 30, tzinfo=dt.UTC)  # 21:30 there, 17:30 in Honolulu
    change_profile(actor=helen, zone="Pacific/Auckland")
    as_person(helen).get("/accessibility/")
    assert timezone.localdate(late_in_new_york) == dt.date(2026, 10, 10)
    change_profile(actor=helen, zone="America/New_York")
    as_person(helen).get("/accessibility/")
    assert timezone.localdate(late_in_new_york) == dt.date(2026, 10, 9)


def test_the_worker_goes_by_the_same_zone(helen, monkeypatch):
    monkeypatch.setattr("outbox.registry._handlers", {})
    seen = []
    handles("test.zone")(lambda payload: seen.append(timezone.get_current_timezone_name()))
    change_profile(actor=helen, zone="America/Denver")
    promise(topic="test.zone", key="test.zone", payload={})
    drain(strict=True)
    assert seen == ["America/Denver"]


@pytest.mark.parametrize(("field", "value"), [("name", ""), ("zone", "Mars/Base"), ("pay_days", "0"), ("signer", "")])
def test_a_bad_profile_gets_a_sentence_and_changes_nothing(as_person, helen, field, value):
    page = as_person(helen).post("/district/", {**PROFILE, field: value})
    assert list(page.context["form"].errors) == [field]
    assert not DistrictProfile.objects.exists()


def test_what_is_wrong_in_the_profile_stands_under_its_own_head(as_person, helen):
    page = as_person(helen).post("/district/", {"name": ""}).content.decode()
    assert "<h2>Please look again at this:</h2>" in page


def test_each_change_leaves_a_line_of_who_from_what_to_what(as_person, helen):
    client = as_person(helen)
    client.post("/district/", PROFILE)
    client.post("/district/", {**PROFILE, "help": "Call 4422"})
    newest = DistrictChange.objects.first()
    assert (newest.what, newest.old, newest.new, newest.changed_by) == ("help line", "Call 4411", "Call 4422", helen)


def test_history_cannot_be_rewritten(helen):
    change_profile(actor=helen, name="Birch County Schools")
    with pytest.raises(IntegrityError), transaction.atomic():
        DistrictChange.objects.update(new="Other")


def test_a_holiday_of_several_days_is_each_of_its_days(helen):
    add_holiday(name="Fall break", starts_on=dt.date(2026, 10, 9), ends_on=dt.date(2026, 10, 12), actor=helen)
    assert holidays(dt.date(2026, 10, 11), dt.date(2026, 12, 31)) == {dt.date(2026, 10, 11), dt.date(2026, 10, 12)}


def test_a_holiday_is_taken_out_and_the_history_knows(helen):
    day = dt.date(2026, 10, 12)
    remove_holiday(holiday=add_holiday(name="Day", starts_on=day, ends_on=day, actor=helen), actor=helen)
    assert not Holiday.objects.exists()
    assert [(each.old, each.new) for each in DistrictChange.objects.all()] == [("2026-10-12", ""), ("", "2026-10-12")]


def test_one_holiday_is_not_entered_twice(as_person, helen):
    client = as_person(helen)
    for _click in range(2):
        page = client.post("/district/holidays/", {"name": "Fall break", "starts_on": "2026-10-09", "ends_on": ""})
    assert page.context["holiday_form"].errors == {"name": ["This holiday is on record already."]}
    assert Holiday.objects.get().ends_on == dt.date(2026, 10, 9)


def test_a_duty_calendar_is_made_and_is_what_a_person_works_by(as_person, helen, walt, today):
    form = {
        "name": "Drivers", "starts_at": "05:30", "ends_at": "09:00", "weekdays": ["1", "3"], "minutes_a_day": 210,
        "paid_time_only": "on",
    }  # fmt: skip
    as_person(helen).post("/district/calendars/", form)
    walt.jobs.update(duty_calendar=DutyCalendar.objects.get())
    hours = hours_of(walt, today)
    assert (hours.starts_at, hours.weekdays) == (dt.time(5, 30), {1, 3})
    assert paid_time_only(walt, today)
    assert not paid_time_only(helen, today)


def test_a_duty_calendar_needs_a_day_and_its_own_name(as_person, helen):
    DutyCalendar.objects.create(name="Drivers")
    form = {"name": "Drivers", "starts_at": "05:30", "ends_at": "09:00", "minutes_a_day": 210}
    page = as_person(helen).post("/district/calendars/", form)
    assert set(page.context["form"].errors) == {"name", "weekdays"}


def test_a_word_is_set(as_person, helen):
    client = as_person(helen)
    client.post("/district/words/", {"key": "families", "text": "households"})
    assert "households" in client.get("/district/").content.decode()
    assert DistrictChange.objects.get().what == "{families}"
