"""Fills a site with the demo district. Safe to run again: what is there stays as it is."""

import datetime as dt
import hashlib
import io

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from courses.models import Course
from lms.demo.district import ROLES, load_plan, load_units
from lms.demo.histories import load_histories
from lms.demo.newcomers import load_newcomers
from lms.demo.off_screen import load_off_screen
from lms.demo.requirements import load_requirements
from lms.demo.sign_ins import CAST, PASSWORD
from people.actions import apply_roster, check_roster, grant_role
from people.models import Person, Unit
from scenarios.pages import ScenarioPage

ROSTER = settings.BASE_DIR / "content" / "demo" / "roster.csv"
COURSE = settings.BASE_DIR / "content" / "empathy-and-trust"
ESSENTIALS = settings.BASE_DIR / "content" / "demo" / "essentials"
SINCE = dt.timedelta(days=120)  # roles were given before anything in the histories happened
PRACTICE = settings.BASE_DIR / "content" / "practice-conversations"


class Command(BaseCommand):
    help = "Load the demo district: units, people, roles, a plan, a course, practice conversations, histories."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError(
                "This puts invented people with a known password on the site. Set DEMO=1 if this is a demo site."
            )
        self.stdout.write("Demo district: units, plan, people")
        load_units()
        load_plan()
        if not Person.objects.filter(username=CAST[0][0]).exists():
            load_people()
        self.stdout.write("Demo district: the starter course")
        # Only its errors are news here, and those are raised.
        call_command("load_course", str(COURSE), "--release", "--note", "First release", stdout=io.StringIO())
        self.stdout.write("Demo district: practice conversations")
        load_practice()
        self.stdout.write("Demo district: histories")
        course = Course.objects.get(slug="empathy-and-trust")
        load_histories(course)
        self.stdout.write("Demo district: what is asked of whom")
        load_requirements(course)
        self.stdout.write("Demo district: new people")
        call_command("load_course", str(ESSENTIALS), "--release", "--note", "First release", stdout=io.StringIO())
        load_newcomers(Course.objects.get(slug="essentials-before-the-phone"), course)
        self.stdout.write("Demo district: away from the screen")
        load_off_screen(course)


def load_practice() -> None:
    """Thirty files take a while to read and try: what was loaded from the same files is not read again."""
    files = sorted(PRACTICE.glob("*.yaml"))
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    mark = settings.VAR_DIR / "practice-conversations.sha256"
    here = mark.exists() and mark.read_text() == digest
    if here and ScenarioPage.objects.live().count() >= len(files):
        return
    call_command("load_course", str(PRACTICE), "--release", stdout=io.StringIO())
    mark.write_text(digest)


def load_people() -> None:
    on = timezone.localdate()
    load = check_roster(data=ROSTER.read_bytes(), file_name=ROSTER.name, actor=None, on=on)
    apply_roster(load=load, confirmed_share=False, on=on)
    # One hash for all: they share the password, and hashing sixty times takes a minute on a small machine.
    Person.objects.update(password=make_password(PASSWORD))
    for number, role, unit in ROLES:
        grant_role(
            person=Person.objects.get(username=number),
            role=role,
            unit=Unit.objects.get(slug=unit) if unit else None,
            actor=None,
            on=on - SINCE,
        )
