"""In-person sessions: plan, sign up, attend, call off. The session's row is locked first: places are counted."""

import datetime as dt
import hmac
from functools import partial
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from courses.actions.evidence import record_evidence, void_evidence
from courses.actions.once import key_for
from courses.models import Activity, Evidence, Session, SessionActivity, SignUp
from courses.permissions import mine
from courses.refusals import Refused
from courses.session_rules import attended_at, code_works, moves_up, places_left
from outbox.actions import promise
from people.models import Person


@transaction.atomic
def plan_session(
    *,
    activity: SessionActivity | None,
    title: str,
    place: str,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    capacity: int | None,
    facilitator: Person,
    actor: Person,
    key: UUID | None = None,
) -> Session:
    """A session of an activity that courses name, or of a new one that stands alone under `title`.

    `key`: made by the page. The same again is the same session.
    """
    fields = {
        "place": place,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "capacity": capacity,
        "facilitator": facilitator,
        "planned_by": actor,
    }
    named = activity or SessionActivity(title=title)  # not written: it says what the session is of
    key = key_for(Session(key=key or uuid4(), activity=named, **fields), partial(_said, chosen=bool(activity)), "key")
    made_alone = {"activity": activity or partial(_alone, title)}  # only for a session that is new
    session, _made = Session.objects.get_or_create(key=key, defaults={**fields, **made_alone})
    return session


@transaction.atomic
def sign_up(*, session: Session, person: Person, now: dt.datetime) -> SignUp:
    """A place, or one on the waiting list. Signed up already: as it stands."""
    session = _open(session, now)
    row = session.sign_ups.filter(mine(person)).exclude(state=SignUp.State.OUT).first()
    if row:
        return row
    left = places_left(session.capacity, session.sign_ups.filter(state=SignUp.State.IN).count())
    state = SignUp.State.WAITING if left == 0 else SignUp.State.IN
    row, _made = SignUp.objects.update_or_create(session=session, person=person, defaults={"state": state, "at": now})
    return row


@transaction.atomic
def sign_out(*, session: Session, person: Person, now: dt.datetime) -> None:
    """Give the place back; whoever waits longest gets it, and is told."""
    session = _open(session, now)
    session.sign_ups.filter(mine(person)).update(state=SignUp.State.OUT)
    _move_up(session)


@transaction.atomic
def call_off(*, session: Session, reason: str, now: dt.datetime) -> Session:
    """The session does not take place; everyone on its lists is told why. Called off already: as it stands."""
    session = _locked(session)
    if session.cancelled_at:
        return session
    if attendance(session).exists():
        raise Refused(_("Somebody was there already, and it is on their record. Take that back first."))
    if session.ends_at < now:
        raise Refused(_("This session is over, so it cannot be called off."))
    session.cancelled_at, session.cancelled_reason = now, reason
    session.save(update_fields=["cancelled_at", "cancelled_reason"])
    promise(topic="session.called_off", key=f"session.called_off:{session.pk}", payload={"session_id": session.pk})
    return session


@transaction.atomic
def attend(*, session: Session, person: Person, actor: Person | None, now: dt.datetime) -> Evidence:
    """Evidence that this person was there, once while it stands."""
    session = _locked(session)
    if session.cancelled_at:
        raise Refused(_("This session was called off, so nobody can have attended it."))
    if session.starts_at > now and not code_works(now, session.starts_at, session.ends_at):
        raise Refused(_("This session has not begun yet."))
    rows = Evidence.objects.filter(mine(person), key__startswith=session.evidence_prefix)
    standing = rows.standing().first()
    return standing or record_evidence(
        key=f"{session.evidence_prefix}{person.pk}:{rows.count() + 1}",
        person=person,
        activity=session.activity,
        kind=Evidence.Kind.ATTENDED,
        occurred_at=attended_at(now, session.ends_at),
        actor=actor,
        reason=session.place,
        now=now,
    )


def attend_by_code(*, session: Session, person: Person, code: str, now: dt.datetime) -> Evidence:
    """With the code that is shown in the room, while it is shown."""
    if not code_works(now, session.starts_at, session.ends_at):
        raise Refused(_("The code works from 15 minutes before the session to an hour after it. Ask the facilitator."))
    if not hmac.compare_digest(code.strip().replace(" ", "").encode(), session.code.encode()):
        raise Refused(_("This is not the code of this session. Look at it again."))
    return attend(session=session, person=person, actor=person, now=now)


def take_attendance_back(*, session: Session, evidence_id: int, actor: Person, reason: str) -> None:
    """The facilitator ticked the wrong person. The row stays, answered by one that voids it."""
    rows = Evidence.objects.standing().filter(key__startswith=session.evidence_prefix)
    evidence = rows.filter(pk=evidence_id).first()
    if evidence:
        void_evidence(evidence=evidence, actor=actor, reason=reason)


def attendance(session: Session):
    """Who was there, as the record says now."""
    rows = Evidence.objects.standing().filter(key__startswith=session.evidence_prefix)
    return rows.select_related("person").order_by("person__last_name", "person__first_name")


def _move_up(session: Session) -> None:
    taken = session.sign_ups.filter(state=SignUp.State.IN).count()
    here = Person.objects.employed(timezone.localdate())
    of_who_works_here = Q(person__in=here) | Q(person__merged_into__in=here)
    waiting = session.sign_ups.filter(of_who_works_here, state=SignUp.State.WAITING).values_list("pk", flat=True)
    for pk in moves_up(session.capacity, taken, list(waiting)):
        SignUp.objects.filter(pk=pk).update(state=SignUp.State.IN)
        key = f"session.place:{pk}:{timezone.now().isoformat()}"
        promise(topic="session.place", key=key, payload={"sign_up_id": pk})


def _open(session: Session, now: dt.datetime) -> Session:
    session = _locked(session)
    if session.cancelled_at:
        raise Refused(_("This session was called off."))
    if session.starts_at <= now:
        raise Refused(_("This session has begun. The facilitator can put you on the list."))
    return session


def _locked(session: Session) -> Session:
    return Session.objects.select_for_update(no_key=True, of=("self",)).select_related("activity").get(pk=session.pk)


def _said(session: Session, *, chosen: bool) -> tuple:
    """`chosen`: its activity was chosen from the list; another one is named by its title alone."""
    of = session.activity_id if chosen else session.activity.title
    when = session.starts_at, session.ends_at
    return of, session.place, *when, session.capacity, session.facilitator_id, session.planned_by_id


def _alone(title: str) -> SessionActivity:
    """An activity without a page. Its slug is made to be free."""
    base, n = slugify(title)[:200] or "session", 1
    slug = base
    while Activity.objects.filter(slug=slug).exists():
        n += 1
        slug = f"{base}-{n}"
    return SessionActivity.objects.create(title=title, slug=slug)
