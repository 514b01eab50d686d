"""Sending a letter that was written, and sending it anew. No letter is sent twice by a worker that died."""

import datetime as dt

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compliance.actions.remind import promise_letters
from compliance.letters import html_of
from compliance.models import Letter, Report
from compliance.permissions import sees_the_district
from compliance.refusals import Refused
from compliance.report_words import OWN_PEOPLE, answers_for, may_read
from compliance.stopping import stop_headers


def send_letter(*, letter_id: int, now: dt.datetime) -> bool:
    """Taken by one UPDATE before it is handed over: whoever finds it taken leaves it alone. A mail server that refuses
    gives it back, and the outbox tries again; a worker that dies in between leaves it taken: a person looks at it."""
    if not Letter.objects.filter(pk=letter_id, taken_at__isnull=True).update(taken_at=now):
        return False
    letter = Letter.objects.select_related("person", "again_of").get(pk=letter_id)
    address, why = letter.person.email, why_not(letter, timezone.localdate(now))
    if why or not address:
        Letter.objects.filter(pk=letter_id).update(error=why)
        return False
    mail = EmailMultiAlternatives(
        letter.subject, letter.text, settings.DEFAULT_FROM_EMAIL, [address],
        headers={"Auto-Submitted": "auto-generated", **stop_headers(letter)},
    )  # fmt: skip
    mail.attach_alternative(html_of(letter.subject, letter.text), "text/html")
    try:
        mail.send()
    except Exception as error:
        Letter.objects.filter(pk=letter_id).update(taken_at=None, error=f"{type(error).__name__}: {error}"[:300])
        raise
    Letter.objects.filter(pk=letter_id).update(sent_at=now, error="")
    return True


def why_not(letter: Letter, on: dt.date) -> str:
    """A reason that came up after it was written; "" when it may go out. A mail server may be down for a day."""
    if not letter.person.email:
        return _("There is no e-mail address any more.")
    return _why_no_report(letter, on) if letter.about == Letter.About.REPORT else ""


def _why_no_report(letter: Letter, on: dt.date) -> str:
    if not may_read(letter.person, on):
        return _("This person may not see that list any more.")
    sent = (letter.again_of or letter).reports.select_related("report__view", "report__owner").first()
    if sent is None:
        return ""
    report = sent.report
    reader = report.readers.filter(person=sent.person).first()
    if reader and reader.ended_by_id:
        return _("This person is no reader of that report any more.")
    if report.state != Report.State.RUNNING or report.view.removed_at:
        return _("This report does not run any more.")
    if not answers_for(report, on):
        return _("Whoever ordered this report may not see that list any more.")
    if str(OWN_PEOPLE) not in letter.text and not sees_the_district(letter.person):
        return _("This person may see only their own people now. Their next letter counts those.")
    return ""


@transaction.atomic
def send_again(*, letter: Letter, actor, now: dt.datetime) -> Letter:
    """The same words as a letter of its own. A second press is the same one, as long as it has not gone out."""
    letter = letter.again_of or letter
    Letter.objects.select_for_update().get(pk=letter.pk)
    if not letter.person.email:
        raise Refused(_("This person has no e-mail address. Enter one on their page, or tell them yourself."))
    if not letter.person.may_sign_in():
        raise Refused(_("This person does not work here now."))
    why = why_not(letter, timezone.localdate(now))
    if why:
        raise Refused(why)
    waiting = letter.again.filter(taken_at__isnull=True).first()
    if waiting:
        return waiting
    made = Letter.objects.create(
        key=f"{letter.key}:again:{letter.again.count() + 1}", person=letter.person, about=letter.about,
        on=letter.on, subject=letter.subject, text=letter.text, written_at=now, again_of=letter, again_by=actor,
    )  # fmt: skip
    promise_letters([made])
    return made
