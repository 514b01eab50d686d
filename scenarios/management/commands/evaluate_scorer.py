"""Measures the scorer's models on any file of rated texts: see docs/features/evaluate-scorer.md."""

import json
import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from safe.table_parts import BadTable
from scenarios.training.evaluation import Asked, evaluate
from scenarios.training.table import Columns, read_rated
from scenarios.training.target import read_target


def _names(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


class Command(BaseCommand):
    help = "Measures the scorer on a CSV of texts that people rated, by nested cross-validation, with intervals."

    def add_arguments(self, parser):
        parser.add_argument("file", help="A CSV or XLSX file; its first line names the columns.")
        parser.add_argument("--text", required=True, help="Column of the texts.")
        parser.add_argument("--target", required=True, help="Column of the ratings: numbers or words.")
        parser.add_argument("--criterion", default="", help="What was rated: tone, receptiveness, empathy, asking …")
        parser.add_argument("--raters", default="", help="Columns of single raters, for the agreement of people.")
        parser.add_argument("--group", default="", help="Column whose equal values never stand on both sides.")
        parser.add_argument("--task-col", default="", help="Column that names the question which a text answers.")
        parser.add_argument("--reference-col", default="", help="Column of reference answers, several parted by ||.")
        parser.add_argument("--split-col", default="", help="Column that says train, or how the row is tested.")
        parser.add_argument("--positive", default="", help="Values that count as yes; all others are no.")
        parser.add_argument("--quartiles", action="store_true", help="Also tell the highest quarter from the lowest.")
        parser.add_argument(
            "--labels", type=int, help="Labels to train on, 0 for the shipped model alone; a curve if left out."
        )
        parser.add_argument("--folds", type=int, default=10, help="Folds of the outer cross-validation.")
        parser.add_argument("--json", action="store_true", help="Print everything as JSON.")

    def handle(self, *args, file, **o):
        started = time.monotonic()
        if o["folds"] < 2 or (o["labels"] or 0) < 0:
            raise CommandError("--folds is at least 2, and --labels is 0 or more.")
        columns = Columns(
            o["text"], o["target"], _names(o["raters"]), o["group"], o["task_col"], o["reference_col"], o["split_col"]
        )
        asked = Asked(o["criterion"], o["labels"], o["labels"] is None, o["folds"], o["quartiles"])
        try:
            rated = read_rated(Path(file), columns)
            report = evaluate(rated, read_target(rated.targets, _names(o["positive"])), asked)
        except BadTable as error:
            raise CommandError(error.message) from error
        report = {"file": Path(file).name, "text": o["text"], "target_column": o["target"], **report}
        report["seconds"] = round(time.monotonic() - started, 1)
        self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2) if o["json"] else _told(report))


def _told(report: dict) -> str:
    """The report for reading: a line for each number of labels, then what was noticed."""
    lines = [f"{report['file']}: {report['tested_rows']} of {report['rows']} rows tested, target {report['target']}"]
    for point in report["curve"]:
        told = ", ".join(f"{n} {f['value']:.3f} ({f['low']:.3f}-{f['high']:.3f})" for n, f in point["figures"].items())
        lines.append(f"{point['labels']} labels: {told or point.get('note', '')}")
    if "people" in report:
        lines.append(f"People: {json.dumps(report['people'], ensure_ascii=False)}")
    return "\n".join([*lines, *report["notes"]])
