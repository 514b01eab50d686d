"""Away from the screen in the demo district: one session over, one to come, calls that a supervisor listens to, and
something learned elsewhere that waits for an answer. By the actions that people use.
"""

import datetime as dt
import uuid

from django.utils import timezone

from courses.actions.observed import observe_call
from courses.actions.prior import claim_prior
from courses.actions.sessions import attend, plan_session, sign_up
from courses.models import Course, ObservedCallActivity, Session
from lms.demo.histories import staff
from people.models import DutyCalendar, Job

DRIVERS = ["100113", "100115", "100117", "100116"]  # of those signed up one did not come
CLERKS = ["100131", "100109"]
OVER, TO_COME = -9, 6
HELD = (
    "In my evening course at the community college we practiced calls with actors for ten weeks. I learned to say "
    "first what I heard, then what I can do, and to name the person who will call back and when."
)


def load_off_screen(course: Course) -> None:
    if Session.objects.exists():
        return
    over, to_come = _sessions()
    for number in DRIVERS:
        sign_up(session=over, person=staff(number), now=over.starts_at - dt.timedelta(days=12))
    for number in DRIVERS[:-1]:
        attend(session=over, person=staff(number), actor=over.facilitator, now=over.ends_at)
    for number in CLERKS:
        sign_up(session=to_come, person=staff(number), now=timezone.now() - dt.timedelta(days=2))
    _observed()
    _paid_time()
    claim_prior(
        person=staff("100131"), course=course, title="Customer service, ten evenings, Lake County Community College",
        learned_on=_day(-200), text=HELD, upload=None, key=uuid.uuid4(),
    )  # fmt: skip


def _sessions() -> tuple[Session, Session]:
    tomas, denise = staff("100103"), staff("100111")
    over = plan_session(
        activity=None, title="Storm day on the radio", place="Bus depot, break room", starts_at=_at(OVER, 6),
        ends_at=_at(OVER, 7), capacity=12, facilitator=denise, actor=tomas,
    )  # fmt: skip
    to_come = plan_session(
        activity=None, title="Hard calls, practiced together", place="Cedar Middle School, library",
        starts_at=_at(TO_COME, 14), ends_at=_at(TO_COME, 15), capacity=4, facilitator=tomas, actor=tomas,
    )  # fmt: skip
    return over, to_come


def _observed() -> None:
    """Bruno has listened to Joan. Ana's call is still to come."""
    call = ObservedCallActivity.objects.create(title="One real call, listened to", slug="one-call-listened-to")
    observe_call(
        person=staff("100131"), activity=call, observer=staff("100102"), occurred_at=_at(-13, 10),
        levels={"accurate": 4, "complete": 3, "courteous": 4, "empathy": 3}, gate_failed=False,
        note="You said what happens next before she asked. Next time, read the number back to her.",
        client_key=uuid.uuid4(), now=timezone.now(),
    )  # fmt: skip


def _paid_time() -> None:
    """Drivers are paid by the hour: reminders keep inside their day, and payroll lists their minutes alone."""
    day = {"starts_at": dt.time(5, 30), "ends_at": dt.time(16, 30), "minutes_a_day": 360, "paid_time_only": True}
    hours, _made = DutyCalendar.objects.get_or_create(name="Bus routes", defaults=day)
    Job.objects.filter(family__slug="transportation", title="Bus driver").update(duty_calendar=hours)


def _day(days: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=days)


def _at(days: int, hour: int) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(_day(days), dt.time(hour)))
