"""Two versions of a reply laid side by side, word by word. Plain Python.

`courses.diff` cuts away what stayed, for a trainer who releases; here a learner reads the whole reply once more. So a
lone short word that stayed between two changes goes with them: "will call" beside "can phone" reads better than crumbs.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, ADDED, REMOVED = "same", "added", "removed"
# A word with the blanks before it; blanks at the very end stand alone.
_WORDS = re.compile(r"\s*\S+|\s+\Z")
# So many letters at most has a word that may go with the changes around it.
CRUMB = 4
# Beyond so many words a comparison word by word would take its time and help nobody.
MOST_WORDS = 2_000


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that stayed, came or went. Same and added ones, joined, are the later version to the letter."""

    kind: str
    text: str

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def lead(self) -> str:
        """The blanks before the words: a page underlines and strikes out words alone."""
        return self.text[: len(self.text) - len(self.said)]

    @property
    def said(self) -> str:
        return self.text.lstrip()


def compare(before: str, after: str) -> tuple[Stretch, ...]:
    """What became of `before`; what went stands before what came in its place. Blanks alone are no change."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) > MOST_WORDS or len(new) > MOST_WORDS:
        return _joined([(REMOVED, before), (ADDED, after)]) if before != after else _joined([(SAME, after)])
    matcher = SequenceMatcher(None, [w.strip() for w in old], [w.strip() for w in new], autojunk=False)
    return _joined(_stretches(_without_crumbs(matcher.get_opcodes(), new), old, new))


def counts(stretches: Sequence[Stretch]) -> dict[str, int]:
    """How many words came and went."""
    return {kind: sum(s.words for s in stretches if s.kind == kind) for kind in (ADDED, REMOVED)}


Code = tuple[str, int, int, int, int]


def _without_crumbs(codes: Sequence[Code], new: Sequence[str]) -> list[Code]:
    last = len(codes) - 1
    return [
        ("replace", *code[1:]) if code[0] == "equal" and 0 < n < last and _is_crumb(new[code[3] : code[4]]) else code
        for n, code in enumerate(codes)
    ]


def _is_crumb(words: Sequence[str]) -> bool:
    return len(words) == 1 and words[0].strip().isalpha() and len(words[0].strip()) <= CRUMB


def _stretches(codes: Sequence[Code], old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Runs of changes first say all that went, then all that came."""
    went, came = "", ""
    for tag, old_from, old_to, new_from, new_to in codes:
        if tag == "equal":
            yield from ((REMOVED, went), (ADDED, came), (SAME, "".join(new[new_from:new_to])))
            went, came = "", ""
        else:
            went, came = went + "".join(old[old_from:old_to]), came + "".join(new[new_from:new_to])
    yield from ((REMOVED, went), (ADDED, came))


def _joined(stretches) -> tuple[Stretch, ...]:
    return tuple(Stretch(kind, text) for kind, text in stretches if text)
