"""What is wrong in a package, with file and line, and the checks that every kind of file shares."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Fault:
    file: str
    line: int
    message: str

    def __str__(self):
        return f"{self.file}:{self.line}: {self.message}"


WORDS = {str: "text", int: "a whole number", bool: "true or false", list: "a list", dict: "a group of keys"}


def line_of(data, key=None, default: int = 1) -> int:
    """The line (from 1) of a key or list entry in what ruamel.yaml read, or of the whole when `key` is None."""
    lines = getattr(data, "lc", None)
    if lines is None:
        return default
    first = getattr(data, "first_line", 0)  # set where YAML stands inside another file
    try:
        if key is None:
            return first + lines.line + 1
        return first + (lines.key(key)[0] if isinstance(data, Mapping) else lines.item(key)[0]) + 1
    except (KeyError, AttributeError, IndexError, TypeError):
        return first + (lines.line or 0) + 1


@dataclass
class Sheet:
    """Collects the faults of one file. `offset` is added to each line (YAML that stands inside another file)."""

    file: str
    offset: int = 0
    faults: list[Fault] = field(default_factory=list)

    def fault(self, message: str, data=None, key=None, line: int | None = None) -> None:
        at = line if line is not None else line_of(data, key)
        self.faults.append(Fault(self.file, at + self.offset, message))

    def typed(self, data, key, kind, *, required: bool = False, default=None):
        """`data[key]` when it is there and of this type (int is not bool); tells the fault and returns default else."""
        if key not in data or data[key] is None:
            if required:
                words = "empty" if key in data else "missing"
                self.fault(f"“{key}” is {words}.", data, key if key in data else None)
            return default
        value = data[key]
        fits = isinstance(value, kind) and (kind is not int or not isinstance(value, bool))
        if not fits:
            self.fault(f"“{key}” must be {WORDS.get(kind, kind.__name__)}.", data, key)
            return default
        if required and kind is str and not value.strip():
            self.fault(f"“{key}” is empty.", data, key)
        return value

    def mapping(self, data, where: str = "This") -> bool:
        if isinstance(data, Mapping):
            return True
        self.fault(f"{where} must be a group of keys.", data)
        return False

    def known(self, data: Mapping, names: Iterable[str]) -> None:
        names = list(names)
        for key in data:
            if key not in names:
                self.fault(f"“{key}” is not a key known here. Known: {', '.join(names)}.", data, key)

    def one_of(self, data, key, choices: Sequence, *, required: bool = False, default=None):
        if key not in data:
            if required:
                self.fault(f"“{key}” is missing. It is one of {', '.join(map(str, choices))}.", data)
            return default
        if data[key] not in choices:
            self.fault(f"“{key}” must be one of {', '.join(map(str, choices))}.", data, key)
            return default
        return data[key]

    def texts(self, data, key, *, required: bool = False) -> list[str]:
        """A list of texts; [] when it is not there."""
        values = self.typed(data, key, list, required=required, default=[])
        for n, each in enumerate(values):
            if not isinstance(each, str):
                self.fault(f"Entry {n + 1} of “{key}” must be text (put it in quotes).", values, n)
        return [each for each in values if isinstance(each, str)]
