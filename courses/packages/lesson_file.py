"""A lesson file: front matter, Markdown, and blocks between `:::` lines. Every part knows its line."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from courses.packages.faults import Sheet
from courses.packages.reading import read_yaml

FENCE = re.compile(r"^:::\s*([a-z_]+)(?:\s+([\w-]+))?\s*$")


@dataclass(frozen=True)
class Raw:
    """One block as written: `data` is the text of a Markdown block, the heading of a part, or what the YAML says."""

    kind: str
    data: object
    line: int
    name: str = ""


@dataclass
class LessonText:
    front: Mapping
    blocks: list[Raw] = field(default_factory=list)


def parse_lesson(text: str, sheet: Sheet) -> LessonText | None:
    """None when the front matter cannot be read; other faults are told and the rest is read on."""
    lines = text.split("\n")
    if not lines or lines[0].strip() != "---" or "---" not in [line.strip() for line in lines[1:]]:
        sheet.fault("The file must start with its data between two lines of ---.", line=1)
        return None
    end = next(n for n, line in enumerate(lines[1:], 1) if line.strip() == "---")
    front = read_yaml("\n".join(lines[1:end]), inner(sheet, 1))
    if front is None:
        if not sheet.faults:
            sheet.fault("The data between the lines of --- are missing.", line=1)
        return None
    if not isinstance(front, Mapping):
        sheet.fault("The data between the lines of --- must be keys and values.", line=2)
        return None
    return LessonText(front, _blocks(lines, end + 1, sheet))


def inner(sheet: Sheet, lines_above: int) -> Sheet:
    """A sheet for YAML that stands inside this file, telling to the same list."""
    return Sheet(sheet.file, sheet.offset + lines_above, sheet.faults)


def _blocks(lines: list[str], start: int, sheet: Sheet) -> list[Raw]:
    blocks: list[Raw] = []
    names: set[str] = set()
    text: list[str] = []
    n = text_from = start

    def close_text():
        if any(line.strip() for line in text):
            blank = next(i for i, line in enumerate(text) if line.strip())
            blocks.append(Raw("text", "\n".join(text[blank:]).rstrip(), text_from + blank + 1))
        text.clear()

    while n < len(lines):
        line = lines[n]
        if line.startswith("# "):
            close_text()
            blocks.append(Raw("part", line[2:].strip(), n + 1))
        elif line.startswith(":::"):
            close_text()
            end = next((m for m in range(n + 1, len(lines)) if lines[m].strip() == ":::"), None)
            _fenced(lines, n, end, blocks, names, sheet)
            n = len(lines) if end is None else end
        else:
            if not text:
                text_from = n
            text.append(line)
        n += 1
    close_text()
    return blocks


def _fenced(lines, n: int, end: int | None, blocks: list[Raw], names: set[str], sheet: Sheet) -> None:
    found = FENCE.match(lines[n])
    if found is None:
        sheet.fault("A block starts with ::: and its type, as in “::: example”.", line=n + 1)
        return
    if end is None:
        sheet.fault(f"The block “{found[1]}” is not closed by a line of :::.", line=n + 1)
        return
    if found[2] and found[2] in names:
        sheet.fault(f"The block name “{found[2]}” stands twice.", line=n + 1)
    names.add(found[2] or "")
    data = read_yaml("\n".join(lines[n + 1 : end]), inner(sheet, n + 1))
    if data is not None:
        blocks.append(Raw(found[1], data, n + 1, found[2] or ""))
    elif not any(fault.line > n for fault in sheet.faults):
        sheet.fault(f"The block “{found[1]}” is empty.", line=n + 1)
