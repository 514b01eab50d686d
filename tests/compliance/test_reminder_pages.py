"""The pages of letters: helen's ledger and words, a person's own choices, and the calendar that programs read."""

import datetime as dt

import pytest
from icalendar import Calendar

from compliance.actions import letter_choices, remind
from compliance.models import CalendarAddress, Letter, Reminder, ReminderPolicy, ReminderTemplate, TurnedOff
from courses.models import Session, SessionActivity, SignUp
from tests.compliance.factories import AssignmentFactory, TermsFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def row_of(person, terms, clock, due_in=3, **facts):
    due = clock.today + due_in * DAY
    return AssignmentFactory(
        person=person, terms=terms, unit=person.jobs.first().unit, assigned_on=clock.today - 60 * DAY,
        first_due_on=due, due_on=due, **facts,
    )  # fmt: skip


@pytest.fixture
def letters(ana, dario, phone, clock):
    """One to Ana and one to Dario."""
    ReminderTemplate.objects.update(starts_on=dt.date(2026, 1, 1))
    row_of(ana, phone, clock), row_of(dario, phone, clock)
    remind.find_owed(now=clock.now)
    remind.write_letters(now=clock.now)
    return {letter.person: letter for letter in Letter.objects.select_related("person")}


# --- human resources ------------------------------------------------------------------------------------------------
def test_helen_sees_what_went_to_whom(letters, helen, ana, as_person):
    page = as_person(helen).get("/compliance/reminders/?person=100101")
    assert [row.person for row in page.context["page"]] == [ana]
    assert "goes out within a minute" in page.content.decode()


@pytest.mark.parametrize(
    ("query", "n"),
    [("", 2), ("?state=sent", 2), ("?state=held", 0), ("?requirement=phone", 2), ("?requirement=x&state=y&page=z", 2)],
)
def test_the_list_is_narrowed(query, n, letters, helen, as_person):
    assert len(as_person(helen).get(f"/compliance/reminders/{query}").context["page"]) == n


def test_what_waits_says_until_when_and_why(letters, helen, ana, clock, as_person):
    row_of(ana, TermsFactory(), clock)
    remind.find_owed(now=clock.now)
    remind.write_letters(now=clock.now)
    page = as_person(helen).get("/compliance/reminders/?state=held").content.decode()
    assert "waits until August 4, 7:00 am: one letter a day" in page


def test_a_letter_that_nobody_knows_about_is_shown_first(letters, helen, ana, clock, as_person):
    Letter.objects.filter(person=ana).update(taken_at=clock.now)
    page = as_person(helen).get("/compliance/reminders/")
    assert [letter.person for letter in page.context["troubled"]] == [ana]
    assert "it may or may not have gone out" in page.content.decode()


def test_helen_sends_a_letter_anew(letters, helen, ana, as_person):
    as_person(helen).post(f"/compliance/letters/{letters[ana].uuid}/again/")
    assert [each.again_by for each in letters[ana].again.all()] == [helen]


WORDS = {
    "occasion": "due_soon",
    "days": 21,
    "again": 0,
    "times": 1,
    "subject": "{requirement}",
    "text": "Hello {name}",
    "on": "on",
}


def test_new_words_are_shown_for_a_person_and_not_kept(helen, ana, phone, clock, as_person):
    row_of(ana, phone, clock)
    before = ReminderTemplate.objects.count()
    said = {**WORDS, "text": "<b>{name}</b> {due}", "preview_for": "100101", "show": ""}
    shown = as_person(helen).post("/compliance/reminders/templates/new/", said).context["shown"]
    assert (shown["subject"], "&lt;b&gt;Ana&lt;/b&gt; Thursday, August 6, 2026" in shown["html"]) == (
        "Phone etiquette",
        True,
    )
    assert ReminderTemplate.objects.count() == before


def test_new_words_are_kept_from_today_on(helen, clock, as_person):
    as_person(helen).post("/compliance/reminders/templates/new/", WORDS)
    made = ReminderTemplate.objects.get(days=21)
    assert (made.starts_on, made.changed_by) == (clock.today, helen)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("text", "Hello {nmae}", "Nothing is filled in for {nmae}."),
        ("text", "It is {answer}", "Nothing is filled in for {answer}."),
        ("text", "Good until {until}", "Nothing is filled in for {until}."),
        ("subject", "{name", "A brace stands alone."),
        ("text", "", "Please fill this in."),
        ("times", 3, "Say after how many days it comes again"),
        ("days", 999, "Write 180 or less."),
        ("occasion", "never", "Select a valid choice."),
        ("preview_for", "000", "No one with this employee number"),
    ],
)
def test_words_that_cannot_be_are_answered_by_a_sentence(field, value, told, helen, as_person):
    page = as_person(helen).post("/compliance/reminders/templates/new/", {**WORDS, field: value})
    assert (page.status_code, told in str(page.context["form"].errors)) == (200, True)


def test_a_second_letter_of_one_occasion_is_refused(helen, as_person):
    as_person(helen).post("/compliance/reminders/templates/new/", WORDS)
    page = as_person(helen).post("/compliance/reminders/templates/new/", WORDS)
    assert (page.status_code, ReminderTemplate.objects.filter(days=21).count()) == (200, 1)


def test_a_letter_of_what_is_late_cannot_be_optional(helen, as_person):
    page = as_person(helen).post(
        "/compliance/reminders/templates/new/", {**WORDS, "occasion": "overdue", "optional": "on"}
    )
    assert "Nobody can turn this letter off" in str(page.context["form"].errors)


def test_switched_on_again_it_speaks_from_today_on(helen, clock, as_person):
    template = ReminderTemplate.objects.get(occasion="due_soon", days=3)
    ReminderTemplate.objects.filter(pk=template.pk).update(on=False, starts_on=dt.date(2026, 1, 1))
    as_person(helen).post(f"/compliance/reminders/templates/{template.pk}/", {**WORDS, "days": 3})
    template.refresh_from_db()
    assert (template.on, template.starts_on) == (True, clock.today)


def test_the_rule_is_kept(helen, as_person):
    as_person(helen).post("/compliance/reminders/templates/", {"digest": "on", "cap": 2, "supervisor_day": 3})
    assert (remind.policy().cap, ReminderPolicy.objects.count()) == (2, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_the_ledger_costs_the_same_for_one_and_for_three(
    count, helen, ana, clock, as_person, django_assert_num_queries
):
    ReminderTemplate.objects.update(starts_on=dt.date(2026, 1, 1))
    for _n in range(count):
        row_of(ana, TermsFactory(), clock)
    remind.find_owed(now=clock.now)
    remind.write_letters(now=clock.now)
    browser = as_person(helen)
    with django_assert_num_queries(8):
        browser.get("/compliance/reminders/")
    assert Reminder.objects.count() == count


# --- one's own ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("who", "status"), [("ana", 200), ("helen", 200), ("dario", 404), ("bruno", 404), ("paul", 404)]
)
def test_a_letter_is_there_for_whom_it_was_written_to(who, status, letters, ana, request, as_person):
    answer = as_person(request.getfixturevalue(who)).get(f"/compliance/letters/{letters[ana].uuid}/")
    assert answer.status_code == status


def test_my_letters_are_mine(letters, ana, as_person):
    assert list(as_person(ana).get("/compliance/letters/").context["letters"]) == [letters[ana]]


def test_an_optional_letter_is_turned_off_and_on(ana, as_person):
    optional = ReminderTemplate.objects.get(optional=True)
    as_person(ana).post("/compliance/letters/", {"wanted": ["nonsense"]})
    assert TurnedOff.objects.filter(person=ana, template=optional).count() == 1
    as_person(ana).post("/compliance/letters/", {"wanted": [optional.pk]})
    assert TurnedOff.objects.count() == 0


@pytest.mark.parametrize(
    ("occasion", "days", "name"),
    [
        ("due_soon", 14, "Due soon, 14 days before"),
        ("expiring", 1, "Expires soon, 1 day before"),
        ("overdue", 1, "Overdue, 1 day after"),
        ("returned", 3, "A reply came back, 3 days after"),
        ("assigned", 0, "Assigned"),
    ],
)
def test_a_letter_is_named_by_its_day(occasion, days, name):
    assert str(ReminderTemplate(occasion=occasion, days=days)) == name


@pytest.mark.parametrize(("again", "name"), [(7, "Overdue, every 7 days"), (1, "Overdue, every day")])
def test_a_letter_that_comes_again_says_how_often(again, name):
    assert str(ReminderTemplate(occasion="overdue", days=1, again=again, times=4)) == name


def session_of(facilitator, **facts):
    activity, _made = SessionActivity.objects.get_or_create(title="Phones together")
    return Session.objects.create(activity=activity, facilitator=facilitator, **{"place": "Room 1", **facts})


# --- the calendar ---------------------------------------------------------------------------------------------------
def feed(client, person, clock):
    address = letter_choices.new_address(person=person, now=clock.now)
    answer = client.get(f"/compliance/calendar/{address.secret}.ics")
    return Calendar.from_ical(answer.content).walk("VEVENT")


def test_a_due_date_is_one_whole_day(ana, dario, phone, clock, client):
    row_of(ana, phone, clock, due_in=5), row_of(dario, TermsFactory(), clock)
    [event] = feed(client, ana, clock)
    due = clock.today + 5 * DAY
    assert (str(event["summary"]), event.decoded("dtstart"), event.decoded("dtend")) == (
        "Due: Phone etiquette",
        due,
        due + DAY,
    )
    assert (event["dtstart"].params.get("VALUE"), str(event["transp"])) == ("DATE", "TRANSPARENT")


@pytest.mark.parametrize(
    "facts",
    [
        {"completed_on": dt.date(2026, 8, 1)},
        {"awaiting_since": dt.date(2026, 8, 1)},
        {"waived_on": dt.date(2026, 8, 1)},
        {"held_from": dt.date(2026, 8, 1)},
    ],
)
def test_what_asks_nothing_of_me_is_not_in_my_calendar(facts, ana, phone, clock, client):
    row_of(ana, phone, clock, **facts)
    assert feed(client, ana, clock) == []


@pytest.mark.parametrize(("day", "hour"), [("2026-10-31", 13), ("2026-11-02", 14)])
def test_a_session_is_at_its_moment_whatever_the_clocks_do(day, hour, ana, dario, clock, client):
    starts = dt.datetime.fromisoformat(f"{day}T{hour:02}:00:00+00:00")  # nine in New York on both days
    session = session_of(ana, starts_at=starts, ends_at=starts + dt.timedelta(hours=1), place="Room 4")
    SignUp.objects.create(session=session, person=ana, state="in", at=clock.now)
    other = session_of(ana, starts_at=starts, ends_at=starts + dt.timedelta(hours=1))
    SignUp.objects.create(session=other, person=dario, state="in", at=clock.now)
    SignUp.objects.create(session=other, person=ana, state="out", at=clock.now)
    [event] = feed(client, ana, clock)
    assert (event.decoded("dtstart"), str(event["location"]), str(event["status"])) == (starts, "Room 4", "CONFIRMED")


def test_a_session_called_off_says_so(ana, clock, client):
    starts = clock.now + DAY
    session = session_of(
        ana, starts_at=starts, ends_at=starts + dt.timedelta(hours=1), cancelled_at=clock.now, cancelled_reason="Ice"
    )
    SignUp.objects.create(session=session, person=ana, state="in", at=clock.now)
    assert [str(event["status"]) for event in feed(client, ana, clock)] == ["CANCELLED"]


def test_the_same_date_keeps_its_name_in_the_calendar(ana, phone, clock, client):
    row_of(ana, phone, clock)
    assert str(feed(client, ana, clock)[0]["uid"]) == str(feed(client, ana, clock)[0]["uid"])


def test_an_old_address_shows_nothing(ana, clock, client):
    old = letter_choices.new_address(person=ana, now=clock.now).secret
    new = letter_choices.new_address(person=ana, now=clock.now).secret
    got = [client.get(f"/compliance/calendar/{secret}.ics").status_code for secret in (old, new, "guess")]
    letter_choices.end_address(person=ana, now=clock.now)
    assert (got, client.get(f"/compliance/calendar/{new}.ics").status_code) == ([404, 200, 404], 404)


def test_who_left_has_no_calendar(ana, clock, client):
    secret = letter_choices.new_address(person=ana, now=clock.now).secret
    ana.left_on = clock.today - DAY
    ana.save()
    assert client.get(f"/compliance/calendar/{secret}.ics").status_code == 404


def test_an_address_is_made_and_ended_by_its_person(ana, dario, clock, as_person):
    letter_choices.new_address(person=dario, now=clock.now)
    as_person(ana).post("/compliance/calendar/new/")
    as_person(ana).post("/compliance/calendar/end/")
    assert [row.person for row in CalendarAddress.objects.filter(ended_at__isnull=True)] == [dario]
