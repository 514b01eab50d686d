"""Files that take seconds to read as YAML, and that many tests only look at: read once for each state of them."""

import hashlib
import pickle
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tests.made_once import made_once
from tests.template_database import FOLDER

ROOT = Path(__file__).resolve().parent.parent


def read_once(paths: Iterable[Path], read: Callable[[], Any]) -> Any:
    """What `read()` makes of these files, kept for other processes and runs. Name the sources it depends on, too."""
    digest = hashlib.sha256(str(ROOT).encode())  # another checkout of the same files has other paths
    for path in sorted(paths):
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    kept = FOLDER / f"read-{digest.hexdigest()[:16]}.pickle"
    return pickle.loads(made_once(kept, lambda work: work.write_bytes(pickle.dumps(read()))).read_bytes())


@cache
def content() -> dict[Path, Any]:
    """Every YAML file of the content, by its path. Look, and change a copy."""
    paths = sorted((ROOT / "content").rglob("*.yaml"))
    return read_once(paths, lambda: {path: YAML(typ="safe").load(path.read_text(encoding="utf-8")) for path in paths})
