"""What the player's page takes: people, lines, the fact sheet and what is asked now. With or without an attempt."""

import re
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from scenarios import shown
from scenarios.asking import asked_for
from scenarios.script import Made, ReplyStep, Script, State
from scenarios.stage import heads, lines, media, tempers_before

# Channels whose first message stands by itself above the conversation: a letter, a form, a post, a voicemail.
HAS_SUBJECT = {"email", "web_form", "ticket"}
AGAIN = re.compile(r"^(\s*re\s*:)+", re.IGNORECASE)
STANDS_ALONE = {"email", "web_form", "social", "voicemail"}


def is_one_reply(script: Script) -> bool:
    """A conversation of a single written reply: it begins with the box, and its feedback is its debrief."""
    return len(script.steps) == 1 and isinstance(script.steps[0], ReplyStep) and script.steps[0].closing


def player(
    definition: Mapping[str, Any], state: State, moves: Sequence[Made] = (), *, seed: str = "", notes: bool = True
) -> dict[str, Any]:
    """`seed` keeps the order in which things are shown; `notes` says whether the author's notes may be read yet."""
    channel = shown.channel(definition)
    rows = lines(definition, state, moves, notes=notes, opening=channel["name"] not in STANDS_ALONE)
    last = moves[-1].result.get("revealed") or () if moves else ()
    said = [turn.text for turn in state.turns if turn.kind == "said"]
    return {
        "title": definition.get("title", ""),
        "definition": definition,
        "persona": shown.persona(definition),
        "channel": channel,
        "heads": heads(definition, state, tempers_before(state)),
        "sheet": shown.fact_sheet(definition, state.revealed, last),
        "situation": shown.paragraphs(definition.get("situation", "")),
        "opening": shown.paragraphs(definition.get("opening", "")),
        "lines": rows,
        "public_lines": [row for row in rows if row.lane != "private"],
        "private_lines": [row for row in rows if row.lane == "private"],
        "ask": asked_for(definition, state, seed),
        "ending": state.ending,
        "number": state.next_number,
        "subject": answered_subject(str(definition.get("subject") or "")),
        "quote": shown.paragraphs(said[-1]) if said else [],
        "ticket_number": ticket_number(definition),
        "form_rows": [row for row in definition.get("form") or () if not _is_number(row)],
        "shows": media(definition, str(definition.get("shows") or "")),
    }


def answered_subject(subject: str) -> str:
    """As a mail program writes it over an answer: with one "Re:", however often it went to and fro."""
    bare = AGAIN.sub("", subject).strip()
    return _("Re: %(subject)s") % {"subject": bare} if bare else ""


def opener(definition: Mapping[str, Any]) -> dict[str, Any]:
    """The words and the picture of a conversation that has not begun: it rings, or it lies in the inbox."""
    words = {
        "phone": (_("The phone rings."), _("Answer"), "phone-incoming"),
        "voicemail": (_("There is one new message."), _("Hear the message"), "voicemail"),
        "email": (_("There is one new e-mail."), _("Open it"), "mail"),
        "web_form": (_("A form came in."), _("Open it"), "clipboard-list"),
        "walk_in": (_("Someone stands at the counter."), _("Look up and greet them"), "store"),
        "social": (_("There is a post about us."), _("Read the post"), "globe"),
        "text": (_("There is a new text message."), _("Open it"), "message-square-text"),
        "ticket": (_("A ticket is waiting for you."), _("Open the ticket"), "ticket"),
    }
    head, button, icon = words.get(str(definition.get("channel")), (_("Someone is there."), _("Begin"), "arrow-right"))
    minutes, seconds = divmod(int(definition.get("clock") or 0), 60)
    length = _("%(n)d min %(s)d s") % {"n": minutes, "s": seconds} if seconds else _("%(n)d min") % {"n": minutes}
    clock = _("With a clock of %(length)s") % {"length": length} if definition.get("clock") else ""
    return {"head": head, "button": button, "icon": icon, "clock": clock}


def ticket_number(definition: Mapping[str, Any]) -> str:
    """A number for the look of it, the same each time: the author's own row "Ticket" or "Number" says it better."""
    own = next((str(row.get("value", "")) for row in definition.get("form") or () if _is_number(row)), "")
    return own or f"T-{1000 + zlib.crc32(str(definition.get('title', '')).encode()) % 9000}"


def _is_number(row: Mapping[str, Any]) -> bool:
    return str(row.get("label", "")).casefold() in ("ticket", "number", "ticket number")
