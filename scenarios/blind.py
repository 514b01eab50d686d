"""Takes the writer's own name out of a reply before a marker reads it: people sign what they write. Plain Python."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

HIDDEN = "[name]"
# First and last names that are everyday words, too: alone they stay, or "May I check?" would lose its verb.
_EVERYDAY = """
archer art bell bill blake chase dawn day dot drew earl faith frank glen grace grant guy hope jack joy lane long mark
may moore page pat pike price rich rose skip star sue web webb will wood young
"""
EVERYDAY = frozenset(_EVERYDAY.split())
# What many places are called: "High" alone says nothing about whose school it is.
_KINDS = """
elementary middle high junior senior primary secondary school schools preschool kindergarten academy magnet charter
center centre central north south east west northern southern eastern western northeast northwest southeast southwest
upper lower new old early childhood learning community public county city town state district department office
services service human resources food facilities transportation enrollment maintenance technology special education
student family health nutrition operations finance payroll security building campus annex house park hill lake river
valley road street avenue the and of at for in on saint st
"""
KINDS = frozenset(_KINDS.split())
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
    work, whole or by what sets them apart ("Linden"), and every e-mail address. An accent may be left out.

    Words that the scenario itself uses stay: a writer called Nora may speak to the Nora of the story.
    """
    letters = _without_accents(text)
    story = _without_accents(story).plain.casefold()
    told = set(re.findall(r"\w+", story))
    found = [match.span() for match in _ADDRESS.finditer(letters.plain) if match[0].casefold() not in story]
    for place in (_without_accents(place).plain for place in places):
        if place.casefold() not in story:
            whole = rf"\b{re.escape(place)}\b"
            found += [match.span() for match in re.finditer(whole, letters.plain, re.IGNORECASE)]
        found += _said(letters.plain, _parts([place]) - told - KINDS, _is_of_a_place)
    found += _said(letters.plain, _parts(names) - told, _is_of_a_person)
    return Veiled(text, _apart([letters.where(*span) for span in found]))


@dataclass(frozen=True)
class _Letters:
    """A text without accents, and for each of its letters where it ends in the original."""

    plain: str
    ends: Sequence[int]

    def where(self, start: int, end: int) -> tuple[int, int]:
        return (self.ends[start - 1] if start else 0), self.ends[end - 1]


def _without_accents(text: str) -> _Letters:
    if text.isascii():
        return _Letters(text, range(1, len(text) + 1))
    plain: list[str] = []
    ends: list[int] = []
    for end, letter in enumerate(text, 1):
        base = [each for each in unicodedata.normalize("NFD", letter) if not unicodedata.combining(each)]
        if not base and ends:
            ends[-1] = end  # an accent typed as a sign of its own belongs to the letter before it
        plain += base
        ends += [end] * len(base)
    return _Letters("".join(plain), ends)


def _parts(names: Iterable[str]) -> set[str]:
    return {part.casefold() for name in names for part in re.findall(r"[^\W\d_]{2,}", _without_accents(name).plain)}


def _said(text: str, parts: set[str], is_one: Callable[[str, re.Match[str]], bool]) -> list[tuple[int, int]]:
    """Runs of these words that are one name."""
    if not parts:
        return []
    one = rf"\b(?:{'|'.join(map(re.escape, sorted(parts, key=lambda part: (-len(part), part))))})\b"
    run = re.compile(rf"{one}(?:[\s.'’-]{{1,3}}{one})*", re.IGNORECASE)
    return [match.span() for match in run.finditer(text) if is_one(text, match)]


def _is_of_a_person(text: str, match: re.Match[str]) -> bool:
    return _is_name(match[0]) or _introduced(text, match)


def _is_of_a_place(text: str, match: re.Match[str]) -> bool:
    """A capital; where a sentence begins "Hope is not enough" may be the word."""
    before = text[: match.start()].rstrip(' "“(')
    begins = not before or before[-1] in ".!?\n"
    return match[0][0].isupper() and not (begins and match[0].casefold() in EVERYDAY)


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
