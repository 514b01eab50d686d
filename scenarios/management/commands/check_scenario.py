"""manage.py check_scenario FILE_OR_SLUG …: everything that is wrong with practice conversations, before a release."""

import json
from collections.abc import Mapping
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from courses.packages.faults import Sheet, line_of
from courses.packages.files import check_identity
from courses.packages.reading import read_text, read_yaml
from courses.release.context import CompileContext
from goals.models import Word
from scenarios.compiling import assembled, place_of
from scenarios.lint import SEVERITIES, Finding, lint
from scenarios.models import ScenarioPage
from scenarios.package import check_types, place_in

SUFFIXES = (".yaml", ".yml")


class Command(BaseCommand):
    requires_system_checks = []  # it reads files; what else is wrong with the site is no matter here
    help = "Checks practice conversations: files, folders of files, or pages by their slug. Exit code 1 on an error."

    def add_arguments(self, parser):
        parser.add_argument("what", nargs="+", metavar="FILE_OR_SLUG", help="a file, a folder, or the slug of a page")
        parser.add_argument("--json", action="store_true", help="print a list of findings as JSON")
        parser.add_argument("--quiet", action="store_true", help="print errors and warnings, no notes")

    def handle(self, *args, what, **options):
        words = self._words()
        found = [row for name in what for row in self._findings(name, words)]
        if options["quiet"]:
            found = [row for row in found if row["severity"] != "note"]
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
        else:
            self._tell(found)
        if any(row["severity"] == "error" for row in found):
            raise SystemExit(1)

    def _words(self) -> set[str] | None:
        """The keys of the district's words. A file can be checked where there is no database; then they are unknown."""
        try:
            return set(Word.objects.values_list("key", flat=True))
        except DatabaseError:
            self.stderr.write("There is no database here, so words in braces are not looked up.")
            return None

    def _findings(self, name: str, words: set[str] | None) -> list[dict]:
        path = Path(name)
        if path.is_dir():
            read = [_of_file(each, words, alone=False) for each in sorted(path.rglob("*")) if each.suffix in SUFFIXES]
            if all(rows is None for rows in read):
                raise CommandError(f"There is no scenario file in {name}.")
            return [row for rows in read for row in rows or ()]
        if path.is_file():
            return _of_file(path, words) or []
        page = ScenarioPage.objects.filter(slug=name).first()
        if page is None:
            raise CommandError(f"“{name}” is no file and not the slug of a practice conversation.")
        return _of_page(page.get_latest_revision_as_object())

    def _tell(self, found: list[dict]) -> None:
        for row in sorted(found, key=lambda row: SEVERITIES.index(row["severity"])):
            at = f"{row['file']}:{row['line']}" if row["line"] else f"{row['file']}: {row['where']}"
            self.stdout.write(f"{row['severity'].capitalize()}  {at}  {row['message']}  [{row['rule']}]")
            for words in (row["why"], row["mend"]):
                if words:
                    self.stdout.write(f"    {words}")
        counts = {severity: sum(row["severity"] == severity for row in found) for severity in SEVERITIES}
        told = (f"{count} {severity}{'' if count == 1 else 's'}" for severity, count in counts.items())
        self.stdout.write(f"{', '.join(told)}.")


def _of_file(path: Path, words: set[str] | None, *, alone: bool = True) -> list[dict] | None:
    """The findings; None for a file among others that is something else (a course, a quiz, a bank of questions)."""
    sheet = Sheet(str(path))
    text = read_text(path, sheet)
    data = read_yaml(text, sheet) if text is not None else None
    if data is None and not sheet.faults:
        sheet.fault("The file is empty.", line=1)
    if not alone and isinstance(data, Mapping) and (data.get("kind", "scenario") != "scenario" or "questions" in data):
        return None
    if data is not None and sheet.mapping(data, "The file"):
        check_identity(data, sheet)
        check_types(data, sheet, path.parent)
    if sheet.faults or data is None:  # the rules rely on the types
        return [
            _row(fault.file, fault.line, "", Finding((), "file", "error", fault.message))
            for fault in sorted(set(sheet.faults))
        ]
    return [
        _row(str(path), line_of(*place_in(data, each.path)), place_of(each), each) for each in lint(data, words=words)
    ]


def _of_page(page) -> list[dict]:
    """The newest draft, as a release would compile it."""
    context = CompileContext()
    found = lint(assembled(page, context))
    found += [Finding((), "page", problem.severity, problem.message) for problem in context.problems]
    return [_row(page.slug, 0, place_of(each) if each.path else "", each) for each in found]


def _row(file: str, line: int, where: str, each: Finding) -> dict:
    return {
        "file": file,
        "line": line,
        "where": where,
        "rule": each.rule,
        "severity": each.severity,
        "message": each.message,
        "why": each.why,
        "mend": each.mend,
        "path": list(each.path),
    }
