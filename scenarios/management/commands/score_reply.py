"""Look at a reply from the command line, as the page would: for authors who tune a scenario, and for tests of one."""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from ruamel.yaml import YAML, YAMLError

from scenarios.models import ScenarioActivity
from scenarios.private_said import WHY, with_private
from scenarios.scoring import Result, Task, score


class Command(BaseCommand):
    help = "Scores a reply read from standard input against a scenario (a slug or a file). Prints what was found."

    def add_arguments(self, parser):
        parser.add_argument(
            "--scenario", required=True, help="Slug of a released scenario, or path of a scenario file."
        )
        parser.add_argument("--step", default="", help="Key of the step; the first written one when left out.")
        parser.add_argument("--json", action="store_true", help="Print the whole result as JSON.")

    def handle(self, *args, scenario, step, **options):
        definition = self._definition(scenario)
        try:
            task = Task.from_definition(definition, step or first_reply(definition))
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise CommandError(f"This scenario cannot be scored: {error}") from error
        text = sys.stdin.read()
        result = score(text, task)
        whole = with_private(result.as_dict(), text, definition)
        if options["json"]:
            self.stdout.write(json.dumps(whole, ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(_lines(result, whole)))

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


def first_reply(definition: Mapping[str, Any]) -> str:
    """The key of the first step that is written; ValueError where there is none."""
    keys = [step["key"] for step in definition["steps"] if step.get("kind", "reply") == "reply"]
    if not keys:
        raise ValueError("it has no written reply.")
    return str(keys[0])


def _lines(result: Result, whole: Mapping[str, Any]) -> Iterator[str]:
    for guard in result.guards:
        yield f"Sent back: {guard.sentence}"
    for chance in result.chances:
        shares = ", ".join(f"{level}: {share / 10:.0f} %" for level, share in enumerate(chance.thousandths, 1) if share)
        reason = result.reasons.get(chance.criterion, "")
        yield f"{chance.criterion}: {chance.level}  ({chance.standing}; {shares})  {reason}"
    for fact in result.facts:
        said = "; ".join(f"“{span.text}”" for span in fact.spans)
        yield f"Fact {fact.number} {fact.status}{', guessed' if fact.hedged else ''}{': ' + said if said else ''}"
    for gate in whole["gates"]:
        yield f"Gate {gate['key']}: {gate['status']}"
    for said in whole["private"]:
        yield f"May be private: “{said['text']}”. {WHY[said['kind']]}"
    for sentence in result.referred:
        yield f"For a person: {sentence}"
    yield f"{whole['change_one']['head']}: {whole['change_one']['sentence']}"
    yield f"Scorer {result.version}"
