"""The learner's own words cut into pieces, so that a page can show which stretch carries which mark.

Marks may touch or overlap; the words must come out once, in order, and nothing else. Plain Python.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

LETTERS = "actelg"


@dataclass(frozen=True)
class Piece:
    """A stretch of the reply. `letter` is empty where nothing is marked; `labels` (letter, label, kind in words) stand
    behind its last word.
    """

    text: str
    letter: str = ""
    labels: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Note:
    letter: str
    label: str
    text: str
    kind: str = ""


def pieces(text: str, marks: Iterable[Mapping[str, Any]]) -> tuple[Piece, ...]:
    """Cut `text` at every edge of a mark. Where marks overlap, the one that began last colors the words.

    marks: dicts with start, end (character offsets), letter, label and perhaps kind; those outside the text are cut to
    it, empty ones dropped. Joining the texts of the pieces gives the text again.
    """
    fit = [m for m in marks if 0 <= max(0, int(m["start"])) < min(len(text), int(m["end"]))]
    edges = sorted(
        {0, len(text), *(max(0, int(m["start"])) for m in fit), *(min(len(text), int(m["end"])) for m in fit)}
    )
    made = []
    for start, end in pairwise(edges):
        over = [m for m in fit if int(m["start"]) <= start and int(m["end"]) >= end]
        top = max(over, key=lambda m: (int(m["start"]), -int(m["end"]))) if over else None
        ending = sorted((m for m in over if min(len(text), int(m["end"])) == end), key=lambda m: int(m["start"]))
        made.append(
            Piece(
                text[start:end],
                _letter(top["letter"]) if top else "",
                tuple((_letter(m["letter"]), str(m["label"]), str(m.get("kind", ""))) for m in ending),
            )
        )
    return tuple(made)


def notes(marks: Iterable[Mapping[str, Any]]) -> tuple[Note, ...]:
    """The notes under the words, in the order in which their marks begin; marks that share a label share its note."""
    ordered = sorted(marks, key=lambda m: (int(m["start"]), str(m["label"])))
    made = (Note(_letter(m["letter"]), str(m["label"]), str(m["note"]), str(m.get("kind", ""))) for m in ordered)
    return tuple(dict.fromkeys(made))


# Signs that get in the way, by the scorer's key; whatever else is to be looked at again has no name of its own.
IN_THE_WAY = ("blame", "jargon", "cold_policy", "rude", "minimizing", "but", "vague", "unlisted")
BY_LETTER = {"a": "fact", "c": "step", "t": "courtesy", "e": "warmth", "g": "gate"}


def kind_of(mark: Mapping[str, Any], *, unsaid: Container[str], facts: Container[str]) -> str:
    """What a mark is about, as a key that the page has a word for.

    unsaid: keys of things not to say; facts: keys of facts. A mark that says "look again" about a fact is one to check.
    """
    letter, key = _letter(mark.get("letter", "")), str(mark.get("key", ""))
    if key.startswith("private:"):
        return "private"
    if letter == "e" and key in ("feeling", "stake"):
        return "feeling"
    if letter != "l":
        return BY_LETTER[letter]
    if key in unsaid:
        return "forbidden"
    if key in IN_THE_WAY:
        return key
    return "check" if key in facts else "again"


def _letter(value: Any) -> str:
    letter = str(value).lower()[:1]
    return letter if letter in LETTERS else "l"
