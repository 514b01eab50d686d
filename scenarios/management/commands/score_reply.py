"""Look at a reply from the command line, as the page would: for authors who tune a scenario, and for tests of one."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from ruamel.yaml import YAML, YAMLError

from scenarios.models import ScenarioActivity
from scenarios.scoring import Task, score


class Command(BaseCommand):
    help = "Scores a reply read from standard input against a scenario (a slug or a file). Prints what was found."

    def add_arguments(self, parser):
        parser.add_argument(
            "--scenario", required=True, help="Slug of a released scenario, or path of a scenario file."
        )
        parser.add_argument("--step", default="", help="Key of the step; the first one when left out.")
        parser.add_argument("--json", action="store_true", help="Print the whole result as JSON.")

    def handle(self, *args, scenario, step, **options):
        definition = self._definition(scenario)
        try:
            task = Task.from_definition(definition, step or definition["steps"][0]["key"])
        except (ValueError, LookupError, TypeError) as error:
            raise CommandError(f"This scenario cannot be scored: {error}") from error
        result = score(sys.stdin.read(), task)
        if options["json"]:
            self.stdout.write(json.dumps(result.as_dict(), ensure_ascii=False, indent=2))
            return
        for guard in result.guards:
            self.stdout.write(f"Sent back: {guard.sentence}")
        for name, level in result.levels.items():
            self.stdout.write(f"{name}: {level}  {result.reasons.get(name, '')}")
        self.stdout.write(f"{result.change_one.head}: {result.change_one.sentence}")

    def _definition(self, scenario: str) -> dict:
        path = Path(scenario)
        if path.suffix in (".yaml", ".yml"):
            try:
                return YAML(typ="safe").load(path.read_text(encoding="utf-8"))
            except (OSError, UnicodeDecodeError, YAMLError) as error:
                raise CommandError(f"{scenario} could not be read: {error}") from error
        activity = ScenarioActivity.objects.filter(slug=scenario).first()
        version = activity.versions.order_by("-number").first() if activity else None
        if version is None:
            raise CommandError(f"No released scenario has the slug {scenario!r}.")
        return version.definition
