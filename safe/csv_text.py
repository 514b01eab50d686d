"""CSV bytes, from whatever program, to raw rows with the line each one starts on."""

import csv
import io
import re
from collections.abc import Callable

from django.utils.translation import gettext as _

from safe.table_parts import BadTable, RawTable

SEPARATORS = (",", ";", "\t")
_EXCEL_HINT = re.compile(r"sep=(.)$", re.IGNORECASE)


def decode(data: bytes) -> str:
    """Return the text of a UTF-8 file, with or without a byte order mark; else BadTable."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadTable(_("This file is saved as UTF-16. Save it as “CSV UTF-8” and send it again."))
    if b"\x00" in data:
        raise BadTable(
            _(
                "Line %(line)d holds something that is not text, so the file cannot be read. "
                "Save the file as “CSV UTF-8” and send it again."
            )
            % {"line": _line_at(data, data.index(b"\x00"))}
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = error.start + (len(data) - len(error.object))
        before = data[:start].splitlines()[-1:] or [b""]
        raise BadTable(
            _(
                "Line %(line)d holds a letter that is not in UTF-8, after “%(before)s”. "
                "Save the file as “CSV UTF-8” and send it again."
            )
            % {
                "line": _line_at(data, start),
                "before": before[0].decode("utf-8", "replace")[-20:].lstrip("\ufeff"),
            }
        ) from error


def read_csv(text: str, *, score: Callable[[list[str]], int], max_rows: int) -> RawTable:
    """Split CSV text. `score(header)` tells how well a header fits; the best separator wins."""
    first = text.split("\n", 1)[0].rstrip("\r")
    hint = _EXCEL_HINT.fullmatch(first.strip("\ufeff "))
    separators = (hint[1],) if hint and hint[1] in SEPARATORS else SEPARATORS
    skip = 1 if hint else 0
    best: tuple[int, str] | None = None
    for separator in separators:
        header = _first_record(text, separator, skip)
        rank = score(header)
        if header and (best is None or rank > best[0]):
            best = (rank, separator)
    if best is None:
        raise BadTable(_("This file is empty. The first line must name the columns."))
    records = _records(text, best[1], skip)
    header_line, header = next(records)
    rows: list[tuple[int, list[str]]] = []
    for line, cells in records:
        if len(rows) >= max_rows:
            raise BadTable(_("This file has more than %(max)d rows. Send it in several files.") % {"max": max_rows})
        rows.append((line, cells))
    return RawTable(header_line, header, rows)


def _records(text: str, separator: str, skip: int):
    """Yield (first line, cells) of each record that is not blank. Quoted newlines keep the count."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise BadTable(
                _(
                    "The row that starts on line %(line)d cannot be read: a quotation mark is not closed "
                    "or stands in the middle of a cell."
                )
                % {"line": line}
            ) from error
        if line > skip and any(cell.strip() for cell in cells):
            yield line, [cell.strip() for cell in cells]


def _first_record(text: str, separator: str, skip: int) -> list[str]:
    try:
        return next(_records(text, separator, skip), (0, []))[1]
    except BadTable:
        # A quote that is broken for one separator may be whole for another.
        return [text.split("\n", 1)[0]]


def _line_at(data: bytes, position: int) -> int:
    return len((data[:position] + b"x").splitlines())
