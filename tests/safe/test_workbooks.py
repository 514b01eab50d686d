"""A workbook reads as the same table saved as CSV would, and a crafted one is refused."""

import datetime
import io
import zipfile

import pytest
from openpyxl import Workbook

from safe import workbook
from safe.tables import BadTable, read_table


def xlsx(*rows, more_sheets=0):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for _number in range(more_sheets):
        book.create_sheet()
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def complaint(data, **kwargs):
    with pytest.raises(BadTable) as caught:
        read_table(data, required=["number", "name"], known=[], **kwargs)
    return caught.value.message


def test_a_workbook_gives_what_its_csv_gives():
    rows = [["Number", "Name"], [100101, "Ana"], [None, None], [100102, "Bruno"]]
    csv = b"Number,Name\n100101,Ana\n,\n100102,Bruno\n"
    names = {"required": ["number", "name"], "known": []}
    assert read_table(xlsx(*rows), **names) == read_table(csv, **names)


def test_values_come_as_text_a_person_would_type():
    data = xlsx(["a", "b", "c", "d"], [datetime.date(2026, 8, 1), 2.0, 2.5, datetime.datetime(2026, 8, 1, 7, 40)])
    row = read_table(data, known=None).rows[0]
    assert list(row.values.values()) == ["2026-08-01", "2", "2.5", "2026-08-01 07:40"]


def test_empty_cells_at_the_end_of_a_row_are_no_fault():
    assert read_table(xlsx(["number", "name"], [1]), known=None).rows[0].values == {"number": "1", "name": ""}


def test_a_row_longer_than_the_header_is_named():
    assert "line 2 has 3" in complaint(xlsx(["number", "name"], [1, "Ana", "x"]))


def test_only_the_first_sheet_is_read_and_a_note_says_so():
    assert "first sheet" in read_table(xlsx(["number"], [1], more_sheets=1), known=None).notes[0]


def test_an_error_in_a_cell_is_named_with_its_row():
    message = complaint(xlsx(["number", "name"], [1, "#REF!"]))
    assert "Row 2" in message
    assert "#REF!" in message


def test_missing_columns_are_named_as_in_csv():
    assert "missing: name." in complaint(xlsx(["number"], [1]))


def test_too_many_rows_are_named():
    assert "more than 2 rows" in complaint(xlsx(["number", "name"], *[[1, "Ana"]] * 3), max_rows=2)


def test_an_empty_workbook_is_named():
    assert "empty" in complaint(xlsx())


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(workbook, "MAX_UNPACKED", 100_000)
    data = xlsx(["number", "name"], *[[1, "Ana" * 100]] * 3000)
    assert "too large when unpacked" in complaint(data)


def test_a_zip_that_is_no_workbook_is_a_sentence():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert "cannot be read" in complaint(stream.getvalue())


def test_a_workbook_cut_short_is_a_sentence():
    assert "cannot be read" in complaint(xlsx(["number", "name"], [1, "Ana"])[:-400])


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"])
def test_a_part_that_is_broken_is_a_sentence(part):
    assert "cannot be read" in complaint(with_part(part, b"<broken"))


def test_entities_are_refused():
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    assert "cannot be read" in complaint(with_part("xl/worksheets/sheet1.xml", bomb))


def with_part(name, content):
    source = zipfile.ZipFile(io.BytesIO(xlsx(["number", "name"], [1, "Ana"])))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for part in source.namelist():
            archive.writestr(part, content if part == name else source.read(part))
    return stream.getvalue()
