"""Letters that may be stopped say how: a signed address that works without a sign-in, and headers for mail programs.

RFC 8058: a mail program shows its own "unsubscribe" and sends a POST to that address. A letter that tells what a job
requires cannot be stopped, so one that holds such a part has no such header.
"""

from dataclasses import dataclass

from django.core import signing
from django.urls import reverse

from compliance import letters
from compliance.models import Letter, ReminderTemplate, ReportReader

SALT = "compliance.stop-letters"


@dataclass(frozen=True)
class Stop:
    """What an address stops: kinds of letters for a person, or a report for one of its readers."""

    person: int
    templates: tuple[int, ...] = ()
    reader: int | None = None

    @property
    def token(self) -> str:
        return signing.dumps([self.person, list(self.templates), self.reader], salt=SALT, compress=True)


def read_token(token: str) -> Stop | None:
    """None for one that is not ours. It never ends: a letter may be opened a year later."""
    try:
        person, templates, reader = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Stop(person, tuple(templates), reader)


def stop_link(*, reader: ReportReader) -> str:
    return _address(Stop(reader.person_id, reader=reader.pk))


def stop_headers(letter: Letter) -> dict[str, str]:
    """Empty for a letter that nobody can stop."""
    stop = stop_of(letter)
    if stop is None:
        return {}
    return {"List-Unsubscribe": f"<{_address(stop)}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def stop_of(letter: Letter) -> Stop | None:
    origin = letter.again_of or letter
    if letter.about == Letter.About.REPORT:
        sent = origin.reports.select_related("report").get()
        reader = sent.report.readers.filter(person=sent.person_id).first()
        return Stop(reader.person_id, reader=reader.pk) if reader else None
    templates = ReminderTemplate.objects.filter(reminders__letter=origin).distinct().order_by("pk")
    if not templates or not all(each.optional for each in templates):
        return None
    return Stop(letter.person_id, templates=tuple(each.pk for each in templates))


def words_of_stop(stop: Stop) -> str:
    """What would stop, for the page that asks. No name: whoever has the letter knows whose it is."""
    if stop.reader is not None:
        reader = ReportReader.objects.select_related("report__view").filter(pk=stop.reader).first()
        return str(reader.report) if reader else ""
    kinds = ReminderTemplate.objects.filter(pk__in=stop.templates, optional=True)
    return ", ".join(dict.fromkeys(kind.get_occasion_display() for kind in kinds))


def _address(stop: Stop) -> str:
    return letters.link(reverse("compliance:stop", args=[stop.token]))
