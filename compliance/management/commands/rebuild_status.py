"""Every assignment read anew from the record. What was right stays as it is; the counters are recounted."""

import hashlib
import json
import time

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from compliance.actions import rebuild
from compliance.actions.project import COLUMNS
from compliance.counting import recount
from compliance.models import Assignment, Requirement


class Command(BaseCommand):
    help = (
        "Read all assignments anew from evidence, adjustments, memberships and terms, as of today; say what differed."
    )

    def add_arguments(self, parser):
        parser.add_argument("--requirement", help="Only this one, by its short name.")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args, **options):
        requirements = Requirement.objects.order_by("pk")
        if options["requirement"]:
            requirements = requirements.filter(slug=options["requirement"])
            if not requirements:
                raise CommandError(f"There is no requirement “{options['requirement']}”.")
        start, now = time.monotonic(), timezone.now()
        changed = counted = 0
        for one in requirements:  # each by itself: nobody's completion waits for more than one to be counted
            changed += rebuild(requirement=one, now=now)
            counted += recount(one)
        rows = Assignment.objects.filter(requirement__in=requirements)
        told = {
            "as_of": timezone.localdate(now).isoformat(),
            "rows": rows.count(),
            "changed": changed,
            "counters": counted,
            "digest": digest_of(rows),
            "seconds": round(time.monotonic() - start, 1),
        }
        if options["json"]:
            self.stdout.write(json.dumps(told))
        else:
            self.stdout.write(
                "{rows} assignments as of {as_of}, {changed} were not right; digest {digest}.".format(**told)
            )


def digest_of(rows) -> str:
    """The same rows give the same text, on every database: what a second run is compared by."""
    names = ("person__username", "requirement__slug", "cycle", "part", *COLUMNS)
    found = hashlib.sha256()
    for row in rows.order_by("person", "requirement", "cycle", "part").values_list(*names).iterator(chunk_size=5000):
        found.update(json.dumps(row, cls=DjangoJSONEncoder, separators=(",", ":")).encode())
    return found.hexdigest()
