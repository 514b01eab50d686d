"""Where what people learn from today still quotes a standard or a word as it used to read: read from the notes."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.models.bulk_release import BulkReleasePart
from courses.models.course import Course, EditionItem
from courses.models.quote import Quote
from courses.quoting.practice import newest_in_practice
from courses.quoting.source import Source, source_of
from courses.release.context import said_of_standard, said_of_word
from goals.models import Standard, StandardVersion, Word


@dataclass
class Older:
    """A course whose newest edition quotes it in older words, or a conversation whose newest version does (`alone`)."""

    key: UUID  # of the course or the activity, and of its page
    title: str
    number: int
    since: dt.datetime
    said: Any
    alone: bool = False
    where: list[str] = field(default_factory=list)

    @property
    def stands(self) -> str:
        return stands(self)


def says_now(subject: Standard | Word) -> Any:
    """What a release of today would put in; None while a standard is not in force."""
    if isinstance(subject, Word):
        return said_of_word(subject.text)
    version = StandardVersion.objects.in_force(timezone.localdate()).filter(standard=subject).first()
    return said_of_standard(subject, version) if version else None


def still_older(subject: Standard | Word) -> list[Older]:
    """Courses by title, then what stands alone. Four queries, however many they are."""
    now, source = says_now(subject), source_of(subject)
    found = [*_courses(source), *_alone(source)] if now else []
    return sorted((each for each in found if each.said != now), key=lambda each: (each.alone, each.title))


def told(found: list[Older]) -> str:
    """How many there are, in a sentence or two; nothing when there are none."""
    alone = sum(each.alone for each in found)
    courses = len(found) - alone
    said = [
        ngettext("%(n)d course quotes this in older words.", "%(n)d courses quote this in older words.", courses),
        ngettext(
            "%(n)d practice conversation quotes this in older words.",
            "%(n)d practice conversations quote this in older words.",
            alone,
        ),
    ]
    return " ".join(words % {"n": n} for words, n in zip(said, (courses, alone), strict=True) if n)


def stands(each: Older | BulkReleasePart) -> str:
    told = {"n": each.number, "day": date_format(localtime(each.since), "F j, Y")}
    return (_("Version %(n)d, since %(day)s") if each.alone else _("Edition %(n)d, since %(day)s")) % told


def _courses(source: Source) -> list[Older]:
    """Every course whose newest edition quotes it, however it reads there: alike in the whole of an edition."""
    newest = Course.objects.released().order_by().values("newest")
    of_edition = ("edition__course__key", "edition__title", "edition__number", "edition__released_at")
    texts = Quote.objects.filter(source=source, edition__in=newest)
    items = EditionItem.objects.filter(edition__in=newest, version__quotes__source=source).order_by("order")
    found: dict[UUID, Older] = {}
    for key, title, number, since, said in texts.values_list(*of_edition, "said"):
        found[key] = Older(key, title, number, since, said, where=[_("the course page")])
    for key, title, number, since, said, item in items.values_list(
        *of_edition, "version__quotes__said", "version__title"
    ):
        found.setdefault(key, Older(key, title, number, since, said)).where.append(item)
    return list(found.values())


def _alone(source: Source) -> list[Older]:
    rows = newest_in_practice().filter(quotes__source=source)
    columns = ("activity__key", "title", "number", "made_at", "quotes__said")
    return [
        Older(key, title, number, since, said, alone=True)
        for key, title, number, since, said in rows.values_list(*columns)
    ]
