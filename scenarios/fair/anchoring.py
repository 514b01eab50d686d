"""Where in a reply the words stand that a comment is about."""

import re


def anchor(text: str, words: str, at: int | None = None) -> tuple[int, int] | None:
    """The stretch of `text` with these words; of several the one nearest to `at`. None when they are not there.

    Spaces and capitals may differ: words are typed as well as marked.
    """
    parts = words.split()
    if not parts:
        return None
    found = [m.span() for m in re.finditer(r"\s+".join(map(re.escape, parts)), text, re.IGNORECASE)]
    return min(found, key=lambda span: abs(span[0] - (at or 0))) if found else None
