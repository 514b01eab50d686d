"""Any CSV (or XLSX) of rated texts: the columns that were asked for, as trimmed cells.

What was left out is told in notes; what cannot be read is refused with a sentence.
"""

import csv
import math
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from safe.csv_text import decode, read_csv
from safe.table_parts import BadTable, RawTable
from safe.workbook import read_xlsx

MOST_ROWS = 200_000
FEWEST_ROWS = 30
_EMPTY = frozenset(("", "na", "n/a", "nan", "none", "null", "?", "-", "#n/a"))
_NUMBER = re.compile(r"[-+]?[0-9]*[.,]?[0-9]+(?:e[-+]?[0-9]+)?%?", re.IGNORECASE)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Columns:
    """The names of the columns to use; empty where there is none."""

    text: str
    target: str
    raters: tuple[str, ...] = ()
    group: str = ""
    task: str = ""
    reference: str = ""
    split: str = ""

    def named(self) -> list[str]:
        return [
            n for n in (self.text, self.target, *self.raters, self.group, self.task, self.reference, self.split) if n
        ]


@dataclass
class Rated:
    """The rows that have a text and a target, column by column; `notes` say what was left out."""

    texts: list[str]
    targets: list[str]
    raters: dict[str, list[str]]
    groups: list[str]
    tasks: list[str]
    references: list[list[str]]
    splits: list[str]
    notes: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.texts)


def read_rated(path: Path, columns: Columns) -> Rated:
    """The usable rows of a file. Raises BadTable with a sentence."""
    notes: list[str] = []
    raw = _raw(path, columns, notes)
    place = _places(raw.header, columns)
    rows = [{n: _cell(cells, at) for n, at in place.items()} for _, cells in raw.rows]
    kept = [r for r in rows if r[columns.text] and r[columns.target].casefold() not in _EMPTY]
    if len(kept) < len(rows):
        notes.append(f"{len(rows) - len(kept)} of {len(rows)} rows have no text or no target and were left out.")
    if len(kept) < FEWEST_ROWS:
        raise BadTable(
            f"Only {len(kept)} rows have both “{columns.text}” and “{columns.target}”. "
            f"At least {FEWEST_ROWS} are needed to say anything."
        )

    def column(name: str) -> list[str]:
        return [r[name] for r in kept] if name else []

    return Rated(
        texts=column(columns.text),
        targets=column(columns.target),
        raters={name: column(name) for name in columns.raters},
        groups=column(columns.group),
        tasks=column(columns.task),
        references=[_references(cell) for cell in column(columns.reference)],
        splits=column(columns.split),
        notes=notes,
    )


def _raw(path: Path, columns: Columns, notes: list[str]) -> RawTable:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadTable(f"{path} could not be read: {error.strerror or error}.") from error
    if not data.strip():
        raise BadTable(f"{path.name} is empty. The first line must name the columns.")
    if data.startswith(b"PK\x03\x04"):
        return read_xlsx(data, max_rows=MOST_ROWS)
    wanted = {_fold(name) for name in columns.named()}
    csv.field_size_limit(10_000_000)
    return read_csv(
        _text(data, notes), score=lambda header: sum(_fold(h) in wanted for h in header), max_rows=MOST_ROWS
    )


def _text(data: bytes, notes: list[str]) -> str:
    if data.startswith(_UTF16):
        notes.append("The file is saved as UTF-16 and was read as such.")
        return data.decode("utf-16", "replace").replace("\0", "")
    try:
        return decode(data)
    except BadTable:
        notes.append("The file is not in UTF-8; it was read as Windows-1252. Accented letters may be wrong.")
        return data.replace(b"\0", b"").decode("cp1252", "replace")


def _fold(name: str) -> str:
    return re.sub(r"[\s_-]+", " ", name).strip().casefold()


def _places(header: list[str], columns: Columns) -> dict[str, int]:
    folded = [_fold(name) for name in header]
    missing = [name for name in columns.named() if _fold(name) not in folded]
    if missing:
        has = ", ".join(name for name in header if name)[:300]
        raise BadTable(f"There is no column {', '.join(f'“{m}”' for m in missing)}. The file has: {has}.")
    twice = [name for name in columns.named() if folded.count(_fold(name)) > 1]
    if twice:
        raise BadTable(f"Two columns are called “{twice[0]}”. Rename one of them.")
    return {name: folded.index(_fold(name)) for name in columns.named()}


def _cell(cells: list[str], at: int) -> str:
    return cells[at].strip() if at < len(cells) else ""


def _references(cell: str) -> list[str]:
    """One or more reference answers, parted by two bars."""
    return [part.strip() for part in cell.split("||") if part.strip().casefold() not in _EMPTY]


def number(cell: str) -> float | None:
    """The number in a cell, with a decimal point or comma, or None."""
    cell = cell.strip()
    if not _NUMBER.fullmatch(cell):
        return None
    value = float(cell.rstrip("%").replace(",", "."))
    return value if math.isfinite(value) else None


def listed(values: list[str], most: int = 8) -> str:
    """The commonest values, for a sentence."""
    common = [value for value, _ in Counter(values).most_common(most + 1)]
    return ", ".join(f"“{v[:40]}”" for v in common[:most]) + (" …" if len(common) > most else "")
