"""Takes the writer's own name out of a reply before a marker reads it: people sign what they write. Plain Python."""

import re
from collections.abc import Iterable

HIDDEN = "[name]"
# First and last names that are everyday words, too: alone they stay, or "May I check?" would lose its verb.
_EVERYDAY = """
archer art bell bill blake chase dawn day dot drew earl faith frank glen grace grant guy hope jack joy lane long mark
may moore page pat pike price rich rose skip star sue web webb will wood young
"""
EVERYDAY = frozenset(_EVERYDAY.split())


def hide_names(text: str, names: Iterable[str], *, story: str = "") -> str:
    """The reply with the words of these names replaced: capitalized, whole words, or a full name in any case.

    Words that the scenario itself uses stay: a writer called Nora may speak to the Nora of the story.
    """
    told = {word.casefold() for word in re.findall(r"\w+", story)}
    parts = {part.casefold() for name in names for part in re.findall(r"[^\W\d_]{2,}", name)} - told
    if not parts:
        return text
    one = rf"\b(?:{'|'.join(map(re.escape, sorted(parts, key=lambda part: (-len(part), part))))})\b"
    found = re.compile(rf"{one}(?:[\s.'’-]{{1,3}}{one})*", re.IGNORECASE)
    return found.sub(lambda match: HIDDEN if _is_name(match[0]) else match[0], text)


def _is_name(words: str) -> bool:
    several = len(re.findall(r"\w+", words)) > 1
    return several or (words[0].isupper() and words.casefold() not in EVERYDAY)
