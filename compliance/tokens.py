"""Words in braces that a letter's author writes and that each reader's own data replace. Plain Python."""

import re
from collections.abc import Collection, Mapping

TOKEN = re.compile(r"\{([^{}\s]*)\}")


def unknown_tokens(text: str, allowed: Collection[str]) -> list[str]:
    """Tokens that nothing would replace, in the order in which they stand."""
    return [name for name in dict.fromkeys(TOKEN.findall(text)) if name not in allowed]


def stray_brace(text: str) -> bool:
    """A brace that belongs to no token: one was forgotten."""
    return bool(re.search(r"[{}]", TOKEN.sub("", text)))


def filled(text: str, words: Mapping[str, str]) -> str:
    """In one pass: what a person is called is never read as a token."""
    return TOKEN.sub(lambda found: words.get(found[1], found[0]), text)
