"""A package as a folder or as its ZIP. A ZIP is unpacked while it is read, and nowhere but in its own place."""

import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LARGEST = 200 * 1024 * 1024
MOST_FILES = 2000


class NoPackage(Exception):
    """The sentence that says what is wrong with the place."""


@contextmanager
def unpacked(place: Path) -> Iterator[Path]:
    if place.is_dir():
        yield place
    elif not place.is_file():
        raise NoPackage(f"There is no folder {place}.")
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield _unpack(place, Path(folder))


def _unpack(place: Path, into: Path) -> Path:
    try:
        with zipfile.ZipFile(place) as archive:
            rows = archive.infolist()
            if len(rows) > MOST_FILES or sum(row.file_size for row in rows) > LARGEST:
                raise NoPackage(f"{place} holds more than {MOST_FILES} files, or more than 200 MB.")
            for row in rows:
                if not (into / row.filename).resolve().is_relative_to(into.resolve()):
                    raise NoPackage(f"“{row.filename}” in {place} leads outside the package.")
            archive.extractall(into)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as wrong:
        raise NoPackage(f"{place} is neither a folder nor a ZIP that can be read: {wrong}") from None
    # Some programs put the folder itself into the ZIP.
    inner = [each for each in into.iterdir() if each.name != "__MACOSX"]
    return inner[0] if len(inner) == 1 and inner[0].is_dir() else into
