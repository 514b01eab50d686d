"""Measure what the pages cost, as one JSON object on standard output. Everything else goes to standard error."""

import json
import os
import subprocess
import sys
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lms.bench.place import own_place
from lms.bench.scale.limits import against_limits

# People and units. First pages of 2,000 and of 20,000 people are compared, so both fill theirs with as many units.
SCALES = {"2k": (2000, 40), "20k": (20_000, 40), "100k": (100_000, 200)}


class Command(BaseCommand):
    help = "Measure our pages against an empty page, with 2,000 people and 30 courses in a database of its own."
    requires_system_checks = []  # the child has its own settings

    def add_arguments(self, parser):
        parser.add_argument("--rounds", type=int, default=60, help="How often each page is asked for (default 60).")
        parser.add_argument("--people", type=int, default=2000)
        parser.add_argument("--courses", type=int, default=30)
        parser.add_argument("--browser", action="store_true", help="Also what a lesson page sends to a real Chromium.")
        parser.add_argument("--only", choices=["pages", "compliance"], help="One half of it.")
        parser.add_argument("--explain", default="", metavar="PAGES", help="Instead: statements and profile of these.")

    def handle(self, *args, rounds, people, courses, browser, explain, only, **options):
        measured = explain or only != "compliance"
        figures = self._pages(rounds, people, courses, browser, explain) if measured else {}
        if not explain and only != "pages":
            figures["compliance"] = self._compliance()
        if figures:
            self.stdout.write(json.dumps(figures, indent=2))

    def _compliance(self) -> dict:
        """Each size in a database of its own: 2,000 people for the growth, then 20,000 or, with SCALE=100k, 100,000."""
        if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
            return {"left_out": "Needs PostgreSQL: set DATABASE_URL."}
        chosen = SCALES[os.environ.get("SCALE", "20k")]
        with own_place() as small, own_place() as large:
            found = {
                str(people): self._child("lms.bench.scale", [f"--people={people}", f"--units={units}"], place)
                for place, (people, units) in ((small, SCALES["2k"]), (large, chosen))
            }
            names = [urlsplit(place["DATABASE_URL"]).path.lstrip("/") for place in (small, large)]
            pages = self._child("lms.bench.scale.pages", names, large)
        return {**found, "pages": pages, "limits": against_limits(found[str(chosen[0])], pages)}

    def _pages(self, rounds: int, people: int, courses: int, browser: bool, explain: str) -> dict:
        arguments = [f"--rounds={rounds}", f"--people={people}", f"--courses={courses}"]
        if explain:
            arguments.append(f"--explain={explain}")
        if browser:
            arguments.append("--browser")
        return self._run("lms.bench", arguments)

    def _run(self, module: str, arguments: list[str]) -> dict:
        with own_place() as env:
            return self._child(module, arguments, env)

    def _child(self, module: str, arguments: list[str], env: dict[str, str]) -> dict:
        # Our own interpreter and module; the numbers were parsed above.
        ran = subprocess.run(  # noqa: S603
            [sys.executable, "-m", module, *arguments], cwd=settings.BASE_DIR, env=env, check=False,
            stdout=subprocess.PIPE,
        )  # fmt: skip
        if ran.returncode:
            raise CommandError("The bench did not come to its end; what went wrong stands above.")
        return json.loads(ran.stdout)
