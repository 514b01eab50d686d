"""Reads a definition that may be unfinished: what is not there is nothing, and no reading raises."""

from collections.abc import Iterator, Mapping
from typing import Any

Row = Mapping[str, Any]


def rows(data: Row, name: str) -> Iterator[tuple[int, Row]]:
    """The groups of a list, each with its place in it."""
    listed = data.get(name)
    for n, row in enumerate(listed if isinstance(listed, (list, tuple)) else ()):
        if isinstance(row, Mapping):
            yield n, row


def group(data: Row, name: str) -> Row:
    found = data.get(name)
    return found if isinstance(found, Mapping) else {}


def text(data: Row, name: str) -> str:
    found = data.get(name)
    return "" if found is None or isinstance(found, (Mapping, list, tuple)) else str(found).strip()


def texts(data: Row, name: str) -> tuple[str, ...]:
    """A list of short texts; a single one counts as a list of one."""
    found = data.get(name)
    if found is None or isinstance(found, Mapping):
        return ()
    if not isinstance(found, (list, tuple)):
        found = [found]
    return tuple(str(each).strip() for each in found if not isinstance(each, (Mapping, list, tuple)))


def whole(data: Row, name: str, default: int = 0) -> int:
    found = data.get(name)
    return found if isinstance(found, int) and not isinstance(found, bool) else default


def keys(data: Row, name: str) -> tuple[str, ...]:
    return tuple(text(row, "key") for _n, row in rows(data, name))
