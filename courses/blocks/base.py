"""A block with two faces: fields for the author, and a small dict for the learner."""

from dataclasses import dataclass
from types import SimpleNamespace

from django.utils.translation import gettext as _
from wagtail import blocks

from courses.release.context import CompileContext

RICH = ["bold", "italic", "ol", "ul", "link", "blockquote", "h3"]


@dataclass(frozen=True)
class At:
    """Where we are while compiling: the page, and the words for this place on it ("Part 2, callout")."""

    context: CompileContext
    page: object
    place: str = ""

    def problem(self, message: str) -> None:
        self.context.problem(self.page, message, field=self.place)

    def text(self, source, required: str = "") -> str:
        return self.context.text(self.page, source, field=self.place, required=required)

    def html(self, source, required: str = "") -> str:
        return self.context.html(self.page, source, field=self.place, required=required)


def nowhere() -> At:
    """For the little previews in the block chooser: no page, and faults go nowhere."""
    return At(CompileContext(preview=True), SimpleNamespace(pk=None, title=""))


class LearnerBlock(blocks.StructBlock):
    """`release` returns the block of the definition, without id and type. The learner's template draws previews."""

    def release(self, value, at: At) -> dict:
        raise NotImplementedError

    def get_template(self, value=None, context=None):
        return f"courses/blocks/{self.name}.html"

    def get_context(self, value, parent_context=None):
        block = {"id": "preview", "type": self.name, **self.release(value, nowhere())}
        return {**super().get_context(value, parent_context), "block": block, "show_answers": True}

    class Meta:
        preview_template = "courses/studio/block_preview.html"


def short_id(child_id: str | None, taken: set[str]) -> str:
    """Eight characters of the block's id, more when two would be alike. Stable as long as the block is."""
    whole = (child_id or "").replace("-", "") or "block"
    for length in (8, 16, len(whole)):
        if whole[:length] not in taken:
            break
    taken.add(whole[:length])
    return whole[:length]


def label_of(block) -> str:
    return str(block.label or _("block"))
