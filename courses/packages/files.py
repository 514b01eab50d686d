"""The checks of each file of a package, except scenarios: those are checked by the room that registered them."""

import re
import uuid
from collections.abc import Mapping

from courses.models.outcome import CODE_FORM
from courses.packages.arranging import check_lines, check_pairs
from courses.packages.blocks import Findings, check_block, check_options
from courses.packages.faults import Sheet, line_of
from courses.packages.lesson_file import LessonText
from courses.packages.markdown import check_markdown

ITEM_KEYS = ["schema", "kind", "uuid", "slug", "title", "summary", "minutes", "outcomes"]
# What a question of each kind is answered by.
ANSWERED_BY = {"single": "options", "multiple": "options", "short": "accepted", "order": "lines", "match": "pairs"}
LONGEST = {"title": 255, "slug": 255, "summary": 255, "goal": 255, "why": 300, "text": 200, "number": 12, "module": 160}


def check_identity(data: Mapping, sheet: Sheet) -> None:
    """uuid, slug and title: every page has them."""
    value = sheet.typed(data, "uuid", str, required=True)
    if value:
        try:
            uuid.UUID(value)
        except ValueError:
            sheet.fault(f"“{value}” is not a UUID.", data, "uuid")
    slug = sheet.typed(data, "slug", str, required=True)
    if slug and not all(part.isalnum() and part.isascii() and part == part.lower() for part in slug.split("-")):
        sheet.fault("“slug” takes small letters, digits and single hyphens.", data, "slug")
    short(data, "title", sheet, required=True)
    if "schema" in data and data["schema"] != 1:
        sheet.fault("This program reads schema 1.", data, "schema")


def short(data: Mapping, key: str, sheet: Sheet, *, required: bool = False, longest: int = 0) -> str:
    value = sheet.typed(data, key, str, required=required) or ""
    most = longest or LONGEST[key]
    if len(value) > most:
        sheet.fault(f"“{key}” has {len(value)} characters; {most} is the most.", data, key)
    return value


def check_markdown_key(data: Mapping, key: str, sheet: Sheet, findings: Findings) -> None:
    text = sheet.typed(data, key, str)
    if text:
        line = line_of(data, key) + ("\n" in text)
        findings.links += [(sheet.file, link) for link in check_markdown(text, sheet, line)]


def check_item(data: Mapping, sheet: Sheet, outcomes: set[str]) -> None:
    """What lessons, quizzes and surveys share."""
    short(data, "summary", sheet)
    minutes = sheet.typed(data, "minutes", int, required=True)
    if minutes is not None and not 1 <= minutes <= 240:
        sheet.fault("“minutes” must be between 1 and 240.", data, "minutes")
    named = sheet.texts(data, "outcomes")
    for n, code in enumerate(named):
        if code not in outcomes:
            sheet.fault(f"{code} is not an outcome of this course.", data["outcomes"], n)


def check_lesson(lesson: LessonText, sheet: Sheet, front: Sheet, outcomes: set[str], findings: Findings) -> None:
    """`front` counts lines from the front matter's own; `sheet` those of the whole file."""
    front.known(lesson.front, [*ITEM_KEYS, "goal"])
    check_item(lesson.front, front, outcomes)
    short(lesson.front, "goal", front, required=True)
    for raw in lesson.blocks:
        check_block(raw, sheet, findings)
    for n, raw in enumerate(lesson.blocks):
        if raw.kind == "part" and (n + 1 == len(lesson.blocks) or lesson.blocks[n + 1].kind == "part"):
            sheet.fault(f"Part “{raw.data}” is empty.", line=raw.line)
    if not lesson.blocks:
        sheet.fault("The lesson is empty.", line=1)


def check_quiz(data: Mapping, sheet: Sheet, outcomes: set[str], findings: Findings) -> None:
    sheet.known(data, [*ITEM_KEYS, "intro", "pass_mark", "draw", "pre_assessment"])
    sheet.typed(data, "pre_assessment", bool)
    check_item(data, sheet, outcomes)
    check_markdown_key(data, "intro", sheet, findings)
    mark = sheet.typed(data, "pass_mark", int, required=True)
    if mark is not None and not 1 <= mark <= 100:
        sheet.fault("“pass_mark” must be between 1 and 100.", data, "pass_mark")
    seen = set()
    for n, row in enumerate(sheet.typed(data, "draw", list, required=True, default=[])):
        if not isinstance(row, Mapping):
            sheet.fault("An entry of “draw” must have the keys outcome and count.", data["draw"], n)
            continue
        sheet.known(row, ["outcome", "count"])
        code = sheet.typed(row, "outcome", str, required=True)
        count = sheet.typed(row, "count", int, required=True)
        if code and code not in outcomes:
            sheet.fault(f"{code} is not an outcome of this course.", row, "outcome")
        if code in seen:
            sheet.fault(f"Outcome {code} is drawn twice.", row, "outcome")
        if count is not None and count < 1:
            sheet.fault("“count” must be 1 or more.", row, "count")
        seen.add(code)


def check_survey(data: Mapping, sheet: Sheet, outcomes: set[str], findings: Findings) -> None:
    sheet.known(data, [*ITEM_KEYS, "intro", "private", "questions"])
    check_item(data, sheet, outcomes)
    check_markdown_key(data, "intro", sheet, findings)
    sheet.typed(data, "private", bool)
    names = set()
    for n, row in enumerate(sheet.typed(data, "questions", list, required=True, default=[])):
        if not isinstance(row, Mapping):
            sheet.fault("A question must be a group of keys.", data["questions"], n)
            continue
        sheet.known(row, ["id", "kind", "prompt", "hint", "low", "high", "required"])
        kind = sheet.one_of(row, "kind", ["scale", "text"], required=True)
        name = sheet.typed(row, "id", str, required=True)
        if name in names:
            sheet.fault(f"The question “{name}” stands twice.", row, "id")
        names.add(name)
        sheet.typed(row, "prompt", str, required=True)
        sheet.typed(row, "hint", str)
        sheet.typed(row, "required", bool)
        for end in ("low", "high"):
            sheet.typed(row, end, str, required=kind == "scale")


def check_off_screen(data: Mapping, sheet: Sheet, outcomes: set[str], findings: Findings) -> None:
    """An in-person session or an observed call: what people are told before. Dates are planned on the site."""
    sheet.known(data, [*ITEM_KEYS, "about"])
    check_item(data, sheet, outcomes)
    check_markdown_key(data, "about", sheet, findings)


def check_questions(data, sheet: Sheet, outcomes: set[str]) -> None:
    if not sheet.mapping(data, "The file"):
        return
    sheet.known(data, ["outcome", "questions"])
    code = sheet.typed(data, "outcome", str, required=True)
    if code and code not in outcomes:
        sheet.fault(f"{code} is not an outcome of this course.", data, "outcome")
    for n, row in enumerate(sheet.typed(data, "questions", list, required=True, default=[])):
        if not isinstance(row, Mapping):
            sheet.fault("A question must be a group of keys.", data["questions"], n)
            continue
        _check_question(row, sheet)


def _check_question(row: Mapping, sheet: Sheet) -> None:
    sheet.known(row, ["uuid", "kind", "form", "gate", "prompt", *dict.fromkeys(ANSWERED_BY.values()), "rationale"])
    value = sheet.typed(row, "uuid", str, required=True)
    try:
        uuid.UUID(value or str(uuid.UUID(int=0)))
    except ValueError:
        sheet.fault(f"“{value}” is not a UUID.", row, "uuid")
    kind = sheet.one_of(row, "kind", list(ANSWERED_BY), required=True)
    short(row, "form", sheet, longest=4)
    sheet.typed(row, "gate", bool)
    sheet.typed(row, "prompt", str, required=True)
    sheet.typed(row, "rationale", str)
    if not kind:
        return
    own = ANSWERED_BY[kind]
    for other in set(ANSWERED_BY.values()) - {own}:
        if other in row:
            sheet.fault(f"A question of the kind “{kind}” has “{own}”, not “{other}”.", row, other)
    if own == "options":
        check_options(row, kind, sheet)
    elif own == "lines":
        check_lines(row, sheet)
    elif own == "pairs":
        check_pairs(row, sheet)
    elif not sheet.texts(row, "accepted", required=True) and "accepted" in row:
        sheet.fault("No accepted answer is given.", row, "accepted")


def check_outcomes(data: Mapping, sheet: Sheet) -> set[str]:
    codes: set[str] = set()
    for n, row in enumerate(sheet.typed(data, "outcomes", list, required=True, default=[])):
        if not isinstance(row, Mapping):
            sheet.fault("An outcome has the keys code and text.", data["outcomes"], n)
            continue
        sheet.known(row, ["code", "text"])
        code = sheet.typed(row, "code", str, required=True) or ""
        if code and not re.fullmatch(CODE_FORM, code):
            sheet.fault(f"“{code}” is not an outcome code: capital letters and digits, as in E1.", row, "code")
        if code in codes:
            sheet.fault(f"Outcome {code} stands twice.", row, "code")
        codes.add(code)
        short(row, "text", sheet, required=True)
    return codes - {""}
