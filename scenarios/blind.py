"""Takes the writer's own name out of a reply before a marker reads it: people sign what they write. Plain Python."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

HIDDEN = "[name]"
# First and last names that are everyday words, too: alone they stay, or "May I check?" would lose its verb.
_EVERYDAY = """
archer art bell bill blake chase dawn day dot drew earl faith frank glen grace grant guy hope jack joy lane long mark
may moore page pat pike price rich rose skip star sue web webb will wood young
"""
EVERYDAY = frozenset(_EVERYDAY.split())
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_BEFORE_A_NAME = re.compile(r"\b(?:this is|i am|i[’']m|it[’']s|it is|my name is|just)\s+$", re.IGNORECASE)


@dataclass(frozen=True)
class Veiled:
    """A text with names taken out: `cuts` are the stretches of the original that one HIDDEN each replaces."""

    original: str
    cuts: tuple[tuple[int, int], ...]

    @property
    def text(self) -> str:
        parts, at = [], 0
        for start, end in self.cuts:
            parts += [self.original[at:start], HIDDEN]
            at = end
        return "".join([*parts, self.original[at:]])

    def unveil(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the shown text stands in the original; a name that it touches is in it whole."""
        return self._origin(start, last=False), self._origin(end, last=True)

    def veil(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the original stands in the shown text."""
        return self._shown(start, last=False), self._shown(end, last=True)

    def _origin(self, offset: int, *, last: bool) -> int:
        gone = 0
        for start, end in self.cuts:
            begins = start - gone
            if offset <= begins:
                break
            if offset < begins + len(HIDDEN):
                return end if last else start
            gone += end - start - len(HIDDEN)
        return offset + gone

    def _shown(self, offset: int, *, last: bool) -> int:
        gone = 0
        for start, end in self.cuts:
            if offset <= start:
                break
            if offset < end:
                return start - gone + (len(HIDDEN) if last else 0)
            gone += end - start - len(HIDDEN)
        return offset - gone


def veiled(text: str, names: Iterable[str], *, places: Iterable[str] = (), story: str = "") -> Veiled:
    """Names are hidden when capitalized, as whole words, or as a full name in any case; so are the writer's places of
    work and every e-mail address.

    Words that the scenario itself uses stay: a writer called Nora may speak to the Nora of the story.
    """
    told = {word.casefold() for word in re.findall(r"\w+", story)}
    parts = {part.casefold() for name in names for part in re.findall(r"[^\W\d_]{2,}", name)} - told
    found = [match.span() for match in _ADDRESS.finditer(text) if match[0].casefold() not in story.casefold()]
    for place in places:
        if place.casefold() not in story.casefold():
            found += [match.span() for match in re.finditer(re.escape(place), text, re.IGNORECASE)]
    if parts:
        one = rf"\b(?:{'|'.join(map(re.escape, sorted(parts, key=lambda part: (-len(part), part))))})\b"
        whole = re.compile(rf"{one}(?:[\s.'’-]{{1,3}}{one})*", re.IGNORECASE)
        found += [match.span() for match in whole.finditer(text) if _is_name(match[0]) or _introduced(text, match)]
    return Veiled(text, _apart(found))


def _introduced(text: str, match: re.Match[str]) -> bool:
    """ "It's ana from the front desk", in small letters."""
    return match[0].casefold() not in EVERYDAY and bool(_BEFORE_A_NAME.search(text[: match.start()]))


def _apart(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """In order, and one where they touch."""
    made: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return tuple(made)


def _is_name(words: str) -> bool:
    several = len(re.findall(r"\w+", words)) > 1
    return several or (words[0].isupper() and words.casefold() not in EVERYDAY)
