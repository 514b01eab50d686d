"""Finds an author's form in a reading.

A form is words and values: "not be marked tardy", "7:40", "wait & drive". Small words may stand
between its words; "&" parts pieces that must stand within two neighboring sentences. Endings are
cut and one slip is mended in words of five letters and more, never in numbers.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from .lexicon import DEFAULT, lexicon
from .reading import Reading, Token, read_author
from .words import MENDED_FROM, one_slip

GAP = 2
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """Where a form was found: token ranges (first, last inclusive), one for each piece."""

    ranges: tuple[tuple[int, int], ...]

    @property
    def first(self) -> int:
        return min(r[0] for r in self.ranges)

    @property
    def last(self) -> int:
        return max(r[1] for r in self.ranges)


@lru_cache(maxsize=8192)
def pieces(form: str, language: str = DEFAULT) -> tuple[tuple[Token, ...], ...]:
    """The pieces of a form as tokens, without articles, and without "at", "on", "by" beside a value."""
    out = []
    for part in form.split("&"):
        tokens = read_author(part, language).tokens
        words = lexicon(language)
        drop = words.articles | words.links if any(t.is_value for t in tokens) else words.articles
        kept = tuple(t for t in tokens if t.word not in drop) or tokens
        if kept:
            out.append(kept)
    return tuple(out)


def find(reading: Reading, form: str, *, gap: int = GAP, mend: bool = True, skip: frozenset[str] = NONE) -> list[Match]:
    """All places of a form in a reading, in order. Words of `skip` may stand in it beyond the gap."""
    parts = pieces(form, reading.language)
    if not parts:
        return []
    if len(parts) > 1:
        return _together(reading, [_places(reading, p, gap, mend, skip) for p in parts], reach=1)
    found = [Match((r,)) for r in _places(reading, parts[0], gap, mend, skip)]
    days = lexicon(reading.language).days
    if not found and len(parts[0]) > 1 and all(t.is_value or t.word in days or t.keys[0][2:] in days for t in parts[0]):
        # "Thursday 6 pm" also as "6 pm on Thursday".
        found = _together(reading, [_places(reading, (t,), gap, mend, skip) for t in parts[0]], reach=0)
    return found


def find_any(
    reading: Reading, forms: Iterable[str], *, gap: int = GAP, mend: bool = True, skip: frozenset[str] = NONE
) -> list[Match]:
    """All places of any of the forms, ordered, overlapping ones dropped in favor of the longer."""
    found = [m for form in forms for m in find(reading, form, gap=gap, mend=mend, skip=skip)]
    found.sort(key=lambda m: (m.first, -m.last))
    out: list[Match] = []
    for match in found:
        if not out or match.first > out[-1].last:
            out.append(match)
    return out


def _wanted_keys(reading: Reading, token: Token, mend: bool) -> set[str]:
    keys = set(token.main)
    if not mend or token.is_value or len(token.word) < MENDED_FROM or not token.word.isalpha():
        return keys
    known = lexicon(reading.language).function_words
    size = len(token.word)
    for length in (size - 1, size, size + 1):
        for word, key in reading.long_words.get((token.word[0], length), ()):
            if word not in known and one_slip(word, token.word):
                keys.add(key)
    return keys


def _places(
    reading: Reading, piece: tuple[Token, ...], gap: int, mend: bool, skip: frozenset[str]
) -> list[tuple[int, int]]:
    first = _wanted_keys(reading, piece[0], mend)
    starts = sorted({i for key in first for i in reading.places.get(key, ())})
    if not starts:
        return []
    wanted = [first, *(_wanted_keys(reading, t, mend) for t in piece[1:])]
    if any(keys.isdisjoint(reading.places) for keys in wanted):  # most phrases begin with a word that is common
        return []
    out: list[tuple[int, int]] = []
    for start in starts:
        if out and start <= out[-1][1]:
            continue
        last = _walk(reading, piece, wanted, start, gap, skip)
        if last is not None:
            out.append((start, last))
    return out


def _walk(
    reading: Reading, piece: tuple[Token, ...], wanted: list[set[str]], start: int, gap: int, skip: frozenset[str]
) -> int | None:
    tokens, words = reading.tokens, lexicon(reading.language)
    passed, negators = words.articles | skip, words.negators
    if not _meets(tokens[start], piece[0], wanted[0]):
        return None
    at = start
    for token, keys in zip(piece[1:], wanted[1:], strict=True):
        skipped = 0
        at += 1
        while True:
            if at >= len(tokens) or tokens[at].sentence != tokens[start].sentence or skipped > gap:
                return None
            if _meets(tokens[at], token, keys):
                break
            # "Marked tardy" is not found in "marked, not tardy", nor "within an hour" in "within three hours".
            if tokens[at].word in negators or tokens[at].keys[0].startswith("num:"):
                return None
            skipped += tokens[at].word not in passed
            at += 1
    return at


def _meets(token: Token, wanted: Token, keys: set[str]) -> bool:
    if token.half and wanted.half and token.half != wanted.half:
        return False
    return any(key in keys for key in token.keys)


def _together(reading: Reading, found: list[list[tuple[int, int]]], *, reach: int) -> list[Match]:
    """One match for each sentence from which on, within `reach` further ones, all pieces stand."""
    by_sentence: list[dict[int, list[tuple[int, int]]]] = []
    for ranges in found:
        rows: dict[int, list[tuple[int, int]]] = {}
        for r in ranges:
            rows.setdefault(reading.tokens[r[0]].sentence, []).append(r)
        by_sentence.append(rows)
    out: list[Match] = []
    for sentence in sorted({s for rows in by_sentence for s in rows}):
        chosen = []
        for rows in by_sentence:
            near = [r for s in range(sentence, sentence + reach + 1) for r in rows.get(s, ())[:3]]
            if not near:
                break
            chosen.append(next((r for r in near if r not in chosen), near[0]))
        else:
            match = Match(tuple(chosen))
            if not out or match != out[-1]:
                out.append(match)
    return out
