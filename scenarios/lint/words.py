"""What the rules about words share: what a key and a district's word look like, how many words, how hard to read."""

import re
from functools import lru_cache

from scenarios.scoring.readability import HARDEST, syllables

KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
TOKEN = re.compile(r"\{([A-Za-z][a-z_]*)\}")
_WORD = re.compile(r"[^\W_]+(?:['’\u2010-][^\W_]+)*")
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|\n\s*\n|\n\s*[-*•]|\n(?=\d+[.)]\s)|$")
# Titles and initials, and times in mid-sentence: their period ends no sentence.
_NO_END = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|No|vs|ext|[A-Z])\.(?=\s)|\b[ap]\.m\.(?=\s+[a-z])")
_MARKS = re.compile(r"[*_#>`]+|\]\([^)]*\)|<[^>]+>")


def words_of(text: str) -> list[str]:
    return _WORD.findall(text)


@lru_cache(maxsize=16384)
def _syllables(word: str) -> int:
    return sum(syllables(part) for part in re.split(r"[-\u2010]", word) if part)


def grade(text: str) -> int:
    """US school grade from 0 to 20, by the formula of `scoring.readability`; marks of Markdown do not count."""
    plain = _NO_END.sub("", _MARKS.sub(" ", text))
    words = _WORD.findall(plain)
    if not words:
        return 0
    sentences = max(sum(1 for part in _END.split(plain) if _WORD.search(part)), 1)
    total = sum(_syllables(word) for word in words)
    hundredths = 39 * len(words) // sentences + 1180 * total // len(words) - 1559
    return min(max((hundredths + 50) // 100, 0), HARDEST)
