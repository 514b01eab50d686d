"""The ways in which people reach us, and what one does on each: the word on the button, the verb of an option."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

CHANNELS: dict[str, tuple[Any, str]] = {
    "phone": (_("Phone"), "phone"),
    "voicemail": (_("Voicemail"), "voicemail"),
    "email": (_("E-mail"), "mail"),
    "web_form": (_("Web form"), "clipboard-list"),
    "walk_in": (_("At the counter"), "store"),
    "social": (_("Social media"), "globe"),
    "text": (_("Text message"), "message-square-text"),
    "ticket": (_("Internal ticket"), "ticket"),
}
# Where a step is written, besides those: a private message under a post, a note for the file, the radio.
ASIDES: dict[str, tuple[Any, str]] = {
    "message": (_("Private message"), "lock"),
    "note": (_("Note"), "pencil"),
    "radio": (_("Radio"), "radio"),
}
WRITTEN = {"email", "web_form", "social", "text", "ticket", "message", "note"}


@dataclass(frozen=True)
class Act:
    """What kind of move an option is. `verb` stands over the option, `deed` over what was done; speech has no deed."""

    icon: str
    verb: Any
    button: Any
    deed: Any = ""


ACTS = {
    "say": Act("message-circle", _("Say"), _("Say it")),
    "hold": Act("circle-pause", _("Put on hold"), _("Put on hold"), _("On hold.")),
    "transfer": Act("phone-forwarded", _("Transfer"), _("Transfer"), _("Transferred.")),
    "ask": Act("circle-question-mark", _("Ask someone"), _("Ask"), _("You asked.")),
    "wait": Act("hourglass", _("Wait"), _("Wait"), _("You waited.")),
    "note": Act("pencil", _("Make a note"), _("Make the note"), _("Noted.")),
    "radio": Act("radio", _("Use the radio"), _("Say it by radio"), _("By radio.")),
    "walk": Act("footprints", _("Go there"), _("Go there"), _("You went.")),
    "end": Act("door-open", _("End it"), _("End it"), _("You ended it.")),
}
# Saying is writing where one writes.
SAYING = {
    "email": Act("send", _("Write"), _("Send it")),
    "web_form": Act("send", _("Write"), _("Send it")),
    "text": Act("send", _("Text"), _("Send it")),
    "message": Act("lock", _("Write in private"), _("Send it")),
    "social": Act("globe", _("Post for everyone"), _("Post it")),
    "ticket": Act("pencil", _("Write in the ticket"), _("Save it")),
    "note": Act("pencil", _("Make a note"), _("Save the note")),
    "radio": Act("radio", _("Say by radio"), _("Say it")),
}


def channel_of(name: str) -> dict[str, Any]:
    """name, label and icon of a channel; an unknown one is a message."""
    label, icon = CHANNELS.get(name) or ASIDES.get(name) or (_("Message"), "message-square")
    return {"name": name, "label": label, "icon": icon}


def act_of(act: str, channel: str) -> Act:
    """An act as it looks on this channel; an unknown one is speech."""
    if act in ("", "say") or act not in ACTS:
        return SAYING.get(channel, ACTS["say"])
    return ACTS[act]


def is_speech(act: str) -> bool:
    """Does the option's text come out of the learner's mouth (or pen), rather than say what they do?"""
    return act in ("", "say") or act not in ACTS
