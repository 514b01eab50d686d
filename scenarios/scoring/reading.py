"""A reply read once: tokens with keys, sentences, quotations, and where each key occurs.

All rules look at this one reading, so that they agree on what a word and a sentence are.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from .numbers import with_values
from .results import Span
from .text import Normal, Raw, ends_clause, ends_sentence, normalize, scan
from .values import Value
from .words import MENDED_FROM, opened, stem

VALUE_KINDS = ("time", "money", "phone", "date")
ARTICLES = frozenset(("a", "an", "the"))


@dataclass(frozen=True, slots=True)
class Token:
    """A word or value: `keys` it may be found by, `main` it demands as part of an author's form."""

    word: str
    keys: tuple[str, ...]
    main: tuple[str, ...]
    start: int
    end: int
    sentence: int
    breaks: bool
    half: str = ""

    @property
    def is_value(self) -> bool:
        return not self.keys[0].startswith("w:")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Token range [first, last) and character range in the normal form."""

    first: int
    last: int
    start: int
    end: int
    question: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A reply, or an author's text, ready to be looked things up in."""

    source: str
    normal: Normal
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    places: dict[str, list[int]]
    long_words: dict[tuple[str, int], list[tuple[str, str]]]
    quoted: tuple[tuple[int, int], ...]

    def span(self, first: int, last: int) -> Span:
        """The span of tokens first..last (inclusive) in the original text."""
        return self.chars(self.tokens[first].start, self.tokens[last].end)

    def chars(self, start: int, end: int) -> Span:
        a, b = self.normal.original(start, end)
        return Span(a, b, self.source[a:b])

    @property
    def words(self) -> int:
        return len({(t.start, t.end) for t in self.tokens})

    def word(self, i: int) -> str:
        return self.tokens[i].word if 0 <= i < len(self.tokens) else ""

    def is_quoted(self, first: int, last: int) -> bool:
        start, end = self.tokens[first].start, self.tokens[last].end
        return any(a <= start and end <= b for a, b in self.quoted)


_QUOTES = re.compile(r'"[^"\n]{1,300}"|(?<!\w)\'[^\'\n]{1,200}\'(?!\w)')


def _tokens_of(raw: Raw, value: Value | None, sentence: int, breaks: bool) -> list[Token]:
    if value:
        return [Token(raw.text.lower(), value.keys, value.main, value.start, value.end, sentence, breaks, value.half)]
    text = raw.text.lower()
    if raw.kind == "code":
        text = text.replace("-", "")
    out: list[Token] = []
    for word in opened(text) if raw.kind == "word" else (text,):
        key = (f"w:{stem(word)}",)
        out.append(Token(word, key, key, raw.start, raw.end, sentence, breaks and not out))
    return out


def read(source: str) -> Reading:
    """Reads any string; linear in its length; never raises."""
    normal = normalize(source)
    text = normal.text
    pieces = with_values(scan(text), text)
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    first, before = 0, None
    for raw, value in pieces:
        breaks = False
        if before is not None:
            gap = text[before.end : raw.start]
            breaks = ends_clause(gap)
            if ends_sentence(before, gap, text[raw.start]):
                sentences.append(_sentence(text, tokens, first, raw.start))
                first = len(tokens)
        tokens.extend(_tokens_of(raw, value, len(sentences), breaks or len(tokens) == first))
        before = raw
    if tokens:
        sentences.append(_sentence(text, tokens, first, len(text)))
    places: dict[str, list[int]] = {}
    for i, token in enumerate(tokens):
        for key in token.keys:
            places.setdefault(key, []).append(i)
    long_words: dict[tuple[str, int], list[tuple[str, str]]] = {}
    for word, key in sorted({(t.word, t.keys[0]) for t in tokens if len(t.word) >= MENDED_FROM and t.word.isalpha()}):
        long_words.setdefault((word[0], len(word)), []).append((word, key))
    quoted = tuple((m.start(), m.end()) for m in _QUOTES.finditer(text))
    return Reading(source, normal, tuple(tokens), tuple(sentences), places, long_words, quoted[:200])


def _sentence(text: str, tokens: list[Token], first: int, until: int) -> Sentence:
    end = tokens[-1].end
    tail = text[end : min(until, end + 20)].split("\n")[0].rstrip()
    return Sentence(first, len(tokens), tokens[first].start, end + len(tail), "?" in tail)


@lru_cache(maxsize=1024)
def read_author(source: str) -> Reading:
    """Like read(), kept in memory: for authors' texts only, never for a learner's words."""
    return read(source)
