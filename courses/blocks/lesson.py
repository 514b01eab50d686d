"""The body of a lesson: headings start parts, blocks follow."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from courses.blocks import learning, telling
from courses.blocks.base import At, label_of, short_id


class PartBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=gettext_lazy("Heading"), max_length=120)

    class Meta:
        icon = "title"
        label = gettext_lazy("New part")
        description = gettext_lazy("Starts the next part of the lesson; the learner sees one part at a time.")
        preview_value = {"title": gettext_lazy("What to say first")}
        template = "courses/blocks/part.html"
        preview_template = "courses/studio/block_preview.html"


class LessonBody(blocks.StreamBlock):
    part = PartBlock()
    text = telling.TextBlock(group=gettext_lazy("Tell"))
    image = telling.PictureBlock(group=gettext_lazy("Tell"))
    video = telling.VideoBlock(group=gettext_lazy("Tell"))
    callout = telling.CalloutBlock(group=gettext_lazy("Tell"))
    standard = telling.StandardBlock(group=gettext_lazy("Tell"))
    story = telling.StoryBlock(group=gettext_lazy("Tell"))
    example = learning.ExampleBlock(group=gettext_lazy("Learn"))
    check = learning.CheckBlock(group=gettext_lazy("Learn"))
    reflection = learning.ReflectionBlock(group=gettext_lazy("Learn"))
    job_aid = learning.JobAidBlock(group=gettext_lazy("Learn"))

    class Meta:
        required = False


def release_body(body, at: At) -> list[dict]:
    """The parts of the definition. A block before the first heading opens a part without a heading."""
    parts: list[dict] = []
    taken: set[str] = set()
    for child in body:
        if child.block_type == "part":
            title = at.text(child.value["title"], required=_("A part has no heading."))
            parts.append({"title": title, "blocks": []})
            continue
        if not parts:
            parts.append({"title": "", "blocks": []})
        place = _("Part %(n)d, %(block)s") % {"n": len(parts), "block": label_of(child.block).lower()}
        released = child.block.release(child.value, At(at.context, at.page, place))
        parts[-1]["blocks"].append({"id": short_id(child.id, taken), "type": child.block_type, **released})
    if not parts:
        at.problem(_("The lesson is empty. Add a part and some text."))
    for part in parts:
        if not part["blocks"]:
            at.problem(_("Part “%(title)s” is empty. Add a block or remove its heading.") % {"title": part["title"]})
    return parts
