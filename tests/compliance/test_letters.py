"""The ledger and the letters: once for each occasion, at most one a day, in their hours, to nobody who is not late."""

import datetime as dt

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from compliance.actions import extend, hold, remind, send_letter, supervisors, waive
from compliance.actions.adjust import ask_extension, refuse_extension
from compliance.models import Letter, Reminder, ReminderPolicy, ReminderTemplate, TurnedOff
from outbox.actions import drain
from people.models import DutyCalendar, Holiday
from tests.compliance.factories import AssignmentFactory, TermsFactory
from tests.factories import JobFactory, PersonFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def phone(db):
    return TermsFactory(requirement__name="Phone etiquette")


@pytest.fixture
def only(db):
    """`only("due_soon", 7)`: the one letter that is switched on."""
    ReminderTemplate.objects.update(on=False)

    def switched_on(occasion, days=0, **more):
        made, _new = ReminderTemplate.objects.update_or_create(
            occasion=occasion,
            days=days,
            defaults={
                "on": True,
                "starts_on": dt.date(2026, 1, 1),
                "subject": "{requirement}, {due}",
                "text": "Hello {name}: {link}",
                "again": 0,
                "times": 1,
                **more,
            },
        )
        return made

    return switched_on


def row_of(person, terms, clock, due_in, **facts):
    due = clock.today + due_in * DAY
    return AssignmentFactory(
        person=person, terms=terms, unit=person.jobs.first().unit, assigned_on=clock.today - 90 * DAY,
        first_due_on=due, due_on=due, **facts,
    )  # fmt: skip


def run(clock):
    remind.find_owed(now=clock.now)
    return remind.write_letters(now=clock.now)


def ledger():
    return [
        (row.person.first_name, row.state, row.why) for row in Reminder.objects.order_by("pk").select_related("person")
    ]


def test_a_letter_goes_out_and_says_what_is_due(ana, phone, clock, only):
    only("due_soon", 7)
    row_of(ana, phone, clock, 7)
    run(clock)
    drain(strict=True, clock=lambda: clock.now)
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == (["ana@alder.example"], "Phone etiquette, Monday, August 10, 2026")
    html, kind = letter.alternatives[0]
    assert (kind, "Hello Ana" in letter.body, "Hello Ana" in html, "/compliance/mine/" in html) == (
        "text/html",
        True,
        True,
        True,
    )


def test_running_twice_sends_one_letter(ana, phone, clock, only):
    only("due_soon", 7)
    row_of(ana, phone, clock, 7)
    run(clock), run(clock)
    drain(strict=True, clock=lambda: clock.now)
    clock.forward(1)
    run(clock)
    drain(strict=True, clock=lambda: clock.now)
    assert (len(mail.outbox), ledger()) == (1, [("Ana", "sent", "")])


def test_all_that_is_owed_on_a_day_stands_in_one_letter(ana, clock, only):
    only("due_soon", 7), only("overdue", 1)
    row_of(ana, TermsFactory(requirement__name="Soon"), clock, 7)
    row_of(ana, TermsFactory(requirement__name="Late"), clock, -1)
    assert run(clock) == 1
    letter = Letter.objects.get()
    assert (letter.subject, letter.reminders.count()) == ("2 reminders: Late, Sunday, August 2, 2026", 2)


def test_the_next_one_of_the_day_waits_for_tomorrow(ana, clock, only):
    only("due_soon", 7)
    row_of(ana, TermsFactory(), clock, 7)
    run(clock)
    row_of(ana, TermsFactory(), clock, 7)
    assert (run(clock), ledger()[1]) == (0, ("Ana", "held", "daily"))
    clock.forward(1)
    assert run(clock) == 1


def test_the_cap_holds_what_is_too_much_for_a_week(ana, clock, only):
    ReminderPolicy.objects.create(pk=1, cap=1)
    only("due_soon", 7)
    row_of(ana, TermsFactory(), clock, 7)
    run(clock)
    clock.forward(1)
    row_of(ana, TermsFactory(), clock, 7)
    assert (run(clock), ledger()[1]) == (0, ("Ana", "held", "cap"))
    assert Reminder.objects.latest("pk").until >= clock.now + 6 * DAY


@pytest.mark.parametrize("paid", [True, False])
def test_who_learns_in_paid_time_is_written_to_in_paid_hours(paid, ana, phone, clock, only):
    ana.jobs.update(
        duty_calendar=DutyCalendar.objects.create(name="Mornings", ends_at=dt.time(11), paid_time_only=paid)
    )
    only("due_soon", 7)
    row_of(ana, phone, clock, 7)
    clock.now = timezone.make_aware(dt.datetime(2026, 8, 3, 13))
    written = run(clock)
    assert (written, ledger()) == ((0, [("Ana", "held", "quiet")]) if paid else (1, [("Ana", "sent", "")]))
    clock.now = timezone.make_aware(dt.datetime(2026, 8, 4, 7))
    assert (run(clock), Letter.objects.count()) == (int(paid), 1)


def test_no_letter_on_a_holiday(ana, phone, clock, only):
    Holiday.objects.create(name="Founders", starts_on=clock.today, ends_on=clock.today)
    only("due_soon", 7)
    row_of(ana, phone, clock, 7)
    assert (run(clock), ledger()) == (0, [("Ana", "held", "quiet")])


def test_what_was_done_while_it_waited_is_not_sent(ana, phone, clock, only):
    only("due_soon", 7)
    row = row_of(ana, phone, clock, 7)
    remind.find_owed(now=clock.now)
    row.completed_on = clock.today
    row.save()
    assert (remind.write_letters(now=clock.now), ledger()) == (0, [("Ana", "skipped", "passed")])


@pytest.mark.parametrize("what", ["awaiting", "hold", "waiver", "closed", "more time"])
def test_nobody_is_reminded_as_late_who_is_not(what, ana, helen, phone, clock, only, office):
    only("overdue", 1)
    asked = office.asks({"cadence": "once", "due": {"days": 5, "after": "assignment"}})
    row = office.row(ana, asked)
    words = {"assignment": row, "reason": "Two were out.", "approver": helen, "now": clock.now}
    if what == "hold":
        hold(**words)
    elif what == "waiver":
        waive(**words)
    elif what == "more time":
        extend(until=row.due_on + 30 * DAY, **words)
    else:
        facts = {
            "awaiting": {"awaiting_since": clock.today},
            "closed": {"closed_on": clock.today, "closed_reason": "left"},
        }
        type(row).objects.filter(pk=row.pk).update(**facts[what])
    clock.forward(7)
    run(clock)
    assert ledger() == [("Bruno", "sent", "")]  # of whom the same is asked, and who is late


def test_who_has_no_address_is_noted_and_shown_elsewhere(walt, phone, clock, only):
    only("overdue", 1)
    row_of(walt, phone, clock, -1)
    assert (run(clock), ledger()) == (0, [("Walt", "skipped", "no_email")])


def test_who_left_gets_no_letter(ana, phone, clock, only):
    only("due_soon", 7)
    row_of(ana, phone, clock, 7)
    ana.left_on = clock.today - DAY
    ana.save()
    assert (run(clock), ledger()) == (0, [("Ana", "skipped", "gone")])


@pytest.mark.parametrize(("optional", "state"), [(True, "skipped"), (False, "sent")])
def test_only_an_optional_letter_can_be_turned_off(optional, state, ana, phone, clock, only):
    template = only("due_soon", 7, optional=optional)
    TurnedOff.objects.create(person=ana, template=template, at=clock.now)
    row_of(ana, phone, clock, 7)
    run(clock)
    assert Reminder.objects.get().state == state


def test_a_required_letter_says_why_it_comes(ana, phone, clock, only):
    only("due_soon", 7)
    row_of(ana, phone, clock, 7)
    run(clock)
    assert "is asked of everyone in your job: Families notice" in Letter.objects.get().text


def test_a_late_template_reaches_who_was_assigned_before(ana, phone, clock, only):
    row_of(ana, phone, clock, 7)
    run(clock)
    clock.forward(2)
    only("due_soon", 5, starts_on=clock.today)
    assert run(clock) == 1


def test_an_answer_to_a_request_is_told_with_its_words(ana, bruno, phone, clock, only):
    only("answered", text="{answer}")
    row = row_of(ana, phone, clock, 20)
    asked = ask_extension(
        assignment=row,
        until=row.due_on + DAY,
        reason="Busy.",
        asked_by=ana,
        key="3d1c5a1e-0000-4000-8000-000000000001",
        now=clock.now,
    )
    refuse_extension(request=asked, approver=bruno, answer="The office is quiet then.", now=clock.now)
    run(clock)
    assert "not granted. The office is quiet then" in Letter.objects.get().text


@pytest.mark.parametrize("count", [1, 3])
def test_the_queries_are_the_same_for_one_and_for_three(
    count, ana, cedar, front_office, phone, clock, only, django_assert_num_queries
):
    only("due_soon", 7), only("overdue", 1)
    people = [ana, *(PersonFactory() for _n in range(count - 1))]
    for person in people[1:]:
        JobFactory(person=person, unit=cedar, family=front_office)
    for person in people:
        row_of(person, phone, clock, 7)
    with django_assert_num_queries(5):
        remind.find_owed(now=clock.now)
    with django_assert_num_queries(14):
        remind.write_letters(now=clock.now)


# --- sending --------------------------------------------------------------------------------------------------------
@pytest.fixture
def letter(ana, phone, clock, only):
    only("due_soon", 7)
    row_of(ana, phone, clock, 7)
    run(clock)
    return Letter.objects.get()


def test_a_worker_that_died_while_sending_sends_no_second_letter(letter, clock):
    Letter.objects.update(taken_at=clock.now)
    assert send_letter.send_letter(letter_id=letter.pk, now=clock.now) is False
    assert mail.outbox == []


def test_a_server_that_refuses_gives_the_letter_back(letter, clock, monkeypatch):
    def refuse(self):
        raise OSError("no route")

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
    with pytest.raises(OSError, match="no route"):
        send_letter.send_letter(letter_id=letter.pk, now=clock.now)
    monkeypatch.undo()
    letter.refresh_from_db()
    assert (letter.taken_at, letter.error) == (None, "OSError: no route")
    assert send_letter.send_letter(letter_id=letter.pk, now=clock.now) is True


def test_sending_anew_is_a_letter_of_its_own_once(letter, helen, clock):
    send_letter.send_letter(letter_id=letter.pk, now=clock.now)
    first = send_letter.send_again(letter=letter, actor=helen, now=clock.now)
    assert send_letter.send_again(letter=letter, actor=helen, now=clock.now) == first
    drain(strict=True, clock=lambda: clock.now)
    assert len(mail.outbox) == 2


def test_the_ledger_and_the_letters_stay_as_written(letter):
    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.update(state="held", letter=None, settled_at=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.update(text="Other words.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.all().delete()


# --- supervisors ----------------------------------------------------------------------------------------------------
def test_a_supervisor_hears_once_a_week_of_their_own_people(ana, bruno, dario, walt, phone, clock, only):
    only("supervisor", text="{late} {soon}\n{people}")
    walt.jobs.update(supervisor=bruno)
    for person in (ana, walt, dario):
        row_of(person, phone, clock, -1)
    assert [supervisors.tell_supervisors(now=clock.now) for _n in range(2)] == [1, 0]
    letter = Letter.objects.get()
    lines = [
        "2 0",
        "- Ana Delgado: late: Phone etiquette",
        "- Walt Jensen: late: Phone etiquette; no e-mail address, please tell them",
    ]
    assert (letter.person, [line for line in lines if line in letter.text], "Dario" in letter.text) == (
        bruno,
        lines,
        False,
    )
    clock.forward(7)
    assert supervisors.tell_supervisors(now=clock.now) == 1


def test_a_supervisor_is_not_written_to_when_nobody_is_late(ana, bruno, phone, clock, only):
    only("supervisor")
    row_of(ana, phone, clock, -1, awaiting_since=clock.today)
    assert supervisors.tell_supervisors(now=clock.now) == 0


def test_a_supervisor_off_duty_hears_later(ana, bruno, phone, clock, only):
    only("supervisor")
    row_of(ana, phone, clock, -1)
    clock.now = timezone.make_aware(dt.datetime(2026, 8, 3, 22))
    assert supervisors.tell_supervisors(now=clock.now) == 0
    clock.now = timezone.make_aware(dt.datetime(2026, 8, 4, 8))
    assert supervisors.tell_supervisors(now=clock.now) == 1


def test_the_supervisors_page_names_whom_no_letter_reaches(ana, bruno, walt, phone, clock, as_person):
    walt.jobs.update(supervisor=bruno)
    row_of(ana, phone, clock, -1), row_of(walt, phone, clock, -1)
    told = as_person(bruno).get("/compliance/my-people/").context["to_tell"]
    assert told == ["Walt Jensen: late: Phone etiquette; no e-mail address, please tell them"]


# --- a letter that is added late --------------------------------------------------------------------------------------
def test_a_letter_added_late_reaches_who_is_late_already_once(clock, ana, bruno, dario, phone, only):
    clock.on("2026-08-03")
    row_of(ana, phone, clock, -40), row_of(bruno, phone, clock, -2), row_of(dario, phone, clock, 20)
    only("overdue", 1, again=7, times=4, starts_on=clock.today)
    for _day in range(5):
        run(clock)
        clock.forward(1)
    found = Reminder.objects.order_by("person").values_list("person", flat=True)
    assert list(found) == sorted([ana.pk, bruno.pk])


def test_a_letter_switched_on_again_is_not_sent_twice_for_one_occasion(clock, ana, phone, only):
    clock.on("2026-08-03")
    row_of(ana, phone, clock, -1)
    only("overdue", 1)
    run(clock)
    clock.on("2026-08-13")
    only("overdue", 1, starts_on=clock.today)
    run(clock)
    assert Reminder.objects.count() == 1
