"""Any file of rated texts: what is read, what is left out and said, what is refused with a sentence."""

import pytest

from safe.table_parts import BadTable
from scenarios.training.table import Columns, number, read_rated

COLUMNS = Columns("text", "score")


def saved(tmp_path, text: str | bytes):
    path = tmp_path / "rated.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def rows(n: int, separator: str = ",") -> str:
    return "".join(f"reply {i}{separator}{i % 3}\n" for i in range(n))


def test_rows_without_text_or_target_are_left_out_and_counted(tmp_path):
    rated = read_rated(saved(tmp_path, "text,score\n" + rows(30) + "no target,\n,2\nalso none,NA\n"), COLUMNS)
    assert len(rated) == 30
    assert rated.notes == ["3 of 33 rows have no text or no target and were left out."]


def test_too_few_rows_are_named(tmp_path):
    with pytest.raises(BadTable, match=r"Only 29 rows have both “text” and “score”\. At least 30 are needed"):
        read_rated(saved(tmp_path, "text,score\n" + rows(29)), COLUMNS)


def test_semicolons_unnamed_columns_and_short_lines_are_read(tmp_path):
    rated = read_rated(
        saved(tmp_path, ";Text;SCORE;more\n" + "".join(f"{i};reply {i};{i % 3}\n" for i in range(30))), COLUMNS
    )
    assert (rated.texts[4], rated.targets[4]) == ("reply 4", "1")


def test_another_encoding_is_read_and_named(tmp_path):
    rated = read_rated(saved(tmp_path, ("text,score\nSeñora,1\n" + rows(30)).encode("cp1252")), COLUMNS)
    assert rated.texts[0] == "Señora"
    assert rated.notes == ["The file is not in UTF-8; it was read as Windows-1252. Accented letters may be wrong."]


def test_utf_16_is_read_and_named(tmp_path):
    rated = read_rated(saved(tmp_path, ("text,score\n" + rows(30)).encode("utf-16")), COLUMNS)
    assert (len(rated), rated.notes) == (30, ["The file is saved as UTF-16 and was read as such."])


def test_a_column_that_is_not_there_is_named_with_those_that_are(tmp_path):
    with pytest.raises(BadTable, match=r"There is no column “rating”\. The file has: text, score"):
        read_rated(saved(tmp_path, "text,score\n" + rows(30)), Columns("text", "rating"))


def test_an_empty_file_and_a_missing_one_are_named(tmp_path):
    with pytest.raises(BadTable, match="is empty"):
        read_rated(saved(tmp_path, ""), COLUMNS)
    with pytest.raises(BadTable, match="could not be read"):
        read_rated(tmp_path / "absent.csv", COLUMNS)


def test_references_are_parted_by_two_bars(tmp_path):
    lines = "".join(f"reply {i},1,one way || nan || another\n" for i in range(30))
    rated = read_rated(saved(tmp_path, "text,score,ref\n" + lines), Columns("text", "score", reference="ref"))
    assert rated.references[0] == ["one way", "another"]


@pytest.mark.parametrize(
    "cell, value",
    [("3", 3.0), ("-.5", -0.5), ("2,5", 2.5), ("85%", 85.0), ("1e-3", 0.001), ("two", None), ("", None), ("1-2", None)],
)
def test_numbers_as_people_write_them(cell, value):
    assert number(cell) == value
