"""Whole numbers as a browser sends them: of any length, in any script, or no numbers at all."""

from collections.abc import Iterable

LARGEST_ID = 2**63 - 1  # a larger number of a row is an error of the database's, not an unknown row


def number_in(text: object, least: int = 0, most: int = LARGEST_ID) -> int | None:
    """The number between these, or None when it is none."""
    said = str(text)
    if not (said.isascii() and said.isdigit() and len(said) <= len(str(most))):
        return None
    return found if least <= (found := int(said)) <= most else None


def numbers_in(texts: Iterable[object]) -> set[int]:
    """Those of them that can be the number of a row."""
    return {found for text in texts if (found := number_in(text)) is not None}
