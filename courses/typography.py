"""Quotation marks and apostrophes as a printer sets them. Authors type the straight ones; readers get these.

Put in when a page is compiled, so that preview, player and the look back agree. What learners write stays as it is.
"""

import re

OPENS_AFTER = frozenset(" \t\n\u00a0([{/“‘")
DASHES = frozenset("–—")
# Words and years that begin with an apostrophe.
SHORTENED = re.compile(r"'(?:tis|twas|til|em|cause|round|bout|n)\b|'\d0s", re.IGNORECASE)
# These stand within a line. Any other tag begins a new one.
INLINE = re.compile(r"</?(?:a|b|em|i|strong)\b", re.IGNORECASE)
TAG = re.compile(r"(<[^>]*>)")


def typographic(text: str) -> str:
    """Plain text with curly marks. Feet and inches (5'2") keep the straight ones."""
    return _set(text, "\n")


def typographic_html(html: str) -> str:
    """The same for sanitized rich text: between its tags alone."""
    before, made = "\n", []
    for part in TAG.split(html):
        if part.startswith("<"):
            before = before if INLINE.match(part) else "\n"
            made.append(part)
        elif part:
            made.append(_set(part, before))
            before = made[-1][-1]
    return "".join(made)


def _set(text: str, before: str) -> str:
    if "'" not in text and '"' not in text:
        return text
    made: list[str] = []
    for place, sign in enumerate(text):
        made.append(_mark(text, place, made or [before]) if sign in "'\"" else sign)
    return "".join(made)


def _mark(text: str, place: int, made: list[str]) -> str:
    sign, after, before = text[place], text[place + 1 : place + 2], made[-1]
    if before.isdigit() and (after.isdigit() or (sign == '"' and "'" in made[-3:])):
        return sign  # feet, and inches after them
    opens = before in OPENS_AFTER or (before in DASHES and after.isalnum())
    if sign == '"':
        return "“" if opens else "”"
    return "‘" if opens and not SHORTENED.match(text, place) else "’"
