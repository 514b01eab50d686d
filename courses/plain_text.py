"""What people type, made fit to keep: a database may refuse a NUL, and a lone surrogate cannot be shown at all."""

import re

# What a keyboard does not send: control characters but tab and line feed, and lone surrogates.
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
LONGEST = 100_000


def plain(text: str, most: int = LONGEST) -> str:
    """One kind of line end, no control characters, at most so many characters. Emoji and right-to-left text stay."""
    return UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))[:most]
