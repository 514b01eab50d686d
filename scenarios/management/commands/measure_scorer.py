"""manage.py measure_scorer: the scorer's figures on frozen sets of replies, beside the bars it has to meet."""

import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from ruamel.yaml import YAML

from scenarios.proving import Trial, calibrated, load_sets, run
from scenarios.proving.sets import PARTS
from scenarios.scoring import version
from scenarios.scoring.chances import FILE

FOLDER = Path("tests/scenarios/scoring/frozen")
CONTENT = Path("content")


class Command(BaseCommand):
    requires_system_checks = []  # it reads files alone
    help = "Measures the scorer on frozen sets: levels, gaming, honest replies, facts, and spelling."

    def add_arguments(self, parser):
        parser.add_argument("--data", type=Path, default=settings.BASE_DIR / FOLDER, help="folder of the sets")
        parser.add_argument(
            "--content", type=Path, default=settings.BASE_DIR / CONTENT, help="folder of scenario files"
        )
        parser.add_argument("--half", choices=(*PARTS, "all"), default="all", help="which rows (default: all)")
        parser.add_argument("--failed", action="store_true", help="also print each row that failed, and how")
        parser.add_argument(
            "--calibrate", action="store_true", help="write how often each level of the rules was declared"
        )
        parser.add_argument("--json", action="store_true", help="print the figures as JSON")

    def handle(self, *args, data, content, half, failed, **options):
        if not data.is_dir():
            raise CommandError(f"{data} is no folder.")
        try:
            sets = load_sets(data, definitions(content))
        except KeyError as error:
            raise CommandError(f"There is no scenario {error} in {content}.") from error
        if options["calibrate"]:
            FILE.write_text(calibrated(sets.samples), encoding="utf-8")
            self.stdout.write(f"Wrote {FILE.name} from {len(sets.samples)} sample replies.")
            return
        trials = run(sets, PARTS if half == "all" else (half,))
        if options["json"]:
            rows = [_row(trial) for trial in trials if trial.total]
            self.stdout.write(json.dumps({"version": version(), "half": half, "trials": rows}, indent=2))
            return
        for trial in trials:
            if trial.total:
                self.stdout.write(_line(trial))
            for row, said in trial.failed if failed else ():
                self.stdout.write(f"    {row.scenario} [{row.kind}] {said}: {row.text}")


def definitions(folder: Path) -> dict[str, dict]:
    """Scenario files by their slug."""
    found = {}
    for path in sorted(folder.rglob("*.y*ml")):
        data = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        if isinstance(data, dict) and data.get("kind") == "scenario":
            found[data["slug"]] = data
    return found


def _line(trial: Trial) -> str:
    word = {True: "met", False: "NOT MET", None: ""}[trial.met]
    sign = ">=" if trial.least else "<="
    bar = f"{sign} {trial.bar} %" if trial.bar is not None else ""
    return f"{trial.name:<46} {trial.percent:>6} %  ({trial.held} of {trial.total})  {bar:<9} {word}".rstrip()


def _row(trial: Trial) -> dict:
    return {
        "name": trial.name,
        "held": trial.held,
        "total": trial.total,
        "percent": trial.percent,
        "bar": trial.bar,
        "met": trial.met,
    }
