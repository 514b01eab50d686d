"""Released pictures: copied under the hash of the original, so that an author may replace the original at will."""

import hashlib
import io
from dataclasses import dataclass

from django.core.files.base import ContentFile
from PIL import Image

from safe.private_files import private_storage

WIDTHS = (640, 1280)
KINDS = {"JPEG": ("jpg", "image/jpeg"), "PNG": ("png", "image/png"), "WEBP": ("webp", "image/webp")}
TYPES = dict(KINDS.values())


@dataclass(frozen=True)
class Picture:
    """`name` is the hash of the original bytes and the suffix of the copies; sizes in pixels of the original."""

    name: str
    kind: str
    width: int
    height: int
    data: bytes


def picture_of(image) -> Picture:
    """Read one Wagtail image. OSError when its file is gone or is no picture."""
    with image.file.storage.open(image.file.name, "rb") as stream:
        data = stream.read()
    with Image.open(io.BytesIO(data)) as opened:
        kind = opened.format if opened.format in KINDS else "PNG"
        width, height = opened.size
    return Picture(f"{hashlib.sha256(data).hexdigest()}.{KINDS[kind][0]}", kind, width, height, data)


def stored_name(name: str, width: int) -> str:
    return f"pictures/{name[:2]}/{width}-{name}"


def keep(picture: Picture) -> None:
    """Write the copies that are not there yet. Nothing is enlarged; metadata (where a phone stood) is dropped."""
    for width in WIDTHS:
        stored = stored_name(picture.name, width)
        if private_storage.exists(stored):
            continue
        with Image.open(io.BytesIO(picture.data)) as opened:
            copy = opened.convert("RGB") if picture.kind == "JPEG" else opened.copy()
        copy.thumbnail((width, width * 4))
        out = io.BytesIO()
        copy.save(out, picture.kind)
        private_storage.save(stored, ContentFile(out.getvalue()))
