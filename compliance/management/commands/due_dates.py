"""Due dates for a list of cases, so that anyone can check the sums: rules, events and dates in, answers out."""

import json
import sys

from django.core.management.base import BaseCommand, CommandError

from compliance.cases import run_case


class Command(BaseCommand):
    help = "Read cases as JSON from standard input; print what is assigned, opens, is due and expires, with the sum."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="One JSON list, an answer a case, in the same order.")

    def handle(self, *args, **options):
        try:
            cases = json.load(sys.stdin)
        except RecursionError:
            raise CommandError("This is nested too deep to be a list of cases. See docs/features/cadence.md.") from None
        except ValueError as broken:
            raise CommandError(f"This is not JSON: {broken}. See docs/features/cadence.md.") from None
        if not isinstance(cases, list) or not all(isinstance(case, dict) for case in cases):
            raise CommandError("Give a list of cases, each with rule, events and as_of. See docs/features/cadence.md.")
        answers = [run_case(case) for case in cases]
        if options["json"]:
            self.stdout.write(json.dumps(answers, indent=2))
            return
        for number, found in enumerate(answers, 1):
            self._say(f"{number}. {found.get('error') or found['status'].replace('_', ' ')}")
            for line in found.get("sum", ()):
                self._say(f"   {line}")

    def _say(self, line: str) -> None:
        """Half of a surrogate pair, which JSON may spell, cannot be written as it is."""
        self.stdout.write(line.encode("utf-8", "backslashreplace").decode("utf-8"))
