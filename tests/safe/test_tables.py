"""A table comes in as the person meant it, or a sentence says what is wrong and where."""

import pytest

from safe.tables import BadTable, read_table

REQUIRED, KNOWN = ["employee_number", "name"], ["email"]


def read(text, **kwargs):
    data = text if isinstance(text, bytes) else text.encode()
    return read_table(data, **{"required": REQUIRED, "known": KNOWN, **kwargs})


def complaint(text, **kwargs):
    with pytest.raises(BadTable) as caught:
        read(text, **kwargs)
    return caught.value.message


def test_rows_come_with_their_lines():
    table = read("employee_number,name\n100101,Ana\n100102,Bruno\n")
    assert [(row.line, row.values["name"]) for row in table.rows] == [(2, "Ana"), (3, "Bruno")]


def test_a_byte_order_mark_is_accepted():
    assert read(b"\xef\xbb\xbfemployee_number,name\n1,Ana\n").columns == ["employee_number", "name"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_seen_from_the_header(separator):
    table = read(f"employee_number{separator}name\n1{separator}Delgado Ana\n")
    assert table.rows[0].values == {"employee_number": "1", "name": "Delgado Ana"}


def test_semicolons_win_though_commas_stand_in_the_cells():
    table = read("employee_number;name\n1;Delgado, Ana\n")
    assert table.rows[0].values["name"] == "Delgado, Ana"


def test_the_separator_line_of_excel_is_not_the_header():
    table = read("sep=;\r\nemployee_number;name\r\n1;Ana\r\n")
    assert [(row.line, row.values["name"]) for row in table.rows] == [(3, "Ana")]


def test_quoted_newlines_keep_true_line_numbers():
    table = read('employee_number,name\n1,"Ana\nDelgado"\n2,Bruno\n')
    assert [row.line for row in table.rows] == [2, 4]


def test_blank_lines_are_skipped_and_counted():
    table = read("employee_number,name\n\n1,Ana\n,\n2,Bruno\n")
    assert [row.line for row in table.rows] == [3, 5]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending_is_read(ending):
    assert [row.line for row in read(ending.join(["employee_number,name", "1,Ana", "2,Bo", ""])).rows] == [2, 3]


def test_column_names_match_however_they_are_spelled():
    table = read("Employee Number,NAME , E-mail\n1,Ana,a@b.example\n", known=["e_mail"])
    assert table.columns == ["employee_number", "name", "e_mail"]


def test_utf_16_is_named():
    assert "UTF-16" in complaint("employee_number,name\n1,Ana\n".encode("utf-16"))


def test_a_letter_that_is_not_utf_8_is_named_with_its_line():
    message = complaint("employee_number,name\n1,Ana\n2,José\n".encode("latin-1"))
    assert "Line 3" in message
    assert "“2,Jos”" in message


def test_zero_bytes_are_named_with_their_line():
    assert "Line 2" in complaint(b"employee_number,name\n1,A\x00na\n")


def test_missing_columns_are_named():
    message = complaint("employee_number,email\n1,a@b.example\n")
    assert "missing: name." in message


def test_unknown_columns_are_named():
    assert "not known here: salary" in complaint("employee_number,name,salary\n1,Ana,3\n")


def test_unknown_columns_may_be_left_out_with_a_note():
    table = read("employee_number,name,salary\n1,Ana,3\n", unknown_ok=True)
    assert table.rows[0].values == {"employee_number": "1", "name": "Ana"}
    assert "salary" in table.notes[0]


def test_any_column_is_taken_when_a_person_maps_them():
    assert read("When,How many\n2026-08,3\n", required=[], known=None).columns == ["When", "How many"]


def test_duplicate_columns_are_named():
    assert "same name: Name" in complaint("employee_number,name,Name\n1,Ana,Ana\n")


def test_a_column_without_a_name_is_counted():
    assert "Column 2 " in complaint("employee_number,,name\n1,,Ana\n")


def test_ragged_rows_are_listed_by_line():
    message = complaint("employee_number,name\n1,Ana,x\n2,Bruno\n3\n")
    assert "line 2 has 3" in message
    assert "line 4 has 1" in message
    assert "line 3" not in message


def test_empty_cells_too_many_do_no_harm():
    assert read("employee_number,name\n1,Ana,,\n").rows[0].values["name"] == "Ana"


def test_only_the_first_ragged_rows_are_listed():
    assert "and 4 more" in complaint("employee_number,name\n" + "1\n" * 12)


@pytest.mark.parametrize("data", [b"", b"  \n\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
def test_an_empty_file_is_named(data):
    assert "empty" in complaint(data)


def test_a_file_with_a_header_alone_has_no_rows():
    assert read("employee_number,name\n").rows == []


def test_a_quote_that_is_not_closed_is_named_with_its_line():
    assert "line 3" in complaint('employee_number,name\n1,Ana\n2,"Bruno\n3,Mei\n')


def test_a_cell_beyond_reason_is_a_sentence():
    assert "line 2" in complaint("employee_number,name\n1," + "x" * 200_000 + "\n")


def test_a_file_too_large_is_named():
    assert "larger than 1 MB" in complaint(b"x" * 2_000_000, max_bytes=1024 * 1024)


def test_too_many_rows_are_named():
    assert "more than 2 rows" in complaint("employee_number,name\n" + "1,Ana\n" * 3, max_rows=2)


def test_as_many_rows_as_allowed_are_read():
    assert len(read("employee_number,name\n" + "1,Ana\n" * 2, max_rows=2).rows) == 2


def test_an_old_excel_file_is_named():
    assert ".xls" in complaint(b"\xd0\xcf\x11\xe0" + b"\x00" * 100)
