"""manage.py load_course FOLDER or its ZIP: check a package, load it, and release it when asked to.

A folder with a course.yaml is a course. One without is a shelf: activities that are released alone, one file each.
"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from wagtail.models import Page

from courses.models import Change
from courses.packages.load import PackageFaults, load_package
from courses.packages.package import read_package, read_shelf
from courses.packages.zipped import NoPackage, unpacked
from courses.release.actions import release_activity, release_course
from courses.release.plan import newest_edition
from courses.release.problems import ReleaseErrors


class Command(BaseCommand):
    help = (
        "Load a course package, or a folder of practice conversations. Everything is checked first; when anything is "
        "wrong, nothing is changed."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="FOLDER_OR_ZIP")
        parser.add_argument("--release", action="store_true", help="release the course and its practice afterward")
        parser.add_argument(
            "--change", choices=Change.values[1:], default=Change.COSMETIC, help="what the release means"
        )
        parser.add_argument("--note", default="", help="what changed, for people on the course")

    def handle(self, folder: Path, **options):
        try:
            with unpacked(folder) as found:
                self.load(found, folder, **options)
        except NoPackage as wrong:
            raise CommandError(str(wrong)) from None

    def load(self, folder: Path, told: Path, *, release: bool, change: str, note: str, verbosity: int, **options):
        """`told`: how faults name the place, which for a ZIP is the file and not where it was unpacked."""
        shelf = not (folder / "course.yaml").exists() and any(folder.glob("*.yaml"))
        try:
            with transaction.atomic():
                loaded = load_package(package=read_shelf(folder) if shelf else read_package(folder))
                said = self.release(loaded, change, note) if release else []
        except PackageFaults as wrong:
            for fault in wrong.faults:
                self.stderr.write(f"{told}/{fault}")
            raise CommandError(f"{len(wrong.faults)} faults. Nothing was changed.") from None
        except ReleaseErrors as wrong:
            for problem in wrong.problems:
                self.stderr.write(
                    f"{problem.page_title}: {problem.field + ': ' if problem.field else ''}{problem.message}"
                )
            raise CommandError("It cannot be released. Nothing was changed.") from None
        if verbosity:
            for line in [*loaded.notes, *said] or ["Nothing to do: all of it is here already."]:
                self.stdout.write(line)

    def release(self, loaded, change: str, note: str) -> list[str]:
        said = self.release_course(loaded, change, note) if loaded.course else []
        for page in Page.objects.filter(pk__in=loaded.practice).specific():
            version = release_activity(page=page, actor=None)
            said.append(f"“{version.title}”: version {version.number} for practice.")
        return said

    def release_course(self, loaded, change: str, note: str) -> list[str]:
        before = newest_edition(loaded.course)
        edition = release_course(course_page=loaded.course, change=change, note=note, actor=None)
        if edition == before:
            return [f"“{edition.title}”: the same as edition {edition.number}, so there is no new one."]
        return [f"“{edition.title}”: edition {edition.number} is released, with {edition.items.count()} items."]
