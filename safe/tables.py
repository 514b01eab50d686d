"""Tables in: CSV or XLSX bytes to checked rows, or one sentence that says what is wrong and where.

Tables out are in `safe.exports`; its three functions can be had from here too.
"""

import re
from collections.abc import Collection

from django.utils.translation import gettext as _

from safe.csv_text import decode, read_csv
from safe.exports import csv_response, neutralize, xlsx_response
from safe.table_parts import BadTable, RawTable, Row, Table
from safe.workbook import read_xlsx

__all__ = ["BadTable", "Row", "Table", "csv_response", "neutralize", "read_table", "xlsx_response"]

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 50_000
_LISTED = 8  # ragged lines named before "and n more"


def read_table(
    data: bytes,
    *,
    required: Collection[str] = (),
    known: Collection[str] | None = None,
    unknown_ok: bool = False,
    max_bytes: int = MAX_BYTES,
    max_rows: int = MAX_ROWS,
) -> Table:
    """Read a CSV or XLSX file whose first line names the columns.

    `required` columns must be there; `known` ones may be (required ones are known by themselves).
    Any other is an error, or with `unknown_ok` a note and left out. With `known=None` every
    column is taken under its own name, for a page where a person maps columns by hand.
    Column names match without regard to case, spaces, hyphens or underscores, and come back as
    spelled in `known`. Blank lines are skipped; cells are trimmed text. Raises BadTable.
    """
    if len(data) > max_bytes:
        raise BadTable(
            _("This file is larger than %(max)d MB. Send it in several files.")
            % {"max": max(1, max_bytes // (1024 * 1024))}
        )
    if not data.strip():
        raise BadTable(_("This file is empty. The first line must name the columns."))
    wanted = None if known is None else {_fold(name): name for name in [*required, *known]}
    raw = _raw(data, wanted, max_rows)
    columns, notes = _columns(raw, wanted, required, unknown_ok)
    _refuse_ragged(raw)
    rows = [
        Row(line, {name: cells[at] for at, name in columns})
        for line, cells in raw.rows
    ]  # fmt: skip
    return Table([name for _at, name in columns], rows, [*raw.notes, *notes])


def _raw(data: bytes, wanted: dict[str, str] | None, max_rows: int) -> RawTable:
    if data.startswith(b"PK\x03\x04"):
        return read_xlsx(data, max_rows=max_rows)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadTable(_("This is an old Excel file (.xls). Save it as “CSV UTF-8” or .xlsx and send it again."))

    def score(header: list[str]) -> int:
        named = sum(_fold(cell) in wanted for cell in header) if wanted else 0
        # One name found counts more than any number of cells.
        return named * 1000 + len(header)

    return read_csv(decode(data), score=score, max_rows=max_rows)


def _columns(
    raw: RawTable, wanted: dict[str, str] | None, required: Collection[str], unknown_ok: bool
) -> tuple[list[tuple[int, str]], list[str]]:
    """Return (position, name) of each column to keep, and notes; or raise BadTable."""
    header = list(raw.header)
    while header and not header[-1]:
        header.pop()
    blanks = [str(at + 1) for at, name in enumerate(header) if not name]
    if blanks:
        raise BadTable(_("Column %(numbers)s has no name in the first line.") % {"numbers": ", ".join(blanks)})
    folded = [_fold(name) for name in header]
    twice = [name for at, name in enumerate(header) if folded[at] in folded[:at]]
    if twice:
        raise BadTable(_("Two columns have the same name: %(names)s.") % {"names": ", ".join(twice)})
    missing = [name for name in required if _fold(name) not in folded]
    if missing:
        raise BadTable(
            _("These columns are missing: %(names)s. The file has: %(found)s.")
            % {"names": ", ".join(missing), "found": ", ".join(header)[:300]}
        )
    if wanted is None:
        names = {_fold(name): name for name in [*header, *required]}
        return [(at, names[key]) for at, key in enumerate(folded)], []
    unknown = [name for name, key in zip(header, folded, strict=True) if key not in wanted]
    if unknown and not unknown_ok:
        raise BadTable(
            _("These columns are not known here: %(names)s. Known are: %(known)s.")
            % {"names": ", ".join(unknown)[:300], "known": ", ".join(dict.fromkeys(wanted.values()))}
        )
    notes = [_("Columns that were not used: %(names)s.") % {"names": ", ".join(unknown)}] if unknown else []
    return [(at, wanted[key]) for at, key in enumerate(folded) if key in wanted], notes


def _refuse_ragged(raw: RawTable) -> None:
    """Rows must be as long as the header; empty cells too many at the end do no harm."""
    width = len(raw.header)
    ragged = [
        _("line %(line)d has %(cells)d") % {"line": line, "cells": len(cells)}
        for line, cells in raw.rows
        if len(cells) < width or any(cells[width:])
    ]
    if not ragged:
        return
    listed = "; ".join(ragged[:_LISTED])
    if len(ragged) > _LISTED:
        listed += _("; and %(n)d more") % {"n": len(ragged) - _LISTED}
    raise BadTable(
        _("The first line has %(width)d cells, but these lines do not: %(listed)s.")
        % {"width": width, "listed": listed}
    )


def _fold(name: str) -> str:
    return re.sub(r"[\s_-]+", " ", name).strip().casefold()
