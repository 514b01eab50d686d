"""In-person sessions: places, the waiting list, who was there, and taking it back."""

import datetime as dt

import pytest
from django.utils import timezone

from courses.actions import enroll, open_attempt, start
from courses.actions.sessions import attend, call_off, plan_session, sign_out, sign_up, take_attendance_back
from courses.models import Evidence, Session, SessionActivity, SignUp
from courses.refusals import Refused
from courses.session_rules import code_works, moves_up
from outbox.actions import drain
from outbox.models import OutboxMessage
from people.models import Person
from tests.factories import ActivityVersionFactory, CourseEditionFactory, PersonFactory

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def plan(tomas, mei):
    def make(starts_in=24 * HOUR, capacity=2, activity=None):
        starts_at = timezone.now() + starts_in
        return plan_session(
            activity=activity, title="Radio practice", place="Room 4", starts_at=starts_at, ends_at=starts_at + HOUR,
            capacity=capacity, facilitator=mei, actor=tomas,
        )  # fmt: skip

    return make


def states(session):
    return list(session.sign_ups.order_by("at", "pk").values_list("person__first_name", "state"))


def came(person):
    return Evidence.objects.standing().filter(person=person)


def test_the_third_of_two_places_waits_and_moves_up(plan, ana, bruno, dario):
    session, now = plan(), timezone.now()
    for person in (ana, bruno, dario):
        sign_up(session=session, person=person, now=now)
    assert states(session) == [("Ana", "in"), ("Bruno", "in"), ("Dario", "waiting")]
    sign_out(session=session, person=ana, now=now)
    assert states(session) == [("Ana", "out"), ("Bruno", "in"), ("Dario", "in")]
    assert OutboxMessage.objects.filter(topic="session.place").count() == 1


def test_a_free_place_goes_to_nobody_who_has_left(plan, ana, bruno, dario, mei, today):
    session, now = plan(), timezone.now()
    for n, person in enumerate((ana, bruno, dario, mei)):
        sign_up(session=session, person=person, now=now + n * HOUR / 60)
    Person.objects.filter(pk=dario.pk).update(left_on=today - dt.timedelta(days=1))
    sign_out(session=session, person=ana, now=now)
    assert states(session) == [("Ana", "out"), ("Bruno", "in"), ("Dario", "waiting"), ("Mei", "in")]


def test_signing_up_twice_is_one_place(plan, ana):
    session = plan()
    sign_up(session=session, person=ana, now=timezone.now())
    sign_up(session=session, person=ana, now=timezone.now())
    assert states(session) == [("Ana", "in")]


def test_who_gave_a_place_back_goes_to_the_end(plan, ana, bruno, dario):
    session, now = plan(capacity=1), timezone.now()
    for n, person in enumerate((ana, bruno, dario)):
        sign_up(session=session, person=person, now=now + n * HOUR / 60)
    sign_out(session=session, person=ana, now=now)
    sign_up(session=session, person=ana, now=now + HOUR)
    assert states(session) == [("Bruno", "in"), ("Dario", "waiting"), ("Ana", "waiting")]


@pytest.mark.parametrize(("minutes", "works"), [(-16, False), (-15, True), (60, True), (120, True), (121, False)])
def test_the_code_works_around_the_session_alone(minutes, works):
    start_at = dt.datetime(2026, 10, 5, 14, tzinfo=dt.UTC)
    assert code_works(start_at + dt.timedelta(minutes=minutes), start_at, start_at + HOUR) is works


def test_nobody_moves_up_past_the_places():
    assert list(moves_up(3, 2, [7, 8, 9])) == [7]
    assert list(moves_up(None, 2, [7, 8])) == [7, 8]


def test_being_there_is_evidence_and_finishes_the_round_that_asks_for_it(plan, ana, tomas):
    activity = SessionActivity.objects.create(slug="radio", title="Radio")
    version = ActivityVersionFactory(activity=activity, definition={"kind": "session", "title": "Radio"})
    edition = CourseEditionFactory(items=[version])
    round_ = start(enrollment=enroll(person=ana, course=edition.course, actor=None, source="hr"), now=timezone.now())
    session = plan(starts_in=-HOUR / 6, activity=activity)
    attend(session=session, person=ana, actor=tomas, now=timezone.now())
    round_.refresh_from_db()
    assert (came(ana).filter(kind="attended").count(), round_.completed_at is not None) == (1, True)


def test_a_list_taken_days_later_says_the_day_of_the_session(plan, ana, tomas):
    session = plan(starts_in=-72 * HOUR)
    row = attend(session=session, person=ana, actor=tomas, now=timezone.now())
    assert row.occurred_at == session.ends_at


def test_a_session_to_come_was_attended_by_nobody(plan, ana, tomas):
    with pytest.raises(Refused, match="not begun"):
        attend(session=plan(), person=ana, actor=tomas, now=timezone.now())


def test_an_attendance_is_taken_back_and_given_again(plan, ana, tomas):
    session, now = plan(starts_in=-HOUR), timezone.now()
    first = attend(session=session, person=ana, actor=tomas, now=now)
    assert attend(session=session, person=ana, actor=tomas, now=now) == first
    take_attendance_back(session=session, evidence_id=first.pk, actor=tomas, reason="Wrong name ticked.")
    assert not came(ana).exists()
    attend(session=session, person=ana, actor=tomas, now=now)
    assert (came(ana).count(), Evidence.objects.count()) == (1, 3)


def test_a_session_called_off_says_why_and_takes_nobody(plan, ana, tomas):
    session = plan()
    call_off(session=session, reason="Snow day.", now=timezone.now())
    call_off(session=session, reason="Other.", now=timezone.now())
    session.refresh_from_db()
    assert session.cancelled_reason == "Snow day."
    with pytest.raises(Refused, match="called off"):
        sign_up(session=session, person=ana, now=timezone.now())
    with pytest.raises(Refused, match="called off"):
        attend(session=session, person=ana, actor=tomas, now=timezone.now())


def test_a_session_that_somebody_attended_is_not_called_off(plan, ana, tomas):
    """Else the record would say that Ana was at a session that did not take place."""
    session, now = plan(starts_in=-HOUR / 6), timezone.now()
    evidence = attend(session=session, person=ana, actor=tomas, now=now)
    with pytest.raises(Refused, match="Take that back first"):
        call_off(session=session, reason="Snow day.", now=now)
    take_attendance_back(session=session, evidence_id=evidence.pk, actor=tomas, reason="Wrong list.")
    assert call_off(session=session, reason="Snow day.", now=now).cancelled_at


def test_ana_signs_up_and_shows_the_code(as_person, plan, ana):
    session = plan()
    client = as_person(ana)
    client.post(f"/courses/sessions/{session.key}/join/")
    assert states(session) == [("Ana", "in")]
    Session.objects.update(starts_at=timezone.now() - HOUR / 6)
    client.post(f"/courses/sessions/{session.key}/code/", {"code": "000000"})
    assert not came(ana).exists()
    client.post(f"/courses/sessions/{session.key}/code/", {"code": f" {session.code} "})
    assert came(ana).get().actor == ana


def test_the_kiosk_takes_number_and_code_and_keeps_nothing(client, plan, walt):
    session = plan(starts_in=-HOUR / 6)
    page = client.post(f"/courses/kiosk/{session.kiosk}/", {"number": "100110", "code": session.code})
    text = page.content.decode()
    assert came(walt).get().kind == "attended"
    assert "You are on the list, Walt" in text
    assert ("data-kiosk" in text, "100110" in text, "draft.js" in text) == (True, False, False)
    assert page["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


@pytest.mark.parametrize(("number", "code"), [("999999", None), ("100110", "000000"), ("", ""), ("1\x00", "1")])
def test_the_kiosk_refuses_with_a_sentence(client, plan, walt, number, code):
    session = plan(starts_in=-HOUR / 6)
    given = {"number": number, "code": session.code if code is None else code}
    page = client.post(f"/courses/kiosk/{session.kiosk}/", given)
    assert page.status_code == 200
    assert page.context["form"].errors
    assert not Evidence.objects.exists()


def test_codes_are_not_guessed_at_the_kiosk(client, plan, walt):
    session = plan(starts_in=-HOUR / 6)
    for _try in range(7):
        client.post(f"/courses/kiosk/{session.kiosk}/", {"number": "100110", "code": "000000"})
    page = client.post(f"/courses/kiosk/{session.kiosk}/", {"number": "100110", "code": session.code})
    assert page.context["form"].non_field_errors() == [
        "There were too many tries. Wait a quarter of an hour, or ask the facilitator."
    ]


def test_the_facilitator_takes_the_list(as_person, plan, mei, ana, walt, dario):
    session = plan(starts_in=-HOUR / 6)
    SignUp.objects.create(session=session, person=ana, state="in", at=timezone.now())
    as_person(mei).post(
        f"/courses/sessions/{session.key}/list/", {"person": [ana.pk, dario.pk, "x"], "number": "100110"}
    )
    assert {row.person for row in Evidence.objects.all()} == {ana, walt}  # Dario was never signed up


def test_a_list_of_nobody_says_what_to_do(as_person, plan, mei):
    session = plan(starts_in=-HOUR / 6)
    page = as_person(mei).post(f"/courses/sessions/{session.key}/list/", {"number": " "}, follow=True)
    assert [str(each) for each in page.context["messages"]] == ["Tick who is here, or type a number."]


@pytest.mark.parametrize(
    ("state", "told"), [("in", "You have a place"), ("waiting", "You are on the waiting list"), ("", "Not signed up")]
)
def test_the_page_of_a_session_speaks_to_whoever_reads_it(state, told, as_person, plan, ana):
    session = plan()
    if state:
        SignUp.objects.create(session=session, person=ana, state=state, at=timezone.now())
    assert told in as_person(ana).get(f"/courses/sessions/{session.key}/").content.decode()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [("0", "Write 1 or more."), ("3000", "Write 2000 or less."), ("some", "Enter a whole number.")],
)
def test_a_number_of_places_that_cannot_be_is_refused_in_plain_words(given, sentence, as_person, tomas):
    page = as_person(tomas).post("/courses/sessions/plan/", {"capacity": given})
    assert page.context["form"].errors["capacity"] == [sentence]


def test_a_text_that_is_too_long_is_refused_in_plain_words(as_person, tomas):
    page = as_person(tomas).post("/courses/sessions/plan/", {"place": "x" * 130})
    assert page.context["form"].errors["place"] == ["This has 130 letters. Shorten it to 120."]


def test_the_page_of_the_desk_costs_the_same_for_one_and_three(as_person, plan, mei, django_assert_num_queries):
    session = plan(starts_in=-HOUR / 6, capacity=None)
    client = as_person(mei)
    for _n in range(3):
        SignUp.objects.create(session=session, person=PersonFactory(), state="in", at=timezone.now())
        attend(session=session, person=PersonFactory(), actor=mei, now=timezone.now())
        with django_assert_num_queries(6):
            client.get(f"/courses/sessions/{session.key}/desk/")


def test_a_step_in_a_course_shows_its_dates(as_person, plan, ana):
    activity = SessionActivity.objects.create(slug="radio", title="Radio")
    version = ActivityVersionFactory(
        activity=activity, definition={"kind": "session", "title": "Radio", "about_html": "<p>Bring a radio.</p>"}
    )
    edition = CourseEditionFactory(items=[version])
    round_ = start(enrollment=enroll(person=ana, course=edition.course, actor=None, source="hr"), now=timezone.now())
    attempt = open_attempt(enrollment=round_, item=round_.items.get(), key=SessionActivity.objects.get().key)
    session = plan(activity=activity)
    page = as_person(ana).get(activity.play_url(attempt)).content.decode()
    assert f"/courses/sessions/{session.key}/" in page
    assert "Bring a radio." in page


def test_everyone_on_the_lists_is_told_when_it_is_called_off(plan, ana, walt, mailoutbox):
    session = plan()
    for person in (ana, walt):
        sign_up(session=session, person=person, now=timezone.now())
    call_off(session=session, reason="Snow day.", now=timezone.now())
    drain(strict=True)
    assert [(letter.to, "Snow day." in letter.body) for letter in mailoutbox] == [(["ana@alder.example"], True)]
