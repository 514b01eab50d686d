"""Sending a letter that was written, and sending it anew. No letter is sent twice by a worker that died."""

import datetime as dt

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils.translation import gettext as _

from compliance.actions.remind import promise_letters
from compliance.letters import html_of
from compliance.models import Letter
from compliance.refusals import Refused


def send_letter(*, letter_id: int, now: dt.datetime) -> bool:
    """Taken by one UPDATE before it is handed over: whoever finds it taken leaves it alone. A mail server that refuses
    gives it back, and the outbox tries again; a worker that dies in between leaves it taken: a person looks at it."""
    if not Letter.objects.filter(pk=letter_id, taken_at__isnull=True).update(taken_at=now):
        return False
    letter = Letter.objects.select_related("person").get(pk=letter_id)
    if not letter.person.email:
        Letter.objects.filter(pk=letter_id).update(error=_("There is no e-mail address any more."))
        return False
    mail = EmailMultiAlternatives(
        letter.subject, letter.text, settings.DEFAULT_FROM_EMAIL, [letter.person.email],
        headers={"Auto-Submitted": "auto-generated"},
    )  # fmt: skip
    mail.attach_alternative(html_of(letter.subject, letter.text), "text/html")
    try:
        mail.send()
    except Exception as error:
        Letter.objects.filter(pk=letter_id).update(taken_at=None, error=f"{type(error).__name__}: {error}"[:300])
        raise
    Letter.objects.filter(pk=letter_id).update(sent_at=now, error="")
    return True


@transaction.atomic
def send_again(*, letter: Letter, actor, now: dt.datetime) -> Letter:
    """The same words as a letter of its own. A second press is the same one, as long as it has not gone out."""
    letter = letter.again_of or letter
    Letter.objects.select_for_update().get(pk=letter.pk)
    if not letter.person.email:
        raise Refused(_("This person has no e-mail address. Enter one on their page, or tell them yourself."))
    if not letter.person.may_sign_in():
        raise Refused(_("This person does not work here now."))
    waiting = letter.again.filter(taken_at__isnull=True).first()
    if waiting:
        return waiting
    made = Letter.objects.create(
        key=f"{letter.key}:again:{letter.again.count() + 1}", person=letter.person, about=letter.about,
        on=letter.on, subject=letter.subject, text=letter.text, written_at=now, again_of=letter, again_by=actor,
    )  # fmt: skip
    promise_letters([made])
    return made
