"""Trains the linear models that ship with the scorer: for developers, where scikit-learn is installed."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from scenarios.scoring.learned.model import FOLDER
from scenarios.training.anchors import sample_replies
from scenarios.training.shipping import SOURCES, trained


class Command(BaseCommand):
    help = "Trains the scorer's linear models on rated texts and writes their coefficients."

    def add_arguments(self, parser):
        parser.add_argument("--data", required=True, help="Folder with the files of rated texts.")
        parser.add_argument(
            "--out", default=str(FOLDER), help="Folder for the coefficients; the shipped ones by default."
        )

        parser.add_argument(
            "--anchors", default=str(Path(settings.BASE_DIR) / "content"),
            help="Folder of scenario files whose sample replies set the cut-points; the project's own by default.",
        )  # fmt: skip

    def handle(self, *args, data, out, anchors, **options):
        folder, target = Path(data), Path(out)
        missing = [source.file for source in SOURCES if not (folder / source.file).is_file()]
        if missing:
            raise CommandError(f"In {folder} there is no {', no '.join(missing)}. Give the folder of the rated texts.")
        target.mkdir(parents=True, exist_ok=True)
        for name, content in trained(folder, sample_replies(Path(anchors))):
            (target / name).write_bytes(content)
            self.stdout.write(f"{name}: {len(content) // 1024} KB")
