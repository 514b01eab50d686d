"""Why does the system say so? One person, one requirement, as of a date; or what if the person moved."""

import datetime as dt
import json

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from compliance.explain import explain
from compliance.explained import lines, plain
from compliance.models import Requirement
from compliance.what_if import what_if_of
from people.models import Person
from people.roster.reading import read_date


class Command(BaseCommand):
    help = "The status of one person under one requirement, with the sum, the evidence and who changed what."

    def add_arguments(self, parser):
        parser.add_argument("--person", required=True, help="Employee number or e-mail address.")
        parser.add_argument("--requirement", required=True, help="Its short name (slug).")
        parser.add_argument("--as-of", help="A date such as 2026-10-31; today if it is left out.")
        parser.add_argument("--hindsight", action="store_true", help="Look back with what is known today.")
        parser.add_argument("--what-if", help="unit=SLUG,from=DATE: if the main job moved there. Writes nothing.")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args, **options):
        try:
            what_if = what_if_of(options["what_if"]) if options["what_if"] else None
        except ValueError as wrong:
            raise CommandError(str(wrong)) from None
        found = explain(
            person=_person(options["person"]),
            requirement=_requirement(options["requirement"]),
            as_of=_day(options["as_of"]),
            hindsight=options["hindsight"],
            what_if=what_if,
        )
        self.stdout.write(json.dumps(plain(found), indent=2) if options["json"] else "\n".join(lines(found)))


def _person(text: str) -> Person:
    field = "email__iexact" if "@" in text else "username"
    person = Person.objects.filter(**{field: text}).select_related("merged_into").first()
    if person is None:
        raise CommandError(f"Nobody has the number or address “{text}”.")
    return person


def _requirement(slug: str) -> Requirement:
    found = Requirement.objects.filter(slug=slug).select_related("audience").first()
    if found is None:
        known = ", ".join(Requirement.objects.values_list("slug", flat=True)[:20])
        raise CommandError(f"There is no requirement “{slug}”. There are: {known or 'none yet'}.")
    return found


def _day(text: str | None) -> dt.date:
    if text is None:
        return timezone.localdate()
    try:
        return read_date(text)
    except ValueError:
        raise CommandError(f"“{text}” is not a date such as 2026-10-31.") from None
