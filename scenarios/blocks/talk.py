"""Who speaks when, where it goes on, and how it ends."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup
from wagtail.images.blocks import ImageChooserBlock

from scenarios.blocks.base import RowBlock, WhenBlock, key_block
from scenarios.channels import CHANNELS

MAIN = "main"
CALLS = [(key, label) for key, (label, _icon) in CHANNELS.items()]


class PersonBlock(RowBlock):
    plain, lean = ("key", "name"), ("address_as", "relation", "mood", "temper", "channel", "opening")
    name = blocks.CharBlock(label=_("Name"), max_length=80)
    address_as = blocks.CharBlock(label=_("To be addressed as"), required=False, max_length=80)
    relation = blocks.CharBlock(label=_("Who they are"), required=False, max_length=160)
    mood = blocks.CharBlock(label=_("Mood"), required=False, max_length=120)
    temper = blocks.IntegerBlock(label=_("Temper, 0 calm to 4 furious"), required=False, min_value=0, max_value=4)
    channel = blocks.ChoiceBlock(label=_("Where they are"), choices=CALLS, required=False)
    opening = blocks.TextBlock(label=_("What they say first"), required=False, rows=2)
    key = key_block()

    class Meta:
        icon = "user"
        label = _("One more person")
        label_format = "{key}: {name}"
        form_layout = ["name", "relation", "temper", "channel", "opening", "address_as", "mood", "key"]


class FormFieldBlock(RowBlock):
    plain = ("label", "value")
    label = blocks.CharBlock(label=_("Field"), max_length=80)
    value = blocks.CharBlock(label=_("What was filled in"), max_length=300)

    class Meta:
        icon = "form"
        label = _("Field of the form")
        label_format = "{label}: {value}"


class LineBlock(RowBlock):
    plain, lean = ("text",), ("who",)
    text = blocks.TextBlock(label=_("What they say"), rows=2)
    when = WhenBlock()
    who = blocks.CharBlock(
        label=_("Who says it"),
        required=False,
        max_length=40,
        help_text=_("The key of another person, else leave empty."),
    )

    class Meta:
        icon = "openquote"
        label = _("Line")
        label_format = "{text}"
        form_layout = BlockGroup(["text", "when"], settings=["who"])


class WayBlock(RowBlock):
    plain, lean = ("to",), ("at_most",)
    to = blocks.CharBlock(
        label=_("Goes on to"), max_length=40, help_text=_("A step or an ending: click, then pick one.")
    )
    when = WhenBlock()
    at_most = blocks.IntegerBlock(
        label=_("At most so many times"), required=False, min_value=1, help_text=_("For a way back, so that it ends.")
    )

    class Meta:
        icon = "arrow-right"
        label = _("Way on, with a condition")
        label_format = "{to}: {when}"


def says_block():
    return blocks.ListBlock(
        LineBlock(),
        label=_("What people say here"),
        default=[],
        help_text=_("Of each person the first line whose condition holds is said."),
    )


def released_lines(rows):
    """One line that is always said is a text; else rows. Nothing said is no key at all."""
    if len(rows) == 1 and set(rows[0]) == {"text"}:
        return rows[0]["text"]
    return rows


def filled_lines(says) -> list[dict]:
    """The rows of LINES as a file writes them: one text, or texts and rows."""
    if not says:
        return []
    listed = [says] if isinstance(says, str) else says
    block = LineBlock()
    return [block.fill({"text": each} if isinstance(each, str) else each) for each in listed]


class EndingBlock(RowBlock):
    plain, lean, flags, rows = ("key", "title", "text"), ("scene", "shows"), ("good",), ("says",)
    title = blocks.CharBlock(label=_("What happened, in a few words"), max_length=120)
    good = blocks.BooleanBlock(label=_("It ended well"), required=False)
    scene = blocks.TextBlock(label=_("What you see or hear first"), required=False, rows=2)
    says = says_block()
    text = blocks.TextBlock(label=_("What happened then"), rows=3, help_text=_("Shown first when looking back."))
    shows = blocks.CharBlock(label=_("Shows (key of a picture or recording)"), required=False, max_length=40)
    key = key_block()

    def release(self, value, text) -> dict:
        row = super().release(value, text)
        if "says" in row:
            row["says"] = released_lines(row["says"])
        return row

    def fill(self, row) -> dict:
        return {**super().fill({**row, "says": None}), "says": filled_lines(row.get("says"))}

    class Meta:
        icon = "check"
        label = _("Ending")
        label_format = "{key}: {title}"
        form_layout = BlockGroup(["title", "good", "says", "text", "key"], settings=["scene", "shows"])


class MediumBlock(RowBlock):
    """A picture is frozen with the release (`compiling`); sound and film stay where they are."""

    plain, lean = ("key", "kind"), ("url", "title", "minutes", "alt", "transcript", "caption")
    kind = blocks.ChoiceBlock(
        label=_("Kind"), choices=[("image", _("Picture")), ("audio", _("Sound")), ("video", _("Film"))]
    )
    image = ImageChooserBlock(label=_("Picture"), required=False)
    url = blocks.URLBlock(label=_("Address of the sound or film"), required=False)
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    minutes = blocks.IntegerBlock(label=_("Minutes"), required=False, min_value=1)
    alt = blocks.CharBlock(label=_("What the picture shows, for people who cannot see it"), required=False)
    transcript = blocks.TextBlock(label=_("Transcript: what is said and heard"), required=False, rows=4)
    caption = blocks.CharBlock(label=_("Caption"), required=False)
    key = key_block()

    class Meta:
        icon = "image"
        label = _("Picture or recording")
        label_format = "{key}: {caption}"
        form_layout = ["kind", "image", "alt", "url", "title", "minutes", "transcript", "caption", "key"]
