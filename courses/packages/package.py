"""A package, read and checked whole. Nothing is changed here: the answer is what was read and every fault."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from courses.packages.blocks import Findings
from courses.packages.faults import Fault, Sheet, line_of
from courses.packages.files import (
    check_identity,
    check_lesson,
    check_markdown_key,
    check_off_screen,
    check_outcomes,
    check_questions,
    check_quiz,
    check_survey,
    short,
)  # fmt: skip
from courses.packages.lesson_file import LessonText, inner, parse_lesson
from courses.packages.outline import check_outline
from courses.packages.reading import inside, read_text, read_yaml
from courses.packages.registry import kind_of, kinds
from courses.release.context import TOKEN
from goals.models import Objective, Plan, Standard, Word

COURSE_KEYS = [
    "schema", "kind", "uuid", "slug", "title", "summary", "why", "validity_months", "self_enrollment", "outcomes",
    "objectives", "outline", "practice",
]  # fmt: skip
OWN_KINDS = {
    "quiz": check_quiz, "survey": check_survey, "session": check_off_screen, "observed": check_off_screen,
}  # fmt: skip


@dataclass(frozen=True)
class Item:
    """One activity of the package. `data` holds uuid, slug, title; `lesson` its blocks when it is a lesson."""

    file: str
    kind: str
    data: Mapping
    lesson: LessonText | None = None


@dataclass
class Package:
    folder: Path
    course: Mapping = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    questions: list[tuple[str, Mapping]] = field(default_factory=list)  # (outcome, question)
    practice: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_package(folder: Path) -> Package:
    """Read everything below course.yaml and check it; `faults` is empty when it may be loaded."""
    return _Reader(folder).read()


def read_shelf(folder: Path) -> Package:
    """Read every YAML file of a folder that is no course: activities that are released alone, one file each."""
    return _Reader(folder).read_shelf()


class _Reader:
    def __init__(self, folder: Path):
        self.package = Package(folder)
        self.findings = Findings(folder, set(Standard.objects.values_list("slug", flat=True)))
        self.words = set(Word.objects.values_list("key", flat=True))
        self.outcomes: set[str] = set()
        self.taken: dict[tuple[str, str], tuple[str, int]] = {}

    def read(self) -> Package:
        sheet = Sheet("course.yaml")
        text = self._text("course.yaml", sheet)
        course = read_yaml(text, sheet) if text is not None else None
        if course is None and text is not None and not sheet.faults:
            sheet.fault("The file is empty.", line=1)
        if course is not None and sheet.mapping(course, "The file"):
            self._course(course, sheet)
        self.package.faults = sorted(set(self.package.faults + sheet.faults))
        return self.package

    def read_shelf(self) -> Package:
        names = sorted(path.name for path in self.package.folder.glob("*.yaml"))
        for name in names:
            self._item(name, Sheet(name), 1)
        for item in self.package.items.values():
            if not kind_of(item.kind):
                told = f"A {item.kind} stands in a course. Only {', '.join(kinds())} may stand alone."
                self.package.faults.append(Fault(item.file, line_of(item.data, "kind"), told))
        self.package.practice = names
        self.package.faults = sorted(set(self.package.faults))
        return self.package

    def _course(self, course: Mapping, sheet: Sheet) -> None:
        self.package.course = course
        sheet.known(course, COURSE_KEYS)
        sheet.one_of(course, "kind", ["course"], required=True)
        check_identity(course, sheet)
        self._once("uuid", course, "uuid", sheet)
        short(course, "summary", sheet, required=True, longest=300)
        check_markdown_key(course, "why", sheet, self.findings)
        months = sheet.typed(course, "validity_months", int)
        if months is not None and not 1 <= months <= 120:
            sheet.fault("“validity_months” must be between 1 and 120, or left out.", course, "validity_months")
        sheet.typed(course, "self_enrollment", bool)
        self.outcomes = check_outcomes(course, sheet)
        self._objectives(course, sheet)
        named = {name: line_of_file(course, name) for name in check_outline(course, sheet)}
        practice = sheet.texts(course, "practice")
        named |= {name: line_of(course["practice"], n) for n, name in enumerate(practice)}
        self.package.practice = practice
        for name, line in named.items():
            self._item(name, sheet, line)
        self._questions()
        self._draws()
        self._links()

    def _objectives(self, course: Mapping, sheet: Sheet) -> None:
        numbers = set(Objective.objects.values_list("number", flat=True))
        planned = Plan.objects.exists()
        for n, row in enumerate(sheet.typed(course, "objectives", list, default=[])):
            if not isinstance(row, Mapping):
                sheet.fault("An objective has the keys number and why.", course["objectives"], n)
                continue
            sheet.known(row, ["number", "why"])
            number = short(row, "number", sheet, required=True)
            short(row, "why", sheet, required=True)
            if number and planned and number not in numbers:
                sheet.fault(f"The plan has no objective {number}.", row, "number")

    def _item(self, name: str, course_sheet: Sheet, line: int) -> None:
        path = inside(self.package.folder, name)
        if path is None:
            course_sheet.fault(f"“{name}” leads outside the package.", line=line)
            return
        if not path.is_file():
            course_sheet.fault(f"“{name}” is not in the package.", line=line)
            return
        sheet = Sheet(name)
        text = self._text(name, sheet)
        item = self._lesson(name, text, sheet) if name.endswith(".md") else self._yaml(name, text, sheet)
        self.package.faults += sheet.faults
        if item:
            self.package.items[name] = item

    def _lesson(self, name: str, text: str | None, sheet: Sheet) -> Item | None:
        lesson = parse_lesson(text, sheet) if text is not None else None
        if lesson is None:
            return None
        front = inner(sheet, 1)
        check_identity(lesson.front, front)
        self._identity_once(lesson.front, front)
        check_lesson(lesson, sheet, front, self.outcomes, self.findings)
        return Item(name, "lesson", lesson.front, lesson)

    def _yaml(self, name: str, text: str | None, sheet: Sheet) -> Item | None:
        data = read_yaml(text, sheet) if text is not None else None
        if data is None:
            if not sheet.faults:
                sheet.fault("The file is empty.", line=1)
            return None
        if not sheet.mapping(data, "The file"):
            return None
        kind = sheet.one_of(data, "kind", [*OWN_KINDS, *kinds()], required=True)
        check_identity(data, sheet)
        self._identity_once(data, sheet)
        if kind in OWN_KINDS:
            OWN_KINDS[kind](data, sheet, self.outcomes, self.findings)
        elif kind and (registered := kind_of(kind)):
            registered.check(data, sheet, self.package.folder)
        return Item(name, kind, data) if kind else None

    def _questions(self) -> None:
        for path in sorted((self.package.folder / "questions").glob("*.yaml")):
            name = f"questions/{path.name}"
            sheet = Sheet(name)
            text = self._text(name, sheet)
            data = read_yaml(text, sheet) if text is not None else None
            if data is not None:
                check_questions(data, sheet, self.outcomes)
            if not sheet.faults and isinstance(data, Mapping):
                for row in data["questions"]:
                    self._once("uuid", row, "uuid", sheet)
                    self.package.questions.append((data["outcome"], row))
            self.package.faults += sheet.faults

    def _draws(self) -> None:
        bank = [outcome for outcome, _row in self.package.questions]
        for item in self.package.items.values():
            rows = item.data.get("draw") if item.kind == "quiz" else None
            for row in rows if isinstance(rows, list) else []:
                if not isinstance(row, Mapping):
                    continue  # told already
                count, outcome = row.get("count"), row.get("outcome")
                if not (isinstance(count, int) and isinstance(outcome, str)):
                    continue  # told already
                if count > bank.count(outcome):
                    told = f"{count} questions on {outcome} are drawn, but the bank has {bank.count(outcome)}."
                    self.package.faults.append(Fault(item.file, line_of(row, "count"), told))

    def _links(self) -> None:
        slugs = {item.data.get("slug") for item in self.package.items.values()}
        for file, link in self.findings.links:
            if link.target not in slugs:
                self.package.faults.append(
                    Fault(file, link.line, f"The link leads to “{link.target}”, which is no activity here.")
                )

    def _text(self, name: str, sheet: Sheet) -> str | None:
        path = inside(self.package.folder, name)
        if path is None:
            sheet.fault("This file leads outside the package.", line=1)
            return None
        text = read_text(path, sheet)
        for n, line in enumerate((text or "").split("\n"), 1):
            for key in TOKEN.findall(line):
                if key[:1].lower() + key[1:] not in self.words:
                    sheet.fault(f"“{{{key}}}” is not one of our words.", line=n)
        return text

    def _identity_once(self, data: Mapping, sheet: Sheet) -> None:
        self._once("uuid", data, "uuid", sheet)
        self._once("slug", data, "slug", sheet)

    def _once(self, what: str, data: Mapping, key: str, sheet: Sheet) -> None:
        value = data.get(key)
        if not isinstance(value, str):
            return
        place = (sheet.file, line_of(data, key) + sheet.offset)
        first = self.taken.setdefault((what, value.lower()), place)
        if first != place:
            sheet.fault(f"The {what} “{value}” stands already in {first[0]}, line {first[1]}.", data, key)


def line_of_file(course: Mapping, name: str) -> int:
    """The line of `activity: <name>` in the outline."""
    for module in course.get("outline") or []:
        for item in (module.get("items") or []) if isinstance(module, Mapping) else []:
            for member in [item, *(item.get("of") or [])] if isinstance(item, Mapping) else []:
                if isinstance(member, Mapping) and member.get("activity") == name:
                    return line_of(member, "activity")
    return 1
