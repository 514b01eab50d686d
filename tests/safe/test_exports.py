"""Exports carry no formula, keep numbers, and open in Excel as UTF-8."""

import datetime
import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from safe.exports import csv_response, neutralize, xlsx_response
from safe.tables import read_table


def body(response):
    return b"".join(response.streaming_content).decode() if response.streaming else response.content


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1 555 0100", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "-", "+"]
)
def test_text_that_would_run_gets_an_apostrophe(cell):
    assert neutralize(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["-5", "+5", "-12.5", "-1,234.50", "-3%", -5, Decimal("-1.5"), None, True, "a=b", ""])
def test_numbers_and_plain_text_stay(cell):
    assert neutralize(cell) == cell
    assert type(neutralize(cell)) is type(cell)


def test_csv_starts_with_the_mark_excel_needs_and_is_streamed():
    response = csv_response("late people.csv", ["Name"], [["Ana"]])
    assert response.streaming
    assert body(response) == "\ufeffName\r\nAna\r\n"


def test_csv_neutralizes_header_and_cells():
    assert body(csv_response("x.csv", ["=a"], [["@b", -5]])) == "\ufeff'=a\r\n'@b,-5\r\n"


def test_a_column_of_a_workbook_is_wide_enough_for_a_time():
    """In a narrower one a spreadsheet shows ####### instead of the date."""
    moment = datetime.datetime(2026, 10, 15, 9, 30, tzinfo=datetime.UTC)
    sheet = load_workbook(io.BytesIO(body(xlsx_response("x.xlsx", ["On"], [[moment]]))))["Table"]
    assert sheet.column_dimensions["A"].width >= len("2026-10-15 09:30:00")


def test_dates_and_times_are_local_and_plain(settings):
    settings.TIME_ZONE = "America/New_York"
    moment = datetime.datetime(2026, 8, 1, 16, 5, tzinfo=datetime.UTC)
    row = [datetime.date(2026, 8, 1), moment, None]
    assert body(csv_response("x.csv", ["a"], [row])).endswith("2026-08-01,2026-08-01 12:05,\r\n")


def test_exports_are_private_downloads():
    for response in (csv_response("late.csv", ["a"], []), xlsx_response("late.csv", ["a"], [])):
        assert response["Content-Disposition"] == 'attachment; filename="late.csv"'
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in response["Cache-Control"]


def test_a_workbook_holds_no_formula_and_keeps_numbers():
    moment = datetime.datetime(2026, 8, 1, 16, 5, tzinfo=datetime.UTC)
    response = xlsx_response("x.xlsx", ["a", "b", "c", "d"], [["=1+1", 5, "bad\x0bcontrol", moment]])
    cells = next(load_workbook(io.BytesIO(body(response)))["Table"].iter_rows(min_row=2))
    assert [cell.data_type for cell in cells] == ["s", "n", "s", "d"]
    assert [cell.value for cell in cells][:3] == ["'=1+1", 5, "badcontrol"]


@pytest.mark.parametrize("make", [csv_response, xlsx_response])
def test_what_goes_out_can_come_in_again(make):
    response = make("x.csv", ["number", "name"], [[100101, "Ana “Annie” Delgado"], [100102, "José\nKeller"]])
    data = body(response)
    table = read_table(data.encode() if isinstance(data, str) else data, required=["number", "name"], known=[])
    assert [list(row.values.values()) for row in table.rows] == [
        ["100101", "Ana “Annie” Delgado"],
        ["100102", "José\nKeller"],
    ]
