"""A reply read once: tokens with keys, sentences, quotations, and where each key occurs.

All rules look at this one reading, so that they agree on what a word and a sentence are.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from .lexicon import DEFAULT
from .numbers import with_values
from .results import Span
from .spelling import Vocabulary, disguised
from .text import Normal, Raw, ends_clause, ends_sentence, normalize, scan
from .values import Value
from .words import MENDED_FROM, opened, stem

VALUE_KINDS = ("time", "money", "phone", "date")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or value: `keys` it may be found by, `main` it demands as part of an author's form.

    `mended`: it was typed in another way, by a slip or on purpose.
    """

    word: str
    keys: tuple[str, ...]
    main: tuple[str, ...]
    start: int
    end: int
    sentence: int
    breaks: bool
    half: str = ""
    mended: bool = False

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
    language: str = DEFAULT
    disguised: int = 0

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

    def said(self, first: int, last: int) -> str:
        """The words of tokens first..last."""
        return " ".join(t.word for t in self.tokens[first : last + 1])

    def is_quoted(self, first: int, last: int) -> bool:
        start, end = self.tokens[first].start, self.tokens[last].end
        return any(a <= start and end <= b for a, b in self.quoted)


STRAIGHT = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")
_QUOTES = re.compile(r'"[^"\n]{1,300}"|(?<!\w)\'[^\'\n]{1,200}\'(?!\w)')


def _tokens_of(
    raw: Raw, value: Value | None, sentence: int, breaks: bool, language: str, known: Vocabulary | None
) -> list[Token]:
    if value:
        return [Token(raw.text.lower(), value.keys, value.main, value.start, value.end, sentence, breaks, value.half)]
    text = raw.text.lower()
    if raw.kind == "code":
        text = text.replace("-", "")
    out: list[Token] = []
    for word in opened(text, language) if raw.kind in ("word", "hidden") else (text,):
        meant = known.mend(word) if known and raw.kind == "word" else word
        key = (f"w:{stem(meant, language)}",)
        mended = meant != word or raw.kind == "hidden"
        out.append(Token(meant, key, key, raw.start, raw.end, sentence, breaks and not out, mended=mended))
    return out


def read(source: str, language: str = DEFAULT, known: Vocabulary | None = None) -> Reading:
    """Reads any string; linear in its length; never raises. With a vocabulary, slips and disguises are mended."""
    normal = normalize(source)
    text = normal.text
    raws, hidden = _uncovered(scan(text), text, known)
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    first, before = 0, None
    for raw, value in with_values(raws, text, language):
        breaks = False
        if before is not None:
            gap = text[before.end : raw.start]
            breaks = ends_clause(gap)
            if ends_sentence(before, gap, text[raw.start]):
                sentences.append(_sentence(text, tokens, first, raw.start))
                first = len(tokens)
        tokens.extend(_tokens_of(raw, value, len(sentences), breaks or len(tokens) == first, language, known))
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
    return Reading(source, normal, tuple(tokens), tuple(sentences), places, long_words, quoted[:200], language, hidden)


def _uncovered(raws: list[Raw], text: str, known: Vocabulary | None) -> tuple[list[Raw], int]:
    """The pieces with hidden words put in the place of what hides them, and how many were hidden by signs."""
    if known is None:
        return raws, 0
    hidden = [Raw("hidden", word, start, end) for start, end, word in disguised(text, known)]
    if hidden:
        covered = {i for h in hidden for i in range(h.start, h.end)}
        raws = sorted([*hidden, *(r for r in raws if r.start not in covered)], key=lambda r: r.start)
    out: list[Raw] = []
    for raw in raws:
        last = out[-1] if out else None
        touching = last and last.kind == raw.kind == "word" and text[last.end : raw.start] in (" ", "-")
        if last and touching and (joined := known.hides(last.text.lower(), raw.text.lower())):
            out[-1] = Raw("hidden", joined, last.start, raw.end)
        else:
            out.append(raw)
    return out, len(hidden)


def _sentence(text: str, tokens: list[Token], first: int, until: int) -> Sentence:
    end = tokens[-1].end
    tail = text[end : min(until, end + 20)].split("\n")[0].rstrip()
    return Sentence(first, len(tokens), tokens[first].start, end + len(tail), "?" in tail)


def read_author(source: str, language: str = DEFAULT) -> Reading:
    """Like read(), kept in memory: for authors' texts only, never for a learner's words.

    Straight and printed quotation marks read alike: a text that was read as typed is not read again as printed.
    """
    return _kept(source.translate(STRAIGHT), language)


@lru_cache(maxsize=4096)
def _kept(source: str, language: str) -> Reading:
    return read(source, language)
