"""One person is moved by hand: closed and opened spans, days to come, and what follows shown first."""

import datetime as dt

import pytest

from people.actions import CannotMove, MovedSince, end_person, move_person, take_back_move
from people.actions.moves import stamp
from people.moving import Terms, what_follows
from people.permissions import is_supervisor_of
from tests.factories import UnitFactory

DAY = dt.timedelta(days=1)


def terms(job, **new):
    names = ("unit", "family", "title", "level", "supervisor", "duty_calendar")
    return Terms(**{**{name: getattr(job, name) for name in names}, **new})


def moved(person, on, **new):
    job = person.jobs.filter(ends_on__isnull=True).get()
    return move_person(job=job, terms=terms(job, **new), on=on)


def spans(person):
    return [(job.unit.slug, job.starts_on, job.ends_on) for job in person.jobs.order_by("starts_on")]


def refusal(person, on, **new):
    with pytest.raises(CannotMove) as error:
        moved(person, on, **new)
    return error.value.code


def test_a_move_today_closes_the_old_span_and_opens_the_next(ana, alder_high, dario, today):
    began = ana.jobs.get().starts_on
    moved(ana, today, unit=alder_high, supervisor=dario)
    assert spans(ana) == [("cedar-middle", began, today), ("alder-high", today, None)]
    assert is_supervisor_of(dario, ana, today)


def test_a_move_to_come_changes_nothing_until_its_day(ana, bruno, dario, alder_high, today):
    moved(ana, today + 10 * DAY, unit=alder_high, supervisor=dario)
    assert is_supervisor_of(bruno, ana, today + 9 * DAY)
    assert not is_supervisor_of(dario, ana, today + 9 * DAY)
    assert is_supervisor_of(dario, ana, today + 10 * DAY)


def test_a_move_to_come_is_taken_back_whole(ana, alder_high, today):
    before = spans(ana)
    job = moved(ana, today + 10 * DAY, unit=alder_high)
    take_back_move(job=job)
    assert spans(ana) == before


def test_a_move_to_come_is_corrected_in_place_with_the_span_before_it(ana, alder_high, today):
    began = ana.jobs.get().starts_on
    moved(ana, today + 10 * DAY, unit=alder_high)
    moved(ana, today + 20 * DAY, title="Registrar")
    assert spans(ana) == [("cedar-middle", began, today + 20 * DAY), ("alder-high", today + 20 * DAY, None)]


def test_a_second_job_stays_as_it_is(ana, alder_high, depot, transportation, today):
    second = ana.jobs.create(unit=depot, family=transportation, primary=False, starts_on=today - 5 * DAY)
    move_person(job=ana.jobs.get(primary=True), terms=terms(ana.jobs.get(primary=True), unit=alder_high), on=today)
    second.refresh_from_db()
    assert (second.unit, second.ends_on) == (depot, None)


def test_a_span_that_has_counted_is_not_rewritten(ana, alder_high):
    assert refusal(ana, ana.jobs.get().starts_on, unit=alder_high) == "before_the_job"


@pytest.mark.parametrize("days", [1, 5])
def test_nobody_moves_after_the_last_day(ana, alder_high, today, days):
    end_person(person=ana, last_day=today + (days - 1) * DAY)
    ana.jobs.update(ends_on=None)
    assert refusal(ana, today + days * DAY, unit=alder_high) == "leaves_before"


def test_one_move_to_come_at_a_time(ana, alder_high, depot, today):
    old = ana.jobs.get()
    moved(ana, today + 10 * DAY, unit=alder_high)
    old.refresh_from_db()
    with pytest.raises(CannotMove) as error:
        move_person(job=old, terms=terms(old, unit=depot), on=today)
    assert error.value.code == "already_moving"


def test_a_unit_that_will_have_closed_is_refused(ana, today):
    assert refusal(ana, today + 5 * DAY, unit=UnitFactory(closed_on=today + 5 * DAY)) == "unit_closed"


def test_supervisors_do_not_run_in_a_circle(ana, bruno, today):
    assert refusal(bruno, today, supervisor=ana) == "circle"
    assert refusal(bruno, today, supervisor=bruno) == "own_supervisor"


def test_nothing_new_is_said_so(ana, today):
    assert refusal(ana, today) == "nothing_new"


def test_a_second_click_finds_the_move_done(ana, alder_high, today):
    job = ana.jobs.get()
    first = move_person(job=job, terms=terms(job, unit=alder_high), on=today)
    assert move_person(job=job, terms=terms(job, unit=alder_high), on=today) == first
    assert ana.jobs.count() == 2


def test_a_preview_of_an_older_job_is_not_carried_out(ana, alder_high, today):
    job = ana.jobs.get()
    shown = stamp(job)
    ana.jobs.update(title="Registrar")
    with pytest.raises(MovedSince):
        move_person(job=job, terms=terms(job, unit=alder_high), on=today, shown=shown)


def test_what_follows_is_said_before(ana, bruno, alder_high, dario, today):
    job = ana.jobs.get()
    assert what_follows(job, terms(job, unit=alder_high, supervisor=dario), today, today=today) == [
        "Unit figures count them for Cedar Middle School up to the day before, "
        "and for Alder High School from that day.",
        "Bruno Keller no longer sees their learning from that day.",
        "Dario Conti sees their learning from that day.",
    ]


def test_helen_sees_what_follows_and_then_does_it(as_person, helen, ana, alder_high, dario, today):
    client, job = as_person(helen), ana.jobs.get()
    address = f"/people/staff/{ana.username}/jobs/{job.pk}/move/"
    form = {
        "on": str(today + DAY), "unit": alder_high.pk, "family": job.family_id, "title": "Registrar",
        "level": "experienced", "supervisor": dario.username,
    }  # fmt: skip
    seen = client.post(address, form)
    assert ana.jobs.count() == 1
    client.post(address, {**form, "do": "move", "stamp": seen.context["stamp"]})
    assert [(job.title, job.supervisor) for job in ana.jobs.filter(starts_on=today + DAY)] == [("Registrar", dario)]


def test_a_refusal_is_a_sentence_by_the_form(as_person, helen, ana, today):
    job = ana.jobs.get()
    form = {
        "on": str(today), "unit": job.unit_id, "family": job.family_id, "title": job.title, "level": job.level,
        "supervisor": job.supervisor.username,
    }  # fmt: skip
    page = as_person(helen).post(f"/people/staff/{ana.username}/jobs/{job.pk}/move/", form)
    assert page.context["form"].non_field_errors() == [
        "Nothing would change. Choose another unit, job, level or supervisor."
    ]
