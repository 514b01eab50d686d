"""Which file is which kind of page. Rooms above add theirs; `courses` never learns their names.

A room registers in a module that its AppConfig.ready imports:

    register_kind("scenario", Kind(page_class=ScenarioPage, check=check, fill=fill, parent=index_page))

`check(data, sheet, folder)`: `data` is what ruamel.yaml read (round-trip, so `line_of` knows the lines), `folder` where
its pictures are; every fault goes to `sheet.fault(sentence, data, key)`. It changes nothing. The keys uuid, slug, title
(each required), kind and schema are checked already. `fill(page, data, loading)`: sets the page's fields from checked
data and does not save; title, slug and translation_key are set already; `loading.image(file, alt)` makes a picture.
`parent()`: the page below which new pages go (made when missing).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from courses.packages.faults import Sheet


@dataclass(frozen=True)
class Kind:
    page_class: type
    check: Callable[[Mapping, Sheet, Path], None]
    fill: Callable[[object, Mapping, Any], None]
    parent: Callable[[], object]


_kinds: dict[str, Kind] = {}


def register_kind(name: str, kind: Kind) -> None:
    _kinds[name] = kind


def kind_of(name: str) -> Kind | None:
    return _kinds.get(name)


def kinds() -> list[str]:
    return sorted(_kinds)
