"""The form that plans a session: one press is one session, and its times are times that a clock shows."""

import datetime as dt
import uuid
import zoneinfo

import pytest

from courses.models import Session, SessionActivity
from courses.session_rules import on_the_clock

pytestmark = pytest.mark.django_db
PLAN = "/courses/sessions/plan/"
SKIPPED = "The clocks go forward on this day and skip this time. Choose another one."


@pytest.fixture
def typed(tomas, today):
    def fill(**more):
        return {
            "key": str(uuid.uuid4()), "title": "Radio practice", "place": "Depot", "capacity": "",
            "day": str(today + dt.timedelta(days=3)), "starts": "14:00", "ends": "15:00", "facilitator": tomas.username,
            **more,
        }  # fmt: skip

    return fill


def slugs():
    return list(SessionActivity.objects.order_by("pk").values_list("slug", flat=True))


def test_tomas_plans_a_session_that_stands_alone(as_person, tomas, typed):
    client = as_person(tomas)
    client.post(PLAN, typed()), client.post(PLAN, typed())
    assert slugs() == ["radio-practice", "radio-practice-2"]
    page = client.post(PLAN, typed(ends="13:00", title=""))
    assert set(page.context["form"].errors) == {"ends", "title"}


@pytest.mark.parametrize(("days", "said"), [(3, "People can sign up now."), (-3, "Enter here who was there.")])
def test_a_session_that_is_over_asks_who_was_there(days, said, as_person, tomas, today, typed):
    given = typed(day=str(today + dt.timedelta(days=days)))
    assert said in as_person(tomas).post(PLAN, given, follow=True).content.decode()


def test_pressed_twice_it_is_one_session(as_person, tomas, typed):
    given = typed()
    first, second = (as_person(tomas).post(PLAN, given) for _click in range(2))
    assert (first.url, Session.objects.count(), slugs()) == (second.url, 1, ["radio-practice"])


def test_pressed_twice_it_is_one_session_of_a_course(as_person, tomas, typed):
    radio = SessionActivity.objects.create(slug="radio", title="Radio")
    given = typed(activity=radio.pk, title="")
    for _click in range(2):
        as_person(tomas).post(PLAN, given)
    assert Session.objects.get().activity == radio


@pytest.mark.parametrize("changed", [{"starts": "14:30"}, {"place": "Gym"}, {"title": "Another"}, {"capacity": "5"}])
def test_gone_back_and_changed_it_is_a_second_session(as_person, tomas, typed, changed):
    given = typed()
    for sent in (given, {**given, **changed}, {**given, **changed}):
        as_person(tomas).post(PLAN, sent)
    assert Session.objects.count() == 2


@pytest.mark.parametrize(
    ("starts", "ends", "fields"),
    [
        ("02:30", "03:30", ["starts"]),
        ("01:30", "02:15", ["ends"]),
        ("02:10", "02:50", ["starts", "ends"]),
        ("01:30", "03:30", []),
    ],
)
def test_the_hour_that_the_clocks_skip_is_refused(as_person, tomas, typed, starts, ends, fields):
    response = as_person(tomas).post(PLAN, typed(day="2027-03-14", starts=starts, ends=ends))
    errors = response.context["form"].errors if response.context else {}
    assert errors == {name: [SKIPPED] for name in fields}
    assert Session.objects.count() == (0 if fields else 1)


def test_an_hour_that_comes_twice_is_its_first():
    """And one session is one session then, too."""
    zone = zoneinfo.ZoneInfo("America/Chicago")
    assert on_the_clock(dt.datetime(2026, 11, 1, 1, 30), zone) == dt.datetime(2026, 11, 1, 6, 30, tzinfo=dt.UTC)
    assert on_the_clock(dt.datetime(2027, 3, 14, 2, 30), zone) is None
