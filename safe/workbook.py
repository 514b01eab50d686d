"""XLSX bytes to raw rows, within limits: a small file may unpack to gigabytes."""

import datetime
import io
import zipfile
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from safe.table_parts import BadTable, RawTable

MAX_UNPACKED = 60 * 1024 * 1024
MAX_PARTS = 500
MAX_COLUMNS = 200


def read_xlsx(data: bytes, *, max_rows: int) -> RawTable:
    """Read the first sheet. Line numbers are the sheet's row numbers; dates come as 2026-08-01."""
    _refuse_bombs(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except (
        InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError,
        AttributeError, IndexError, ParseError,
    ) as error:  # fmt: skip
        raise _unreadable() from error
    try:
        if not book.worksheets:
            raise BadTable(_("This workbook has no sheet with rows."))
        sheet = book.worksheets[0]
        notes = []
        if len(book.worksheets) > 1:
            notes.append(_("Only the first sheet, “%(name)s”, was read.") % {"name": sheet.title})
        records = _records(sheet, max_rows)
    except (zipfile.BadZipFile, ParseError, ValueError, KeyError, TypeError, IndexError) as error:
        if isinstance(error, BadTable):
            raise
        raise _unreadable() from error
    finally:
        book.close()
    if not records:
        raise BadTable(_("This file is empty. The first line must name the columns."))
    (header_line, header), *rows = records
    # A sheet leaves out empty cells at the end of a row; a CSV file does not.
    rows = [(line, cells + [""] * (len(header) - len(cells))) for line, cells in rows]
    return RawTable(header_line, header, rows, notes)


def _records(sheet, max_rows: int) -> list[tuple[int, list[str]]]:
    """Each row that is not blank, with its number; empty cells at its end are left out."""
    # The size a file declares for its sheet may be wrong or made up.
    sheet.reset_dimensions()
    records = []
    for line, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS + 1), start=1):
        texts = [_text(cell, line) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        if len(texts) > MAX_COLUMNS:
            raise BadTable(_("Row %(line)d has more than %(max)d cells.") % {"line": line, "max": MAX_COLUMNS})
        if texts:
            records.append((line, texts))
        if len(records) > max_rows + 1:
            raise BadTable(_("This file has more than %(max)d rows. Send it in several files.") % {"max": max_rows})
    return records


def _refuse_bombs(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise BadTable(_("This workbook is too large when unpacked. Save the one sheet as “CSV UTF-8”."))
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with archive.open(part) as stream:
                        # Workbooks never carry one; a crafted file would use it to expand entities.
                        if b"<!DOCTYPE" in stream.read(4096):
                            raise _unreadable()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise _unreadable() from error


def _unreadable() -> BadTable:
    return BadTable(_("This workbook cannot be read. Save the sheet as “CSV UTF-8” and send that file."))


def _text(cell, line: int) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "e":
        raise BadTable(
            _("Row %(line)d holds the error %(value)s. Correct it in the sheet and send the file again.")
            % {"line": line, "value": value}
        )
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time.min
        return value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value).strip()
