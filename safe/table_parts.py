"""What a table read from a file is, and the error that says in a sentence why it is none."""

from dataclasses import dataclass, field


class BadTable(ValueError):
    """The file cannot be read as asked. The message is a sentence for the person who sent it."""

    def __init__(self, message) -> None:
        self.message = str(message)
        super().__init__(self.message)


@dataclass(frozen=True)
class Row:
    """One line of data. `line` is where it starts in the file (or the row of the sheet)."""

    line: int
    values: dict[str, str]


@dataclass(frozen=True)
class Table:
    """A read table: all cells are trimmed text; `notes` are remarks for the person, not errors."""

    columns: list[str]
    rows: list[Row]
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class RawTable:
    """Header and cells before columns are checked: (line, cells) in the order of the file."""

    header_line: int
    header: list[str]
    rows: list[tuple[int, list[str]]]
    notes: list[str] = field(default_factory=list)
