"""How hard a reply is to read: the Flesch-Kincaid grade, with our own simple count of syllables."""

import re

from .reading import Reading

_VOWELS = re.compile(r"[aeiouy]+")
HARDEST = 20


def syllables(word: str) -> int:
    """Vowel groups, less a silent e; at least one. A number counts as one."""
    word = word.lower()
    count = len(_VOWELS.findall(word))
    if word.endswith("e") and not word.endswith(("le", "ee", "ye", "oe")) and count > 1:
        count -= 1
    if word.endswith("ed") and not word.endswith(("ted", "ded")) and count > 1:
        count -= 1
    return max(count, 1)


def reading_grade(reading: Reading) -> int:
    """US school grade from 0 to 20: 0.39 words a sentence + 11.8 syllables a word - 15.59, rounded."""
    words = [t.word for t in reading.tokens]
    if not words:
        return 0
    sentences = max(len(reading.sentences), 1)
    total = sum(syllables(w) for w in words)
    hundredths = 39 * len(words) // sentences + 1180 * total // len(words) - 1559
    return min(max((hundredths + 50) // 100, 0), HARDEST)
