"""What changed between two released definitions, line by line and word by word. Plain Python.

A definition is read as the lines that a learner would meet, in order; keys that only machines read are left out. Lines
that differ are paired and compared by words, so that one new time in a long paragraph shows as one new time.
"""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

# What a page never shows as text: numbers of rows, kinds, switches of the player.
TECHNICAL = {
    "id",
    "uuid",
    "kind",
    "type",
    "schema",
    "media",
    "src",
    "form",
    "target",
    "key",
    "digest",
    "width",
    "height",
}
BREAKS = re.compile(r"</(?:p|li|h\d|blockquote|tr)>|<br ?/?>", re.IGNORECASE)
TAGS = re.compile(r"<[^>]+>")
WORDS = re.compile(r"\s+|[\w'’-]+|[^\w\s]")
# Words kept on either side of a change; what lies further off is cut.
AROUND = 8
ALIKE = 0.35  # below this share two lines are not one line that was changed


@dataclass(frozen=True)
class Piece:
    """`kind`: "same", "added", "dropped", or "cut" for words in between that are the same and left out."""

    kind: str
    text: str


Change = tuple[Piece, ...]


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """The lines of two definitions that differ, each as its pieces; nothing when they read the same."""
    # PostgreSQL keeps the keys of JSON in an order of its own: both are read in the order of the newer one.
    rank = {key: n for n, key in enumerate(dict.fromkeys(_keys(after)))}
    old, new = list(lines(before, rank=rank)), list(lines(after, rank=rank))
    found: list[Change] = []
    for what, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            found += _paired(old[i:j], new[k:m])
    return found


def lines(value: Any, key: str = "", *, rank: Mapping[str, int] | None = None) -> Iterator[str]:
    """Everything a learner may read in a definition, a line at a time, in the order of its keys or of their `rank`."""
    if isinstance(value, Mapping):
        names = sorted(value, key=lambda name: rank.get(name, len(rank))) if rank else list(value)
        for name in names:
            if name not in TECHNICAL:
                yield from lines(value[name], name, rank=rank)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from lines(inner, key, rank=rank)
    elif isinstance(value, str):
        yield from _text_lines(value)
    elif value is not None and not (isinstance(value, bool) and not value):
        yield f"{key.replace('_', ' ')}: {'yes' if value is True else value}"


def words(before: str, after: str) -> Change:
    """One line beside the one that took its place."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    pieces: list[Piece] = []
    for what, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            pieces.append(Piece("same", "".join(old[i:j])))
            continue
        pieces += [Piece(kind, text) for kind, text in _both("".join(old[i:j]), "".join(new[k:m])) if text]
    return tuple(_cut(_merged(pieces)))


def _keys(value: Any) -> Iterator[str]:
    for name, inner in value.items() if isinstance(value, Mapping) else ():
        yield name
        yield from _keys(inner)
    for inner in value if isinstance(value, list | tuple) else ():
        yield from _keys(inner)


def _text_lines(text: str) -> Iterator[str]:
    for line in BREAKS.sub("\n", text).split("\n"):
        bare = " ".join(html.unescape(TAGS.sub("", line)).split())
        if bare:
            yield bare


def _both(old: str, new: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("dropped", old), ("added", new)


def _paired(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """Each new line with the first of the old ones, in order, that it may have come from."""
    found: list[Change] = []
    rest = list(old)
    for line in new:
        at = next((n for n, each in enumerate(rest) if _alike(each, line)), None)
        if at is None:
            found.append((Piece("added", line),))
            continue
        found += [(Piece("dropped", gone),) for gone in rest[:at]]
        found.append(words(rest[at], line))
        rest = rest[at + 1 :]
    return found + [(Piece("dropped", gone),) for gone in rest]


def _alike(old: str, new: str) -> bool:
    return SequenceMatcher(None, WORDS.findall(old), WORDS.findall(new), autojunk=False).ratio() >= ALIKE


def _merged(pieces: Sequence[Piece]) -> list[Piece]:
    """A single space between two changed words belongs to the change: "one two" reads better than "one", "two"."""
    joined: list[Piece] = []
    for n, piece in enumerate(pieces):
        between = piece.kind == "same" and not piece.text.strip() and 0 < n < len(pieces) - 1
        joined += [Piece("dropped", piece.text), Piece("added", piece.text)] if between else [piece]
    runs: list[Piece] = []
    dropped = added = ""
    for piece in [*joined, Piece("same", "")]:
        if piece.kind == "dropped":
            dropped += piece.text
        elif piece.kind == "added":
            added += piece.text
        else:
            runs += [Piece(kind, text) for kind, text in _both(dropped, added) if text]
            runs += [piece] if piece.text else []
            dropped = added = ""
    return runs


def _cut(pieces: Sequence[Piece]) -> Iterator[Piece]:
    for n, piece in enumerate(pieces):
        parts = WORDS.findall(piece.text)
        ahead, behind = (AROUND * 2 if n else 0), (AROUND * 2 if n < len(pieces) - 1 else 0)
        if piece.kind != "same" or len(parts) <= ahead + behind + 4:
            yield piece
            continue
        if ahead:
            yield Piece("same", "".join(parts[:ahead]))
        yield Piece("cut", "".join(parts[ahead : len(parts) - behind]))
        if behind:
            yield Piece("same", "".join(parts[-behind:]))
