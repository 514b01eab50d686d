"""Measure what the pages cost, as one JSON object on standard output. Everything else goes to standard error."""

import subprocess
import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lms.bench.place import own_place


class Command(BaseCommand):
    help = "Measure our pages against an empty page, with 2,000 people and 30 courses in a database of its own."
    requires_system_checks = []  # the child has its own settings

    def add_arguments(self, parser):
        parser.add_argument("--rounds", type=int, default=60, help="How often each page is asked for (default 60).")
        parser.add_argument("--people", type=int, default=2000)
        parser.add_argument("--courses", type=int, default=30)
        parser.add_argument("--browser", action="store_true", help="Also what a lesson page sends to a real Chromium.")
        parser.add_argument("--explain", default="", metavar="PAGES", help="Instead: statements and profile of these.")

    def handle(self, *args, rounds: int, people: int, courses: int, browser: bool, explain: str, **options):
        arguments = [f"--rounds={rounds}", f"--people={people}", f"--courses={courses}"]
        if explain:
            arguments.append(f"--explain={explain}")
        if browser:
            arguments.append("--browser")
        with own_place() as env:
            # Our own interpreter and module; the numbers were parsed above.
            ran = subprocess.run(  # noqa: S603
                [sys.executable, "-m", "lms.bench", *arguments], cwd=settings.BASE_DIR, env=env, check=False
            )
        if ran.returncode:
            raise CommandError("The bench did not come to its end; what went wrong stands above.")
