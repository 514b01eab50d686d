"""Once for each date that was set: the author of a page hears that it was to be looked at again."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from compliance import letters
from compliance.actions.remind import promise_letters
from compliance.models import Letter, ReminderTemplate
from compliance.quiet import is_awake
from compliance.tokens import filled
from courses.reviews import due_for_review
from people.calendars import hours_by_person
from people.district import district
from people.models import Person, Role, RoleGrant


def tell_authors(*, now: dt.datetime) -> int:
    """The author while they are a trainer, else every trainer; each in their hours. How many letters were written."""
    on = timezone.localdate(now)
    template = ReminderTemplate.objects.filter(occasion=ReminderTemplate.Occasion.REVIEW, on=True).first()
    pages = [page for page in due_for_review(on) if template and page.review_due_on >= template.starts_on]
    if not pages:
        return 0
    trainers = RoleGrant.objects.held(on).filter(role=Role.TRAINER).values("person")
    writable = Person.objects.employed(on).filter(pk__in=trainers, email__isnull=False, is_active=True).in_bulk()
    hours, zone = hours_by_person(writable, on), ZoneInfo(district().zone)
    awake = {pk: person for pk, person in writable.items() if is_awake(now, *hours[pk], zone)}
    owed = {
        f"review:{page.pk}:{page.review_due_on}:{pk}": (page, person)
        for page in pages
        for pk, person in awake.items()
        if page.owner_id == pk or page.owner_id not in writable
    }
    told = set(Letter.objects.filter(key__in=owed).values_list("key", flat=True))
    made = [_letter(template, key, *owed[key], on, now) for key in owed if key not in told]
    with transaction.atomic():
        Letter.objects.bulk_create(made, ignore_conflicts=True)
        promise_letters(Letter.objects.filter(key__in=[letter.key for letter in made]))
    return len(made)


def _letter(template, key: str, page, person: Person, on: dt.date, now: dt.datetime) -> Letter:
    words = {
        "name": person.first_name or str(person),
        "page": page.title,
        "due": letters.day(page.review_due_on),
        "link": letters.link(reverse("wagtailadmin_pages:edit", args=[page.pk])),
    }
    text, why = filled(template.text, words), _("You get this because you write courses and practice.")
    return Letter(
        key=key,
        person=person,
        about=Letter.About.REVIEW,
        on=on,
        subject=letters.one_line(filled(template.subject, words)),
        text=letters.framed(person, [text], [why]),
        written_at=now,
    )
