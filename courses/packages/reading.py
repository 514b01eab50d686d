"""Reads the files of a package: YAML with line numbers, and nothing from outside the folder."""

from pathlib import Path

from django.utils.text import Truncator
from ruamel.yaml import YAML
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from courses.packages.faults import Sheet

LARGEST = 1024 * 1024


def inside(folder: Path, name: str) -> Path | None:
    """The file of that name in the folder; None when the name leads out of it, also by a link."""
    if not name or Path(name).is_absolute() or "\\" in name:
        return None
    found = (folder / name).resolve()
    return found if found.is_relative_to(folder.resolve()) else None


def read_text(path: Path, sheet: Sheet) -> str | None:
    """The text of a file; a fault when it is missing, too large or not UTF-8."""
    if not path.is_file():
        sheet.fault("This file is not in the package.", line=1)
        return None
    data = path.read_bytes()
    if len(data) > LARGEST:
        sheet.fault("This file is larger than 1 MB.", line=1)
        return None
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        sheet.fault("This file is not UTF-8 text. Save it as UTF-8.", line=data[: error.start].count(b"\n") + 1)
        return None


def read_yaml(text: str, sheet: Sheet):
    """What the YAML says, its lines kept; None with a fault when it cannot be read."""
    try:
        return YAML(typ="rt", pure=True).load(text)
    except DuplicateKeyError as error:
        key = str(error.problem).partition('"')[2].partition('"')[0]
        sheet.fault(f"The key “{key}” stands twice.", line=_line(error))
    except MarkedYAMLError as error:
        sheet.fault(
            f"This is not valid YAML: {Truncator(error.problem or error.context).chars(90)}.", line=_line(error)
        )
    except (YAMLError, ValueError) as error:
        sheet.fault(f"This is not valid YAML: {Truncator(str(error)).chars(90)}.", line=1)
    return None


def _line(error) -> int:
    mark = error.problem_mark or error.context_mark
    return mark.line + 1 if mark else 1
