"""Blocks that tell: text, pictures, film, a hint, a standard, a story."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from courses.blocks.base import RICH, At, LearnerBlock


class TextBlock(LearnerBlock):
    text = blocks.RichTextBlock(features=RICH, label=gettext_lazy("Text"))

    def release(self, value, at: At) -> dict:
        return {"html": at.html(value["text"], required=_("The text is empty."))}

    class Meta:
        icon = "pilcrow"
        label = gettext_lazy("Text")
        description = gettext_lazy("Paragraphs and lists in plain words. Keep it short; then show an example.")
        preview_value = {"text": "<p>Say what you know, say what you do not know, and say when you will.</p>"}


class PictureBlock(LearnerBlock):
    image = ImageChooserBlock(label=gettext_lazy("Picture"))
    alt = blocks.CharBlock(
        label=gettext_lazy("In words"),
        required=False,
        max_length=250,
        help_text=gettext_lazy("What someone who cannot see it needs to know. Empty: the description of the picture."),
    )
    caption = blocks.CharBlock(label=gettext_lazy("Caption"), required=False, max_length=250)

    def release(self, value, at: At) -> dict:
        image = value["image"]
        alt = value["alt"] or (image.description if image else "")
        picture = at.context.picture(at.page, image, alt=at.text(alt), field=at.place)
        return {**picture, "caption": at.text(value["caption"])}

    class Meta:
        icon = "image"
        label = gettext_lazy("Picture")
        description = gettext_lazy("A photo or drawing, with words for people who cannot see it.")
        preview_value = None


class VideoBlock(LearnerBlock):
    url = blocks.URLBlock(label=gettext_lazy("Address"), help_text=gettext_lazy("Where it is shown, https://…"))
    title = blocks.CharBlock(label=gettext_lazy("Title"), max_length=160)
    minutes = blocks.IntegerBlock(label=gettext_lazy("Minutes"), min_value=1, max_value=120, default=2)
    transcript = blocks.RichTextBlock(features=RICH, label=gettext_lazy("What is said"))

    def release(self, value, at: At) -> dict:
        url = value["url"] or ""
        if not url.startswith(("https://", "http://")):
            at.problem(_("The video has no address that starts with https://."))
        return {
            "url": url,
            "title": at.text(value["title"], required=_("The video has no title.")),
            "minutes": value["minutes"] or 0,
            "transcript_html": at.html(
                value["transcript"], required=_("The video has no transcript. Write down what is said and shown.")
            ),
        }

    class Meta:
        icon = "media"
        label = gettext_lazy("Video with transcript")
        description = gettext_lazy("A short film, and in words everything that is said in it.")
        preview_value = {
            "url": "https://video.example/hold",
            "title": "Sixty seconds on hold",
            "minutes": 2,
            "transcript": "<p>Ms. Rowe: I have been waiting since seven.</p>",
        }


class CalloutBlock(LearnerBlock):
    tone = blocks.ChoiceBlock(
        choices=[("note", gettext_lazy("Good to know")), ("care", gettext_lazy("Take care"))],
        default="note",
        label=gettext_lazy("Tone"),
    )
    title = blocks.CharBlock(label=gettext_lazy("Heading"), max_length=120)
    text = blocks.RichTextBlock(features=RICH, label=gettext_lazy("Text"))

    def release(self, value, at: At) -> dict:
        return {
            "tone": value["tone"] or "note",
            "title": at.text(value["title"], required=_("The callout has no heading.")),
            "html": at.html(value["text"], required=_("The callout is empty.")),
        }

    class Meta:
        icon = "info-circle"
        label = gettext_lazy("Callout")
        description = gettext_lazy("One point that must not be missed, beside the text.")
        preview_value = {"tone": "note", "title": "When you do not know", "text": "<p>Guessing is the problem.</p>"}


class StandardBlock(LearnerBlock):
    standard = SnippetChooserBlock("goals.Standard", label=gettext_lazy("Standard"))

    def release(self, value, at: At) -> dict:
        return at.context.standard(at.page, value["standard"], field=at.place)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        if not value["standard"]:  # the sample in the block chooser
            context["block"] |= {
                "code": "P-1",
                "title": "Phones",
                "text": "By the third ring.",
                "version": 1,
                "since": "",
            }
        return context

    class Meta:
        icon = "openquote"
        label = gettext_lazy("Our standard")
        description = gettext_lazy("Quotes a standard of the district as it reads on the day of the release.")
        preview_value = {"standard": None}


class StoryBlock(LearnerBlock):
    title = blocks.CharBlock(label=gettext_lazy("Heading"), required=False, max_length=120)
    text = blocks.RichTextBlock(features=RICH, label=gettext_lazy("Story"))
    source = blocks.CharBlock(
        label=gettext_lazy("Where it comes from"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Or: invented."),
    )

    def release(self, value, at: At) -> dict:
        return {
            "title": at.text(value["title"]),
            "html": at.html(value["text"], required=_("The story is empty.")),
            "source": at.text(value["source"]),
        }

    class Meta:
        icon = "doc-full"
        label = gettext_lazy("Story")
        description = gettext_lazy("What happened to someone: a call, a morning at the counter.")
        preview_value = {"title": "3,000 calls", "text": "<p>By noon the log held 412 names.</p>", "source": "Invented"}
