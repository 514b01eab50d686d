"""Mends what was mistyped or disguised before anything is looked for: "coucnelor", "y0u", "k i d s".

A word that the language knows is left alone. Another one becomes the word of the scenario, or of the word lists, that
one slip of the finger parts it from. Without a list of the language's words nothing is mended.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from .lexicon import DEFAULT, lexicon, spelling
from .words import one_slip, opened

MEND_FROM, SWAP_FROM = 4, 3
SHARP_FROM = 5
# What stands for a letter when someone hides a word. "1" may be an i or an l.
_LEET = str.maketrans(
    {"0": "o", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i", "|": "l", "8": "b"}
)
_LOOKALIKE = str.maketrans(  # Cyrillic, Greek and a dotless i
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u043a\u0442\u043d\u0432\u043c\u03bf\u03b1\u03b5\u03b9\u0131",
    "aeopcyxiktbvmoaeii",
)
_MASKED = re.compile(r"(?<![\w@$!|.])(?=[\w@$|!]*[^\W\d_])(?=[\w@$|!]*[0-9@$|!])[\w@$|!]+(?<!!)(?!\w)")
_SPACED = re.compile(r"(?<!\w)[^\W\d_](?:[ ._*-]{1,2}[^\W\d_]){2,15}(?!\w)")
_MIXED = re.compile(r"\w*[\u0370-\u03ff\u0430-\u0456\u0131]\w*")
_ORDINARY = re.compile(r"[0-9]+(?:st|nd|rd|th|am|pm|a|p|k|m|s|h|min|hrs?)?|[a-z]{1,3}[0-9]+", re.IGNORECASE)
_DRAWN = re.compile(r"([^\W\d_])\1{2,}")
_ENDINGS = ("s", "d", "ed", "ing")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


@dataclass(frozen=True)
class Vocabulary:
    """The words worth mending to, by each way to leave one letter out; `sharp` are those that people hide:
    the scenario's own, and the language's. `own` are the names of the scenario: they go before small words.
    """

    language: str
    words: frozenset[str]
    sharp: frozenset[str]
    sharp_everywhere: frozenset[str]
    shorter: dict[str, tuple[str, ...]]
    own: frozenset[str]

    def mend(self, word: str) -> str:
        """The word that was meant, or the same one."""
        known = spelling(self.language)
        if len(word) < SWAP_FROM or not known or word in known or word in self.words or not word.isalpha():
            return word
        if drawn := self._drawn_out(word):
            return drawn
        near = {*self.shorter.get(word, ()), *(w for cut in _cuts(word) for w in (*self.shorter.get(cut, ()), cut))}
        fit = [w for w in near if w in self.words and one_slip(word, w) and _safe(word, w)]
        plain = lexicon(self.language).function_words
        return min(fit, key=lambda w: (w not in self.own, w not in plain, abs(len(w) - len(word)), w)) if fit else word

    def _drawn_out(self, word: str) -> str:
        """The word that "caaalm" or "sooorry" draws out, or nothing."""
        if not _DRAWN.search(word):
            return ""
        meant = (_DRAWN.sub(kept, word) for kept in (r"\1", r"\1\1"))
        return next((each for each in meant if self.knows(each)), "")

    def hides(self, first: str, second: str) -> str:
        """The word that two pieces hide ("hand book", "re-lax"), or nothing. "Here by" hides no "hereby"."""
        joined = first + second
        plain = lexicon(self.language).function_words
        everywhere = joined in self.sharp_everywhere and first not in plain and second not in plain
        return joined if joined in self.sharp or everywhere else ""

    def knows(self, word: str) -> bool:
        return word in self.words or word in spelling(self.language)


def _cuts(word: str) -> list[str]:
    return [word[:i] + word[i + 1 :] for i in range(len(word))]


def _safe(word: str, meant: str) -> bool:
    """Of short words two swapped letters are mended or one that is lost, and no more."""
    return len(meant) >= MEND_FROM or sorted(word) == sorted(meant)


@lru_cache(maxsize=256)
def vocabulary(texts: tuple[str, ...], sharp: tuple[str, ...], language: str = DEFAULT) -> Vocabulary:
    """The words of these texts, of the language's phrases and of its grammar."""
    base, base_sharp = _of_language(language)
    more = _words(texts + sharp, language)
    hidden = frozenset(w for w in _words(sharp, language) if len(w) >= SHARP_FROM)
    shorter = dict(_index(base))
    for cut, words in _index(more - base - spelling(language)).items():
        shorter[cut] = shorter.get(cut, ()) + words
    return Vocabulary(language, base | more, hidden, base_sharp, shorter, more - base - spelling(language))


@lru_cache(maxsize=8)
def _of_language(language: str) -> tuple[frozenset[str], frozenset[str]]:
    words = lexicon(language)
    negative = tuple(p for c in words.cues if not c.positive for p in c.phrases)
    phrases = tuple(p for c in words.cues for p in c.phrases)
    texts = (
        *phrases,
        *words.hedges,
        *words.negation_after,
        *words.when,
        *words.contacts,
        *words.promises,
        *words.invitations,
    )
    plain = words.function_words | words.negators | words.roles | words.action_verbs | words.subjects
    sharp = frozenset(w for w in _words(negative, language) if len(w) >= SHARP_FROM and w not in plain)
    found = _words(texts, language) | plain | frozenset(words.synonyms)
    known = spelling(language)
    return found | {w + end for w in found for end in _ENDINGS if w + end in known}, sharp


@lru_cache(maxsize=64)
def _index(words: frozenset[str]) -> dict[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    for word in sorted(w for w in words if len(w) >= SWAP_FROM):
        for cut in _cuts(word):
            out[cut] = (*out.get(cut, ()), word)
    return out


def _words(texts: tuple[str, ...], language: str) -> frozenset[str]:
    return frozenset(w for t in texts for m in _WORD.finditer(t.lower()) for w in opened(m[0], language))


def disguised(text: str, known: Vocabulary) -> list[tuple[int, int, str]]:
    """Stretches of a normal form that hide a word behind figures, signs, blanks or foreign letters, and the word."""
    out = [(m.start(), m.end(), word) for m in _MASKED.finditer(text) if (word := _unmasked(m[0], known))]
    for m in _SPACED.finditer(text):
        # "c-a-l-m d-o-w-n": where signs part the letters, a blank parts words
        for start, end in [m.span(), *(_words_in(m) if "-" in m[0] or "." in m[0] else ())]:
            word = "".join(c for c in text[start:end].lower() if c.isalpha())
            if len(word) > 2 and known.knows(word):
                out.append((start, end, word))
    if not text.isascii():
        for m in _MIXED.finditer(text):
            word = m[0].lower().translate(_LOOKALIKE)
            if word.isascii() and known.knows(word):
                out.append((m.start(), m.end(), word))
    out.sort()
    return [row for n, row in enumerate(out) if n == 0 or row[0] >= out[n - 1][1]]


def _words_in(stretch: re.Match[str]) -> list[tuple[int, int]]:
    return [(stretch.start() + m.start(), stretch.start() + m.end()) for m in re.finditer(r"\S+", stretch[0])]


def _unmasked(word: str, known: Vocabulary) -> str:
    word = word.lower()
    if _ORDINARY.fullmatch(word) or not any(c.isalpha() for c in word):
        return ""
    for one in "il":
        plain = word.translate(_LEET).replace("1", one)
        if len(plain) > 2 and plain.isalpha() and plain != word and known.knows(plain):
            return plain
    return ""
