"""A person's own due dates and sessions as a calendar. A due date is a day; a session is a span, in UTC."""

import datetime as dt
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from compliance.models import Assignment
from compliance.status import OPEN
from courses.models import SignUp
from courses.permissions import mine

DAY = dt.timedelta(days=1)
PAST = 30  # days that stay in the calendar


def calendar_of(person, now: dt.datetime) -> bytes:
    made = Calendar()
    made.add("prodid", "-//Third Ring//Due dates//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", _("My learning"))
    for event in [*_dues(person, now), *_sessions(person, now)]:
        made.add_component(event)
    return made.to_ical()


def _dues(person, now: dt.datetime):
    """What still presses on this person. The last day that is in time fills its day; it keeps nobody busy."""
    on = timezone.localdate(now)
    rows = Assignment.objects.filter(mine(person), Q(current=True) | Q(part__gt=0)).waiting_on_learner()
    for row in rows.filter(opens_on__lte=on).reading(on, *OPEN).select_related("requirement").order_by("due_on", "pk"):
        event = _event(f"due-{row.pk}", _("Due: %(name)s") % {"name": row.requirement.name}, now)
        event.add("dtstart", row.due_on)
        event.add("dtend", row.due_on + DAY)  # the first day that is not part of it
        event.add("transp", "TRANSPARENT")
        event.add("description", row.requirement.why)
        event.add("url", settings.SITE_URL + reverse("compliance:mine"))
        yield event


def _sessions(person, now: dt.datetime):
    rows = SignUp.objects.filter(mine(person), session__ends_at__gte=now - PAST * DAY).exclude(state=SignUp.State.OUT)
    for row in rows.select_related("session__activity").order_by("session__starts_at", "pk"):
        session = row.session
        waits = row.state == SignUp.State.WAITING
        title = session.activity.title
        event = _event(
            f"session-{session.key}", _("Waiting list: %(title)s") % {"title": title} if waits else title, now
        )
        event.add("dtstart", session.starts_at.astimezone(dt.UTC))
        event.add("dtend", session.ends_at.astimezone(dt.UTC))
        event.add("location", session.place)
        event.add("url", settings.SITE_URL + reverse("courses:session", args=[session.key]))
        state = "CANCELLED" if session.cancelled_at else "TENTATIVE" if waits else "CONFIRMED"
        event.add("status", state)
        yield event


def _event(uid: str, summary: str, now: dt.datetime) -> Event:
    event = Event()
    event.add("uid", f"{uid}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", now.astimezone(dt.UTC))
    event.add("summary", summary)
    return event
