"""One group and one requirement, made as HR makes them, with what was allowed to one of its people."""

import datetime as dt
import uuid
from types import SimpleNamespace

from django.utils import timezone

from compliance import actions
from compliance.actions.audit import ask_audit, make_audit_files
from compliance.actions.letter_choices import new_address
from compliance.actions.remind import find_owed, write_letters
from compliance.actions.saved_views import order_report, save_view
from compliance.actions.send_reports import send_reports
from compliance.audit import Question
from compliance.models import Assignment, Letter, ReminderTemplate
from compliance.stopping import Stop
from people.models import Person

DAY = dt.timedelta(days=1)


def required_of(family, course, actor, *, name="Phone etiquette", slug="phone", rule=None, today=None):
    """Everyone of that job family is asked for the course; the worker has looked already."""
    now = timezone.now()
    today = today or timezone.localdate(now)
    rule = rule or {"cadence": "once", "due": {"days": 30, "after": "assignment"}}
    audience = actions.create_audience(
        slug=f"{slug}-group", name=f"Group of {name}", definition={"job_family": [family.slug]}, starts_on=today,
        actor=actor, now=now,
    )  # fmt: skip
    requirement = actions.create_requirement(
        slug=slug, name=name, why="Families notice how a call is answered.", audience=audience, courses=[course],
        rule=rule, starts_on=today, actor=actor, now=now,
    )  # fmt: skip
    actions.refresh_audience(audience=audience, now=now)
    return requirement


def allowed(person, requirement, actor):
    """Two weeks more for this person, and a wish for more."""
    now = timezone.now()
    row = Assignment.objects.get(person=person, requirement=requirement, current=True)
    given = actions.extend(
        assignment=row, until=row.due_on + 14 * DAY, reason="Two people were out.", approver=actor, now=now
    )
    row.refresh_from_db()
    wish = actions.ask_extension(
        assignment=row, until=row.due_on + 7 * DAY, reason="The first week of school.", asked_by=person, now=now,
        key=uuid.uuid4(),
    )  # fmt: skip
    return SimpleNamespace(assignment=row, extension=given, wish=wish)


def held(person, beside, actor):
    """Something else that is asked of this person is on hold, without an end."""
    rows = Assignment.objects.filter(person=person, current=True, completed_on=None, closed_on=None)
    row = rows.exclude(pk=beside.pk).order_by("pk").first()
    return actions.hold(assignment=row, reason="Loaned to another office.", approver=actor, now=timezone.now())


def written_to(person):
    """A letter that told of what is asked, and the address of a calendar."""
    monday = timezone.make_aware(dt.datetime.combine(timezone.localdate(), dt.time(9)))
    while monday.isoweekday() != 1:
        monday += DAY
    find_owed(now=timezone.now())
    write_letters(now=monday)
    return {
        "letter": Letter.objects.filter(person=person).latest("pk").uuid,
        "letter_template": ReminderTemplate.objects.order_by("pk").first().pk,
        "calendar_secret": new_address(person=person, now=timezone.now()).secret,
    }


def audited(actor):
    """An audit export of today, with its files."""
    now = timezone.now()
    export = ask_audit(question=Question(timezone.localdate(now)), key=uuid.uuid4(), asked_by=actor, now=now)
    make_audit_files(export=export, now=now)
    return export


def laddered(course, actor):
    """A ladder of one step before a duty, for the people of one supervisor; the worker has looked already."""
    now = timezone.now()
    audience = actions.create_audience(
        slug="of-bruno", name="People of Bruno", definition={"supervisor": ["100102"]}, actor=actor, now=now,
        starts_on=timezone.localdate(now),
    )  # fmt: skip
    made = actions.create_ladder(
        name="First steps", why="The first weeks decide.", audience=audience, counts_from="hire",
        starts_on=timezone.localdate(now), steps=[actions.Step("First step", 5, [course], before_duty=True)],
        duty="answer the phones", actor=actor, now=now,
    )  # fmt: skip
    actions.refresh_audience(audience=audience, now=now)
    return made


def away(person, actor):
    """Leave that begins in two months, so that nothing of today waits for it."""
    now = timezone.now()
    words = {"reason": "Family leave.", "approver": actor, "now": now}
    return actions.record_leave(person=person, starts_on=timezone.localdate(now) + 60 * DAY, **words)


def reported(actor):
    """A saved view, its counts by mail as they went out, and the address that stops them."""
    now = timezone.now()
    narrowed = {"unit": None, "requirement": None, "show": "late"}
    view = save_view(
        owner=actor, name="Who is late", key=uuid.uuid4(), now=now, shared=True, page="list", **narrowed
    )  # fmt: skip
    report = order_report(
        view=view, owner=actor, every="weekly", day=1, readers=[actor], key=uuid.uuid4(), now=now - 8 * DAY
    )  # fmt: skip
    send_reports(now=now)
    author = Person.objects.get(username="100103")  # no longer in human resources, so to speak
    left = save_view(owner=author, name="Late", key=uuid.uuid4(), now=now, shared=False, page="list", **narrowed)
    reader = report.readers.get()
    return {
        "saved_view": view.key, "left_view": left.key, "report": report.key,
        "stop_token": Stop(actor.pk, reader=reader.pk).token,
    }  # fmt: skip
