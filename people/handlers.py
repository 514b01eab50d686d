"""What this room does after a commit: letters whose secret is made at sending, and roles that follow dates."""

import secrets

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from outbox.registry import before_each, every, handles, topic
from people.actions.invitations import hash_link
from people.actions.roles import sync_groups
from people.district import activate_zone, district
from people.models import Invitation, Person

# A worker dates what it does by the district's days, too.
before_each(activate_zone)
# Jobs, roles or who is one person changed: {"person_ids": […]}, or None for many at once. Rooms above look again.
topic("people.changed")
# Two records became one person, or two again: {"merge_id": …}.
topic("people.merged")
topic("people.unmerged")


@handles("person.invited")
def send_invitation(payload: dict) -> None:
    """Make the link, keep its hash, mail it. Run again, it makes a new link, and only the newest letter works."""
    token = secrets.token_urlsafe(32)
    usable = Invitation.objects.usable(timezone.now()).filter(pk=payload["invitation_id"])
    if not usable.update(token_hash=hash_link(token)):
        return  # withdrawn, used or late: no letter any more
    person = Person.objects.get(invitations=payload["invitation_id"])
    link = settings.SITE_URL + reverse("welcome:link", args=[token])
    _send(
        _("Your way in to Third Ring"), "people/mail/invitation.txt", person, link=link, days=settings.INVITATION_DAYS
    )


@handles("password.forgotten")
def send_reset_link(payload: dict) -> None:
    """Mail a link for a new password, if this person may still sign in and still has an address."""
    person = Person.objects.filter(pk=payload["person_id"]).first()
    if person is None or not person.email or not person.may_sign_in():
        return
    key = default_token_generator.make_token(person)
    link = settings.SITE_URL + reverse("account_reset_password_from_key", args=[user_pk_to_url_str(person), key])
    _send(_("A new password for Third Ring"), "people/mail/password.txt", person, link=link)


@every(minutes=30, topic="people.roles")
def begin_and_end_roles(payload: dict) -> None:
    """Grants have dates; the groups follow them within the half hour."""
    sync_groups(on=timezone.localdate())


def _send(subject: str, template: str, person: Person, **words) -> None:
    if not person.email:
        return
    text = render_to_string(template, {"person": person, "district": district().name, **words})
    send_mail(subject, text, None, [person.email])
