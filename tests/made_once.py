"""What several test processes need and is slow to make: the first that asks makes it, the others wait and find it."""

import fcntl
import shutil
from collections.abc import Callable
from pathlib import Path


def made_once(made: Path, make: Callable[[Path], None], *, stands: Callable[[Path], bool] = Path.exists) -> Path:
    """The file or folder `made`. `make` is given another place to work in, so that half a thing never stands there."""
    made.parent.mkdir(exist_ok=True)
    with made.with_suffix(".turn").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)  # given back when its holder ends, however it ends
        if not stands(made):
            work = made.with_suffix(".making")
            _clear(work)
            make(work)
            _clear(made)
            work.rename(made)
    return made


def _clear(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
