"""Takes the writer's own name out of a reply before a marker reads it: people sign what they write. Plain Python."""

import re
from collections.abc import Iterable

HIDDEN = "[name]"


def hide_names(text: str, names: Iterable[str], *, story: str = "") -> str:
    """The reply with each word of these names replaced, in any case, whole words only.

    Words that the scenario itself uses stay: a writer called Nora may speak to the Nora of the story.
    """
    told = {word.casefold() for word in re.findall(r"\w+", story)}
    parts = {part for name in names for part in re.findall(r"[^\W\d_]{2,}", name) if part.casefold() not in told}
    if not parts:
        return text
    longest_first = sorted(parts, key=lambda part: (-len(part), part))
    one = rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b"
    return re.sub(rf"{one}(?:[\s.'’-]{{1,3}}{one})*", HIDDEN, text, flags=re.IGNORECASE)
