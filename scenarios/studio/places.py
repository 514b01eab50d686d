"""Where in the editor a finding is mended: the innermost row on its path, else the field.

`studio.js` knows both: "block-<id>-section" is Wagtail's own id of a row, "in-<field>" is the field of that name.
"""

from typing import Any

from wagtail.blocks import StreamValue

# What stands in a definition under another name than its field on the page.
FIELDS = {
    "persona": "persona_name",
    "form": "form_fields",
    "empathy": "stakes",
    "weights": "weight_accurate",
}
PARTED = {"persona": "persona_", "weights": "weight_"}
# Rows of a definition that are named and not numbered, and the field of the block that has the name.
NAMED = {"parts": "part", "descriptors": "criterion"}
INNER = {"next": "ways"}


def anchor_of(page, path: tuple[str | int, ...]) -> str:
    """What to go to, "" when the path leads nowhere on this page."""
    if not path:
        return ""
    first, *rest = path
    field = FIELDS.get(str(first), str(first))
    if first in PARTED and rest and hasattr(page, f"{PARTED[str(first)]}{rest[0]}"):
        field = f"{PARTED[str(first)]}{rest[0]}"
    value = getattr(page, field, None)
    block = _block_in(value, str(first), rest) if isinstance(value, StreamValue) else ""
    return block or (f"in-{field}" if hasattr(page, field) else "")


def _block_in(stream: StreamValue, name: str, rest: list[str | int]) -> str:
    """The id of the row that the rest of the path names, or of the row within it."""
    child: Any = None
    if rest and isinstance(rest[0], int):
        child = stream[rest[0]] if rest[0] < len(stream) else None
    elif rest and name in NAMED:
        child = next((each for each in stream if each.value.get(NAMED[name]) == rest[0]), None)
    if child is None:
        return ""
    found = child.id
    rows = child.value.get(INNER.get(str(rest[1]), rest[1])) if len(rest) > 1 else None
    bound = getattr(rows, "bound_blocks", None)
    if bound and len(rest) > 2 and isinstance(rest[2], int) and rest[2] < len(bound):
        found = bound[rest[2]].id or found
    return f"block-{found}-section" if found else ""
