"""What rows of a scenario share: how they stand in a definition, and how a file fills them."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from scenarios.clauses import HELP, NotAClause, read_shifts, read_when, write_when

KEY_HELP = _("A short name for this, such as call-back. It writes itself; other places use it to point here.")
LINES_HELP = _("One to a line.")
PICKED_HELP = _("Click into the box, then tick them below it.")


def lines(text: str) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def joined(values) -> str:
    return "\n".join(str(value) for value in ([values] if isinstance(values, str) else values or ()))


def lines_block(label, help_text=LINES_HELP, required=False):
    return blocks.TextBlock(label=label, help_text=help_text, required=required, rows=3)


def key_block(**options):
    return blocks.CharBlock(label=_("Key"), help_text=KEY_HELP, max_length=40, **options)


class WhenBlock(blocks.TextBlock):
    """A condition, one clause to a line."""

    def __init__(self, **options):
        super().__init__(**{"label": _("Only when"), "required": False, "rows": 2, "help_text": HELP, **options})

    def clean(self, value):
        value = super().clean(value)
        try:
            read_when(value)
        except NotAClause as wrong:
            raise ValidationError(str(wrong)) from None
        return value


class ShiftsBlock(blocks.CharBlock):
    """Temper of people other than the one of the step: "main -1, counter +1"."""

    def clean(self, value):
        value = super().clean(value)
        try:
            read_shifts(value)
        except NotAClause as wrong:
            raise ValidationError(str(wrong)) from None
        return value


def _empty(block: blocks.Block) -> Any:
    """What the form would save for a field that is left empty, so that saving a loaded page changes nothing."""
    if isinstance(block, blocks.BooleanBlock):
        return False
    return None if isinstance(block, blocks.IntegerBlock) else ""


def released_when(typed: str) -> dict[str, Any]:
    """The condition for a definition. One that cannot be read is kept as it is told, and the release is stopped."""
    try:
        return read_when(typed)
    except NotAClause as wrong:
        return {"unread": str(wrong)}


class RowBlock(blocks.StructBlock):
    """`plain`: fields that are text in the definition; `listed`: fields that are lists; `flags`: yes or no.

    These always stand in a definition. `lean` ones (of any type) stand there only when they are filled in, so that what
    was released before there was such a field stays the same. `rows`: lists of rows, lean too. `when` is a condition.
    """

    plain: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    lean: tuple[str, ...] = ()
    lean_listed: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()

    def release(self, value, text) -> dict:
        """The row of the definition; `text` puts the district's words in."""
        row: dict[str, Any] = {name: text(value.get(name)) for name in self.plain}
        row |= {name: [text(line) for line in lines(value.get(name))] for name in self.listed}
        row |= {name: bool(value.get(name)) for name in self.flags}
        for name in self.lean:
            filled = value.get(name)
            if filled is not None and filled is not False and filled != "":
                row[name] = text(filled) if isinstance(filled, str) else filled
        for name in self.lean_listed:
            if filled := [text(line) for line in lines(value.get(name))]:
                row[name] = filled
        for name in self.rows:
            block = self.child_blocks[name].child_block
            if made := [block.release(each, text) for each in value.get(name) or ()]:
                row[name] = made
        if "when" in self.child_blocks and (when := released_when(value.get("when"))):
            row["when"] = when
        return row

    def fill(self, row: Mapping[str, Any]) -> dict:
        """The block's value from a row of a file."""
        value: dict[str, Any] = {name: str(row.get(name) or "").strip() for name in self.plain}
        value |= {name: joined(row.get(name)) for name in (*self.listed, *self.lean_listed)}
        value |= {name: bool(row.get(name)) for name in self.flags}
        for name in self.lean:
            filled = row.get(name)
            value[name] = filled.strip() if isinstance(filled, str) else filled
            if filled is None:
                value[name] = _empty(self.child_blocks[name])
        for name in self.rows:
            block = self.child_blocks[name].child_block
            value[name] = [block.fill(each) for each in row.get(name) or ()]
        if "when" in self.child_blocks:
            value["when"] = write_when(row.get("when"))
        return value
