"""What the linear models count in a text: named cues, words in a row, letters in a row.

Pure: the same text gives the same numbers in the same order, in training and on the site.
"""

import json
import math
from functools import lru_cache
from pathlib import Path

from scenarios.scoring.text import normalize

from .tokens import FIGURE, LONGEST, START

FOLDER = Path(__file__).parent / "cues"
MOST = 2  # piling up thanks earns nothing: a cue counts twice at most
WORDS_IN_A_ROW = 3
LETTERS = (2, 5)
LONGEST_WORD = 30
_SILENT = frozenset((START, ".", ",", ";", ":", "(", ")", '"', "..."))
_SHAPES = (
    "questions", "exclamations", "words", "long", "short", "sentence_words", "dots", "quotes", "figures", "links",
    "long_words", "last_question",
)  # fmt: skip


@lru_cache(maxsize=4)
def _cues(language: str) -> tuple[tuple[str, ...], dict[tuple[str, ...], tuple[int, ...]], int]:
    """(names, phrase to the cues it stands for, longest phrase)."""
    data = json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    phrases: dict[tuple[str, ...], tuple[int, ...]] = {}
    for number, listed in enumerate(data.values()):
        for phrase in listed:
            key = tuple(phrase.split())
            phrases[key] = (*phrases.get(key, ()), number)
    return tuple(data), phrases, max(len(key) for key in phrases)


def cue_names(language: str = "en") -> tuple[str, ...]:
    """The names of the numbers that `cue_values` gives, in its order."""
    return (*_cues(language)[0], *_SHAPES)


def cue_values(read: list[str], language: str = "en") -> list[float]:
    """How often each named cue stands in the tokens, MOST at most, then the shape of the text."""
    names, phrases, longest = _cues(language)
    counts = [0.0] * len(names)
    for i in range(len(read)):
        for size in range(1, longest + 1):
            for number in phrases.get(tuple(read[i : i + size]), ()):
                counts[number] = min(counts[number] + 1, MOST)
    return counts + _shape(read)


def _shape(read: list[str]) -> list[float]:
    words = [t for t in read if t not in _SILENT and t not in "?!"]
    sentences = max(read.count(START), 1)
    n = len(words)
    return [
        min(read.count("?"), 3.0),
        min(read.count("!"), MOST),
        math.log1p(n),
        float(n > 60),
        float(n < 8),
        min(n / sentences, 40.0) / 10,
        min(read.count("..."), MOST),
        min(read.count('"'), MOST),
        min(read.count(FIGURE), MOST),
        min(read.count("<url>"), MOST),
        sum(len(w) > 6 for w in words) / max(n, 1),
        float(bool(read) and read[-1] == "?"),
    ]


def word_grams(read: list[str]) -> dict[str, int]:
    """Runs of one to WORDS_IN_A_ROW tokens; punctuation counts, since "?" and "!" tell much."""
    out: dict[str, int] = {}
    for size in range(1, WORDS_IN_A_ROW + 1):
        for i in range(len(read) - size + 1):
            gram = " ".join(read[i : i + size])
            out[gram] = out.get(gram, 0) + 1
    return out


@lru_cache(maxsize=16384)
def _letters(word: str) -> tuple[str, ...]:
    padded = f" {word} "
    low, high = LETTERS
    return tuple(padded[i : i + k] for k in range(low, high + 1) for i in range(len(padded) - k + 1))


def letter_grams(text: str) -> dict[str, int]:
    """Runs of letters inside words as they were typed, so that a slip of the finger costs little."""
    out: dict[str, int] = {}
    for word in normalize(text[:LONGEST]).text.lower().split():
        for gram in _letters(word[:LONGEST_WORD]):
            out[gram] = out.get(gram, 0) + 1
    return out
