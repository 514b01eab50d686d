"""Tables out, as CSV or XLSX, so that no cell can run as a formula on the reader's machine."""

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A piece of a file for each row would cost more on its way out than the row does.
PIECE = 16_000
# As wide as "2026-10-15 09:30:00": in a narrower column a spreadsheet shows ####### instead of a date.
WIDTH = 20
# Also the full-width forms, which some spreadsheets fold to the plain ones.
_STARTS_A_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
# What the CSV writer itself writes as a reader expects it: ISO dates, nothing for None.
_AS_IT_IS = frozenset({type(None), bool, int, float, Decimal, datetime.date, datetime.time})
_WRITTEN_AT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</)")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*%?")


def neutralize(cell):
    """Return the cell with an apostrophe before text that a spreadsheet would run as a formula.

    Numbers, also numbers written as text ("-5"), and everything that is not text stay as they are.
    """
    if not isinstance(cell, str) or not cell.startswith(_STARTS_A_FORMULA):
        return cell
    return cell if _PLAIN_NUMBER.fullmatch(cell) else "'" + cell


def csv_response(filename: str, header: Iterable, rows: Iterable[Iterable]) -> StreamingHttpResponse:
    """A streamed CSV download, with the byte order mark Excel needs to see UTF-8."""
    response = StreamingHttpResponse(_csv_lines(header, rows), content_type="text/csv; charset=utf-8")
    return _as_private_download(response, filename)


def xlsx_response(filename: str, header: Iterable, rows: Iterable[Iterable]) -> HttpResponse:
    """The same table as a workbook with one sheet."""
    return workbook_response(filename, {"Table": (header, rows)})


def workbook_response(filename: str, sheets: Mapping[str, tuple[Iterable, Iterable[Iterable]]]) -> HttpResponse:
    """Several tables as a workbook: the name of each sheet with its header and rows."""
    return _as_private_download(HttpResponse(_workbook(sheets), content_type=XLSX_TYPE), filename)


def csv_bytes(header: Iterable, rows: Iterable[Iterable]) -> bytes:
    """The table as a file to keep. The same table is the same bytes."""
    return "".join(_csv_lines(header, rows)).encode()


def rows_of_csv(data: bytes) -> list[list[str]]:
    """A table that `csv_bytes` wrote, header first, as its cells were before they were made safe for spreadsheets."""
    return [list(map(_restored, row)) for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))]


def _restored(cell: str) -> str:
    """Without the apostrophe that `neutralize` set."""
    bare = cell.removeprefix("'")
    return bare if bare != cell and neutralize(bare) == cell else cell


def workbook_bytes(sheets: Mapping[str, tuple[Iterable, Iterable[Iterable]]]) -> bytes:
    """The workbook as a file to keep. The same tables are the same bytes: it does not say when it was written."""
    steady = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_workbook(sheets))) as found, zipfile.ZipFile(steady, "w") as kept:
        for name in found.namelist():
            data = found.read(name)
            if name == "docProps/core.xml":
                data = _WRITTEN_AT.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", data)
            kept.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return steady.getvalue()


def _workbook(sheets: Mapping[str, tuple[Iterable, Iterable[Iterable]]]) -> bytes:
    book = Workbook(write_only=True)
    for name, (header, rows) in sheets.items():
        sheet = book.create_sheet(name[:31])  # longer names are refused by spreadsheets
        sheet.freeze_panes = "A2"
        header = list(header)
        for number, head in enumerate(header, start=1):  # before the first row: a sheet is written as it goes
            sheet.column_dimensions[get_column_letter(number)].width = max(WIDTH, len(str(head)) + 2)
        for row in _with_header(header, rows):
            sheet.append([_sheet_cell(cell) for cell in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _csv_lines(header: Iterable, rows: Iterable[Iterable]) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write("\ufeff")
    for row in _with_header(header, rows):
        writer.writerow([cell if type(cell) in _AS_IT_IS else _text(cell) for cell in row])
        if buffer.tell() > PIECE:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def _with_header(header: Iterable, rows: Iterable[Iterable]) -> Iterator[Iterable]:
    yield header
    yield from rows


def _text(cell) -> str:
    """Text that no spreadsheet runs; local times. Most cells are plain text, so that is asked first."""
    if type(cell) is str:
        return neutralize(cell) if cell.startswith(_STARTS_A_FORMULA) else cell
    if isinstance(cell, datetime.datetime):
        return _local(cell).isoformat(sep=" ", timespec="minutes")
    return neutralize(str(cell))


def _sheet_cell(cell):
    if isinstance(cell, datetime.datetime):
        return _local(cell)
    if cell is None or isinstance(cell, bool | int | float | Decimal | datetime.date | datetime.time):
        return cell
    return neutralize(ILLEGAL_CHARACTERS_RE.sub("", str(cell)))


def _local(moment: datetime.datetime) -> datetime.datetime:
    return timezone.make_naive(moment) if timezone.is_aware(moment) else moment


def _as_private_download(response, filename: str):
    response["Content-Disposition"] = content_disposition_header(True, filename)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
