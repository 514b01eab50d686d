"""Words in a comparable form: contractions opened, endings cut, one slip of the finger told from another word."""

from functools import lru_cache

from .lexicon import DEFAULT, lexicon

MENDED_FROM = 5  # shorter words are too easily another word

_ENDINGS = {"'ll": "will", "'m": "am", "'re": "are", "'ve": "have", "'d": "would"}


def opened(word: str, language: str = DEFAULT) -> tuple[str, ...]:
    """A lower-case word as the words it stands for: "won't" is "will", "not"; so is "wont", typed in haste."""
    words = lexicon(language)
    if word in words.contractions:
        return words.contractions[word]
    if "'" not in word:
        return (word,)
    if word.endswith("n't") and len(word) > 3:
        return (word[:-3], "not")
    for ending, stands_for in _ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending):
            return (word[: -len(ending)], stands_for)
    if word.endswith("'s") and len(word) > 2:
        return (word[:-2], "is") if word[:-2] in words.is_after else (word[:-2],)
    return (word.replace("'", ""),)


@lru_cache(maxsize=16384)
def stem(word: str, language: str = DEFAULT) -> str:
    """A light stem: the same for "mark", "marks", "marked", "marking". Not a dictionary form."""
    words = lexicon(language)
    word = words.synonyms.get(word, word)
    return {"english": _english, "light": _light}.get(words.stemming, str)(word)


def _english(word: str) -> str:
    if len(word) <= 3 or not word.isascii():
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        rest = word[: -len(ending)]
        if word.endswith(ending) and len(rest) >= 3 and any(c in "aeiouy" for c in rest):
            word = rest[:-1] if rest[-1] == rest[-2] and rest[-1] not in "ls" else rest
            break
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    return word


def _light(word: str) -> str:
    """One ending less, for languages that mark number and gender there: niños, niñas, niño."""
    if len(word) > 4 and word.endswith("s"):
        word = word[:-1]
    return word[:-1] if len(word) > 4 and word[-1] in "aeo" else word


@lru_cache(maxsize=256)
def stems(words: frozenset[str], language: str) -> frozenset[str]:
    """The keys that tokens of these words have."""
    return frozenset(f"w:{stem(word, language)}" for word in words)


def one_slip(a: str, b: str) -> bool:
    """Whether two words differ by one letter put in, left out, changed, or two swapped.

    The first letter must agree: a slip there most often makes another word (marked, parked).
    """
    if a == b or a[:1] != b[:1] or abs(len(a) - len(b)) > 1:
        return False
    if len(a) > len(b):
        a, b = b, a
    i = 0
    while i < len(a) and a[i] == b[i]:
        i += 1
    if len(a) < len(b):
        return a[i:] == b[i + 1 :]
    return a[i + 1 :] == b[i + 1 :] or (a[i : i + 2] == b[i : i + 2][::-1] and a[i + 2 :] == b[i + 2 :])
