"""Files that are nobody's to fetch by address: certificates, uploads, rosters, exports.

They lie under `settings.PRIVATE_ROOT`, which no web server serves; a view that has checked who asks
sends them with `send_private`.
"""

import contextlib
import hashlib
import os
import re
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.http import FileResponse, Http404
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext as _

# Only these may open in the browser; anything else is offered as a download.
SHOWN_INLINE = frozenset(
    {"application/pdf", "image/png", "image/jpeg", "image/webp", "image/gif", "image/svg+xml", "text/plain"}
)
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")


@deconstructible(path="safe.private_files.PrivateStorage")
class PrivateStorage(FileSystemStorage):
    """Local files without addresses. The folder is read from the settings at each use."""

    def __init__(self) -> None:
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self):
        return str(settings.PRIVATE_ROOT)

    @property
    def location(self):
        return str(Path(self.base_location).absolute())

    def url(self, name):
        raise ValueError("Private files have no address. Send them with send_private().")


private_storage = PrivateStorage()


def content_address(data: bytes, suffix: str = "") -> str:
    """Return the name under which these bytes are kept: their SHA-256, in two levels of folders.

    `suffix` is "" or a dot and up to eight small letters or digits, as in ".pdf".
    """
    if suffix and not _SUFFIX.fullmatch(suffix):
        raise ValueError(f"not a file suffix: {suffix!r}")
    digest = hashlib.sha256(data).hexdigest()
    return f"{digest[:2]}/{digest[2:4]}/{digest}{suffix}"


def store_bytes(data: bytes, *, suffix: str = "") -> str:
    """Keep the bytes and return their name. The same bytes twice are one file.

    The file appears whole or not at all: written aside, flushed to disk, then renamed.
    """
    name = content_address(data, suffix)
    path = Path(private_storage.path(name))
    if path.exists():
        return name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(aside).replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(aside).unlink()
        raise
    return name


def is_whole(name: str, sha256: str) -> bool:
    """The stored file is the one that was kept: a changed or lost one is never sent as proof."""
    if not private_storage.exists(name):
        return False
    with private_storage.open(name) as stored:
        return hashlib.file_digest(stored, "sha256").hexdigest() == sha256


def send_private(name: str, *, filename: str, content_type: str, inline: bool = True) -> FileResponse:
    """Send one private file. The view has checked who asks; a file that is gone is a 404."""
    try:
        stream = private_storage.open(name, "rb")
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise Http404(_("This file is no longer kept.")) from error
    kind = content_type.split(";")[0].strip().lower()
    shown = inline and kind in SHOWN_INLINE
    response = FileResponse(stream, as_attachment=not shown, filename=filename, content_type=content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response
