"""A first way in: a link by mail or a code on paper, used once, known to us only by its hash."""

import datetime as dt
import hashlib
import secrets

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from outbox.actions import promise
from people.actions.locks import lock_person
from people.models import Invitation, Person

# Read from paper and typed on a phone: no O or 0, no I, L or 1. Twelve of thirty signs are 58 bits.
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
GROUPS, GROUP = 3, 4
SAME_PRESS = dt.timedelta(seconds=60)


class CannotInvite(ValueError):
    """No address to send a link to, or someone who does not work here."""


def hash_link(token: str) -> str:
    return hashlib.sha256(f"link:{token}".encode()).hexdigest()


def hash_code(employee_number: str, code: str) -> str:
    """The same however the code was typed: small letters, spaces, other hyphens or none."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return hashlib.sha256(f"code:{employee_number.strip().upper()}:{plain}".encode()).hexdigest()


def new_code() -> str:
    return "-".join("".join(secrets.choice(SIGNS) for _ in range(GROUP)) for _ in range(GROUPS))


@transaction.atomic
def invite(*, person: Person, kind: str, actor: Person | None) -> tuple[Invitation, str]:
    """A new invitation, and for a printed code the code itself: this is the only time anyone sees it.

    A link is made and mailed after the commit, by the outbox. Earlier invitations of the same person stop working.
    A second press within a minute sends no second letter.
    """
    person = lock_person(person.pk)
    now = timezone.now()
    if not person.may_sign_in() or (kind == Invitation.Kind.LINK and not person.email):
        raise CannotInvite(str(person))
    if kind == Invitation.Kind.LINK:
        just_now = person.invitations.usable(now).filter(kind=kind, created_at__gt=now - SAME_PRESS).first()
        if just_now:
            return just_now, ""
    withdraw(person=person)
    code = new_code() if kind == Invitation.Kind.CODE else ""
    # A link has no token yet: the letter's own run makes it, so that no queue ever holds one.
    token_hash = hash_code(person.username, code) if code else hash_link(secrets.token_urlsafe(32))
    invitation = Invitation.objects.create(
        person=person,
        kind=kind,
        token_hash=token_hash,
        created_by=actor,
        expires_at=now + dt.timedelta(days=settings.INVITATION_DAYS),
    )
    if not code:
        promise(
            topic="person.invited",
            key=f"person.invited:{invitation.pk}",
            payload={"invitation_id": invitation.pk},
        )
    return invitation, code


@transaction.atomic
def claim_invitation(*, invitation: Invitation, password: str, now: dt.datetime) -> Person | None:
    """Use the invitation and set the password; None when someone else, or another tab, was quicker.

    One UPDATE decides, so two presses at once make one claim.
    """
    person = lock_person(invitation.person_id)
    mine = Invitation.objects.usable(now).filter(pk=invitation.pk).update(used_at=now)
    if not mine:
        return None
    person.set_password(password)
    person.save(update_fields=["password"])
    withdraw(person=person)
    return person


def withdraw(*, person: Person, kind: str | None = None) -> int:
    """Open invitations of this person stop working. Returns how many there were."""
    now = timezone.now()
    still_open = person.invitations.usable(now)
    if kind:
        still_open = still_open.filter(kind=kind)
    return still_open.update(withdrawn_at=now)
